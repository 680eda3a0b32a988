"""The complainant's page: where it stands, why each date is what it is, who looked, and every move."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from dengar.act import queries as act
from dengar.aftercare.models import Fairness
from dengar.aftercare.operations import ASKED_IN
from dengar.agree import queries as agree
from dengar.agree.operations import FEWEST_OPTIONS
from dengar.close.models import Withdrawal
from dengar.complaints import conduct
from dengar.complaints import queries as complaints
from dengar.complaints.journey import ENDS, IN_PUBLIC, Reason, State, moves_from
from dengar.complaints.models import Complaint, Contact, Kind
from dengar.complaints.operations.moving import NotNow
from dengar.complaints.operations.timing import local_day
from dengar.decide import queries as decide
from dengar.kit.actors import Role
from dengar.kit.now import now
from dengar.publish import queries as publish
from dengar.talk import queries as talk
from dengar.verify import queries as verify
from dengar.web.citizen import answered, mine_forms, noted, releasing, story
from dengar.web.citizen.present import There, there
from dengar.web.citizen.session import MineRequest, mine
from dengar.web.kit.forms import KitForm

PAGE, NOTE = "citizen/mine/page.html", "citizen/mine/note.html"
DONE = {
    "pesan": _("Sent, and kept under seal."),
    "berkas": _("Sent, and kept under seal."),
    "lengkap": _("Thank you. We have your answer."),
    "ringkasan": _("Thank you. Your confirmation is noted."),
    "betul": _("Your correction holds. The old summary is crossed out."),
    "usul": _("Your idea is noted."),
    "diusulkan": _("Your proposal lies on the table. Now the other side has to answer."),
    "setuju": _("Your agreement is noted."),
    "waktu-dijawab": _("Your answer is noted. It stands beside the promise."),
    "waktu-diminta": _("Your wish is noted. Until the agency says yes, the agreed day stands."),
    "tolak": _("Noted. We go on talking."),
    "resmi": _("Your report will be examined formally. That costs you nothing."),
    "beres": _("Thank you for telling us. You can still object for 30 days."),
    "keberatan": _("Your objection is noted."),
    "belum-beres": _("Thank you. It is a complaint now. We contact you within one working day at the latest."),
    "tidak-pernah": _("Thank you. The coordinator reads it. The officer who noted it does not."),
    "cabut": _("Your wish is noted. You have three days to change your mind."),
    "bebas": _("Thank you. Your answer is noted."),
    "lanjut": _("Your report goes on."),
    "adil": _("Thank you. Nobody at the agency sees your answers."),
    "ditelepon": _("Thank you. Your word stands beside the officer's record."),
    "temu-ya": _("Your yes is noted. You may still say no until it begins."),
    "temu-tidak": _("Noted. It does not take place, and that costs you nothing."),
    "terpisah": _("Your wish is noted. You need not meet anybody from the agency."),
    "bersama": _("Noted. You may be asked whether you want to talk together."),
    "kata": _("Your new words work from now on."),
    "cara": _("Your objection is noted. Somebody who had no part in it reads it."),
    "nama-urusan": _("Your choice is noted. You may change it until the name has been opened."),
    "nama": _("Your choice holds from now on."),
}


@require_safe
@mine
def page(request: MineRequest) -> HttpResponse:
    return show(request)


@require_safe
@mine
def other_steps(request: MineRequest) -> HttpResponse:
    """Ask for a formal examination, object, the Ombudsman, withdraw."""
    return show(request, template="citizen/mine/steps.html")


def show(
    request: HttpRequest,
    form: KitForm | None = None,
    *,
    template: str = PAGE,
    moved_on: bool = False,
) -> HttpResponse:
    """Show the page; a refused `form` stands in its place with what was typed."""
    context = facts(request.complaint)  # type: ignore[attr-defined]  # behind `mine`
    if form is not None:
        context["forms"][form.prefix] = form
    context["refused"] = form
    context["moved_on"] = moved_on and NotNow.message
    context["done"] = DONE.get(request.GET.get("kabar", ""))
    status = 409 if moved_on else form.status if form else 200
    if template == PAGE and answered.is_note(context["complaint"]):
        template, context["answered"] = NOTE, answered.answered(context["complaint"], context["reply"])
    return render(request, template, context, status=status)


def facts(complaint: Complaint) -> dict[str, Any]:
    """Gather what the page shows. The number of queries depends on the state alone, never on how much there is."""
    at = now()
    clocks = complaints.clocks(complaint)
    has = there(complaint)
    contact = has.one("contacts", lambda: _talk_to_confirm(complaint))
    summaries = talk.summaries(complaint) if complaint.state not in (State.RECEIVED, State.INCOMPLETE) else {}
    summary = summaries.get("complainant")
    confirmed = bool(summary and summary.row.how)
    contacted = any(c.kind == "first_contact" and c.stopped_at for c in clocks)
    said = has.every("messages", lambda: story.said(complaint))
    shown = _of_state(complaint)
    return {
        "complaint": complaint,
        "public_words": IN_PUBLIC[State(complaint.state)],
        "reason": Reason(complaint.close_reason).label if complaint.close_reason else "",
        "title": story.title(complaint, my_turn=_my_turn(complaint, summary, confirmed)),
        "steps": story.steps(complaint, contacted, confirmed, decided=shown["decision"] is not None),
        "clocks": story.clock_lines(clocks, at, calendar=story.calendar_of(complaint, clocks)),
        "contact": contact,
        "summary": summary,
        "messages_said": said,
        "unanswered": said[-1] if said and said[-1].by != "me" and complaint.state not in ENDS else None,
        "looks": has.every("looks", lambda: story.looks(complaint)),
        "moves": {move.name for move in moves_from(complaint.state, Role.COMPLAINANT)},
        "may_object": complaint.closed_at is None or story.may_object(complaint, at),
        "ended": complaint.state in ENDS,
        "publishing": _publishing(complaint),
        "forms": _forms(complaint, contact),
        "withdrawal": has.one("withdrawals", lambda: _withdrawal(complaint)),
        "plan": has.one("plans", lambda: _plan(complaint, at)),
        "forward": has.one("forwards", lambda: _forward(complaint)),
        **shown,
        **_of_name(complaint, has),
    }


def _talk_to_confirm(complaint: Complaint) -> Contact | None:
    """Return the latest talk by telephone or at the desk, for the person's own word on it."""
    reached = Contact.objects.filter(complaint=complaint, outcome=Contact.Outcome.REACHED)
    return reached.exclude(way=Contact.Way.WRITTEN).select_related("officer").order_by("at").last()


