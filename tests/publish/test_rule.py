"""The rule as a table: nobody chooses what appears."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengar.complaints.journey import ENDS, Reason, State
from dengar.complaints.models import Kind
from dengar.publish.models import OUTCOME_WORDS, WHY_WORDS
from dengar.publish.rule import (
    APPEARS,
    FEWEST,
    WEEKS,
    Facts,
    Outcome,
    Why,
    monday,
    outcome,
    took,
    weeks_between,
    why_not,
)

APPEARING = Facts("complaint", "closed_confirmed", "", False, True, WEEKS, FEWEST, FEWEST)
TABLE = [
    ({}, None),
    ({"state": "closed_other", "reason": "not_agreed"}, None),
    ({"weeks": 500, "of_agency": 500}, None),
    ({"of_service": 1}, None),  # it appears; the service is not named
    ({"kind": "suggestion"}, Why.NO_COMPLAINT),
    ({"kind": "question"}, Why.NO_COMPLAINT),
    ({"secret": True}, Why.SECRET),
    ({"state": "talking", "weeks": -1}, Why.OPEN),
    ({"state": "closed_unconfirmed"}, Why.NOT_SETTLED),  # silence is not a yes
    ({"state": "settled_at_counter"}, Why.NOT_SETTLED),  # says the officer alone
    ({"state": "closed_other", "reason": "withdrawn"}, Why.NOT_SETTLED),
    ({"state": "closed_other", "reason": "merged"}, Why.NOT_SETTLED),
    ({"has_agency": False}, Why.NO_AGENCY),
    ({"weeks": WEEKS - 1}, Why.TOO_SOON),
    ({"weeks": 0}, Why.TOO_SOON),
    ({"of_agency": FEWEST - 1}, Why.TOO_FEW),
    ({"secret": True, "weeks": 0, "of_agency": 0}, Why.SECRET),  # the first that holds
]


@pytest.mark.parametrize(("change", "why"), TABLE)
def test_the_table(change, why):
    assert why_not(replace(APPEARING, **change)) == why


@given(
    st.sampled_from(Kind.values),
    st.sampled_from(State.values),
    st.sampled_from(["", *Reason.values]),
    st.booleans(),
    st.booleans(),
    st.integers(-1, 9),
    st.integers(0, 9),
)
def test_what_appears_has_ended_long_ago_among_others_and_is_never_secret(
    kind, state, reason, secret, agency, weeks, cases
):
    facts = Facts(kind, state, reason, secret, agency, weeks, cases, 0)
    if why_not(facts) is None:
        assert kind == Kind.COMPLAINT
        assert State(state) in ENDS
        assert not secret
        assert weeks >= WEEKS
        assert cases >= FEWEST
        assert outcome(state, reason) is not None


def test_what_appears_is_named_as_the_journey_names_it():
    assert {state for state, _reason in APPEARS} <= set(State.values)
    assert {reason for _state, reason in APPEARS} <= {"", *Reason.values}


def test_every_answer_has_words():
    assert set(WHY_WORDS) == set(Why)
    assert set(OUTCOME_WORDS) == set(Outcome)


def test_a_week_begins_on_monday_in_the_malls_time():
    sunday_evening = datetime(2026, 11, 22, 15, 59, tzinfo=UTC)  # 23.59 WITA
    assert monday(sunday_evening, "Asia/Makassar").date().isoformat() == "2026-11-16"
    assert monday(sunday_evening + timedelta(minutes=1), "Asia/Makassar").date().isoformat() == "2026-11-23"


def test_cases_of_one_week_appear_together():
    first = datetime(2026, 11, 23, 1, tzinfo=UTC)
    ends = [first + timedelta(days=day, hours=3) for day in range(7)]
    for at in (first + timedelta(days=day) for day in range(60)):
        assert len({weeks_between(end, at, "Asia/Makassar") for end in ends if end <= at}) <= 1
    assert weeks_between(None, first, "Asia/Makassar") == -1


@pytest.mark.parametrize(("days", "weeks"), [(0.1, 1), (7, 1), (7.1, 2), (30, 5)])
def test_weeks_begun(days, weeks):
    assert took(datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=days)) == weeks
