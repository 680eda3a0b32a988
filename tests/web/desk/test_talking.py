"""The pages of the conversation: five phases, what is kept, and two who write at once."""

from datetime import timedelta

import pytest
from django.test import Client

from dengar.close.operations import confirm
from dengar.complaints.models import Contact, Message
from dengar.complaints.operations import record_contact, say_whether_heard
from dengar.kit.now import now
from dengar.notices.models import Notice
from dengar.talk.models import Apart, Note, Option, Side, Summary
from dengar.talk.operations import correct_summary, write_summary
from dengar.talk.queries import latest, mark, notes
from tests import trips
from tests.cast import WORDS, Cast
from tests.web.desk.reading import agency, desk, seen

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


# --- the guide in full, the test of one option, writing, talks apart and together ---
def test_the_guide_speaks_to_both_sides_and_names_what_is_known(cast, desk_of):
    trips.to_talking(cast)
    rina = desk_of("rina")
    intake = rina.get(desk(cast, "percakapan/intake/")).text
    assert "Saya Rina dari layanan pengaduan MPP Contoh." in intake
    assert "Sebelum bicara" in intake
    explore = rina.get(desk(cast, "percakapan/exploration/")).text
    assert "Kepada petugas instansi" in explore
    assert "Bagaimana biasanya Akta kelahiran dilayani?" in explore
    assert "Sesudah bicara" in rina.get(desk(cast, "percakapan/closing/")).text


def test_ones_own_check_is_kept_for_oneself(cast, desk_of):
    trips.to_talking(cast)
    rina, path = desk_of("rina"), desk(cast, "percakapan/intake/")
    assert rina.post(path, {**held(cast), "side": "agency", "assume": "Saya kenal kepalanya."}).status_code == 302
    assert "Saya kenal kepalanya." in rina.get(path).text
    for other in ("yusuf", "nor"):
        assert "Saya kenal kepalanya." not in desk_of(other).get(path).text


def test_an_example_is_taken_to_be_adapted_and_nothing_typed_is_lost(cast, desk_of, turning):
    page = desk_of("rina").post(turning, page_of(cast, frame="Yang ini.", forward="Saya mau datang.", bingkai="0"))
    assert page.status_code == 200
    for kept in ("Yang ini.\nBapak/Ibu ingin mendapat penjelasan yang sama", "Petugasnya tidak peduli.", "Saya mau"):
        assert kept in page.text
    assert not Note.objects.exists()
    assert desk_of("rina").post(turning, page_of(cast, bingkai="99")).status_code == 302


def test_words_of_blame_bring_the_need_that_may_be_in_them(cast, desk_of, turning):
    rina = desk_of("rina")
    assert "Mungkin ada keperluan di balik kata ini" not in rina.get(turning).text
    write_summary(
        cast.complaint, Side.AGENCY, words="Kami disalahkan terus.", need="Akta", by=cast.rina, at=trips.LATER
    )
    taken = rina.post(turning, page_of(cast, blame="Petugasnya cuek.", bingkai="0")).text
    assert "Petugasnya cuek.</textarea>" in taken, "what is there already is not said twice"
    assert rina.post(turning, page_of(cast, blame="Petugasnya cuek.")).status_code == 302
    page = rina.get(turning).text
    for words in ("Tercatat di sini: “cuek”", "Tercatat di sini: “disalahkan terus”", "penjelasan yang sama"):
        assert words in page


def test_nothing_is_judged_before_two_options_and_one_is_chosen(cast, desk_of):
    trips.to_talking(cast)
    rina, path = desk_of("rina"), desk(cast, "percakapan/closing/")
    page = rina.get(path).text
    assert 'name="lawful"' not in page
    assert 'name="heard"' in page
    trips.two_options(cast)
    assert 'name="lawful"' not in rina.get(path).text
    first = Option.objects.first()
    assert rina.post(path, {**held(cast), "then_test": first.pk}).status_code == 302
    page = rina.get(path).text
    assert 'name="lawful"' in page
    assert "Diuji: Berkas dijemput" in page
    assert rina.post(path, {**held(cast), "tested": first.pk, "lawful_ok": "mungkin"}).status_code == 422
    assert rina.post(path, {**held(cast), "then_test": 987654}).status_code == 422
    stale = rina.post(path, {**held(cast), "tested": "", "lawful": "Jangan hilang."})
    assert stale.status_code == 409
    assert "Jangan hilang." in stale.text


