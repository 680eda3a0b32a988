import pytest

from dengar.close import operations as close
from dengar.close.models import Objection
from dengar.complaints.models import Concern, Mode
from dengar.complaints.operations import Gone, NotNow, NotYours, name_respondents
from dengar.talk import operations, queries
from dengar.talk.method import LABELLED, guide
from dengar.talk.models import Hearing, Note, Phase, Side, Summary
from dengar.talk.operations.conversing import NoOption
from dengar.talk.operations.hearing import HearingClosed, NoAllegation, NoStatement, NotNamed
from dengar.talk.operations.summing import Incomplete, NothingToConfirm
from tests.cast import make_cast
from tests.trips import LATER, reach, to_talking, two_options


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_guide_has_all_phases_with_prompts_and_labels(language):
    for one in guide(language):
        assert one.prompts
        assert set(LABELLED[one.phase]) <= set(one.labels)


def test_notes_are_kept_and_any_phase_may_be_entered_again(cast):
    to_talking(cast)
    hold = {"by": cast.rina, "at": LATER}
    operations.hold(cast.complaint, Phase.TURNING, notes={"blame": "Tidak peduli!", "frame": ""}, **hold)
    operations.hold(cast.complaint, Phase.INTAKE, notes={"story": "Tiga kali."}, **hold)
    operations.hold(cast.complaint, Phase.TURNING, notes={"blame": "Tidak peduli!", "frame": "Sama"}, **hold)
    conversation = queries.latest(cast.complaint)
    assert queries.notes(conversation) == {"blame": "Tidak peduli!", "story": "Tiga kali.", "frame": "Sama"}
    assert Note.objects.count() == 3, "what did not change writes nothing"
    assert conversation.phase == "turning"


def test_unknown_fields_are_a_bug(cast):
    to_talking(cast)
    with pytest.raises(ValueError, match="no such fields"):
        operations.hold(cast.complaint, Phase.OPTIONS, notes={"mood": "x"}, by=cast.rina, at=LATER)


def test_only_the_handler_holds_a_conversation_and_not_after_an_end(cast):
    to_talking(cast)
    for who in (cast.hendra, cast.sari):
        with pytest.raises(NotYours):
            operations.begin(cast.complaint, by=who, at=LATER)
    with pytest.raises(Gone):
        operations.begin(cast.complaint, by=cast.lutfi, at=LATER)


def test_a_side_confirms_its_own_summary_and_no_other(cast):
    to_talking(cast)
    summary = operations.write_summary(
        cast.complaint, Side.COMPLAINANT, words="Tiga kali.", need="Akta", by=cast.rina, at=LATER
    )
    for who in (cast.rina, cast.hendra):
        with pytest.raises(NotYours):
            operations.confirm_summary(summary, by=who, at=LATER)
    operations.confirm_summary(summary, by=cast.sari, at=LATER)
    with pytest.raises(NothingToConfirm):
        operations.confirm_summary(summary, by=cast.sari, at=LATER)
    assert not queries.both_confirmed(cast.complaint)


def test_a_correction_stands_in_its_place_and_the_old_one_stays(cast):
    to_talking(cast)
    old = operations.write_summary(
        cast.complaint, Side.COMPLAINANT, words="Tiga kali.", need="Akta", by=cast.rina, at=LATER
    )
    new = operations.correct_summary(old, words="Empat kali.", by=cast.sari, at=LATER)
    view = queries.summaries(cast.complaint)["complainant"]
    assert (view.row, view.words, view.need) == (new, "Empat kali.", "Akta")
    assert Summary.objects.count() == 2
    old.refresh_from_db()
    with pytest.raises(NothingToConfirm):
        operations.correct_summary(old, words="Lima.", by=cast.sari, at=LATER)


@pytest.mark.parametrize(("words", "need"), [("", "Akta"), ("Tiga kali.", " ")])
def test_a_summary_needs_both(cast, words, need):
    to_talking(cast)
    with pytest.raises(Incomplete):
        operations.write_summary(cast.complaint, Side.AGENCY, words=words, need=need, by=cast.rina, at=LATER)


def test_options_have_authors_and_only_the_handler_writes_for_others(cast):
    to_talking(cast)
    two_options(cast)
    assert [option.row.side for option in queries.options(cast.complaint)] == ["complainant", "agency"]
    with pytest.raises(NotYours):
        operations.add_option(cast.complaint, "Lain", author=Side.AGENCY, by=cast.sari, at=LATER)
    with pytest.raises(NoOption):
        operations.add_option(cast.complaint, "  ", by=cast.sari, at=LATER)


