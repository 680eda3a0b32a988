"""The pages of the conversation: five phases, what is kept, and two who write at once."""

import pytest

from dengar.close.operations import confirm
from dengar.kit.now import now
from dengar.talk.models import Note, Option, Side, Summary
from dengar.talk.operations import correct_summary, write_summary
from dengar.talk.queries import latest, mark, notes
from tests import trips
from tests.cast import Cast
from tests.web.desk.reading import desk, seen

PHASES = ("intake", "exploration", "turning", "options", "closing")


def held(cast: Cast) -> dict[str, object]:
    """What a page of the conversation carries unseen."""
    return seen(cast, mark=str(mark(cast.complaint)))


@pytest.mark.parametrize("phase", PHASES)
def test_every_phase_can_be_entered_and_entered_again(cast, desk_of, phase):
    trips.to_talking(cast)
    rina, path = desk_of("rina"), desk(cast, f"percakapan/{phase}/")
    assert rina.get(path).status_code == 200
    assert rina.post(path, {**held(cast), "lanjut": "", "author": "agency", "side": "agency"}).status_code == 302
    assert rina.get(path).status_code == 200


def test_there_are_five_phases(cast, desk_of):
    assert desk_of("rina").get(desk(cast, "percakapan/arbitrase/")).status_code == 404


def test_notes_summary_and_option_are_kept(cast, desk_of):
    trips.to_talking(cast)
    rina, path = desk_of("rina"), desk(cast, "percakapan/intake/")
    half = {**held(cast), "story": "Tiga kali.", "side": "complainant", "summary": "Tiga kali datang.", "need": ""}
    kept = rina.post(path, {**half, "lanjut": "exploration"})
    assert kept.status_code == 422
    assert "Tiga kali datang." in kept.text
    assert not Summary.objects.exists()
    whole = rina.post(path, {**half, "need": "Akta", "how": "read_back", "lanjut": "exploration"})
    assert whole["Location"] == desk(cast, "percakapan/exploration/")
    assert notes(latest(cast.complaint))["story"] == "Tiga kali."
    assert Summary.objects.get().how == "read_back"
    rina.post(desk(cast, "percakapan/options/"), {**held(cast), "option": "Dijemput", "author": "agency"})
    assert Option.objects.get().side == "agency"
    last = rina.post(desk(cast, "percakapan/closing/"), {**held(cast), "who": "Hendra", "lanjut": "propose"})
    assert last["Location"] == desk(cast, "usul/")


def test_a_phase_of_an_ended_report_is_told_to_be_over(cast, desk_of):
    trips.to_talking(cast)
    old = {**held(cast), "story": "Jangan hilang.", "side": "complainant", "summary": "", "need": "", "lanjut": ""}
    confirm(cast.complaint, by=cast.sari, at=now())
    page = desk_of("rina").post(desk(cast, "percakapan/intake/"), old)
    assert page.status_code == 409
    assert "Jangan hilang." in page.text


@pytest.fixture
def turning(cast) -> str:
    """The address of the page with three prompts; under the first something is written."""
    trips.to_talking(cast)
    return desk(cast, "percakapan/turning/")


def page_of(cast: Cast, **words: str) -> dict[str, object]:
    return {**held(cast), "lanjut": "", "blame": "", "frame": "", "forward": "", **words}


def test_of_two_who_write_the_same_note_the_second_is_told_and_both_words_stand(cast, desk_of, turning):
    rina, yusuf = desk_of("rina"), desk_of("yusuf")
    rinas, yusufs = page_of(cast, blame="Kata Rina."), page_of(cast, blame="Kata Yusuf.")
    assert rina.post(turning, rinas).status_code == 302
    told = yusuf.post(turning, yusufs)
    assert told.status_code == 409
    assert "Kata Rina." in told.text
    assert "Kata Yusuf." in told.text
    assert notes(latest(cast.complaint)) == {"blame": "Kata Rina."}
    assert str(mark(cast.complaint)) in told.text
    assert yusuf.post(turning, page_of(cast, blame="Kata keduanya.")).status_code == 302
    assert notes(latest(cast.complaint)) == {"blame": "Kata keduanya."}


def test_two_who_write_under_different_prompts_do_not_disturb_each_other(cast, desk_of, turning):
    rinas, yusufs = page_of(cast, blame="Kata Rina."), page_of(cast, frame="Kata Yusuf.")
    assert desk_of("rina").post(turning, rinas).status_code == 302
    assert desk_of("yusuf").post(turning, yusufs).status_code == 302
    assert notes(latest(cast.complaint)) == {"blame": "Kata Rina.", "frame": "Kata Yusuf."}


def test_what_the_told_one_did_not_change_is_shown_as_it_stands_now(cast, desk_of, turning):
    rinas, yusufs = page_of(cast, blame="Kata Rina.", frame="Sama."), page_of(cast, blame="Kata Yusuf.")
    assert desk_of("rina").post(turning, rinas).status_code == 302
    told = desk_of("yusuf").post(turning, yusufs)
    assert told.status_code == 409
    assert ">\nSama.</textarea>" in told.text


def test_saved_twice_it_is_noted_once(cast, desk_of, turning):
    rina, words = desk_of("rina"), page_of(cast, blame="Sekali.")
    assert [rina.post(turning, words).status_code for _ in range(2)] == [302, 302]
    assert Note.objects.count() == 1


def test_an_agencys_own_correction_is_not_written_over_unseen(cast, desk_of):
    trips.to_talking(cast)
    trips.both_needs(cast)
    said = {**held(cast), "side": "agency", "summary": "Kata petugas.", "need": "Waktu", "how": "", "lanjut": ""}
    theirs = Summary.objects.get(side="agency", superseded_at=None)
    correct_summary(theirs, words="Kata instansi sendiri.", by=cast.hendra, at=now())
    path = desk(cast, "percakapan/intake/")
    told = desk_of("rina").post(path, {**said, "story": ""})
    assert told.status_code == 409
    assert "Kata instansi sendiri." in told.text
    assert "Kata petugas." in told.text
    assert Summary.objects.filter(side="agency").count() == 2


@pytest.mark.parametrize("spoilt", ["", "x", "1.2", "1.2.3.4"])
def test_a_page_whose_mark_is_none_is_too_old(cast, desk_of, turning, spoilt):
    page = desk_of("rina").post(turning, {**page_of(cast, blame="Jangan hilang."), "mark": spoilt})
    assert page.status_code == 422
    assert "Jangan hilang." in page.text
    assert not Note.objects.exists()


def test_the_side_that_has_no_summary_yet_is_chosen_already(cast, desk_of):
    trips.to_talking(cast)
    rina, path = desk_of("rina"), desk(cast, "percakapan/intake/")
    assert rina.get(path).context["form"]["side"].value() == "complainant"
    write_summary(cast.complaint, Side.COMPLAINANT, words="Tiga kali.", need="Akta", by=cast.rina, at=trips.LATER)
    assert rina.get(path).context["form"]["side"].value() == "agency"
