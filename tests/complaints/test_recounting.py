"""A holiday that becomes known while clocks run: what a preview says, and what is done."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dengar.complaints import recounting
from dengar.complaints.models import Clock, ClockChange, Complaint, Recusal
from dengar.complaints.operations import announce_holiday, classify, start_clock
from dengar.deadlines import operations as deadlines
from dengar.deadlines.calendar import TermRule, derive
from dengar.deadlines.models import Holiday
from dengar.deadlines.queries import calendar
from dengar.ledger.models import Entry
from dengar.notices.models import Notice
from tests.cast import MONDAY_9AM, Cast, file_one
from tests.trips import LATER

WEDNESDAY = date(2026, 11, 25)
THURSDAY_9AM = MONDAY_9AM + timedelta(days=3)


def announce(cast: Cast, day: date = WEDNESDAY, at: datetime = LATER, **more: object) -> Holiday:
    return announce_holiday(cast.mall, day=day, name="Hari jadi kota", by=cast.nor, at=at, **more)  # type: ignore[arg-type]


def due(cast: Cast) -> dict[str, datetime]:
    return dict(Clock.objects.filter(complaint=cast.complaint, stopped_at=None).values_list("kind", "due_at"))


def told(cast: Cast) -> int:
    return Notice.objects.filter(kind="date_moved", to=f"complainant:{cast.complaint.subject}").count()


def test_what_is_previewed_is_what_is_done(cast):
    classify(cast.complaint, "ordinary", by=cast.rina, at=LATER)
    before = due(cast)
    preview = recounting.by_holiday(cast.mall, WEDNESDAY, by=cast.nor, at=LATER)
    assert due(cast) == before, "looking changes nothing"
    announce(cast)
    ((report, moves),) = preview.reports
    assert report == cast.complaint
    assert {clock.kind for clock, _new in moves} == {"verification", "answer", "class"}, "first contact ends before"
    after = due(cast)
    for clock, new in moves:
        assert before[clock.kind] < after[clock.kind] == new
    assert all(after[kind] == before[kind] for kind in after.keys() - {clock.kind for clock, _new in moves})
    assert (preview.moved, preview.late, preview.kept) == (1, 0, 0)


def test_a_moved_date_is_the_one_that_counting_afresh_gives(cast):
    announce(cast)
    known = calendar(cast.mall.pk)
    for clock in Clock.objects.filter(complaint=cast.complaint, stopped_at=None):
        assert clock.due_at == derive(clock.started_at, TermRule.of(clock.term), known).due_at


def test_each_moved_clock_is_in_the_register_and_the_person_is_told_once(cast):
    before = due(cast)
    announce(cast)
    entries = Entry.objects.filter(subject=cast.complaint.subject, event="clock_moved")
    assert {entry.facts["clock"] for entry in entries} == {"verification", "answer"}
    changes = ClockChange.objects.filter(clock__complaint=cast.complaint, kind="holiday")
    assert {(one.clock.kind, one.old_due, one.new_due) for one in changes} == {
        (kind, before[kind], due(cast)[kind]) for kind in ("verification", "answer")
    }
    assert told(cast) == 1


def test_the_desk_shows_the_moved_day(cast):
    Clock.objects.filter(complaint=cast.complaint, kind="first_contact").update(stopped_at=LATER, outcome="kept")
    announce(cast)
    cast.complaint.refresh_from_db()
    assert cast.complaint.due_at == due(cast)["verification"]


def test_what_was_late_stays_late(cast):
    friday = MONDAY_9AM + timedelta(days=4)
    before = due(cast)
    preview = recounting.by_holiday(cast.mall, date(2026, 11, 24), by=cast.nor, at=friday)
    announce(cast, day=date(2026, 11, 24), at=friday)
    assert due(cast)["first_contact"] == before["first_contact"] < friday
    assert due(cast)["answer"] > before["answer"], "a decree that comes late still moves what is open"
    assert (preview.moved, preview.late) == (1, 0)
    late = MONDAY_9AM + timedelta(days=20)
    again = recounting.by_holiday(cast.mall, date(2026, 11, 26), by=cast.nor, at=late)
    assert (again.moved, again.late, again.kept) == (0, 1, 0)


def test_a_promise_keeps_the_day_on_which_both_agreed(cast):
    friday = MONDAY_9AM + timedelta(days=4)
    start_clock(cast.complaint, Clock.Kind.PROMISE, by=cast.rina, at=LATER, due_at=friday)
    announce(cast)
    assert due(cast)["promise"] == friday


@pytest.mark.parametrize("day", [date(2026, 11, 28), date(2026, 12, 25), date(2026, 11, 23), date(2027, 6, 7)])
def test_a_day_that_did_not_count_moves_nothing(cast, day):
    """A Saturday, a day after the last, the day of filing itself."""
    before = due(cast)
    assert recounting.by_holiday(cast.mall, day, by=cast.nor, at=LATER).moved == 0
    if day != date(2026, 12, 25):
        announce(cast, day=day)
    assert (due(cast), told(cast)) == (before, 0)


def test_a_holiday_taken_away_and_set_again_moves_a_date_once(cast):
    holiday = announce(cast)
    moved = due(cast)
    deadlines.drop_holiday(holiday, by=cast.nor, at=LATER)
    assert due(cast) == moved, "never earlier than the person was told"
    announce(cast)
    assert due(cast) == moved
    assert told(cast) == 1


def test_an_agency_that_is_closed_on_that_day_anyway_is_not_touched(cast):
    hours = {weekday: span for weekday, span in calendar(cast.mall.pk).hours.items() if weekday != WEDNESDAY.weekday()}
    deadlines.set_hours(cast.mall, hours, agency=cast.dukcapil, by=cast.nor, at=LATER)
    before = due(cast)
    other = file_one(cast.mall, agency=cast.samsat)
    cast.mall.refresh_from_db()
    announce(cast)
    assert due(cast) == before
    assert other.clocks.filter(changes__kind="holiday").exists()


def test_what_does_not_exist_for_the_coordinator_is_in_no_count(cast):
    hidden = file_one(cast.mall, agency=cast.dukcapil)
    Recusal.objects.create(complaint=hidden, officer=cast.officers["nor"], at=MONDAY_9AM)
    around = file_one(cast.mall, around_desk=True)
    preview = recounting.by_holiday(cast.mall, WEDNESDAY, by=cast.nor, at=LATER)
    assert [report for report, _moves in preview.reports] == [cast.complaint]
    assert (preview.moved, preview.late, preview.kept) == (1, 0, 0)
    announce(cast)
    for one in (hidden, around):
        assert one.clocks.filter(changes__kind="holiday").exists(), "its person is told all the same"
        assert Notice.objects.filter(kind="date_moved", to=f"complainant:{one.subject}").count() == 1


def many(cast: Cast, count: int) -> None:
    """Copies of Sari's report, as rows alone: a preview reads nothing else."""
    from dengar.vault.models import Box

    sample, clocks = cast.complaint, list(cast.complaint.clocks.all())
    boxes = Box.objects.bulk_create(_copy(sample.box) for _ in range(count))
    rows = Complaint.objects.bulk_create(
        _copy(sample, box=box, number=f"N{n:08}", subject=f"{n:032x}") for n, box in enumerate(boxes)
    )
    Clock.objects.bulk_create(_copy(clock, complaint=row) for row in rows for clock in clocks)


def _copy(row, **changes):
    said = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}
    return type(row)(
        **said
        | {
            f"{key}_id" if key in ("box", "complaint") else key: getattr(value, "pk", value)
            for key, value in changes.items()
        }
    )


def test_a_thousand_open_reports_cost_no_more_statements(cast):
    def count() -> int:
        with CaptureQueriesContext(connection) as made:
            recounting.by_holiday(cast.mall, WEDNESDAY, by=actor, at=LATER)
        return len(made)

    actor = cast.nor
    one = count()
    many(cast, 1000)
    assert count() == one
    preview = recounting.by_holiday(cast.mall, WEDNESDAY, by=actor, at=LATER)
    assert (preview.moved, len(preview.reports), preview.more) == (1001, 50, 951)
    with CaptureQueriesContext(connection) as made:
        announce(cast)
    assert len(made) < 100, "not one for each report"
    assert Notice.objects.filter(kind="date_moved").count() == 1001
