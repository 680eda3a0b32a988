from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache

from django.db.models import Q

from dengar.deadlines import policies
from dengar.deadlines.calendar import Calendar, TermRule, Unit
from dengar.deadlines.models import Holiday, Opening, Term, TermQuerySet
from dengar.malls.models import Mall

KEPT = 256  # policies and calendars that a process remembers: each agency's, of some days


@dataclass(frozen=True)
class Policy:
    """All terms and the calendar of one agency on one day, for whoever needs several at once."""

    terms: tuple[Term, ...]
    calendar: Calendar

    def rule(self, kind: str, klass: str = "") -> TermRule | None:
        """
        Return the most specific term for a clock; None if nothing is set.

        First the agency's for this class, then the agency's for all, the mall's for this class, the mall's for all.
        """
        fitting = [term for term in self.terms if term.kind == kind and term.klass in ("", klass)]
        best = max(fitting, key=lambda term: (term.agency_id is not None, term.klass != ""), default=None)
        return rule_of(best) if best else None


def policy(mall: Mall, agency_id: int | None = None, *, on: date) -> Policy:
    """
    Return the terms valid on a day, and the calendar. Three SQL queries; none where this process knows them already.

    :param mall: as it was read a moment ago: its stamp says whether what we know still holds.
    :param on: local date of the event that starts the clocks.
    """
    return _policy(mall.pk, mall.policy_stamp, agency_id, on)


@lru_cache(KEPT)
def _policy(mall_id: int, stamp: str, agency_id: int | None, on: date) -> Policy:
    terms = Term.objects.filter(_for(agency_id), mall_id=mall_id).valid(on)
    return Policy(tuple(terms), _calendar(mall_id, stamp, agency_id))


def kept_calendar(mall: Mall, agency_id: int | None = None) -> Calendar:
    """Return when an agency is open, or the mall. Two SQL queries; none where this process knows already."""
    return _calendar(mall.pk, mall.policy_stamp, agency_id)


@lru_cache(KEPT)
def _calendar(mall_id: int, stamp: str, agency_id: int | None) -> Calendar:
    return calendar(mall_id, agency_id=agency_id)


def term(mall_id: int, kind: str, *, agency_id: int | None = None, klass: str = "", on: date) -> TermRule | None:
    """Return the most specific term for one clock, valid on a day; None if nothing is set. One SQL query."""
    terms = Term.objects.filter(_for(agency_id), mall_id=mall_id, kind=kind).valid(on)
    return Policy(tuple(terms), _ANY).rule(kind, klass)


def calendar(mall_id: int, *, agency_id: int | None = None, known: datetime | None = None) -> Calendar:
    """
    Return when an agency is open, or the mall. Two SQL queries.

    An agency with hours of its own keeps those alone; else the mall's hold, and for a mall without any, the shipped.

    :raises Mall.DoesNotExist: if there is no such mall.
    """
    rows = Mall.objects.filter(pk=mall_id).values_list(
        "time_zone", "openings__agency_id", "openings__weekday", "openings__opens", "openings__closes"
    )
    if not rows:
        raise Mall.DoesNotExist(f"no mall {mall_id}")
    hours: defaultdict[int | None, dict[int, tuple[time, time]]] = defaultdict(dict)
    for _zone, agency, weekday, opens, closes in rows:
        if weekday is not None:
            hours[agency][weekday] = (opens, closes)
    known_days = Holiday.objects.filter(mall_id=mall_id).known(known).values_list("date", "name")
    own = hours.get(agency_id) if agency_id is not None else None
    return Calendar(rows[0][0], own or hours.get(None) or policies.shipped_hours(), dict(known_days))


def calendars(mall: Mall) -> Mapping[int | None, Calendar]:
    """Return the calendar of the mall (None) and of each agency with hours of its own, as known now. Two queries."""
    hours: defaultdict[int | None, dict[int, tuple[time, time]]] = defaultdict(dict)
    for row in Opening.objects.filter(mall=mall):
        hours[row.agency_id][row.weekday] = (row.opens, row.closes)
    days = dict(Holiday.objects.filter(mall=mall).known().values_list("date", "name"))
    hours[None] = hours.get(None) or policies.shipped_hours()
    return {agency_id: Calendar(mall.time_zone, week, days) for agency_id, week in hours.items()}


def terms(mall_id: int, *, on: date) -> TermQuerySet:
    """Return every term of a mall and its agencies, valid on a day or later, for the settings page. One SQL query."""
    running = Q(valid_until=None) | Q(valid_until__gte=on)
    return Term.objects.filter(running, mall_id=mall_id).select_related("agency")


def holidays(mall_id: int, *, since: date) -> Iterable[Holiday]:
    """Return the days without service from a day on, as they are known now. One SQL query."""
    return Holiday.objects.filter(mall_id=mall_id, date__gte=since).known()


_ANY = Calendar("UTC", {0: (time(8), time(16))})  # a term alone asks no calendar


def _for(agency_id: int | None) -> Q:
    return Q(agency=None) if agency_id is None else Q(agency=None) | Q(agency_id=agency_id)


def rule_of(term: Term) -> TermRule:
    """Return a version of a term as the rule that clocks count by."""
    return TermRule(
        kind=term.kind,
        klass=term.klass,
        length=term.length,
        unit=Unit(term.unit),
        basis=term.basis,
        confirmed=term.confirmed,
        pauses=term.pauses,
        extension=term.extension,
    )
