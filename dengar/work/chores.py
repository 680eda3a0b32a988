"""
What the house does by itself. Due work is a query, not a message: there is no task queue.

A chore takes the time, does ONE due piece, and returns False when nothing is due. A new one is a
function here and a row of CHORES.
"""

from datetime import datetime, timedelta
from functools import partial

from django.contrib.sessions.models import Session
from django.db import transaction

from dengar.agree import operations as agree
from dengar.close import operations as close
from dengar.complaints import operations as complaints
from dengar.decide import operations as decide
from dengar.figures import operations as figures
from dengar.files import operations as files
from dengar.intake import operations as intake
from dengar.kit.actors import HOUSE
from dengar.ledger import operations as ledger
from dengar.ledger import sealing
from dengar.malls.models import Mall
from dengar.notices import operations, queries
from dengar.publish import operations as publish
from dengar.search import operations as search
from dengar.talk import operations as talk
from dengar.vault import operations as vault
from dengar.verify import operations as verify
from dengar.work import carriers, daily
from dengar.work.loop import Chore

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def deliver_notices(at: datetime) -> bool:
    return operations.deliver_next(partial(carriers.carry, at=at), at=at)


def give_up_notices(at: datetime) -> bool:
    """A notice that no mail could carry becomes a call; without a number, a dead letter and an entry."""
    notice = queries.hopeless()
    if notice is None:
        return False
    if call_at := carriers.call_instead(notice, at=at):
        return operations.hand_to_desk(notice, due_at=call_at)
    with transaction.atomic():
        if operations.give_up(notice, at=at):
            facts = {"kind": notice.kind, "attempts": notice.attempts}
            ledger.append(
                notice.mall,
                notice.about or ledger.new_subject(),
                "notice_given_up",
                actor=HOUSE.ref,
                at=at,
                facts=facts,
            )
    return True


def seal_ledger(at: datetime) -> bool:
    return sealing.seal_due(at)


def fold_figures(at: datetime) -> bool:
    """Count what was sealed since."""
    return figures.fold_due()


def expire_incomplete(at: datetime) -> bool:
    return verify.expire_due(at)


def lapse_silent(at: datetime) -> bool:
    return close.lapse_due(at=at)


def ask_silent(at: datetime) -> bool:
    return close.ask_silent(at=at)


def let_decisions_stand(at: datetime) -> bool:
    return decide.stand_due(at)


def let_overseer_in(at: datetime) -> bool:
    return complaints.escalate_due(at)


def withdraw_requested(at: datetime) -> bool:
    return close.withdraw_due(at=at)


def tell_of_overdue_promises(at: datetime) -> bool:
    return agree.tell_overdue(at)


def ask_before_withdrawing(at: datetime) -> bool:
    return close.ask_due(at=at)


def remind_of_talks(at: datetime) -> bool:
    return talk.remind_due(at)


def publish_ended(at: datetime) -> bool:
    """What the rule lets appear; new on Mondays only."""
    return publish.publish_due(at)


def send_daily_summary(at: datetime) -> bool:
    return daily.summary_due(at)


def rewrap_boxes(at: datetime) -> bool:
    """After a rotation of keys: wrap older boxes with the newest."""
    return any([vault.rewrap(slug) for slug in Mall.objects.values_list("slug", flat=True)])


def read_texts(at: datetime) -> bool:
    """What was written is found by its words, and beside what looks like it."""
    return search.read_due(at)


def tell_merged(at: datetime) -> bool:
    """Whose report goes on with another is told when that one has ended."""
    return complaints.tell_ends_due(at)


def renew_tokens(at: datetime) -> bool:
    """After a rotation of the search key: make older tokens anew, by reading their texts again."""
    return any([vault.renew_tokens(slug) for slug in Mall.objects.values_list("slug", flat=True)])


def forget_drafts(at: datetime) -> bool:
    return intake.forget_drafts(at)


def erase_files(at: datetime) -> bool:
    """Files whose words key was destroyed."""
    return files.erase_due(at)


def sweep_files(at: datetime) -> bool:
    """Files that no row names."""
    return files.sweep(at)


def forget_sessions(at: datetime) -> bool:
    Session.objects.filter(expire_date__lt=at).delete()
    return False


CHORES: tuple[Chore, ...] = (
    Chore(deliver_notices),
    Chore(give_up_notices),
    Chore(seal_ledger, every=MINUTE),
    Chore(fold_figures, every=MINUTE),
    Chore(expire_incomplete, every=MINUTE),
    Chore(lapse_silent, every=MINUTE),
    Chore(ask_silent, every=MINUTE),
    Chore(let_decisions_stand, every=MINUTE),
    Chore(withdraw_requested, every=MINUTE),
    Chore(ask_before_withdrawing, every=MINUTE),
    Chore(tell_of_overdue_promises, every=MINUTE),
    Chore(let_overseer_in, every=MINUTE),
    Chore(remind_of_talks, every=MINUTE),
    Chore(publish_ended, every=HOUR),
    Chore(read_texts),
    Chore(tell_merged, every=MINUTE),
    Chore(send_daily_summary, every=5 * MINUTE),
    Chore(rewrap_boxes, every=HOUR),
    Chore(renew_tokens, every=HOUR),
    Chore(forget_drafts, every=MINUTE),
    Chore(erase_files, every=MINUTE),
    Chore(sweep_files, every=HOUR),
    Chore(forget_sessions, every=HOUR),
)
