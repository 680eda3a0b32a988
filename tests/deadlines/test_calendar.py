"""Terms against a naive oracle that counts one day after the other, on the real calendars of Indonesia."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dengar.deadlines import calendar as terms
from dengar.deadlines.calendar import Calendar, Reason, TermRule, Unit

WITA = ZoneInfo("Asia/Makassar")
OFFICE = (time(8), time(15, 30))
WEEK = dict.fromkeys(range(5), OFFICE)
REAL = {
    day: name
    for category in ("public", "government")
    for day, name in holidays.country_holidays(
        "ID", years=range(2023, 2028), categories=(category,), language="id"
    ).items()
}
MALL = Calendar("Asia/Makassar", WEEK, REAL)
EMPTY = Calendar("Asia/Makassar", WEEK)

moments = st.integers(0, 1640 * 24 * 60).map(lambda n: datetime(2023, 1, 1, tzinfo=UTC) + timedelta(minutes=n))
days = st.dates(date(2023, 1, 1), date(2027, 12, 31))
weeks = st.sets(st.integers(0, 6), min_size=1).map(lambda open_days: dict.fromkeys(sorted(open_days), OFFICE))
calendars = st.builds(
    Calendar,
    st.sampled_from(["Asia/Makassar", "Asia/Jakarta", "Asia/Jayapura"]),
    weeks,
    st.dictionaries(days, st.just("libur"), max_size=60).map(lambda local: {**REAL, **local}),
)
day_rules = st.builds(
    TermRule,
    st.just("class"),
    st.integers(1, 60),
    st.sampled_from([Unit.WORKING_DAYS, Unit.CALENDAR_DAYS]),
    pauses=st.just(True),
)
hour_rules = st.builds(TermRule, st.just("answer"), st.integers(1, 60), st.just(Unit.HOURS), pauses=st.just(True))
rules = day_rules | hour_rules
spans = st.timedeltas(timedelta(), timedelta(days=40)).map(lambda span: timedelta(minutes=span // timedelta(minutes=1)))
thousand = settings(max_examples=1000, deadline=None)


def working(length: int, **more: object) -> TermRule:
    return TermRule("class", length, Unit.WORKING_DAYS, **more)  # type: ignore[arg-type]


def local(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=WITA)  # type: ignore[misc, arg-type]


def oracle(start: datetime, rule: TermRule, calendar: Calendar) -> datetime:
    """Count on the fingers, second by second for hours no finer than minutes."""
    zone = ZoneInfo(calendar.time_zone)
    here = start.astimezone(zone)
    if rule.unit is Unit.HOURS:
        return _oracle_hours(here, rule.length * 60, calendar)
    day, left = here.date(), rule.length
    while left:
        day = day + timedelta(days=1)
        closed = day.weekday() not in calendar.hours or day in calendar.holidays
        if rule.unit is Unit.CALENDAR_DAYS or not closed:
            left = left - 1
    return datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=zone)


def _oracle_hours(here: datetime, minutes: int, calendar: Calendar) -> datetime:
    while minutes:
        day = here.date()
        if day.weekday() in calendar.hours and day not in calendar.holidays:
            opens, closes = calendar.hours[day.weekday()]
            if opens <= here.time() < closes:
                minutes -= 1
        here += timedelta(minutes=1)
        if here.time() >= OFFICE[1]:
            here = datetime.combine(here.date() + timedelta(days=1), OFFICE[0], here.tzinfo)
    return here if here.time() != OFFICE[0] else _last_close(here, calendar)


def _last_close(here: datetime, calendar: Calendar) -> datetime:
    """The moment of closing, not the next opening: a term that is used up at closing ends then."""
    day = here.date() - timedelta(days=1)
    while day.weekday() not in calendar.hours or day in calendar.holidays:
        day -= timedelta(days=1)
    return datetime.combine(day, OFFICE[1], here.tzinfo)


@thousand
@given(moments, day_rules, calendars)
def test_days_agree_with_the_oracle(start: datetime, rule: TermRule, calendar: Calendar) -> None:
    assert terms.derive(start, rule, calendar).due_at == oracle(start, rule, calendar)


@settings(max_examples=150, deadline=None)
@given(moments, hour_rules, calendars)
def test_hours_agree_with_the_oracle(start: datetime, rule: TermRule, calendar: Calendar) -> None:
    assert terms.derive(start, rule, calendar).due_at == oracle(start, rule, calendar)


@thousand
@given(moments, rules, calendars, days)
def test_a_new_holiday_never_makes_a_date_earlier(
    start: datetime, rule: TermRule, calendar: Calendar, day: date
) -> None:
    decreed = replace(calendar, holidays={**calendar.holidays, day: "baru"})
    assert terms.derive(start, rule, decreed).due_at >= terms.derive(start, rule, calendar).due_at


@thousand
@given(moments, rules, calendars, days)
def test_a_running_clock_is_put_off_as_if_it_had_been_known_before(
    start: datetime, rule: TermRule, calendar: Calendar, day: date
) -> None:
    decreed = replace(calendar, holidays={**calendar.holidays, day: "baru"})
    old = terms.derive(start, rule, calendar).due_at
    assert terms.put_off(old, start, rule, decreed, day) == terms.derive(start, rule, decreed).due_at


@thousand
@given(moments, day_rules, calendars, weeks, days)
def test_other_changes_of_the_calendar_never_come_in_with_a_holiday(
    start: datetime, rule: TermRule, calendar: Calendar, week: dict[int, tuple[time, time]], day: date
) -> None:
    """Hours may have changed since: a holiday never makes a date earlier, nor later by more than one open day."""
    old = terms.derive(start, rule, calendar).due_at
    now = replace(calendar, hours=week, holidays={**calendar.holidays, day: "baru"})
    new = terms.put_off(old, start, rule, now, day)
    assert old <= new <= max(old, terms.derive(old, replace(rule, length=1), now).due_at)


@thousand
@given(moments, rules, calendars, spans, spans)
def test_pausing_never_shortens_and_says_the_same_in_both_ways(
    start: datetime, rule: TermRule, calendar: Calendar, until_asked: timedelta, waited: timedelta
) -> None:
    since = start + until_asked
    until = since + waited
    plain = terms.derive(start, rule, calendar)
    paused = terms.pause(plain.due_at, since, until, rule, calendar)
    assert paused >= plain.due_at
    assert terms.derive(start, rule, calendar, [(since, until)]).due_at == paused
    if since <= plain.due_at:
        assert paused >= min(until, paused), "no term ends while we wait"
        assert rule.unit is Unit.HOURS or calendar.local_day(paused) >= calendar.local_day(until)


@thousand
@given(moments, rules, calendars, st.lists(st.tuples(spans, spans), max_size=3))
def test_several_pauses_one_after_the_other(
    start: datetime, rule: TermRule, calendar: Calendar, waits: list[tuple[timedelta, timedelta]]
) -> None:
    due_at = terms.derive(start, rule, calendar).due_at
    pauses, moment = [], start
    for until_asked, waited in waits:
        since = moment + until_asked + timedelta(days=1)
        moment = since + waited
        pauses.append((since, moment))
        due_at = terms.pause(due_at, since, moment, rule, calendar)
    assert terms.derive(start, rule, calendar, pauses).due_at == due_at


@thousand
@given(moments, day_rules, calendars)
def test_every_day_is_in_the_derivation_once_with_its_reason(
    start: datetime, rule: TermRule, calendar: Calendar
) -> None:
    derivation = terms.derive(start, rule, calendar)
    dates = [day.date for day in derivation.days]
    assert dates == [dates[0] + timedelta(days=n) for n in range(len(dates))]
    assert dates[0] == calendar.local_day(start)
    assert [day.number for day in derivation.days if day.number] == list(range(1, rule.length + 1))
    assert [day.date for day in derivation.days if day.due] == [derivation.due_date]
    assert derivation.due_date == calendar.local_day(derivation.due_at)
    for day in derivation.skipped:
        assert day.reason is calendar.reason(day.date)
        assert bool(day.name) == (day.reason is Reason.HOLIDAY)


@thousand
@given(moments, rules, calendars, st.integers(1, 20))
def test_extending_never_shortens(start: datetime, rule: TermRule, calendar: Calendar, by: int) -> None:
    longer = terms.extend(replace(rule, extension=20), by)
    assert terms.derive(start, longer, calendar).due_at > terms.derive(start, rule, calendar).due_at
    assert longer.extension == 20 - by


@thousand
@given(rules)
def test_a_rule_comes_back_from_its_snapshot(rule: TermRule) -> None:
    assert TermRule.of(rule.snapshot()) == rule
    assert type(rule.snapshot()["unit"]) is str


# Examples that people can count on a calendar.


@pytest.mark.parametrize(
    ("start", "length", "due"),
    [
        (local(2026, 11, 19, 10, 42), 1, date(2026, 11, 20)),
        (local(2026, 11, 19, 10, 42), 14, date(2026, 12, 9)),  # look/03
        (local(2027, 1, 4, 9), 14, date(2027, 1, 25)),  # over the holiday of Tuesday 5 January 2027
        (local(2026, 11, 20, 23, 59), 1, date(2026, 11, 23)),  # Friday night to Monday
        (local(2026, 3, 17, 9), 1, date(2026, 3, 25)),  # over Nyepi, Lebaran and collective leave
        (local(2025, 4, 17, 8), 1, date(2025, 4, 21)),  # over Good Friday
    ],
)
def test_working_days(start: datetime, length: int, due: date) -> None:
    derivation = terms.derive(start, working(length), MALL)
    assert derivation.due_date == due
    assert derivation.due_at == datetime.combine(due, time(23, 59, 59), WITA)


def test_the_day_is_the_malls_and_not_that_of_utc() -> None:
    night = datetime(2026, 11, 19, 16, 30, tzinfo=UTC)  # 00.30 on Friday in Banjarbaru
    assert terms.derive(night, working(1), MALL).due_date == date(2026, 11, 23)
    assert terms.derive(night, working(1), replace(MALL, time_zone="Asia/Jakarta")).due_date == date(2026, 11, 20)


def test_calendar_days_are_not_moved_off_a_closed_day() -> None:
    rule = TermRule("answer", 10, Unit.CALENDAR_DAYS)
    derivation = terms.derive(local(2026, 12, 15, 9), rule, MALL)
    assert derivation.due_date == date(2026, 12, 25)
    assert derivation.days[-1].name, "Christmas is counted, and named"


def test_hours_run_only_while_the_place_is_open() -> None:
    rule = TermRule("answer", 4, Unit.HOURS)
    assert terms.derive(local(2026, 11, 20, 13, 30), rule, MALL).due_at == local(2026, 11, 23, 10)
    assert terms.derive(local(2026, 11, 20, 8), rule, MALL).due_at == local(2026, 11, 20, 12)
    assert terms.derive(local(2026, 11, 21, 12), rule, MALL).due_at == local(2026, 11, 23, 12)


def test_at_once_is_at_once() -> None:
    start = local(2026, 11, 21, 12)
    assert terms.derive(start, TermRule("receipt", 0, Unit.HOURS), MALL).due_at == start
    assert terms.derive(start, working(0), MALL).due_date == date(2026, 11, 21)


def test_waiting_for_the_complainant_from_friday_to_wednesday() -> None:
    rule = working(5, pauses=True)
    start, asked, answered = local(2026, 11, 19, 9), local(2026, 11, 20, 9), local(2026, 11, 25, 9)
    derivation = terms.derive(start, rule, MALL, [(asked, answered)])
    assert derivation.due_date == date(2026, 12, 1)
    assert [day.reason for day in derivation.days if day.date == date(2026, 11, 24)] == [Reason.PAUSED]


def test_a_question_on_the_last_day_does_not_let_the_term_run_out() -> None:
    rule = working(1, pauses=True)
    start, asked = local(2026, 11, 19, 9), local(2026, 11, 20, 9)
    assert terms.derive(start, rule, MALL, [(asked, local(2026, 11, 28, 9))]).due_date == date(2026, 11, 30)
    assert terms.derive(start, rule, MALL, [(asked, local(2026, 11, 20, 15))]).due_date == date(2026, 11, 20)


def test_a_rule_without_pauses_does_not_pause() -> None:
    start, asked, answered = local(2026, 11, 19, 9), local(2026, 11, 20, 9), local(2026, 11, 25, 9)
    plain = terms.derive(start, working(5), MALL)
    assert terms.derive(start, working(5), MALL, [(asked, answered)]) == plain
    assert terms.pause(plain.due_at, asked, answered, working(5), MALL) == plain.due_at


def test_late_stays_late() -> None:
    rule = working(1, pauses=True)
    due_at = terms.derive(local(2026, 11, 16, 9), rule, MALL).due_at
    assert terms.pause(due_at, local(2026, 11, 18, 9), local(2026, 11, 25, 9), rule, MALL) == due_at


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: working(-1),
        lambda: TermRule("class", 1, "weeks"),  # type: ignore[arg-type]
        lambda: Calendar("Asia/Makassar", {}),
        lambda: terms.derive(datetime(2026, 11, 19), working(1), MALL),  # noqa: DTZ001 - naive on purpose
        lambda: terms.pause(local(2026, 11, 20), local(2026, 11, 19), local(2026, 11, 18), working(1), MALL),
        lambda: terms.extend(working(1), 1),
        lambda: terms.extend(working(1, extension=2), 3),
        lambda: terms.extend(working(1, extension=2), 0),
    ],
)
def test_what_makes_no_sense_is_an_error(wrong: Callable[[], object]) -> None:
    with pytest.raises(ValueError):
        wrong()


def test_a_calendar_without_any_working_day_is_an_error_and_not_an_endless_loop() -> None:
    always = {date(2026, 1, 1) + timedelta(days=n): "libur" for n in range(4000)}
    closed = Calendar("Asia/Makassar", WEEK, always)
    for rule in (working(1), TermRule("answer", 1, Unit.HOURS)):
        with pytest.raises(ValueError, match="is the calendar right"):
            terms.derive(local(2026, 1, 1), rule, closed)


def test_a_broad_week_and_no_holidays() -> None:
    saturday_too = replace(EMPTY, hours={**WEEK, 5: (time(8), time(12))})
    assert terms.derive(local(2026, 11, 20, 9), working(1), saturday_too).due_date == date(2026, 11, 21)
    assert saturday_too.is_open(date(2026, 11, 21))
    assert not EMPTY.is_open(date(2026, 11, 21))
