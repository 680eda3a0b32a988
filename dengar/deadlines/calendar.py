"""
Terms and calendars. Pure: holidays and hours are handed in, no clock and no database is read.

How days are counted:
- The day of the event itself does not count. A term in days ends with its last day, at 23:59:59 in the mall's zone.
- Working days (hari kerja) skip the days on which the place is closed, and holidays with collective leave.
- Calendar days count every day. A term in calendar days that ends on a closed day is NOT moved to the next open
  one: the laws that set such terms do not say so (domain.md 2.2), and a promise to a person is not lengthened by us.
- Hours are hours of service: the clock runs only while the place is open.
- While a clock is paused, the days after the asking, up to and with the day of the answer, do not count; nor does
  the day of the asking if it would be the last one, so that no term ends while we wait. A question answered on the
  same day changes nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

ONE_DAY = timedelta(days=1)
LAST_SECOND = time(23, 59, 59)
HORIZON = 3660  # days that a term may look ahead; beyond, the calendar must be wrong

Hours = Mapping[int, tuple[time, time]]  # weekday (Monday 0) -> opens, closes; a weekday left out is closed
Span = tuple[datetime, datetime]  # since, until


class Unit(StrEnum):
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    HOURS = "hours"


class Reason(StrEnum):
    """Why a day stands as it does in a derivation."""

    START = "start"  # the day of the event
    COUNTED = "counted"
    CLOSED = "closed"  # a weekday without service, Saturday and Sunday in most places
    HOLIDAY = "holiday"
    PAUSED = "paused"  # the clock stood still, waiting for the complainant


@dataclass(frozen=True)
class TermRule:
    """
    How long something may take, and why.

    :param kind: which clock (kinds.Kind); `klass` narrows it ("ordinary", "serious" ...), "" for all.
    :param length: 0 or more, in `unit`.
    :param basis: the law, circular or house rule it comes from, in words for people.
    :param confirmed: somebody has seen the basis in its own text.
    :param pauses: the clock stands still while the complainant is asked for something.
    :param extension: how much longer it may be made, once, with a reason, in `unit`.
    """

    kind: str
    length: int
    unit: Unit
    klass: str = ""
    basis: str = ""
    confirmed: bool = False
    pauses: bool = False
    extension: int = 0

    def __post_init__(self) -> None:
        if self.length < 0 or self.extension < 0:
            raise ValueError(f"a term cannot be negative: {self.length}, {self.extension}")
        object.__setattr__(self, "unit", Unit(self.unit))

    def snapshot(self) -> dict[str, object]:
        """Return the rule as plain JSON values, as a running clock keeps it."""
        return {name: str(value) if isinstance(value, Unit) else value for name, value in asdict(self).items()}

    @classmethod
    def of(cls, snapshot: Mapping[str, object]) -> "TermRule":
        """Return the rule that `snapshot` wrote."""
        return cls(**snapshot)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Calendar:
    """
    When a place is open.

    :param time_zone: its name ("Asia/Makassar").
    :param hours: for each weekday with service, when it opens and closes (local time).
    :param holidays: local dates with their names.
    :raises ValueError: if it is never open.
    """

    time_zone: str
    hours: Hours
    holidays: Mapping[date, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.hours:
            raise ValueError("a calendar without any open weekday")

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def reason(self, day: date) -> Reason:
        """Return COUNTED for a working day, else HOLIDAY or CLOSED."""
        if day.weekday() not in self.hours:
            return Reason.CLOSED
        return Reason.HOLIDAY if day in self.holidays else Reason.COUNTED

    def is_open(self, day: date) -> bool:
        return self.reason(day) is Reason.COUNTED

    def local_day(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()

    def end_of(self, day: date) -> datetime:
        """Return the last second of a local day, in UTC."""
        return datetime.combine(day, LAST_SECOND, self.zone).astimezone(UTC)

    def service(self, day: date) -> tuple[datetime, datetime] | None:
        """Return when service begins and ends on a day, in UTC; None if there is none."""
        if not self.is_open(day):
            return None
        opens, closes = self.hours[day.weekday()]
        return (
            datetime.combine(day, opens, self.zone).astimezone(UTC),
            datetime.combine(day, closes, self.zone).astimezone(UTC),
        )


@dataclass(frozen=True)
class Day:
    """One day of a derivation: counted as the `number`-th, or skipped for a reason; `name` of a holiday."""

    date: date
    number: int | None
    reason: Reason
    name: str = ""
    due: bool = False


@dataclass(frozen=True)
class Derivation:
    """A due moment (UTC) with every day that led to it, from the day of the event to the due day."""

    due_at: datetime
    days: tuple[Day, ...]
    rule: TermRule
    calendar: Calendar

    @property
    def due_date(self) -> date:
        return self.days[-1].date

    @property
    def skipped(self) -> tuple[Day, ...]:
        return tuple(day for day in self.days[1:] if day.reason is not Reason.COUNTED)


def derive(start: datetime, rule: TermRule, calendar: Calendar, pauses: Sequence[Span] = ()) -> Derivation:
    """
    Return when a term ends that begins with the event at `start`, and how that was counted.

    :param pauses: spans in which the clock stood still; without effect if the rule does not pause.
    :raises ValueError: if `start` or a pause is naive, or the calendar has too few open days.
    """
    if start.tzinfo is None or any(moment.tzinfo is None for span in pauses for moment in span):
        raise ValueError("moments must be aware")
    stops = tuple(pauses) if rule.pauses else ()
    if rule.unit is Unit.HOURS:
        return _derive_hours(start, rule, calendar, stops)
    days = tuple(_count(start, rule, calendar, stops))
    return Derivation(calendar.end_of(days[-1].date), days, rule, calendar)


def pause(due_at: datetime, since: datetime, until: datetime, rule: TermRule, calendar: Calendar) -> datetime:
    """
    Return the new due moment of a clock that stood still from `since` to `until`. Never earlier than `due_at`.

    A clock that was late already when the pause began stays late; a rule that does not pause changes nothing.

    :raises ValueError: if `until` is before `since`.
    """
    if until < since:
        raise ValueError("a pause cannot end before it begins")
    if not rule.pauses or since > due_at:
        return due_at
    if rule.unit is Unit.HOURS:
        stood = sum((_overlap(span, (since, until)) for span in _services(since, calendar, until)), timedelta())
        return _after(due_at, stood, calendar)
    asked, answered = calendar.local_day(since), calendar.local_day(until)
    if asked == answered:
        return due_at
    ahead = range(1, (calendar.local_day(due_at) - asked).days + 1)
    left = sum(_counts(asked + ONE_DAY * n, rule, calendar) for n in ahead)
    return derive(until, replace(rule, length=max(left, 1)), calendar).due_at


def put_off(due_at: datetime, start: datetime, rule: TermRule, calendar: Calendar, day: date) -> datetime:
    """
    Return the due moment of a running clock once `day` has become a holiday. Never earlier than `due_at`.

    It moves by no more than that one day is worth, and never beyond what counting afresh gives: other changes
    of the calendar since the start do not come in by the back door.

    :param calendar: with `day` among its holidays.
    """
    first, last = calendar.local_day(start), calendar.local_day(due_at)
    if rule.unit is Unit.CALENDAR_DAYS or day.weekday() not in calendar.hours or not first <= day <= last:
        return due_at
    afresh = derive(start, rule, calendar).due_at
    if rule.unit is Unit.HOURS:
        return max(due_at, afresh)
    one_more = derive(due_at, replace(rule, length=1), calendar).due_at
    return max(due_at, min(afresh, one_more))


def extend(rule: TermRule, by: int) -> TermRule:
    """
    Return the rule made longer, to derive the date again from the same start.

    :raises ValueError: if `by` is not positive, or more than the rule allows.
    """
    if not 0 < by <= rule.extension:
        raise ValueError(f"this term may be made longer by 1 to {rule.extension}, not by {by}")
    return replace(rule, length=rule.length + by, extension=rule.extension - by)


def _counts(day: date, rule: TermRule, calendar: Calendar) -> bool:
    return rule.unit is Unit.CALENDAR_DAYS or calendar.is_open(day)


def _count(start: datetime, rule: TermRule, calendar: Calendar, pauses: Sequence[Span]) -> Iterator[Day]:
    stood = [(calendar.local_day(since), calendar.local_day(until)) for since, until in pauses]
    stood = [(asked, answered) for asked, answered in stood if asked < answered]
    first = calendar.local_day(start)
    yield Day(first, None, Reason.START, due=rule.length == 0)
    number = 0
    for ahead in range(1, HORIZON):
        if number == rule.length:
            return
        day = first + ONE_DAY * ahead
        reason = Reason.COUNTED if _counts(day, rule, calendar) else calendar.reason(day)
        last = number + 1 == rule.length
        if any(asked < day <= answered or (last and day == asked) for asked, answered in stood):
            reason = Reason.PAUSED
        counted = reason is Reason.COUNTED
        number += counted
        name = calendar.holidays.get(day, "") if reason is not Reason.CLOSED else ""
        yield Day(day, number if counted else None, reason, name, due=counted and last)
    raise ValueError(f"no {rule.length} {rule.unit} within {HORIZON} days: is the calendar right?")


def _derive_hours(start: datetime, rule: TermRule, calendar: Calendar, pauses: Sequence[Span]) -> Derivation:
    due_at = _after(start, timedelta(hours=rule.length), calendar)
    for since, until in sorted(pauses):
        due_at = pause(due_at, since, until, rule, calendar)
    first, last = calendar.local_day(start), calendar.local_day(due_at)
    days = [Day(first, None, Reason.START, due=first == last)]
    for ahead in range(1, (last - first).days + 1):
        day = first + ONE_DAY * ahead
        reason = calendar.reason(day)
        name = calendar.holidays.get(day, "") if reason is Reason.HOLIDAY else ""
        days.append(Day(day, None, reason, name, due=day == last))
    return Derivation(due_at, tuple(days), rule, calendar)


def _after(start: datetime, span: timedelta, calendar: Calendar) -> datetime:
    """Return the moment at which so much service time has passed since `start`."""
    if not span:
        return start
    for begins, ends in _services(start, calendar):
        begins = max(begins, start)
        if ends - begins >= span:
            return (begins + span).astimezone(UTC)
        span -= max(ends - begins, timedelta())
    raise ValueError(f"too few hours of service within {HORIZON} days: is the calendar right?")


def _services(start: datetime, calendar: Calendar, until: datetime | None = None) -> Iterator[Span]:
    first = calendar.local_day(start)
    ahead = HORIZON if until is None else (calendar.local_day(until) - first).days + 1
    for n in range(ahead):
        span = calendar.service(first + ONE_DAY * n)
        if span:
            yield span


def _overlap(span: Span, other: Span) -> timedelta:
    return max(min(span[1], other[1]) - max(span[0], other[0]), timedelta())
