"""`advance`: the one way by which a complaint changes its state."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from dengar.complaints import clocks
from dengar.complaints.journey import ENDS, Move, State
from dengar.complaints.models import NEVER, Complaint
from dengar.complaints.operations import telling, timing
from dengar.complaints.visibility import may_see, standing, visible
from dengar.kit.actors import Actor, Role
from dengar.kit.errors import Refused
from dengar.ledger.operations import Draft, append, append_all

ON_BEHALF = "on_behalf:"  # how the reference of a person begins who spoke through a handler


class Gone(Refused):
    """For this person the complaint does not exist. Pages answer 404, never these words."""

    message = _("There is no such report.")


class NotYours(Refused):
    message = _("Your role has no part in this step.")


class NotNow(Refused):
    message = _("This report has moved on in the meantime. Please look at where it stands now.")


def check_sight(complaint: Complaint, by: Actor, at: datetime) -> None:
    """
    Make sure that the complaint exists for `by`, and hold it until the commit. Every operation begins with it.

    The guarded UPDATE names the step that the caller saw: of two who change one complaint at once the
    second waits, and then finds what the first has left. Rows of a step are changed only afterwards, so
    that nobody holds one of them while waiting for the complaint.

    :raises Gone: if it does not exist for `by`.
    :raises NotNow: if it has moved since it was read.
    """
    here = Complaint.objects.filter(visible(by, at), pk=complaint.pk, step=complaint.step)
    if not here.update(step=F("step")):
        raise NotNow if may_see(by, complaint, at) else Gone


def check_handler(complaint: Complaint, by: Actor, at: datetime) -> None:
    """
    Make sure that `by` stands as the handler of this complaint, and hold it as `check_sight`.

    :raises Gone, NotYours, NotNow: as `advance`.
    """
    check_sight(complaint, by, at)
    if standing(by, complaint, at) is not Role.HANDLER:
        raise NotYours


def check_seen(complaint: Complaint, step: int | None) -> None:
    """
    Make sure that the page which the person saw is still true.

    :param step: `Complaint.step` as the page showed it; None where no page was involved.
    :raises NotNow: if the complaint has moved since.
    """
    if step is not None and step != complaint.step:
        raise NotNow


@transaction.atomic
def advance(
    complaint: Complaint,
    move: Move,
    *,
    by: Actor,
    at: datetime,
    to: State | None = None,
    reason: str = "",
    facts: Mapping[str, object] | None = None,
) -> None:
    """
    Take a complaint one move along its journey.

    State, clocks, ledger entries and owed notices change together or not at all. If two people
    move the same complaint at once, the first wins and the second is told NotNow: the UPDATE
    names the state and the step that the caller saw, on PostgreSQL and on SQLite alike.

    :param to: the chosen target, where the move has several.
    :param reason: a journey.Reason, needed exactly where the target is closed_other.
    :param facts: what the ledger's event knows beyond the states.
    :raises Gone: if the complaint does not exist for `by`.
    :raises NotYours: if `by` has no part in this move.
    :raises NotNow: if the complaint is not, or is no longer, in a state that the move starts from.
    """
    target = _allowed(complaint, move, to, by=by, at=at)
    if complaint.state not in move.source or not _shift(complaint, target, reason, at):
        raise NotNow
    said = {"to": str(target), "reason": reason, "step": complaint.step, "on_behalf": by.ref.startswith(ON_BEHALF)}
    drafts = [Draft(complaint.subject, move.name, by.ref, at, {**said, **(facts or {})})]
    drafts += timing.run(complaint, clocks.effect(move, target), target, by=by, at=at)
    append_all(complaint.box.keys, drafts)
    telling.moved(complaint, move, by=by, at=at)


def _allowed(complaint: Complaint, move: Move, to: State | None, *, by: Actor, at: datetime) -> State:
    """Return where the move leads, if `by` may make it."""
    check_sight(complaint, by, at)
    if standing(by, complaint, at) not in move.by:
        raise NotYours
    target = to or move.target
    if target not in move.targets:
        raise ValueError(f"{move.name} does not lead to {target}")
    return target


def _shift(complaint: Complaint, target: State, reason: str, at: datetime) -> bool:
    """Move the row if it still stands where the caller saw it; it is held until the commit."""
    ended = target in ENDS
    changes = {
        "state": str(target),
        "state_since": at,
        "due_at": NEVER,
        "closed_at": at if ended else None,
        "close_reason": reason if target is State.CLOSED_OTHER else "",
    }
    if target is State.CLOSED_OTHER and not reason:
        raise ValueError("closed_other needs a reason of the closed list")
    where = Complaint.objects.filter(pk=complaint.pk, state=complaint.state, step=complaint.step)
    if not where.update(**changes, step=F("step") + 1):
        return False
    for field, value in changes.items():
        setattr(complaint, field, value)
    complaint.step += 1
    return True


def note(
    complaint: Complaint, event: str, *, by: Actor, at: datetime, facts: Mapping[str, object] | None = None
) -> None:
    """Write one entry about this complaint that is not a move. Call it inside the change's transaction."""
    append(complaint.box.keys, complaint.subject, event, actor=by.ref, at=at, facts=dict(facts or {}))
