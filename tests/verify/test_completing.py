"""What is missing: asked for, sent, or never sent."""

from datetime import timedelta

import pytest

from dengar.complaints.models import Clock, Contact, Thread
from dengar.complaints.operations import NotNow, NotYours, record_contact, say
from dengar.ledger.models import Entry
from dengar.verify import queries
from dengar.verify.operations import ask, complete, expire_due
from dengar.verify.operations.completing import NothingAsked, NothingSent
from tests.cast import MONDAY_9AM, file_one

LATER = MONDAY_9AM + timedelta(hours=1)
AFTER_31_DAYS = LATER + timedelta(days=31)


@pytest.fixture
def asked(cast):
    ask(cast.complaint, "Jam berapa, dan di pintu mana?", by=cast.rina, at=LATER)
    return cast


def test_the_person_reads_what_is_missing_and_sends_it(asked):
    gap = queries.open_gap(asked.complaint)
    assert gap is not None
    assert gap.words == "Jam berapa, dan di pintu mana?"
    assert Clock.objects.filter(complaint=asked.complaint, kind="completion", stopped_at=None).exists()

    complete(asked.complaint, "Pukul dua, pintu barat.", by=asked.sari, at=LATER + timedelta(days=1))
    assert asked.complaint.state == "received"
    assert queries.open_gap(asked.complaint) is None
    assert [gap.answer for gap in queries.gaps(asked.complaint)] == ["Pukul dua, pintu barat."]
    facts = [entry.facts for entry in Entry.objects.filter(subject=asked.complaint.subject)]
    assert "pintu" not in str(facts)


def test_blank_words_are_refused(asked):
    with pytest.raises(NothingSent):
        complete(asked.complaint, " \n", by=asked.sari, at=LATER)
    other = file_one(asked.mall)
    with pytest.raises(NothingAsked):
        ask(other, "  ", by=asked.rina, at=LATER)


def test_nobody_completes_for_the_person(asked):
    with pytest.raises(NotYours):
        complete(asked.complaint, "Pukul dua.", by=asked.rina, at=LATER)


def test_it_can_be_asked_for_again_after_an_answer(asked):
    complete(asked.complaint, "Pukul dua.", by=asked.sari, at=LATER)
    ask(asked.complaint, "Dan di pintu mana?", by=asked.rina, at=LATER)
    assert len(queries.gaps(asked.complaint)) == 2


def test_without_a_second_attempt_nothing_expires(asked):
    assert not expire_due(AFTER_31_DAYS)
    asked.complaint.refresh_from_db()
    assert asked.complaint.state == "incomplete"


@pytest.mark.parametrize("attempt", ["call", "message"])
def test_it_expires_after_thirty_days_and_two_attempts(asked, attempt):
    again = LATER + timedelta(days=7)
    if attempt == "call":
        no_answer = Contact.Outcome.NO_ANSWER
        record_contact(asked.complaint, Contact.Way.CALL, no_answer, when=again, by=asked.rina, at=again)
    else:
        say(asked.complaint, Thread.COMPLAINANT, "Apakah ada kabar?", by=asked.rina, at=again)
    assert not expire_due(LATER + timedelta(days=29))
    assert expire_due(AFTER_31_DAYS)
    asked.complaint.refresh_from_db()
    assert (asked.complaint.state, asked.complaint.close_reason) == ("closed_other", "incomplete")
    assert not expire_due(AFTER_31_DAYS)


def test_what_was_sent_in_time_never_expires(asked):
    again = LATER + timedelta(days=7)
    say(asked.complaint, Thread.COMPLAINANT, "Apakah ada kabar?", by=asked.rina, at=again)
    complete(asked.complaint, "Pukul dua.", by=asked.sari, at=again)
    assert not expire_due(AFTER_31_DAYS)
    with pytest.raises(NotNow):
        complete(asked.complaint, "Pukul dua.", by=asked.sari, at=again)
