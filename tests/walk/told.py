"""Who is owed word of a move, told a second time from journey.md: each of them exactly once, and nobody else."""

from collections import Counter
from datetime import datetime

from dengar.complaints.models import Complaint, Grant
from dengar.kit.actors import Role
from dengar.ledger.models import Entry
from dengar.notices.models import Notice

PERSON = {
    "ask": "asked",
    "open_dialogue": "talk_opened",
    "examine": "examining",
    "propose": "proposed",
    "agree": "agreed",
    "decline": "declined",
    "decide": "decided",
    "report_done": "done_reported",
    "reopen": "reopened",
    **dict.fromkeys(["expire", "answer", "thank", "forward", "dismiss", "stand", "lapse", "withdraw"], "closed"),
}
AGENCY = {"examine", "propose", "agree", "decline", "decide", "confirm", "object", "lapse"}


def check(complaint: Complaint, move: Entry) -> None:
    """Check the notices of one move that has just been made."""
    mover = _mover(move)
    told = Counter(Notice.objects.filter(about=complaint.subject, made_at=move.at).values_list("to", "kind"))
    person, kinds = f"complainant:{complaint.subject}", set(PERSON.values())
    owed = {(person, PERSON[move.event]): 1} if mover is not Role.COMPLAINANT and move.event in PERSON else {}
    found = {key: count for key, count in told.items() if key[0] == person and key[1] in kinds}
    assert found == owed, f"of {move.event} the person was told {found}, is owed {owed}"
    inside = Counter({to: count for (to, kind), count in told.items() if kind == "desk_moved"})
    asked = Counter(_inside(complaint, move, mover))
    assert inside == asked, f"of {move.event} were told {dict(inside)}, should be {dict(asked)}"


def _mover(move: Entry) -> Role:
    role = move.actor.partition(":")[0]
    assert role in ("on_behalf", *Role), f"moved by {move.actor}"
    return Role.COMPLAINANT if role == "on_behalf" else Role(role)


def _inside(complaint: Complaint, move: Entry, mover: Role) -> list[str]:
    told = [] if mover in (Role.HANDLER, Role.HOUSE) else [_desk(complaint)]
    if move.event in AGENCY and mover is not Role.LIAISON:
        told += [f"officer:{pk}" for pk in _speakers(complaint, move.at)]
    return told


def _desk(complaint: Complaint) -> str:
    if complaint.around_desk:
        return f"overseers:{complaint.mall_id}"
    return f"officer:{complaint.handler_id}" if complaint.handler_id else f"handlers:{complaint.mall_id}"


def _speakers(complaint: Complaint, at: datetime) -> set[int]:
    rows = Grant.objects.filter(complaint=complaint, from_at__lte=at)
    return {row.officer_id for row in rows if row.until_at is None or row.until_at > at}
