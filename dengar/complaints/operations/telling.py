"""Who is told of what: the table beside the journey's table. Notices hold references, never names."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from dengar.complaints.journey import Move
from dengar.complaints.models import Complaint, Grant
from dengar.complaints.visibility import in_hands
from dengar.kit.actors import Actor, Role
from dengar.notices.operations import tell, tell_all

# What the person reads after each move that somebody else made (notices/kinds.py).
PERSON_AFTER = {
    "ask": "asked",
    "expire": "closed",
    "open_dialogue": "talk_opened",
    "examine": "examining",
    "answer": "closed",
    "thank": "closed",
    "forward": "closed",
    "dismiss": "closed",
    "propose": "proposed",
    "agree": "agreed",
    "decline": "declined",
    "decide": "decided",
    "stand": "closed",
    "report_done": "done_reported",
    "lapse": "closed",
    "withdraw": "closed",
    "reopen": "reopened",
}
# Moves after which the agency's speaker has something to see.
AGENCY_AFTER = {"examine", "propose", "agree", "decline", "decide", "confirm", "object", "lapse"}
BATCH = time(15, 0)  # local time at which agencies are told, so that no minute betrays who moved


def moved(complaint: Complaint, move: Move, *, by: Actor, at: datetime) -> None:
    """Owe everyone concerned, except whoever made the move, word that it was made."""
    if by.role is not Role.COMPLAINANT and move.name in PERSON_AFTER:
        person(complaint, PERSON_AFTER[move.name], at=at)
    if by.role not in (Role.HANDLER, Role.HOUSE):
        desk(complaint, "desk_moved", at=at)
    if move.name in AGENCY_AFTER and by.role is not Role.LIAISON:
        agency(complaint, "desk_moved", at=at)


def person(complaint: Complaint, kind: str, *, at: datetime) -> None:
    """Owe the complainant a neutral message; how it reaches them is the carrier's matter."""
    tell(f"complainant:{complaint.subject}", kind, mall=complaint.box.keys, at=at)


def desk(complaint: Complaint, kind: str, *, at: datetime) -> None:
    """Owe word to the handler in charge, else to all; for what goes around the desk, to the overseer."""
    if complaint.around_desk:
        to = f"overseers:{complaint.mall_id}"
    elif handler := in_charge(complaint, at):
        to = f"officer:{handler}"
    else:
        to = f"handlers:{complaint.mall_id}"
    tell(to, kind, mall=complaint.box.keys, at=at, about=complaint.subject)


def in_charge(complaint: Complaint, at: datetime) -> int | None:
    """
    Read again who is the named officer now: somebody may have taken it since the caller read the complaint.

    None where the named officer has no part here any more: what is left behind concerns all of the desk.
    """
    rows = Complaint.objects.filter(in_hands(at), pk=complaint.pk)
    return rows.values_list("handler_id", flat=True).first()


def somebody_else(complaint: Complaint, kind: str, group: str, *, at: datetime) -> None:
    """Owe word to a group, for what the officer of the case must not do alone; around the desk, to the overseers."""
    whom = "overseers" if complaint.around_desk else group
    tell(f"{whom}:{complaint.mall_id}", kind, mall=complaint.box.keys, at=at, about=complaint.subject)


def custodians(complaint: Complaint, *, at: datetime) -> None:
    """Owe word to those who decide on requests for a name. The notice names no complaint: they see none."""
    tell(f"custodians:{complaint.mall_id}", "desk_identity", mall=complaint.box.keys, at=at)


def agency(complaint: Complaint, kind: str, *, at: datetime) -> bool:
    """Owe word to whoever holds a grant, in the day's batch (protection.md, "Numbers"); False if nobody does."""
    held = Grant.objects.current(at).filter(complaint=complaint).values_list("officer_id", flat=True)
    readers = [f"officer:{pk}" for pk in held]
    if readers:
        due = next_batch(at, complaint.mall.time_zone)
        tell_all(readers, kind, mall=complaint.box.keys, at=at, due_at=due, about=complaint.subject)
    return bool(readers)


def next_batch(at: datetime, zone: str) -> datetime:
    """Return the next moment at which agencies are told: today's batch, or tomorrow's."""
    local = at.astimezone(ZoneInfo(zone))
    batch = local.replace(hour=BATCH.hour, minute=BATCH.minute, second=0, microsecond=0)
    return batch if local < batch else batch + timedelta(days=1)
