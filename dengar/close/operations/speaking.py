"""A complainant's move recorded by a handler: the record and the move, together or not at all."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengar.agree import operations as agree
from dengar.agree import queries as agreements
from dengar.agree.models import Agreement
from dengar.close.models import Objection, Withdrawal
from dengar.close.operations.ending import OBJECT_WITHIN, confirm_called_back, object_to, reopen
from dengar.close.operations.withdrawing import AskedAlready, request_withdrawal_called_back
from dengar.complaints import journey
from dengar.complaints.journey import Move
from dengar.complaints.models import Complaint, OnBehalf
from dengar.complaints.operations import NotNow, check_seen, check_sight, speak_for
from dengar.kit.actors import Actor, Role
from dengar.kit.errors import Refused
from dengar.verify import operations as verify

# What the person has to say for themselves; a proposal is put on the table by the desk, with its name on it.
NOT_FOR_OTHERS = {journey.PROPOSE}


class WaitsAlready(Refused):
    message = _("This wish is recorded already. It waits for another officer to call back.")


@dataclass(frozen=True)
class Wish:
    """What the person asked for by voice, and the words that go with it."""

    move: Move
    words: str = ""
    route: str = ""  # Objection.Wish: how it shall go on after an objection


def moves_for(complaint: Complaint, at: datetime) -> list[Move]:
    """Return what may be recorded for the person now: what the table allows to them, and withdrawing."""
    late = complaint.closed_at is not None and at > complaint.closed_at + OBJECT_WITHIN
    pointless = {journey.OBJECT if late else journey.REOPEN} | NOT_FOR_OTHERS
    moves = [move for move in journey.moves_from(complaint.state, Role.COMPLAINANT) if move not in pointless]
    return moves + ([journey.WITHDRAW] if complaint.state in journey.WITHDRAW.source else [])


def waiting(complaint: Complaint) -> list[OnBehalf]:
    """Return what waits for another officer to call back, the oldest first. One SQL query."""
    rows = OnBehalf.objects.filter(complaint=complaint, needs_call_back=True, answer="")
    return list(rows.select_related("officer").order_by("at", "pk"))


@transaction.atomic
def speak(
    complaint: Complaint, wish: Wish, *, read_back: bool, by: Actor, at: datetime, seen: int | None = None
) -> OnBehalf:
    """
    Record what the person asked for by voice. It is done at once, or waits for a call by another officer.

    :raises NotReadBack: if it was not read back to them.
    :raises WaitsAlready: if the same wish waits for a call already.
    :raises NotNow: if the table does not allow it now; and whatever the move itself refuses.
    """
    check_sight(complaint, by, at)
    check_seen(complaint, seen)
    if wish.move not in moves_for(complaint, at):
        raise NotNow
    row, person = speak_for(complaint, wish.move, read_back=read_back, by=by, at=at)
    if person is None:
        _check_waiting(complaint, row)
    else:
        _make(complaint, wish, by=person, at=at)
    return row


def _check_waiting(complaint: Complaint, row: OnBehalf) -> None:
    """Refuse what could not count after the call either."""
    if any(other.move == row.move for other in waiting(complaint) if other.pk != row.pk):
        raise WaitsAlready
    proposal = agreements.current(complaint)
    if row.move == journey.AGREE.name and (proposal is None or proposal.row.complainant_at):
        raise agree.AlreadyAccepted
    if row.move == journey.WITHDRAW.name:
        asked = Withdrawal.objects.filter(complaint=complaint, taken_back_at=None, done_at=None)
        if asked.exists():
            raise AskedAlready


def _make(complaint: Complaint, wish: Wish, *, by: Actor, at: datetime) -> None:
    """Make the move by the operation of the room that it belongs to."""
    match wish.move:
        case journey.COMPLETE:
            verify.complete(complaint, wish.words, by=by, at=at)
        case journey.EXAMINE:
            verify.examine(complaint, by=by, at=at)
        case journey.DECLINE:
            agree.decline(_proposal(complaint).row, why=wish.words, by=by, at=at)
        case journey.OBJECT:
            object_to(complaint, wish.words, Objection.Wish(wish.route), by=by, at=at)
        case journey.REOPEN:
            reopen(complaint, wish.words, Objection.Wish(wish.route), by=by, at=at)
        case move:
            raise ValueError(f"{move.name} cannot be recorded for somebody else")


def _proposal(complaint: Complaint) -> agreements.AgreementView:
    found = agreements.current(complaint)
    if found is None:
        raise NotNow
    return found


@transaction.atomic
def called_back(row: OnBehalf, *, upheld: bool, by: Actor, at: datetime) -> None:
    """
    Record what the person said when another officer called back; what they uphold is done now.

    :raises SameOfficer, AnsweredAlready, Gone, NotYours: as complaints.operations.call_back.
    """
    match row.move:
        case "agree":
            agree.accept_called_back(_heard(row), row, upheld=upheld, by=by, at=at)
        case "confirm":
            confirm_called_back(row, upheld=upheld, by=by, at=at)
        case "withdraw":
            request_withdrawal_called_back(row, upheld=upheld, by=by, at=at)
        case move:
            raise ValueError(f"{move} needs no call back")


def _heard(row: OnBehalf) -> Agreement:
    """Return the proposal that was read to the person: the last one before they spoke, never a later one."""
    return Agreement.objects.filter(complaint=row.complaint, proposed_at__lte=row.at).latest("proposed_at")
