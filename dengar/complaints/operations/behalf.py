"""People who have only a phone: a handler records their move, read back to them."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengar.complaints.journey import Move
from dengar.complaints.models import Complaint, Grant, OnBehalf
from dengar.complaints.operations import telling
from dengar.complaints.operations.moving import NotYours, check_sight, note
from dengar.complaints.visibility import may_see, standing
from dengar.kit.actors import Actor, Role
from dengar.kit.errors import Refused
from dengar.people.models import Membership

CALL_BACK = {"agree", "confirm", "withdraw"}  # count only after another officer has called back
CALLERS = (Role.HANDLER, Role.COORDINATOR, Role.OVERSEER)


class NotReadBack(Refused):
    message = _("Please read it back to the person first, and wait for their yes.")


class SameOfficer(Refused):
    message = _("Somebody other than you has to call back.")


class NobodyElse(Refused):
    message = _("This counts only after somebody else has called back, and nobody but you could. Please ask otherwise.")


class AnsweredAlready(Refused):
    message = _("This call has been recorded already.")


@transaction.atomic
def speak_for(
    complaint: Complaint, move: Move, *, read_back: bool, by: Actor, at: datetime
) -> tuple[OnBehalf, Actor | None]:
    """
    Record that the person asked for a move by voice.

    Return the row, and the actor to hand to the step's operation: the complainant, with the
    handler's reference beside it. It is None where another officer has to call back first.

    :raises NotReadBack: if it was not read back.
    :raises NobodyElse: if another officer would have to call back, and there is none.
    :raises NotYours: if `by` is no handler here, or the move is not the complainant's.
    """
    if Role.COMPLAINANT not in move.by and move.name != "withdraw":
        raise NotYours
    waits = move.name in CALL_BACK
    row = record_spoken(complaint, move.name, waits=waits, read_back=read_back, by=by, at=at)
    if waits:
        if not others_may_call(complaint, by=by, at=at):
            raise NobodyElse
        telling.somebody_else(complaint, "desk_call_back", "handlers", at=at)
        return row, None
    return row, actor_for(row)


def record_spoken(
    complaint: Complaint, what: str, *, waits: bool = False, read_back: bool, by: Actor, at: datetime
) -> OnBehalf:
    """
    Record that the person said something by voice: a move, or an answer that is none.

    :param waits: it counts only after another officer has called back.
    :raises Gone, NotYours, NotReadBack: as `speak_for`.
    """
    check_sight(complaint, by, at)
    if standing(by, complaint, at) is not Role.HANDLER:
        raise NotYours
    _not_the_agencys(complaint, by)
    if not read_back:
        raise NotReadBack
    row = OnBehalf.objects.create(complaint=complaint, move=what, officer_id=by.officer, at=at, needs_call_back=waits)
    note(complaint, "on_behalf_recorded", by=by, at=at, facts={"move": what})
    return row


def others_may_call(complaint: Complaint, *, by: Actor, at: datetime) -> bool:
    """Whether anybody but `by` could call back: of the desk, or overseers, whoever may know of this complaint."""
    members = Membership.objects.current(at).filter(
        mall=complaint.mall_id, role__in=[role.value for role in CALLERS], officer__is_active=True
    )
    spoke = Grant.objects.filter(complaint=complaint).values("officer")
    others = members.exclude(officer=by.officer_id).exclude(officer__in=spoke).values_list("role", "officer_id")
    actors = (Actor(Role(role), f"{role}:{pk}", complaint.mall_id, pk) for role, pk in others)
    return any(may_see(actor, complaint, at) for actor in actors)


def _not_the_agencys(complaint: Complaint, by: Actor) -> None:
    """Nobody speaks for both sides (journey.md): whoever was let in for an agency speaks for nobody else."""
    if Grant.objects.filter(complaint=complaint, officer=by.officer_id).exists():
        raise NotYours


def actor_for(row: OnBehalf) -> Actor:
    """Return the complainant as an actor whose reference says through whom they spoke."""
    return Actor(Role.COMPLAINANT, f"on_behalf:{row.officer_id}", complaint_id=row.complaint_id)


@transaction.atomic
def call_back(row: OnBehalf, *, upheld: bool, by: Actor, at: datetime) -> Actor | None:
    """
    Record what the person said when another officer called back; return the actor if they said yes.

    :raises SameOfficer: if it is the officer who recorded the move.
    :raises AnsweredAlready: if somebody was quicker.
    :raises Gone, NotYours: as `advance`.
    """
    check_sight(row.complaint, by, at)
    if by.role not in CALLERS:
        raise NotYours
    _not_the_agencys(row.complaint, by)
    if by.officer_id == row.officer_id:
        raise SameOfficer
    answer = OnBehalf.Answer.UPHELD if upheld else OnBehalf.Answer.DENIED
    waiting = OnBehalf.objects.filter(pk=row.pk, answer="", needs_call_back=True)
    if not waiting.update(answer=answer, called_by=by.officer_id, called_at=at):
        raise AnsweredAlready
    note(row.complaint, "called_back", by=by, at=at, facts={"move": row.move, "upheld": upheld})
    return actor_for(row) if upheld else None
