"""The hours that a person chose, in figures, in a word, or not at all."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from dengar.work.hours import WORKING, next_safe, span_of

WITA = ZoneInfo("Asia/Makassar")
MORNING = (time(8), time(11))


@pytest.mark.parametrize(
    "words, span",
    [
        ("Pagi, 08.00–11.00", MORNING),
        ("08:00-11:00", MORNING),
        ("8.00 sampai 11.00 saja", MORNING),
        ("pagi sebelum anak pulang", MORNING),
        ("morning", MORNING),
        ("Siang, 13.00–15.30", (time(13), time(15, 30))),
        ("19.30 - 21.00", (time(19, 30), time(21))),
        ("Kapan saja pada jam kerja", WORKING),
        ("", WORKING),
        ("11.00-08.00", WORKING),
        ("25.00-99.00", WORKING),
        ("kepagian", WORKING),
    ],
)
def test_words_become_a_span(words, span):
    assert span_of(words) == span


@pytest.mark.parametrize(
    "at, words, due",
    [
        ("2026-03-02T09:15", "pagi", "2026-03-02T09:15"),  # Monday, within
        ("2026-03-02T06:00", "pagi", "2026-03-02T08:00"),  # before
        ("2026-03-02T11:00", "pagi", "2026-03-03T08:00"),  # the span has just ended
        ("2026-03-06T16:00", "", "2026-03-09T08:00"),  # Friday after work: Monday
        ("2026-03-07T09:00", "pagi", "2026-03-09T08:00"),  # Saturday
        ("2026-03-02T12:00", "19.30-21.00", "2026-03-02T19:30"),
    ],
)
def test_a_call_waits_for_the_next_safe_hour(at, words, due):
    found = next_safe(datetime.fromisoformat(at).replace(tzinfo=WITA).astimezone(UTC), words, WITA)
    assert found == datetime.fromisoformat(due).replace(tzinfo=WITA)
