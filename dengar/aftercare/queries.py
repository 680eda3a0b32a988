"""What figures read of how fair it was, split by how it ended. Each says what it costs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from dengar.aftercare.models import Fairness
from dengar.aftercare.operations import ASKED_IN, QUESTIONS
from dengar.complaints.journey import State
from dengar.complaints.visibility import visible_to
from dengar.figures.reading import FAIRNESS
from dengar.kit.actors import Actor
from dengar.talk.models import Side

FLOOR = FAIRNESS
FAIR = 3  # from here on an answer says "yes" or "mostly"


@dataclass(frozen=True)
class Share:
    """How many of `n` who answered one question said "yes" or "mostly"."""

    question: str
    fair: int
    n: int

    @property
    def missing(self) -> int:
        """How many answers are still needed before it may be read; 0 when it may."""
        return max(0, FLOOR - self.n)


@dataclass(frozen=True)
class Split:
    """What one side said, of one outcome: where it stood when they answered, or what had been decided."""

    outcome: State | Fairness.Favour
    side: Side
    n: int
    shares: list[Share]


def fairness_by_outcome(actor: Actor, at: datetime) -> list[Split]:
    """
    Return how fair both sides found it, by where it stood, of the complaints that exist for `actor`.

    Every outcome after which it is asked is there, also without an answer: a gap is shown, not hidden. One SQL query.
    """
    return _splits("state", [state for state in State if state in ASKED_IN], actor, at)


def fairness_by_favour(actor: Actor, at: datetime) -> list[Split]:
    """Return the same where something was decided, by whom the decision agreed with (domain.md 1.6). One SQL query."""
    return _splits("favour", [one for one in Fairness.Favour if one], actor, at)


def _splits(column: str, outcomes: Sequence[State | Fairness.Favour], actor: Actor, at: datetime) -> list[Split]:
    counts = {f"{name}_n": Count(name) for name in QUESTIONS}
    counts |= {f"{name}_fair": Count(name, filter=Q(**{f"{name}__gte": FAIR})) for name in QUESTIONS}
    rows = Fairness.objects.filter(complaint__in=visible_to(actor, at)).order_by()
    counted = rows.values(column, "side").annotate(n=Count("pk"), **counts)
    found: dict[tuple[str, str], Mapping[str, Any]] = {(row[column], row["side"]): row for row in counted}
    sides = (Side.COMPLAINANT, Side.AGENCY)
    return [_split(outcome, side, found.get((outcome, side), {})) for outcome in outcomes for side in sides]


def _split(outcome: State | Fairness.Favour, side: Side, row: Mapping[str, Any]) -> Split:
    shares = [Share(name, row.get(f"{name}_fair", 0), row.get(f"{name}_n", 0)) for name in QUESTIONS]
    return Split(outcome, side, row.get("n", 0), shares)
