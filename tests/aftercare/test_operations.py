import pytest

from dengar.aftercare.models import Fairness
from dengar.aftercare.operations import AnsweredAlready, NoAnswer, answer_fairness
from dengar.complaints import journey
from dengar.complaints.operations import Gone, NotNow, NotYours, advance
from tests.trips import LATER, to_agreed, to_talking

FAIR = {"voice": 4, "respect": 4, "neutrality": 3, "motive": 2}


def to_acted(cast):
    to_agreed(cast)
    advance(cast.complaint, journey.REPORT_DONE, by=cast.hendra, at=LATER)


def test_both_sides_are_asked_the_same_and_answer_once(cast):
    to_acted(cast)
    for side in (cast.sari, cast.hendra):
        answer_fairness(cast.complaint, FAIR, by=side, at=LATER)
        with pytest.raises(AnsweredAlready):
            answer_fairness(cast.complaint, FAIR, by=side, at=LATER)
    assert set(Fairness.objects.values_list("side", "state")) == {("complainant", "acted"), ("agency", "acted")}


def test_nobody_else_answers(cast):
    to_acted(cast)
    with pytest.raises(NotYours):
        answer_fairness(cast.complaint, FAIR, by=cast.rina, at=LATER)
    with pytest.raises(Gone):
        answer_fairness(cast.complaint, FAIR, by=cast.lutfi, at=LATER)


def test_it_is_asked_at_the_end_and_needs_an_answer(cast):
    to_talking(cast)
    with pytest.raises(NotNow):
        answer_fairness(cast.complaint, FAIR, by=cast.sari, at=LATER)
    advance(cast.complaint, journey.CONFIRM, by=cast.sari, at=LATER)
    with pytest.raises(NoAnswer):
        answer_fairness(cast.complaint, {"voice": None}, by=cast.sari, at=LATER)
