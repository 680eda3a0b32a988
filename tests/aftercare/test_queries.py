"""Fairness by both sides, split by outcome, with the number of answers behind each figure."""

from dataclasses import replace

import pytest

from dengar.aftercare.models import Fairness
from dengar.aftercare.operations import answer_fairness
from dengar.aftercare.queries import FLOOR, fairness_by_favour, fairness_by_outcome
from dengar.close.operations import confirm
from dengar.complaints.models import Complaint
from dengar.complaints.operations import recuse
from tests.carry import POINT, to_decided
from tests.cast import file_one
from tests.trips import LATER, to_talking


def split(cast, state="closed_confirmed", side="complainant", by=None):
    rows = fairness_by_outcome(by or cast.nor, LATER)
    (found,) = [row for row in rows if (row.outcome, row.side) == (state, side)]
    return found


def answered(cast, voice: int | None, state: str = "closed_confirmed", side: str = "complainant") -> Complaint:
    made = file_one(cast.mall)
    Fairness.objects.create(complaint=made, side=side, voice=voice, state=state, at=LATER)
    return made


def test_each_outcome_and_side_is_counted_apart(cast):
    to_talking(cast)
    confirm(cast.complaint, by=cast.sari, at=LATER)
    answer_fairness(cast.complaint, {"voice": 4, "respect": 2}, by=cast.sari, at=LATER)
    answer_fairness(cast.complaint, {"voice": 1}, by=cast.hendra, at=LATER)
    answered(cast, 1, state="closed_other")
    voice, respect, neutrality, _motive = split(cast).shares
    assert (voice.fair, voice.n) == (1, 1)
    assert (respect.fair, respect.n) == (0, 1)
    assert neutrality.n == 0
    assert split(cast, side="agency").shares[0].fair == 0
    assert split(cast, state="closed_other").n == 1


@pytest.mark.parametrize(
    ("findings", "favour"), [(["proven"], "for"), (["proven", "not"], "partly"), (["not", "unknown"], "against")]
)
def test_it_is_told_with_whom_the_decision_agreed(cast, findings, favour):
    to_decided(cast, *[replace(POINT, finding=finding) for finding in findings])
    answer_fairness(cast.complaint, {"voice": 3}, by=cast.sari, at=LATER)
    counted = {(row.outcome.value, row.side.value): row.n for row in fairness_by_favour(cast.nor, LATER)}
    assert {key for key, n in counted.items() if n} == {(favour, "complainant")}


def test_below_the_floor_it_says_how_many_are_missing(cast):
    for n in range(FLOOR - 1):
        answered(cast, 1 + n % 4)
    assert split(cast).shares[0].missing == 1
    answered(cast, None)
    assert split(cast).shares[0].missing == 1, "who left the question empty has not answered it"
    answered(cast, 4)
    share = split(cast).shares[0]
    assert (share.missing, share.n, share.fair) == (0, FLOOR, 10)


def test_what_does_not_exist_for_the_reader_is_not_counted(cast):
    made = answered(cast, 4)
    assert split(cast).n == 1
    recuse(made, cast.officers["nor"], by=cast.rina, at=LATER)
    assert split(cast).n == 0
    elsewhere = replace(cast.nor, mall_id=cast.mall.pk + 1)
    assert split(cast, by=elsewhere).n == 0
