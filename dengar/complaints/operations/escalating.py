"""It rises to the overseer: by somebody's word, or because nobody in the mall is free to handle it."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from dengar.complaints.models import Complaint, Escalation, Recusal, Respondent
from dengar.complaints.operations.moving import note
from dengar.complaints.visibility import free_coordinators, free_handlers
from dengar.kit.actors import HOUSE, Actor
from dengar.notices.operations import tell
from dengar.people import models as people


@transaction.atomic
def escalate(
    complaint: Complaint, why: Escalation.Why, *, by: Actor, at: datetime, kind: str = "desk_moved"
) -> Escalation:
    """
    Let the overseer in, from here on.

    :param kind: what the overseer is told (notices/kinds.py).
    """
    made = Escalation.objects.create(complaint=complaint, why=why, at=at)
    note(complaint, "escalated", by=by, at=at, facts={"why": str(why)})
    tell(f"overseers:{complaint.mall_id}", kind, mall=complaint.box.keys, at=at, about=complaint.subject)
    return made


def escalate_once(
    complaint: Complaint, why: Escalation.Why, *, by: Actor, at: datetime, kind: str = "desk_moved"
) -> None:
    """Let the overseer in for this cause, unless that was done before."""
    if not complaint.escalations.filter(why=why).exists():
        escalate(complaint, why, by=by, at=at, kind=kind)


def escalate_due(at: datetime) -> bool:
    """
    Let the overseer into one open complaint whose handlers and coordinators are all in conflict. A chore.

    Return False if there is none: nobody's report waits where no one may see it.
    """
    for complaint in _in_doubt(at):
        if not free_handlers(complaint, at) and not free_coordinators(complaint, at):
            escalate(complaint, Escalation.Why.CONFLICT, by=HOUSE, at=at)
            return True
    return False


def _in_doubt(at: datetime) -> QuerySet[Complaint]:
    """Return the open complaints in which somebody is in conflict, or may be."""
    mine = {"complaint": OuterRef("pk")}
    avoided = people.Recusal.objects.current(at).filter(agency__isnull=False).values("agency")
    doubt = (
        Exists(Respondent.objects.filter(**mine, officer__isnull=False))
        | Exists(Respondent.objects.filter(**mine, agency__in=avoided))
        | Exists(Recusal.objects.filter(**mine))
    )
    waiting = Complaint.objects.open().filter(around_desk=False).exclude(Exists(Escalation.objects.filter(**mine)))
    found = waiting.filter(doubt) | waiting.filter(agency__in=avoided)
    return found.select_related("box", "mall").order_by("pk")
