"""Two people, two threads, one moment: `python -m tests.complaints.at_once` runs it on a database file of its own."""

import json
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

THREADS = 4


def at_once(*acts: Callable[[], Any]) -> list[str]:
    """Run each of `acts` in threads of its own that begin together; return "ok" or the error's name for each."""
    from django.db import connection

    from dengar.kit.errors import Refused

    barrier, results = threading.Barrier(THREADS), []

    def run(act: Callable[[], Any]) -> None:
        barrier.wait()
        try:
            act()
            results.append("ok")
        except Refused as refusal:
            results.append(f"refused: {type(refusal).__name__}")
        except Exception as error:  # a failure is a result to be compared
            results.append(f"failed: {error!r}")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(acts[place % len(acts)],)) for place in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(results)


def everything() -> dict[str, Any]:
    """Let several people do the same, or the contrary, at once; say what each heard, and whether all still agrees."""
    from dengar.act.operations import report_done
    from dengar.aftercare.operations import answer_fairness
    from dengar.agree.models import Agreement
    from dengar.agree.operations import accept, decline, mark_kept
    from dengar.close import operations as close
    from dengar.close.models import Withdrawal
    from dengar.complaints.models import Complaint, Grant
    from dengar.complaints.operations import grant, record_contact, say
    from dengar.talk.operations import begin
    from tests import trips
    from tests.cast import make_cast

    told: dict[str, Any] = {}
    cast = make_cast()
    at, pk = trips.LATER, cast.complaint.pk
    hendra, sari, rina = cast.hendra, cast.sari, cast.rina

    def here() -> Complaint:
        return Complaint.objects.select_related("box", "mall").get(pk=pk)

    def proposal() -> Agreement:
        return Agreement.objects.select_related("complaint__box", "complaint__mall").get(declined_at=None)

    trips.to_talking(cast)
    told["begin"] = at_once(lambda: begin(here(), by=rina, at=at))
    from dengar.complaints.operations import end_grant

    end_grant(Grant.objects.select_related("complaint__box").get(), by=rina, at=at)
    told["grant"] = at_once(lambda: grant(here(), cast.officers["hendra"], cast.dukcapil, by=rina, at=at))
    told["grants"] = Grant.objects.filter(until_at=None).count()
    trips.both_needs(cast)
    trips.two_options(cast)
    from dengar.agree.operations import propose

    told["propose"] = at_once(lambda: propose(here(), "Akta selesai.", [trips.promise()], by=rina, at=at))
    told["agency accepts"] = at_once(lambda: accept(proposal(), by=hendra, at=at))
    told["accept or decline"] = at_once(
        lambda: accept(proposal(), by=sari, at=at), lambda: decline(proposal(), by=sari, at=at)
    )
    told["state"] = here().state
    if here().state != "agreed":  # she declined first: once more, and this time both agree
        propose(here(), "Akta selesai.", [trips.promise()], by=hendra, at=at)
        accept(proposal(), by=sari, at=at)
    told["withdraw"] = at_once(lambda: close.request_withdrawal(here(), by=sari, at=at))
    told["withdrawals"] = Withdrawal.objects.count()
    told["withdraw or take back"] = at_once(
        lambda: close.withdraw_due(at + timedelta(days=4)),
        lambda: close.take_back_withdrawal(here(), by=sari, at=at + timedelta(days=4)),
    )
    if here().state != "agreed":
        close.object_to(here(), "Tidak jadi.", close_wish(), by=sari, at=at + timedelta(days=4))
        told["lapse or confirm"] = ["refused: x", "ok"]
    else:
        for commitment in proposal().commitments.all():
            mark_kept(commitment, by=hendra, at=at)
        told["report_done"] = at_once(lambda: report_done(here(), "Akta diserahkan.", by=hendra, at=at))
        for days in (5, 6):
            when = at + timedelta(days=days)
            record_contact(here(), "call", "no_answer", when=when, by=rina, at=when)
            say(here(), "complainant", "Apakah sudah beres?", by=rina, at=when)
        late = at + timedelta(days=40)
        told["lapse or confirm"] = at_once(
            lambda: close.lapse_due(late), lambda: close.confirm(here(), by=sari, at=late, seen=None)
        )
        told["ended"] = here().state
        told["fairness"] = at_once(lambda: answer_fairness(here(), {"voice": 4}, by=sari, at=late))
    told["say"] = at_once(lambda: say(here(), "complainant", "Terima kasih.", by=sari, at=at + timedelta(days=50)))
    told["entries"] = doubled()
    return told


def close_wish() -> Any:
    from dengar.close.models import Objection

    return Objection.Wish.TALK


def doubled() -> list[str]:
    """Return the moves of which the register holds more or fewer than the report has made."""
    from dengar.complaints.journey import BY_NAME
    from dengar.complaints.models import Complaint
    from dengar.ledger.models import Entry

    return [
        f"{complaint.step} steps, {moves} entries"
        for complaint in Complaint.objects.all()
        if (moves := Entry.objects.filter(subject=complaint.subject, event__in=BY_NAME).count()) != complaint.step
    ]


def main() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    print(json.dumps(everything()))


if __name__ == "__main__":
    main()
