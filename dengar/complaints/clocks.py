"""
Which clocks start and stop when: the table beside the journey's table. Pure of the database.

A clock is kept when it stops by its due moment, late when after it; a clock whose reason is gone
is void. Nothing here, and nothing elsewhere, clears lateness.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from dengar.complaints.journey import ENDS, Move, State
from dengar.complaints.models import NEVER, Clock, Complaint, Kind, Reach

K = Clock.Kind
MALL, AGENCY, COMPLAINANT = Clock.Bearer.MALL, Clock.Bearer.AGENCY, Clock.Bearer.COMPLAINANT

BEARERS = {
    K.FIRST_CONTACT: MALL,
    K.RECEIPT: MALL,
    K.VERIFICATION: MALL,
    K.COMPLETION: COMPLAINANT,
    K.ANSWER: MALL,
    K.CLASS: AGENCY,
    K.DECISION: AGENCY,
    K.TELLING: MALL,
    K.PROMISE: AGENCY,
    K.WITHDRAWAL: COMPLAINANT,
    K.LAPSE: COMPLAINANT,
    K.OBJECTION: COMPLAINANT,
    K.REOPENING: MALL,
}

# What runs from the moment a report is filed. Suggestions, compliments and questions have
# one clock only, their answer's.
AT_FILING: dict[str, tuple[str, ...]] = {
    Kind.COMPLAINT: (K.RECEIPT, K.FIRST_CONTACT, K.VERIFICATION, K.ANSWER),
    Kind.SUGGESTION: (K.RECEIPT, K.ANSWER),
    Kind.COMPLIMENT: (K.RECEIPT, K.ANSWER),
    Kind.QUESTION: (K.RECEIPT, K.ANSWER),
}

_CHECKED = (K.VERIFICATION, K.ANSWER)
_SETTLING = (K.CLASS, K.DECISION, K.REOPENING)


@dataclass(frozen=True)
class Effect:
    """What one move does to the clocks: kinds kept (or late) by it, kinds made void, kinds started."""

    keeps: tuple[str, ...] = ()
    voids: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()


BY_MOVE: dict[str, Effect] = {
    "ask": Effect(keeps=_CHECKED, starts=(K.COMPLETION,)),
    "complete": Effect(keeps=(K.COMPLETION,), starts=(K.VERIFICATION, K.ANSWER)),
    "open_dialogue": Effect(keeps=(*_CHECKED, K.REOPENING), starts=(K.DECISION,)),
    "examine": Effect(keeps=(*_CHECKED, K.REOPENING), starts=(K.DECISION,)),
    "agree": Effect(keeps=_SETTLING),
    "decide": Effect(keeps=_SETTLING, starts=(K.TELLING, K.LAPSE)),
    "report_done": Effect(starts=(K.LAPSE,)),
    "confirm": Effect(keeps=(K.TELLING, K.LAPSE)),
    "object": Effect(keeps=(K.LAPSE, K.TELLING, K.OBJECTION), starts=(K.REOPENING, K.DECISION)),
    "reopen": Effect(voids=(K.OBJECTION,), starts=(K.REOPENING, K.DECISION)),
    "answer": Effect(keeps=_CHECKED),
    "thank": Effect(keeps=_CHECKED),
    "forward": Effect(keeps=_CHECKED),
    "dismiss": Effect(keeps=(*_CHECKED, K.REOPENING)),
}
AT_END = Effect(starts=(K.OBJECTION,))  # every end may be objected to for a while


def klass(complaint: Complaint, kind: str) -> str:
    """Return which of several terms of one kind holds: by what was sent, or by who can be reached."""
    if kind == K.ANSWER:
        return str(complaint.kind)
    if kind == K.LAPSE and complaint.reach in (Reach.PAGE, Reach.DESK):
        return "no_contact"
    return ""


def effect(move: Move, target: State) -> Effect:
    """Return what the move does; reaching an end also opens the time to object."""
    given = BY_MOVE.get(move.name, Effect())
    if target in ENDS:
        return Effect(given.keeps, given.voids, (*given.starts, *AT_END.starts))
    return given


def outcome(clock: Clock, at: datetime, *, void: bool = False) -> str:
    """Say how a clock that stops at `at` ended. Late stays late, even where the reason is gone."""
    if at > clock.due_at:
        return Clock.Outcome.LATE
    return Clock.Outcome.VOID if void else Clock.Outcome.KEPT


def stops(running: Iterable[Clock], what: Effect, target: State) -> list[tuple[Clock, bool]]:
    """
    Return the running clocks that stop with this effect, each with whether it becomes void.

    At an end everything still running is void, except what an end itself starts. A kind that
    is started anew replaces the one that runs, except the decision's: it never stops for talks.
    """
    out = []
    for clock in running:
        if clock.kind in what.keeps:
            out.append((clock, False))
        elif (
            clock.kind in what.voids
            or (target in ENDS and clock.kind != K.TELLING)
            or (clock.kind in what.starts and clock.kind != K.DECISION)
        ):
            out.append((clock, True))
    return out


def earliest(running: Iterable[Clock], target: str) -> datetime:
    """Return what the desk shows as due; an end is never due."""
    if target in ENDS:
        return NEVER
    return min((clock.due_at for clock in running), default=NEVER)
