"""A second examination: by another officer than the first, else by the coordinator, else by the overseer."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengar.complaints import journey
from dengar.complaints.models import Complaint, Escalation
from dengar.complaints.operations import NotNow, NotYours, check_seen, check_sight, escalate, name_handler, telling
from dengar.complaints.visibility import standing
from dengar.decide import queries
from dengar.kit.actors import HOUSE, Actor, Role
from dengar.kit.errors import Refused
from dengar.notices.operations import tell_all

DESK = (Role.HANDLER, Role.COORDINATOR, Role.OVERSEER)


class SameExaminer(Refused):
    message = _(
        "You made the earlier decision. The second examination belongs to another officer, "
        "else to the coordinator, else to the overseer."
    )


class NotTheirTurn(Refused):
    message = _(
        "Another complaint officer is free for the second examination, and comes first; "
        "then the coordinator, then the overseer."
    )


class SomebodyFree(Refused):
    message = _("Somebody else here is free for the second examination. The overseer comes only after them.")


def offer(complaint: Complaint, *, at: datetime) -> None:
    """
    Tell everyone whose turn a second examination is; where nobody in the mall is free, let the overseer in.

    Nothing happens where none waits. Call it inside the transaction of what led to it.
    """
    found = queries.examiners(complaint, at)
    if found is None or complaint.around_desk:
        return
    if found.ids:
        handler = telling.in_charge(complaint, at)  # who is told anyway
        free = [f"officer:{pk}" for pk in found.ids if pk != handler]
        if free:
            tell_all(free, "desk_moved", mall=complaint.box.keys, at=at, about=complaint.subject)
    elif not Escalation.objects.filter(complaint=complaint).exists():
        escalate(complaint, Escalation.Why.SECOND_EXAMINATION, by=HOUSE, at=at)


@transaction.atomic
def take_second(complaint: Complaint, *, by: Actor, at: datetime, seen: int | None = None) -> None:
    """
    Take a second examination: become the named officer of the report.

    :raises NotNow: if none waits. :raises SameExaminer, NotTheirTurn: as they say.
    :raises Gone, NotYours: as `advance`.
    """
    check_sight(complaint, by, at)
    check_seen(complaint, seen)
    if not is_second(complaint, by, at):
        raise NotNow
    name_handler(complaint, by=by, at=at)


def is_second(complaint: Complaint, by: Actor, at: datetime) -> bool:
    """
    Whether a second examination waits, and it is the turn of `by`; False where none waits.

    :raises NotYours, SameExaminer, NotTheirTurn: if it is somebody else's.
    """
    found = queries.examiners(complaint, at)
    if found is None:
        return False
    if by.role not in DESK:
        raise NotYours
    if queries.examined_before(complaint, by.officer_id):
        raise SameExaminer
    if by.role is not Role.OVERSEER and by.officer_id not in found.ids:
        raise NotTheirTurn
    return True


@transaction.atomic
def hand_to_overseer(complaint: Complaint, *, by: Actor, at: datetime, seen: int | None = None) -> None:
    """
    Hand a second examination to the overseer, where nobody else in the mall can make it any more.

    :raises NotYours: if `by` does not handle it.
    :raises NotNow: if no second examination is waiting.
    :raises SomebodyFree: if an officer or a coordinator is free for it.
    :raises Gone: as `advance`.
    """
    check_sight(complaint, by, at)
    check_seen(complaint, seen)
    if standing(by, complaint, at) not in journey.DECIDE.by:
        raise NotYours
    found = queries.examiners(complaint, at)
    if found is None:
        raise NotNow
    if found.ids:
        raise SomebodyFree
    escalate(complaint, Escalation.Why.SECOND_EXAMINATION, by=by, at=at)
