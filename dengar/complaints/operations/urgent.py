"""What cannot wait: marked by somebody at the desk, told at once to coordinator and overseer, ended with a reason."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengar.complaints.journey import ENDS
from dengar.complaints.models import Complaint, Escalation, Urgency
from dengar.complaints.operations import telling
from dengar.complaints.operations.escalating import escalate_once
from dengar.complaints.operations.moving import NotNow, NotYours, check_sight, note
from dengar.kit.actors import Actor, Role
from dengar.kit.errors import Refused
from dengar.vault.sealing import seal_words, words_mac

AT_DESK = {Role.HANDLER, Role.COORDINATOR, Role.OVERSEER}  # whoever sees the danger may say so


class NotUrgent(Refused):
    message = _("This report is not marked as needing a rapid response.")


class NoReason(Refused):
    message = _("Please write why it can wait now. The coordinator and the overseer were told that it cannot.")


@transaction.atomic
def mark_urgent(complaint: Complaint, why: Urgency.Why, *, by: Actor, at: datetime) -> Urgency:
    """
    Say that a report needs a rapid response. It stands first on the desk; coordinator and overseer are told at once.

    What is marked already stays as it is.

    :raises NotNow: if it has ended.
    :raises Gone, NotYours: as `advance`.
    """
    _at_desk(complaint, by, at)
    if complaint.state in ENDS:
        raise NotNow
    if marked := complaint.urgencies.open().first():
        return marked
    made = Urgency.objects.create(complaint=complaint, why=why, by_id=by.officer, at=at)
    note(complaint, "urgency_marked", by=by, at=at, facts={"why": str(why)})
    escalate_once(complaint, Escalation.Why.URGENT, by=by, at=at, kind="desk_urgent")
    if not complaint.around_desk:  # then the overseers, who have just been told, are the desk
        telling.somebody_else(complaint, "desk_urgent", "coordinators", at=at)
    return made


@transaction.atomic
def end_urgency(complaint: Complaint, words: str, *, by: Actor, at: datetime) -> Urgency:
    """
    Say that it can wait now, and why. The mark stays in the trail.

    :raises NoReason: if `words` is blank. :raises NotUrgent: if it is not marked.
    :raises Gone, NotYours: as `advance`.
    """
    _at_desk(complaint, by, at)
    words = words.strip()
    if not words:
        raise NoReason
    marked = complaint.urgencies.open().first()
    if marked is None:
        raise NotUrgent
    marked.ended_by_id, marked.ended_at = by.officer, at
    marked.words = seal_words(complaint.box, words, "urgency")
    marked.save(update_fields=["ended_by", "ended_at", "words"])
    note(complaint, "urgency_ended", by=by, at=at, facts={"words": words_mac(complaint.box, words)})
    return marked


def _at_desk(complaint: Complaint, by: Actor, at: datetime) -> None:
    check_sight(complaint, by, at)
    if by.role not in AT_DESK:
        raise NotYours