def _of_state(complaint: Complaint) -> dict[str, Any]:
    """Gather what only some states have."""
    state = complaint.state
    shown: dict[str, Any] = {"agreement": None, "decision": None, "gap": None, "options": [], "owed": [], "reply": None}
    shown |= {"apart": None, "joint": None, "question": ""}  # only where a way out is looked for
    if state == State.INCOMPLETE:
        shown["gap"] = verify.open_gap(complaint)
    if state in (State.TALKING, State.PROPOSED):
        shown |= _of_talks(complaint)
    if state in (State.PROPOSED, State.AGREED, State.ACTED, State.CLOSED_CONFIRMED, State.CLOSED_UNCONFIRMED):
        shown["agreement"] = agree.current(complaint)
    if state in (State.DECIDED, State.ACTED, State.EXAMINING) or state in ENDS:
        shown["decision"] = decide.decision(complaint)
    if state in (State.AGREED, State.ACTED):
        shown["owed"] = act.owed(complaint)
        today = local_day(complaint, now())
        shown["overdue"] = any(one.open and not one.by_the_person and one.due_on < today for one in shown["owed"])
    shown |= _of_end(complaint)
    if state in ASKED_IN:
        answered = Fairness.objects.filter(complaint=complaint, side="complainant").exists()
        shown["ask_fairness"] = not answered
    return shown


