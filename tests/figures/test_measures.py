"""What a report adds to which figures, from what was written about it."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from dengar.figures.marks import merged
from dengar.figures.measures import ALL, counted
from tests.figures.telling import HOUR, MONDAY, said

ZONE = ZoneInfo("Asia/Makassar")
DAY = 24 * HOUR
WEEK = date(2026, 11, 23)
FILED = said("file", kind="complaint", channel="web", mode="open", secret=False, agency=7)


def clock(due, *, kind="first_contact", done=None, outcome="kept", number=1, bearer="mall"):
    facts = {"clock": kind, "bearer": bearer, "clock_id": number, "due": due}
    started = [said("clock_started", **facts)]
    return started if done is None else [*started, said("clock_stopped", done, **facts, outcome=outcome)]


def counts(*entries, week=WEEK, agency=ALL, apart=False):
    """The measures of a week, for the whole mall or an agency."""
    found = counted(merged({}, [FILED, *entries]), ZONE)
    return {name: n for (when, of, aside, name), n in found.items() if (when, of, aside) == (week, agency, apart)}


def test_a_week_runs_from_monday_to_sunday_in_the_malls_time():
    just_before = said("file", MONDAY - 9 * HOUR - timedelta(seconds=1), kind="complaint", channel="web", mode="open")
    assert {week for week, *_rest in counted(merged({}, [just_before]), ZONE)} == {WEEK - 7 * timedelta(days=1)}
    at_midnight = just_before._replace(at=MONDAY - 9 * HOUR)
    assert {week for week, *_rest in counted(merged({}, [at_midnight]), ZONE)} == {WEEK}


def test_what_came_in_counts_by_kind_channel_and_the_mode_in_force():
    assert counts() == {"kind/complaint": 1, "channel/web": 1, "mode/open": 1}
    changed = said("mode_changed", MONDAY + DAY, old="open", new="anonymous")
    assert "mode/anonymous" in counts(changed)
    assert "mode/open" not in counts(changed)


def test_what_is_due_counts_in_the_week_of_its_day_whenever_it_is_done():
    after = MONDAY + 30 * DAY
    for entries, outcome in (
        (clock(MONDAY + DAY, done=MONDAY + HOUR), "kept"),
        (clock(MONDAY + DAY, done=after, outcome="late"), "late"),
        (clock(MONDAY + DAY), "running"),
    ):
        assert counts(*entries)[f"term/first_contact/{outcome}"] == 1
    assert not any(name.startswith("term/") for name in counts(*clock(after)))


def test_closing_and_opening_again_never_clears_what_is_late():
    late = clock(MONDAY + DAY, done=MONDAY + 3 * DAY, outcome="late")
    closed = said("lapse", MONDAY + 4 * DAY, to="closed_unconfirmed", step=4)
    again = said("reopen", MONDAY + 5 * DAY, to="talking", step=5)
    for more in ([], [closed], [closed, again]):
        assert counts(*late, *more)["term/first_contact/late"] == 1
    assert counts(*late, closed)["end/closed_unconfirmed"] == 1
    reopened = counts(*late, closed, again)
    assert reopened["again"] == 1
    assert not any(name.startswith(("end/", "days/")) for name in reopened)


def test_a_clock_whose_reason_is_gone_counts_nowhere():
    void = clock(MONDAY + DAY, done=MONDAY + HOUR, outcome="void")
    assert not any(name.startswith("term/") for name in counts(*void))


def test_a_day_that_both_sides_moved_is_the_day():
    promise = {"clock": "promise", "clock_id": 5, "bearer": "agency"}
    made = clock(MONDAY + DAY, kind="promise", number=5)
    later = said("clock_extended", MONDAY + HOUR, **promise, due=MONDAY + 8 * DAY, reason="papers")
    kept = said("clock_stopped", MONDAY + 7 * DAY, **promise, due=MONDAY + 8 * DAY, outcome="kept")
    found = counts(*made, later, kept, week=WEEK + timedelta(days=7))
    assert found == {"term/promise/kept": 1, "more/papers": 1}


@pytest.mark.parametrize(
    ("attempt", "expected"), [(None, "untried"), (MONDAY + HOUR, "tried"), (MONDAY + 2 * DAY, "untried")]
)
def test_a_late_contact_says_whether_somebody_had_tried(attempt, expected):
    tried = [] if attempt is None else [said("contact_attempt", attempt, channel="call", outcome="no", personal=False)]
    assert counts(*clock(MONDAY + DAY), *tried)[f"late/running/{expected}"] == 1


def test_a_conversation_counts_when_its_report_ends():
    talked = said("open_dialogue", to="talking", step=1)
    agreed = said("agree", MONDAY + HOUR, to="agreed", step=3)
    closed = said("confirm", MONDAY + 2 * DAY, to="closed_confirmed", step=4)
    assert "talk/agreed" not in counts(talked, agreed)
    found = counts(talked, agreed, closed)
    assert (found["agreed"], found["talk/agreed"], found["end/closed_confirmed"], found["days/2"]) == (1, 1, 1, 1)
    assert counts(talked, closed)["talk/without"] == 1


def test_fairness_counts_for_both_sides_by_what_came_out():
    agreed = said("agree", to="agreed", step=1)
    answers = [
        said("fairness_answered", side="complainant", voice=4, respect=2, favour="against"),
        said("fairness_answered", side="agency", voice=2),
        said("fairness_answered", side="respondent", voice=4),
    ]
    found = counts(agreed, *answers)
    assert {name for name in found if name.startswith("fair/")} == {
        "fair/complainant/against/yes",
        "fair/agency/agreed/no",
    }


def test_whoever_says_that_nobody_called_counts_until_they_say_otherwise():
    denied = said("contact_confirmed", called=False, contact=3)
    assert counts(denied)["contradicted"] == 1
    assert "contradicted" not in counts(denied, said("contact_confirmed", MONDAY + HOUR, called=True, contact=3))


def test_the_agency_that_was_recorded_last_has_it():
    moved = said("concerned", MONDAY + HOUR, concern="unit", agency=8)
    assert counts(moved, agency=8) == counts(moved)
    assert counts(moved, agency=7) == {}


def test_what_goes_around_the_desk_counts_apart():
    around = FILED._replace(facts={**FILED.facts, "around_desk": True})
    found = counted(merged({}, [around]), ZONE)
    assert {apart for _week, _agency, apart, _name in found} == {True}


def test_settled_on_the_spot_and_older_records_count_only_as_such():
    past = said("import_case", kind="complaint", channel="web", mode="open", agency=7, ended="done", closed_at=MONDAY)
    for entry, measure in ((FILED._replace(event="settle"), "kind/settled"), (past, "kind/past")):
        found = counted(merged({}, [entry]), ZONE)
        assert found == {(WEEK, of, False, measure): 1 for of in (ALL, 7)}


def test_an_older_record_about_the_desk_is_the_overseers():
    past = said("import_case", kind="complaint", channel="web", mode="open", about_desk=True)
    assert {apart for _week, _agency, apart, _name in counted(merged({}, [past]), ZONE)} == {True}


def test_settled_on_the_spot_is_measured_once_the_person_objects():
    settled = FILED._replace(event="settle")
    again = said("object", MONDAY + HOUR, to="talking", step=1)
    entries = [settled, again, *clock(MONDAY + DAY, kind="reopening")]
    found = counted(merged({}, entries), ZONE)
    assert found[WEEK, ALL, False, "term/reopening/running"] == 1
    closed = said("confirm", MONDAY + 3 * DAY, to="closed_confirmed", step=2)
    found = counted(merged({}, [*entries, closed]), ZONE)
    assert found[WEEK, ALL, False, "days/3"] == found[WEEK, ALL, False, "kind/settled"] == 1