def test_options_belong_to_the_talk(cast):
    reach(cast)
    with pytest.raises(NotNow):
        operations.add_option(cast.complaint, "Lain", by=cast.sari, at=LATER)


def hear_budi(cast):
    to_talking(cast)
    budi = cast.officers["budi"]
    name_respondents(cast.complaint, Concern.PERSON, officers=[budi], by=cast.rina, at=LATER)
    return operations.open_hearing(cast.complaint, budi, "Syarat berbeda-beda.", by=cast.rina, at=LATER)


def test_a_corrected_statement_stands_beside_the_earlier_one(db):
    cast = make_cast()
    hearing = hear_budi(cast)
    for words in ("Tidak benar.", "Ada edaran baru.", "Ada edaran baru."):
        operations.answer_hearing(hearing, statement=words, by=cast.budi, at=LATER)
    seen = queries.view(hearing)
    assert (seen.statement, seen.earlier) == ("Ada edaran baru.", ("Tidak benar.",)), "twice the same is once"
    assert all(b"edaran" not in bytes(row.words) for row in hearing.statements.all())


def test_after_an_end_the_hearing_is_closed_and_open_again_when_it_goes_on(db):
    cast = make_cast()
    hearing = hear_budi(cast)
    operations.answer_hearing(hearing, statement="Ada edaran baru.", by=cast.budi, at=LATER)
    operations.summarise_hearing(hearing, "Edaran belum dibaca.", by=cast.rina, at=LATER)
    close.confirm(cast.complaint, by=cast.sari, at=LATER)
    with pytest.raises(HearingClosed):
        operations.answer_hearing(hearing, statement="Bukan begitu.", by=cast.budi, at=LATER)
    with pytest.raises(HearingClosed):
        operations.answer_summary(hearing, Hearing.Answer.RIGHT, voice=4, neutrality=4, by=cast.budi, at=LATER)
    (seen,) = queries.hearings_of(cast.budi)
    assert (seen.statement, seen.earlier, seen.answer, seen.closed) == ("Ada edaran baru.", (), "", True)
    close.object_to(cast.complaint, "Belum.", Objection.Wish.TALK, by=cast.sari, at=LATER)
    operations.answer_hearing(hearing, statement="Bukan begitu.", by=cast.budi, at=LATER)
    assert queries.view(hearing).statement == "Bukan begitu."


def test_a_respondent_sees_their_hearing_and_nothing_else(db):
    cast = make_cast(mode=Mode.CONFIDENTIAL)
    to_talking(cast)
    budi = cast.officers["budi"]
    sentence = "Syarat disampaikan berbeda-beda."
    with pytest.raises(NotNamed):
        operations.open_hearing(cast.complaint, budi, sentence, by=cast.rina, at=LATER)
    name_respondents(cast.complaint, Concern.PERSON, officers=[budi], by=cast.rina, at=LATER)
    assert queries.hearings_of(cast.budi) == []
    with pytest.raises(NoAllegation):
        operations.open_hearing(cast.complaint, budi, " ", by=cast.rina, at=LATER)
    hearing = operations.open_hearing(cast.complaint, budi, sentence, by=cast.rina, at=LATER)
    (seen,) = queries.hearings_of(cast.budi)
    assert seen.allegation == sentence
    assert cast.complaint.number not in repr(seen)
    assert queries.hearing_of(cast.lutfi, hearing.pk) is None
    with pytest.raises(NotYours):
        operations.answer_hearing(hearing, statement="Bukan saya", by=cast.lutfi, at=LATER)
    with pytest.raises(NoStatement):
        operations.answer_hearing(hearing, statement="", by=cast.budi, at=LATER)
    operations.answer_hearing(hearing, statement="Ada edaran baru.", need="Satu daftar", by=cast.budi, at=LATER)
    operations.summarise_hearing(hearing, "Edaran belum dibaca semua.", by=cast.rina, at=LATER)
    right = Hearing.Answer.RIGHT
    operations.answer_summary(hearing, right, voice=4, neutrality=3, by=cast.budi, at=LATER)
    (seen,) = queries.hearings_of(cast.budi)
    assert (seen.statement, seen.summary, seen.answer) == ("Ada edaran baru.", "Edaran belum dibaca semua.", "right")
