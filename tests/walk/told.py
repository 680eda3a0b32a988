"""Who is owed word of a move, told a second time from journey.md: each of them exactly once, and nobody else."""

from collections import Counter
from datetime import datetime

from dengar.complaints.models import Complaint, Escalation, Grant
from dengar.decide.models import Decision
from dengar.kit.actors import Role
from dengar.ledger.models import Entry
from dengar.notices.models import Notice
from tests.walk import oracle

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


def check(complaint: Complaint, moves: list[Entry]) -> None:
    """Check the notices of the moves that one act has just made: mostly one, two where an answer is a proposal too."""
    at = moves[0].at
    told = Counter(Notice.objects.filter(about=complaint.subject, made_at=at).values_list("to", "kind"))
    what = " and ".join(move.event for move in moves)
    person, kinds = f"complainant:{complaint.subject}", set(PERSON.values())
    found = Counter({kind: count for (to, kind), count in told.items() if to == person and kind in kinds})
    owed = Counter(PERSON[one.event] for one in moves if one.event in PERSON and _mover(one) is not Role.COMPLAINANT)
    assert found == owed, f"of {what} the person was told {dict(found)}, is owed {dict(owed)}"
    inside = Counter({to: count for (to, kind), count in told.items() if kind == "desk_moved"})
    asked = sum((_inside(complaint, one, _mover(one)) for one in moves), _risen(complaint, at))
    assert inside == +asked, f"of {what} were told {dict(inside)}, should be {dict(asked)}"


def _mover(move: Entry) -> Role:
    role = move.actor.partition(":")[0]
    assert role in ("on_behalf", *Role), f"moved by {move.actor}"
    return Role.COMPLAINANT if role == "on_behalf" else Role(role)


def _inside(complaint: Complaint, move: Entry, mover: Role) -> Counter[str]:
    told = [] if mover in (Role.HANDLER, Role.HOUSE) else [_desk(complaint)]
    if move.event in AGENCY and mover is not Role.LIAISON:
        told += [f"officer:{pk}" for pk in _speakers(complaint, move.at)]
    if move.event in ("object", "reopen") and move.facts["to"] == "examining" and not complaint.around_desk:
        told += _examiners(complaint, move)
    return Counter(told)


def _risen(complaint: Complaint, at: datetime) -> Counter[str]:
    """Each time that it rises the overseers are told; of what cannot wait in words of its own."""
    rows = Escalation.objects.filter(complaint=complaint, at=at).exclude(why=Escalation.Why.URGENT)
    return Counter({f"overseers:{complaint.mall_id}": rows.count()})


def _examiners(complaint: Complaint, move: Entry) -> list[str]:
    """Who comes after those that have decided before: the other handlers, else the coordinators, else the overseers."""
    before = set(Decision.objects.filter(complaint=complaint).values_list("officer_id", flat=True))
    if not before:
        return []
    world = oracle.look()
    for role in ("handler", "coordinator"):
        free = set(oracle.working(world, role, complaint, move.at)) - before
        if free:
            return [f"officer:{pk}" for pk in free - {complaint.handler_id}]
    assert Escalation.objects.filter(complaint=complaint).exists(), "nobody is left to examine it again"
    return []


def _desk(complaint: Complaint) -> str:
    if complaint.around_desk:
        return f"overseers:{complaint.mall_id}"
    return f"officer:{complaint.handler_id}" if complaint.handler_id else f"handlers:{complaint.mall_id}"


def _speakers(complaint: Complaint, at: datetime) -> set[int]:
    rows = Grant.objects.filter(complaint=complaint, from_at__lte=at)
    return {row.officer_id for row in rows if row.until_at is None or row.until_at > at}
