"""Lost receipt words: asked for on one's own phone, given after a call to the contact in the vault."""

from datetime import timedelta

import pytest

from dengar.complaints.models import Complaint, LostWords, Mode, Reach
from dengar.complaints.operations import (
    Gone,
    NotYours,
    ask_new_words,
    fits,
    open_identity,
    refuse_words,
    reset_words,
    take_new_words,
)
from dengar.complaints.operations.lost import NobodyAsks, NotCalled, WrongDigits, digits_of, hash_of, may_take
from dengar.ledger.models import Entry
from dengar.notices.models import Notice
from tests.cast import MONDAY_9AM, WORDS, file_one
from tests.trips import LATER

MINE, THEIRS = "m" * 43, "t" * 43
DAY = timedelta(days=1)


def digits(token: str) -> str:
    return digits_of(hash_of(token))


def asked(cast, token: str = MINE) -> None:
    ask_new_words(cast.complaint.number, token, at=MONDAY_9AM)


def called(cast) -> None:
    open_identity(cast.complaint, reason="Kata kunci hilang", by=cast.rina, at=LATER)


def test_new_words_show_on_the_asking_phone_alone_and_the_old_are_dead(cast):
    asked(cast)
    assert Notice.objects.filter(kind="desk_call_back", about=cast.complaint.subject).exists()
    called(cast)
    assert take_new_words(MINE, at=LATER) is None, "nobody has called yet"
    said = digits(MINE)
    reset_words(cast.complaint, f"{said[:3]} {said[3:]}", by=cast.rina, at=LATER)
    assert fits(cast.complaint, WORDS), "the old ones hold until the new ones are taken"
    assert take_new_words(THEIRS, at=LATER) is None
    made, words = take_new_words(MINE, at=LATER)
    fresh = Complaint.objects.get(pk=made.pk)
    assert (fits(fresh, words), fits(fresh, WORDS)) == (True, False)
    events = Entry.objects.filter(subject=fresh.subject).values_list("event", flat=True)
    assert {"identity_opened", "words_reset", "words_rotated"} <= set(events)
    assert Notice.objects.filter(kind="words_reset", to=f"complainant:{fresh.subject}").exists()


def test_a_lost_answer_shows_the_same_words_for_half_an_hour(cast):
    asked(cast)
    called(cast)
    reset_words(cast.complaint, digits(MINE), by=cast.rina, at=LATER)
    words = take_new_words(MINE, at=LATER)[1]
    assert take_new_words(MINE, at=LATER + timedelta(minutes=29))[1] == words
    assert take_new_words(MINE, at=LATER + timedelta(minutes=30)) is None


def test_the_number_is_opened_first_and_the_digits_are_those_of_the_phone(cast):
    asked(cast)
    with pytest.raises(NotCalled):
        reset_words(cast.complaint, digits(MINE), by=cast.rina, at=LATER)
    called(cast)
    with pytest.raises(NotCalled):
        reset_words(cast.complaint, digits(MINE), by=cast.yusuf, at=LATER)
    with pytest.raises(WrongDigits):
        reset_words(cast.complaint, digits(THEIRS), by=cast.rina, at=LATER)
    assert LostWords.objects.get().answer == ""


def test_of_two_phones_only_the_one_that_was_called_gets_words(cast):
    asked(cast, MINE)
    asked(cast, THEIRS)
    called(cast)
    reset_words(cast.complaint, digits(MINE), by=cast.rina, at=LATER)
    assert (may_take(MINE, at=LATER), may_take(THEIRS, at=LATER)) == (True, False)


def test_who_did_not_ask_keeps_the_words(cast):
    asked(cast)
    called(cast)
    refuse_words(cast.complaint, by=cast.rina, at=LATER)
    assert take_new_words(MINE, at=LATER) is None
    assert fits(Complaint.objects.get(pk=cast.complaint.pk), WORDS)
    with pytest.raises(NobodyAsks):
        reset_words(cast.complaint, digits(MINE), by=cast.rina, at=LATER)


@pytest.mark.parametrize("choices", [{"mode": Mode.ANONYMOUS}, {"reach": Reach.PAGE, "mode": Mode.ANONYMOUS}])
def test_of_somebody_without_a_name_nobody_is_asked(cast, choices):
    other = file_one(cast.mall, **choices)
    ask_new_words(other.number, MINE, at=MONDAY_9AM)
    ask_new_words("AAAA-AAAA", THEIRS, at=MONDAY_9AM)
    assert not LostWords.objects.exists()


def test_a_stranger_cannot_bury_the_desk(cast):
    for n in range(5):
        asked(cast, f"token {n}")
    assert LostWords.objects.count() == 3


def test_what_waits_too_long_is_over(cast):
    asked(cast)
    called(cast)
    with pytest.raises(NobodyAsks):
        reset_words(cast.complaint, digits(MINE), by=cast.rina, at=MONDAY_9AM + 7 * DAY)
    reset_words(cast.complaint, digits(MINE), by=cast.rina, at=LATER)
    assert not may_take(MINE, at=LATER + 2 * DAY)


@pytest.mark.parametrize(("who", "refusal"), [("nor", NotYours), ("hendra", Gone), ("ombi", Gone)])
def test_only_who_handles_it_gives_words(cast, who, refusal):
    asked(cast)
    for give in (
        lambda by: reset_words(cast.complaint, digits(MINE), by=by, at=LATER),
        lambda by: refuse_words(cast.complaint, by=by, at=LATER),
    ):
        with pytest.raises(refusal):
            give(getattr(cast, who))
