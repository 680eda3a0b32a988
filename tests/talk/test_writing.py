"""The talk in writing: questions are sent, answers become notes or options; nothing is lost and nothing doubled."""

from datetime import timedelta

import pytest

from dengar.complaints.models import Contact, Message, Mode, Thread
from dengar.complaints.operations import say
from dengar.talk import operations, queries
from dengar.talk.models import Option, Phase
from dengar.talk.operations.writing import TakenAlready
from tests import trips
from tests.cast import make_cast
from tests.trips import LATER

QUESTION = "Apa yang sebenarnya Bapak/Ibu perlukan?"


def ask(cast, field: str = "interest", phase: Phase = Phase.EXPLORATION):
    question = operations.Question(QUESTION, field)
    operations.hold(cast.complaint, phase, notes={}, ask=question, by=cast.rina, at=LATER)
    return queries.latest(cast.complaint)


def reply(cast, words: str) -> Message:
    return say(cast.complaint, Thread.COMPLAINANT, words, by=cast.sari, at=LATER + timedelta(minutes=5))


def take(cast, message: Message, phase: Phase = Phase.EXPLORATION) -> None:
    operations.hold(cast.complaint, phase, notes={}, take=message, by=cast.rina, at=LATER + timedelta(minutes=9))


def test_a_question_is_sent_and_the_person_sees_it_until_they_answer(cast):
    trips.to_talking(cast)
    ask(cast)
    assert queries.question(cast.complaint) == QUESTION
    reply(cast, "Akta sebelum 5 Desember.")
    assert queries.question(cast.complaint) == ""


def test_it_is_the_first_contact_of_somebody_nameless(db):
    cast = make_cast(mode=Mode.ANONYMOUS)
    trips.to_talking(cast)
    before = Contact.objects.filter(way=Contact.Way.WRITTEN).count()
    ask(cast)
    assert Contact.objects.filter(way=Contact.Way.WRITTEN).count() == before + 1


def test_an_answer_is_taken_over_below_what_stands_there_and_once(cast):
    trips.to_talking(cast)
    reply(cast, "Ini dari sebelum ditanya.")
    conversation = ask(cast)
    operations.jot(conversation, Phase.EXPLORATION, {"interest": "Kepastian."}, by=cast.rina, at=LATER)
    answer = reply(cast, "Akta sebelum 5 Desember.")
    assert [one.words for one in queries.answers(conversation)] == ["Akta sebelum 5 Desember."]
    take(cast, answer)
    assert queries.notes(conversation)["interest"] == "Kepastian.\nAkta sebelum 5 Desember."
    assert queries.answers(conversation) == []
    with pytest.raises(TakenAlready):
        take(cast, answer)


def test_an_answer_to_a_question_about_ways_out_is_the_persons_option(cast):
    trips.to_talking(cast)
    ask(cast, "option", Phase.OPTIONS)
    take(cast, reply(cast, "Berkas dijemput."), Phase.OPTIONS)
    made = Option.objects.get()
    assert (made.side, queries.options(cast.complaint)[0].words) == ("complainant", "Berkas dijemput.")


@pytest.mark.parametrize("field", ["option", "lawful", "mood", "lawful_ok"])
def test_an_answer_needs_a_place_in_the_phase(cast, field):
    trips.to_talking(cast)
    with pytest.raises(ValueError, match="no place"):
        ask(cast, field)
    assert not Message.objects.filter(complaint=cast.complaint).exists()


def test_another_report_s_message_cannot_be_taken_over(cast):
    trips.to_talking(cast)
    conversation = ask(cast)
    own = say(cast.complaint, Thread.COMPLAINANT, "Kami tunggu.", by=cast.rina, at=LATER)
    with pytest.raises(TakenAlready):
        operations.take_over(conversation, own, by=cast.rina, at=LATER)
