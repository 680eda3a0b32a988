"""What counts say, and what they do not say."""

from collections import Counter

from dengar.figures.honest import Share
from dengar.figures.reading import FAIRNESS, Reading


def test_what_still_runs_after_its_week_is_late():
    reading = Reading(Counter({"term/promise/kept": 6, "term/promise/late": 3, "term/promise/running": 2}))
    assert reading.term("promise") == Share(6, 11)
    assert reading.late("promise") == 5
    assert reading.term("decision") == Share(0, 0)


def test_few_of_one_mode_are_not_shown():
    reading = Reading(Counter({"mode/open": 12, "mode/confidential": 20, "mode/anonymous": 2}))
    assert reading.modes == {"anonymous": None, "confidential": 20, "open": None}


def test_fairness_waits_for_more_answers_than_other_shares():
    reading = Reading(Counter({"fair/agency/for/yes": 18, "fair/agency/for/no": 1}))
    assert reading.fairness("agency", "for").missing == 1
    assert FAIRNESS == 20


def test_days_are_read_from_their_counts():
    reading = Reading(Counter({"days/2": 4, "days/10": 5, "days/365": 3}))
    assert (reading.days.n, reading.days.median) == (12, 10)
    assert Reading(Counter()).days is None
