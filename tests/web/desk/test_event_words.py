"""The trail speaks of what happened; no officer reads the name of an event."""

from dengar.complaints.journey import BY_NAME
from dengar.ledger.events import EVENTS as RECORDED
from dengar.web.desk.event_words import EVENTS, MOVES


def test_every_move_is_told_in_words():
    assert set(MOVES) == set(BY_NAME)


def test_no_words_for_events_that_the_register_does_not_know():
    assert not (set(EVENTS) | set(MOVES)) - set(RECORDED)
