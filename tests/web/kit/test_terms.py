from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils import translation

from dengar.deadlines.calendar import Calendar
from dengar.web.kit.terms import clock_line

CALENDAR = Calendar("Asia/Makassar", {weekday: (time(8), time(15, 30)) for weekday in range(5)})
THURSDAY = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)  # 10.00 there


def end_of(days: int) -> datetime:
    return CALENDAR.end_of(CALENDAR.local_day(THURSDAY + timedelta(days=days)))


@pytest.mark.parametrize(
    ("due_in", "urgency", "left"),
    [
        (0, "soon", "today"),
        (1, "soon", "tomorrow"),
        (4, "soon", "2 working days left"),  # over the week-end
        (20, "calm", "14 working days left"),
        (-1, "late", "1 working day late"),
        (-4, "late", "4 working days late"),  # Sunday's end: Monday to Thursday
    ],
)
def test_a_running_term_is_said_in_working_days(due_in, urgency, left):
    with translation.override("en"):
        line = clock_line("x", end_of(due_in), CALENDAR, THURSDAY)
        assert (line.urgency, str(line.left)) == (urgency, left)


def test_what_was_done_in_time_is_kept():
    with translation.override("en"):
        line = clock_line("x", end_of(1), CALENDAR, THURSDAY + timedelta(days=9), stopped_at=THURSDAY)
        assert (line.urgency, str(line.left)) == ("done", "kept")


def test_what_was_done_late_stays_late():
    with translation.override("id"):
        line = clock_line("x", end_of(-1), CALENDAR, THURSDAY + timedelta(days=9), stopped_at=THURSDAY)
        assert (line.urgency, str(line.left)) == ("late", "terlambat 1 hari kerja")