def _withdrawal(complaint: Complaint) -> Withdrawal | None:
    """Return the wish to withdraw that still waits for its three days."""
    return Withdrawal.objects.filter(complaint=complaint, taken_back_at=None, done_at=None).first()


def _plan(complaint: Complaint, at: datetime) -> conduct.Plan | None:
    return next((one for one in conduct.plans(complaint) if conduct.holds(one, at)), None)


def _publishing(complaint: Complaint) -> str:
    """Return whether there is something to say about publishing, and whether the person is asked."""
    if complaint.state not in ENDS or complaint.kind != Kind.COMPLAINT:
        return ""
    text = publish.story_of(complaint)
    return "asked" if text and not text.answer else "open"


def _of_end(complaint: Complaint) -> dict[str, Any]:
    """Gather the words with which it was closed, or what was noted at the counter."""
    if complaint.state == State.SETTLED_AT_COUNTER:
        return {"noted": noted.noted(complaint)}
    if complaint.state != State.CLOSED_OTHER:
        return {}
    return {"reply": verify.reply(complaint), "goes_on": story.goes_on(complaint)}


def _forward(complaint: Complaint) -> verify.Forwarded | None:
    """Return the other body that was asked for it, or has taken it. One SQL query, or none."""
    return verify.elsewhere(complaint) if complaint.state in (State.RECEIVED, State.CLOSED_OTHER) else None


def _of_talks(complaint: Complaint) -> dict[str, Any]:
    """Gather what is there while a way out is looked for."""
    options = talk.options(complaint)
    ready = len(options) >= FEWEST_OPTIONS and talk.both_confirmed(complaint)
    apart = talk.apart(complaint)
    return {
        "options": options,
        "earlier": agree.earlier(complaint),
        "ready": ready,
        "apart": apart,
        **_asked(complaint),
    }


def _of_name(complaint: Complaint, has: There) -> dict[str, Any]:
    """Gather whether an agency asks for the name. Two SQL queries, or none."""
    put = has.one("releases", lambda: releasing.put_to(complaint))
    ordered = has.every("releases", lambda: releasing.orders(complaint))
    wish = put is not None and not put.choice and complaint.state not in ENDS
    return {"name_wish": wish, "name_ways": put is not None or bool(ordered)}


def _asked(complaint: Complaint) -> dict[str, Any]:
    """Gather what the person was asked: a question in writing, and whether they want to talk together or alone."""
    return {"apart": talk.apart(complaint), "question": talk.question(complaint), "joint": talk.joint(complaint)}


def _my_turn(complaint: Complaint, summary: talk.SummaryView | None, confirmed: bool) -> bool:
    if complaint.state == State.TALKING:
        return summary is not None and not confirmed
    if complaint.state == State.PROPOSED:
        view = agree.current(complaint)
        return view is not None and view.row.complainant_at is None
    return False


def _forms(complaint: Complaint, contact: Contact | None) -> dict[str, KitForm]:
    seen = {"seen": complaint.step}
    heard = {"called": contact.heard} if contact and contact.heard else None
    return {
        "pesan": mine_forms.MessageForm(),
        "lengkap": mine_forms.CompleteForm(initial=seen),
        "betul": mine_forms.CorrectForm(),
        "usul": mine_forms.OptionForm(),
        "tolak": mine_forms.DeclineForm(initial=seen),
        "keberatan": mine_forms.ObjectForm(initial=seen),
        "cabut": mine_forms.WithdrawForm(initial=seen),
        "bebas": mine_forms.OwnWishForm(initial=seen),
        "adil": mine_forms.FairnessForm(),
        "ditelepon": mine_forms.HeardForm(initial=heard),
        "loket": noted.NotedForm(initial=seen, complaint=complaint),
        "cara": mine_forms.ConductForm(),
    }
