"""The officer's own check, talks with each side alone, and the feasibility test of one way out."""

import pytest

from dengar.agree import operations as agree
from dengar.complaints.operations import Gone, NotNow, NotYours
from dengar.ledger.models import Entry
from dengar.talk import operations, queries
from dengar.talk.models import Apart, Note, Phase, SelfCheck, Summary
from dengar.talk.operations.conversing import TooEarlyToJudge
from dengar.talk.operations.preparing import ApartAlready, TheirWish
from tests import trips
from tests.trips import LATER

YES = dict.fromkeys([f"{name}_ok" for name in ("lawful", "authority", "who", "until", "cost", "free")], "yes")


@pytest.fixture
def ready(cast):
    trips.to_talking(cast)
    trips.both_needs(cast)
    trips.two_options(cast)
    return cast


def chosen(cast, n: int = 1):
    """Rina tests the n-th way out."""
    conversation = operations.begin(cast.complaint, by=cast.rina, at=LATER)
    operations.weigh(conversation, queries.options(cast.complaint)[n].row, by=cast.rina, at=LATER)
    return conversation


def test_ones_own_check_is_read_by_oneself_alone_and_leaves_no_entry(cast):
    trips.to_talking(cast)
    entries = Entry.objects.count()
    conversation = operations.begin(cast.complaint, by=cast.rina, at=LATER)
    own = operations.Own(SelfCheck.Neutral.UNSURE, "Saya kenal kepala bidangnya.")
    for _twice in range(2):
        operations.hold(cast.complaint, Phase.INTAKE, notes={}, own=own, by=cast.rina, at=LATER)
    assert queries.own_check(conversation, cast.rina) == ("unsure", "Saya kenal kepala bidangnya.")
    for other in (cast.yusuf, cast.nor, cast.ombi, cast.hendra):
        assert queries.own_check(conversation, other) is None
    assert SelfCheck.objects.count() == 1, "the same words again write nothing"
    assert Entry.objects.count() == entries
    assert b"kepala" not in bytes(SelfCheck.objects.get().words)


def test_nothing_is_judged_before_two_options_stand(cast):
    trips.to_talking(cast)
    conversation = operations.begin(cast.complaint, by=cast.rina, at=LATER)
    option = operations.add_option(cast.complaint, "Berkas dijemput", by=cast.sari, at=LATER)
    with pytest.raises(TooEarlyToJudge):
        operations.weigh(conversation, option, by=cast.rina, at=LATER)
    with pytest.raises(TooEarlyToJudge):
        operations.jot(conversation, Phase.CLOSING, {"lawful": "Ya."}, by=cast.rina, at=LATER)
    operations.jot(conversation, Phase.CLOSING, {"heard": "4"}, by=cast.rina, at=LATER)
    assert queries.notes(conversation) == {"heard": "4"}


@pytest.mark.parametrize("words", [{"lawful_ok": "mungkin"}, {"heard": "5"}, {"agency_heard": "ya"}])
def test_a_choice_that_is_none_is_a_bug(ready, words):
    conversation = chosen(ready)
    with pytest.raises(ValueError, match="not one of the choices"):
        operations.jot(conversation, Phase.CLOSING, words, by=ready.rina, at=LATER)


def test_answers_stay_with_the_way_out_that_they_are_about(ready):
    conversation = chosen(ready, 0)
    operations.jot(conversation, Phase.CLOSING, {"who": "Petugas keliling", "who_ok": "no"}, by=ready.rina, at=LATER)
    chosen(ready, 1)
    found = queries.feasibility(ready.complaint)
    assert (found.option.words, len(found.open)) == ("Akta selesai Rabu", 7)
    chosen(ready, 0)
    (who,) = (one for one in queries.feasibility(ready.complaint).answers if one.question == "who")
    assert (who.words, who.enough) == ("Petugas keliling", "no")


def test_somebody_chose_another_way_out_meanwhile(ready):
    chosen(ready, 0)
    shown, mark = queries.options(ready.complaint)[0].row.pk, queries.mark(ready.complaint)
    chosen(ready, 1)
    with pytest.raises(NotNow):
        operations.hold(
            ready.complaint, Phase.CLOSING, notes={"who": "Rina"}, tested=shown, mark=mark, by=ready.rina, at=LATER
        )
    assert not Note.objects.exists()


def test_only_what_the_rules_forbid_stops_a_proposal(ready):
    conversation = chosen(ready)
    operations.jot(conversation, Phase.CLOSING, {**YES, "cost_ok": "no"}, by=ready.rina, at=LATER)
    found = queries.feasibility(ready.complaint)
    assert [one.question for one in found.open] == ["cost", "otherwise"]
    operations.jot(conversation, Phase.CLOSING, {"lawful_ok": "no"}, by=ready.rina, at=LATER)
    with pytest.raises(agree.Unlawful):
        agree.propose(ready.complaint, "Akta Rabu.", [trips.promise()], by=ready.rina, at=LATER)
    operations.jot(conversation, Phase.CLOSING, {"lawful_ok": "yes"}, by=ready.rina, at=LATER)
    assert agree.propose(ready.complaint, "Akta Rabu.", [trips.promise()], by=ready.rina, at=LATER)


def test_the_person_asks_to_be_talked_with_alone_and_alone_takes_it_back(cast):
    trips.to_talking(cast)
    complaint = cast.complaint
    made = operations.keep_apart(complaint, Apart.Why.POWER, by=cast.sari, at=LATER)
    assert made.why == Apart.Why.WISH, "the person need not say why"
    with pytest.raises(ApartAlready):
        operations.keep_apart(complaint, Apart.Why.FEAR, "Takut.", by=cast.rina, at=LATER)
    with pytest.raises(TheirWish):
        operations.end_apart(complaint, by=cast.rina, at=LATER)
    operations.end_apart(complaint, by=cast.sari, at=LATER)
    assert queries.apart(complaint) is None
    with pytest.raises(NotNow):
        operations.end_apart(complaint, by=cast.sari, at=LATER)


def test_the_handlers_mark_has_a_reason_which_no_side_reads(cast):
    trips.to_talking(cast)
    complaint = cast.complaint
    with pytest.raises(NotYours):
        operations.keep_apart(complaint, Apart.Why.FEAR, by=cast.hendra, at=LATER)
    with pytest.raises(Gone):
        operations.keep_apart(complaint, Apart.Why.FEAR, by=cast.lutfi, at=LATER)
    operations.keep_apart(complaint, Apart.Why.FEAR, "Ia takut kepada atasannya.", by=cast.rina, at=LATER)
    assert queries.apart_view(complaint).words == "Ia takut kepada atasannya."
    assert b"takut" not in bytes(Apart.objects.get().words)
    with pytest.raises(NotYours):
        operations.end_apart(complaint, by=cast.sari, at=LATER)
    operations.end_apart(complaint, by=cast.rina, at=LATER)
    assert queries.apart(complaint) is None


def test_a_way_out_is_proposed_after_separate_talks(cast):
    trips.to_talking(cast)
    trips.two_options(cast)
    operations.keep_apart(cast.complaint, Apart.Why.POWER, by=cast.rina, at=LATER)
    how = Summary.How.SEPARATE
    for side in ("complainant", "agency"):
        said = operations.Said(side, "Begini.", "Kepastian.", how)
        operations.hold(cast.complaint, Phase.EXPLORATION, notes={}, summary=said, by=cast.rina, at=LATER)
    assert agree.propose(cast.complaint, "Akta Rabu.", [trips.promise()], by=cast.rina, at=LATER)