def test_what_is_open_in_the_test_is_shown_before_proposing_and_only_the_unlawful_stops_it(cast, desk_of):
    trips.to_talking(cast)
    trips.both_needs(cast)
    trips.two_options(cast)
    rina, path = desk_of("rina"), desk(cast, "percakapan/closing/")
    assert "Belum ada yang diuji." in rina.get(desk(cast, "usul/")).text
    option = Option.objects.first()
    rina.post(path, {**held(cast), "then_test": option.pk})
    rina.post(
        path, {**held(cast), "tested": option.pk, "lawful": "Perda melarang.", "lawful_ok": "no", "who_ok": "yes"}
    )
    page = rina.get(desk(cast, "usul/")).text
    for words in ("Boleh menurut aturan? Belum, atau tidak", "Perda melarang.", "Biaya? Belum dijawab"):
        assert words in page
    assert "Siapa yang mengerjakan? Belum" not in page
    soon = (now() + timedelta(days=3)).date().isoformat()
    proposal = {**seen(cast), "count": 1, "words": "Begini.", "then": "propose"}
    proposal |= {"p1_what": "Akta", "p1_bearer": "agency", "p1_due": soon}
    refused = rina.post(desk(cast, "usul/"), proposal)
    assert refused.status_code == 422
    assert "aturan tidak membolehkan" in refused.text
    rina.post(path, {**held(cast), "tested": option.pk, "lawful": "Perda melarang.", "lawful_ok": "yes"})
    assert rina.post(desk(cast, "usul/"), proposal).status_code == 302


def test_a_question_is_sent_with_one_press_and_the_answer_taken_over_with_one(cast, desk_of):
    trips.to_talking(cast)
    rina, path = desk_of("rina"), desk(cast, "percakapan/exploration/")
    sent = {**held(cast), "side": "agency", "emotion": "Lelah.", "kirim": "2"}
    assert rina.post(path, sent).status_code == 302
    assert notes(latest(cast.complaint))["emotion"] == "Lelah.", "what was typed is saved by the same press"
    sari = Client()
    sari.post("/pantau/", {"number": cast.complaint.number, "words": " ".join(WORDS)})
    assert "Apa yang sebenarnya Bapak/Ibu perlukan" in sari.get("/pantau/kabar/").text
    sari.post("/pantau/kirim/pesan/", {"pesan-words": "Akta sebelum 5 Desember."})
    page = rina.get(path).text
    assert "Sudah dijawab lewat tulisan" in page
    answer = Message.objects.get(side="complainant")
    assert rina.post(path, {**held(cast), "side": "agency", "ambil": answer.pk}).status_code == 302
    assert notes(latest(cast.complaint))["interest"] == "Akta sebelum 5 Desember."
    assert "Sudah dijawab lewat tulisan" not in rina.get(path).text
    own_words = rina.get(desk(cast, "percakapan/turning/")).text
    assert "Dengan kata-katanya sendiri" in own_words


def test_talks_apart_by_the_handler_and_by_the_person(cast, desk_of):
    trips.to_talking(cast)
    rina, path = desk_of("rina"), desk(cast, "terpisah/")
    assert rina.post(path, {**seen(cast), "akhiri": "tidak"}).status_code == 422
    assert rina.post(path, {**seen(cast), "akhiri": "tidak", "why": "fear", "words": "Takut."}).status_code == 302
    assert "Takut." in rina.get(path).text
    there = desk_of("hendra").get(agency(cast)).text
    assert "masing-masing pihak diajak bicara sendiri" in there
    assert "takut" not in there.lower()
    assert rina.post(path, {**seen(cast), "akhiri": "ya"}).status_code == 302
    sari = Client()
    sari.post("/pantau/", {"number": cast.complaint.number, "words": " ".join(WORDS)})
    assert sari.post("/pantau/kirim/terpisah/", {"terpisah-seen": cast.complaint.step}).status_code == 302
    assert "Hanya pengadu yang bisa menariknya" in rina.get(path).text
    assert rina.post(path, {**seen(cast), "akhiri": "ya"}).status_code == 422
    assert sari.post("/pantau/kirim/bersama/", {"bersama-seen": cast.complaint.step}).status_code == 302
    assert not Apart.objects.filter(ended_at=None).exists()


def test_nobody_called_stands_before_the_coordinator_until_somebody_else_has_called(cast, desk_of):
    trips.to_talking(cast)
    contact = Contact.objects.get()
    say_whether_heard(contact, heard=False, by=cast.sari, at=now())
    nor = desk_of("nor")
    assert "tidak ada yang menelepon" in nor.get("/meja/").text
    assert "tidak ada yang menelepon" in desk_of("rina").get(desk(cast)).text
    assert Notice.objects.filter(kind="desk_contradiction").exists()
    call = {"when": now(), "at": now()}
    record_contact(cast.complaint, Contact.Way.CALL, Contact.Outcome.REACHED, by=cast.rina, **call)
    assert "tidak ada yang menelepon" in nor.get("/meja/").text, "the same officer's word does not settle it"
    record_contact(cast.complaint, Contact.Way.CALL, Contact.Outcome.REACHED, by=cast.yusuf, **call)
    assert "tidak ada yang menelepon" not in nor.get("/meja/").text
