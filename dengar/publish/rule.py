"""
Which cases appear in public: a rule, not a choice. Pure.

Nobody picks the good ones. What was settled, in the person's own word, and what stayed disputed appears; the
rest does not, each with its reason. How much the person let us know of them (open, confidential, without a name) makes
no difference: no name ever appears. It takes weeks, and whole weeks appear together, so that nobody can say whose
case it was by watching (protection.md, "Small counts").
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

WEEKS = 5  # full weeks after the end: the 30 days to object are over
FEWEST = 5  # ended cases of an agency, or of a service, in YEAR, before one of them can be told apart no more
YEAR = timedelta(weeks=52)
WEEK = timedelta(weeks=1)


class Outcome(StrEnum):
    """How a case appears."""

    SETTLED = "settled"  # the person said so
    DISPUTED = "disputed"  # there was a decision, and the person does not agree


class Why(StrEnum):
    """Why a case does not appear: a closed list."""

    NO_COMPLAINT = "no_complaint"
    SECRET = "secret"
    OPEN = "open"
    NOT_SETTLED = "not_settled"  # it ended otherwise: silence, withdrawal, elsewhere
    NO_AGENCY = "no_agency"
    TOO_SOON = "too_soon"
    TOO_FEW = "too_few"


@dataclass(frozen=True)
class Facts:
    """
    What the rule looks at.

    :param state, reason: as complaints.journey names them.
    :param weeks: full weeks since it ended, counted from Monday to Monday in the mall's time.
    :param of_agency, of_service: complaints of the same agency, and service, that ended in the year before that
        Monday, this one included.
    """

    kind: str
    state: str
    reason: str
    secret: bool
    has_agency: bool
    weeks: int
    of_agency: int
    of_service: int


APPEARS = {
    ("closed_confirmed", ""): Outcome.SETTLED,
    ("closed_other", "not_agreed"): Outcome.DISPUTED,
}

# The first that holds is the reason.
REASONS: tuple[tuple[Why, Callable[[Facts], bool]], ...] = (
    (Why.NO_COMPLAINT, lambda facts: facts.kind != "complaint"),
    (Why.SECRET, lambda facts: facts.secret),
    (Why.OPEN, lambda facts: facts.weeks < 0),
    (Why.NOT_SETTLED, lambda facts: outcome(facts.state, facts.reason) is None),
    (Why.NO_AGENCY, lambda facts: not facts.has_agency),
    (Why.TOO_SOON, lambda facts: facts.weeks < WEEKS),
    (Why.TOO_FEW, lambda facts: facts.of_agency < FEWEST),
)


def why_not(facts: Facts) -> Why | None:
    """Return why a case does not appear; None: it does."""
    return next((why for why, holds in REASONS if holds(facts)), None)


def outcome(state: str, reason: str) -> Outcome | None:
    """Return how a case in this state appears; None: not at all."""
    return APPEARS.get((state, reason))


def names_service(facts: Facts) -> bool:
    """Whether the service may be named beside the agency."""
    return facts.of_service >= FEWEST


def monday(at: datetime, zone: str) -> datetime:
    """Return the beginning of the week of `at` in the mall's time: when a week's cases appear."""
    local = at.astimezone(ZoneInfo(zone))
    first = local.date() - timedelta(days=local.weekday())
    return datetime.combine(first, time(), ZoneInfo(zone))


def weeks_between(ended_at: datetime | None, at: datetime, zone: str) -> int:
    """Return the Mondays between two moments, less the first: the full weeks since it ended; -1 while it is open."""
    if ended_at is None:
        return -1
    days = (monday(at, zone).date() - monday(ended_at, zone).date()).days
    return max(days // 7 - 1, 0)


def took(received_at: datetime, ended_at: datetime) -> int:
    """Return how long a case took, in weeks begun: at least one."""
    return max(1, -((received_at - ended_at) // WEEK))
