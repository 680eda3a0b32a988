"""
What a change of terms or hours would do, tried out without writing.

Running clocks keep the term and the day that they began with (clocks.md), so two things can be said: which open
reports keep their day, and how this year's finished clocks would have ended under the new rule. Only what exists
for whoever looks is read and counted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from dengar.complaints.models import Clock
from dengar.complaints.recounting import ALL, SHOWN
from dengar.complaints.visibility import visible_to
from dengar.deadlines import queries as policies
from dengar.deadlines.calendar import TermRule, derive
from dengar.deadlines.models import Term
from dengar.kit.actors import Actor
from dengar.malls.models import Agency, Mall

LOOKED_BACK = 500  # clocks that are counted again, the newest of this year


@dataclass(frozen=True)
class Kept:
    """
    Running clocks that keep their day.

    :param clocks: with `complaint`, the earliest due first; if there are more than ALL, the first SHOWN.
    :param count: how many there are.
    """

    clocks: tuple[Clock, ...]
    count: int

    @property
    def more(self) -> int:
        return self.count - len(self.clocks)


@dataclass(frozen=True)
class Look:
    """
    Finished clocks counted again: how many of `count` are late as it was, and would have been late.

    They stay as they ended; this is a trial.
    """

    count: int
    late: int
    would_be: int


def keeping(term: Term, *, by: Actor, at: datetime) -> Kept:
    """Return the running clocks of a term, which a new version does not touch. Two SQL queries."""
    rows = _clocks_of(term, by=by, at=at).filter(stopped_at=None)
    return kept(rows)


def kept(rows: QuerySet[Clock]) -> Kept:
    count = rows.count()
    shown = rows.select_related("complaint").order_by("due_at", "pk")[: count if count <= ALL else SHOWN]
    return Kept(tuple(shown), count)


def look_back(term: Term, rule: TermRule, *, by: Actor, at: datetime) -> Look:
    """Return how this year's finished clocks of a term would have ended under `rule`. Three SQL queries."""
    zone = ZoneInfo(term.mall.time_zone)
    year = datetime(at.astimezone(zone).year, 1, 1, tzinfo=zone).astimezone(UTC)
    ended = (Clock.Outcome.KEPT, Clock.Outcome.LATE)
    rows = _clocks_of(term, by=by, at=at).filter(started_at__gte=year, outcome__in=ended)
    found = rows.select_related("complaint").order_by("-started_at", "-pk")[:LOOKED_BACK]
    return _tried(found, term.mall, rule)


def _tried(clocks: Iterable[Clock], mall: Mall, rule: TermRule) -> Look:
    calendars = policies.calendars(mall)
    count = late = would_be = 0
    for clock in clocks:
        calendar = calendars.get(clock.complaint.agency_id) or calendars[None]
        ended = clock.stopped_at
        count += 1
        late += clock.outcome == Clock.Outcome.LATE
        would_be += ended is not None and ended > derive(clock.started_at, rule, calendar).due_at
    return Look(count, late, would_be)


def running_of(mall: Mall, agency: Agency | None, *, by: Actor, at: datetime) -> Kept:
    """
    Return the clocks that run by the hours of an agency, or of the mall, which other hours do not touch. Two queries.

    Clocks in calendar days are left out: hours mean nothing to them.
    """
    rows = Clock.objects.filter(complaint__in=visible_to(by, at).filter(mall=mall), stopped_at=None)
    own = mall.openings.filter(agency__isnull=False).values("agency")
    part = Q(complaint__agency=agency) if agency else Q(complaint__agency=None) | ~Q(complaint__agency__in=own)
    return kept(rows.filter(part, term__unit__in=("working_days", "hours")))


def _clocks_of(term: Term, *, by: Actor, at: datetime) -> QuerySet[Clock]:
    """Return the clocks that began by a term: of its kind and class, and of its agency or of those without one."""
    rows = Clock.objects.filter(complaint__in=visible_to(by, at).filter(mall=term.mall), kind=term.kind)
    if term.agency_id:
        rows = rows.filter(complaint__agency=term.agency_id)
    else:
        own = Term.objects.filter(mall=term.mall, kind=term.kind, klass=term.klass, agency__isnull=False)
        others = Q(complaint__agency=None) | ~Q(
            complaint__agency__in=own.valid(at.astimezone(ZoneInfo(term.mall.time_zone)).date()).values("agency")
        )
        rows = rows.filter(others)
    return rows.filter(term__klass=term.klass)
