"""Settled at the counter, in the person's own word; and suggestions with their answer."""

import pytest
from django.test import Client

from dengar.complaints.models import Complaint, Concern, Kind, Mode
from dengar.complaints.operations import let_in
from dengar.intake.operations import SOMEBODY, file_note, settle
from dengar.kit.now import now
from dengar.kit.words import parse_words
from dengar.vault.receipts import receipt_words
from dengar.verify import operations as verify
from tests.cast import WORDS, file_one

WHAT, DONE = "Nomor antrean terlewat dipanggil.", "Dipanggil kembali saat itu juga."
TEXT = "Kursi tunggu lantai 2 tidak ada sandaran."


@pytest.fixture
def noted(cast) -> Complaint:
    return settle(cast.mall, WHAT, DONE, token="satu", by=cast.rina, at=now())


@pytest.fixture
def visitor(client: Client, noted) -> Client:
    """A browser in which the visitor typed what stands on both slips."""
    words = receipt_words(noted.mall.slug, "satu")
    assert parse_words(" ".join(words)) == words
    client.post("/pantau/", {"number": noted.number, "words": " ".join(words)})
    return client


def fresh(complaint: Complaint) -> Complaint:
    return Complaint.objects.get(pk=complaint.pk)


def test_the_note_stands_there_with_three_answers(visitor):
    page = visitor.get("/pantau/kabar/").text
    for words in (WHAT, DONE, "Rina", "Benar, sudah beres", "Menjadi aduan", "bukan petugas yang mencatat"):
        assert words in page


@pytest.mark.parametrize(
    ("says", "state", "told"),
    [
        ("right", "closed_confirmed", "Terima kasih"),
        ("not_settled", "talking", "paling lama 1 hari kerja"),
        ("never", "examining", "Yang membaca koordinator"),
    ],
)
def test_each_answer_does_what_it_says(visitor, noted, says, state, told):
    page = visitor.post("/pantau/kirim/loket/", {"loket-seen": noted.step, "loket-says": says}, follow=True)
    assert told in page.text
    assert fresh(noted).state == state


def test_nothing_chosen_or_a_wrong_number_is_said_and_the_words_are_kept(visitor, noted):
    page = visitor.post("/pantau/kirim/loket/", {"loket-seen": noted.step, "loket-words": "Masih antre."})
    assert page.status_code == 422
    assert "Masih antre." in page.text
    data = {"loket-seen": noted.step, "loket-says": "never", "loket-phone": "12", "loket-words": "Masih antre."}
    assert visitor.post("/pantau/kirim/loket/", data).status_code == 422
    assert fresh(noted).state == "settled_at_counter"


def test_a_stale_page_is_told_and_keeps_the_words(visitor, noted):
    data = {"loket-seen": 7, "loket-says": "not_settled", "loket-words": "Masih antre."}
    page = visitor.post("/pantau/kirim/loket/", data)
    assert page.status_code == 409
    assert "Masih antre." in page.text


def suggestion(cast, kind=Kind.SUGGESTION) -> Complaint:
    return file_note(cast.mall, "", kind, TEXT, agency_id=cast.dukcapil.pk, by=SOMEBODY, at=now())[0]


@pytest.mark.parametrize(
    ("kind", "waiting"),
    [
        (Kind.SUGGESTION, "Saran Anda sudah kami terima"),
        (Kind.COMPLIMENT, "Pujian Anda sudah kami terima"),
        (Kind.QUESTION, "Pertanyaan Anda sudah kami terima"),
    ],
)
def test_whoever_holds_the_number_sees_the_words_and_that_it_waits(client, cast, kind, waiting):
    row = suggestion(cast, kind)
    page = client.post("/pantau/", {"number": row.number, "words": ""}, follow=True).text
    assert waiting in page
    assert TEXT in page
    assert "Siapa membuka nama saya" not in page


@pytest.mark.parametrize(("used", "title"), [(True, "Dipakai, karena"), (False, "Tidak dipakai, karena")])
def test_a_suggestion_is_used_or_not_and_why(client, cast, used, title):
    row = suggestion(cast)
    verify.thank(row, "Sepuluh orang lain berkata serupa.", used=used, by=cast.rina, at=now())
    page = client.post("/pantau/", {"number": row.number, "words": ""}, follow=True).text
    for words in (title, "Sepuluh orang lain berkata serupa.", "Rina", "petugas pengaduan", TEXT):
        assert words in page


def test_the_agency_answers_under_its_own_name(client, cast):
    row = suggestion(cast, Kind.QUESTION)
    at, words = now(), {"title": "Pertanyaan", "words": TEXT}
    people = {"respondent": None, "superior": None, "speaker": cast.officers["hendra"]}
    let_in(row, concern=Concern.UNIT, agency=cast.dukcapil, **people, **words, by=cast.rina, at=at)
    verify.reply(row, "Buka pukul 08.00.", by=cast.hendra, at=now())
    page = client.post("/pantau/", {"number": row.number, "words": ""}, follow=True).text
    assert "Buka pukul 08.00." in page
    assert "Hendra, Disdukcapil" in page


def test_what_is_objected_to_goes_on_with_the_whole_page(client, cast):
    row = suggestion(cast)
    verify.thank(row, "Belum ada anggaran.", used=False, by=cast.rina, at=now())
    client.post("/pantau/", {"number": row.number, "words": ""})
    step = fresh(row).step
    data = {"keberatan-seen": step, "keberatan-wish": "talking", "keberatan-words": "Itu berbahaya bagi lansia."}
    assert client.post("/pantau/kirim/keberatan/", data).status_code == 302
    assert fresh(row).state == "talking"
    assert client.get("/pantau/kabar/").status_code == 200


def test_a_question_with_a_name_is_not_opened_by_its_number_alone(client, cast):
    row = file_one(cast.mall, kind=Kind.QUESTION, mode=Mode.CONFIDENTIAL)
    assert client.post("/pantau/", {"number": row.number, "words": ""}).status_code == 422
    assert client.post("/pantau/", {"number": row.number, "words": " ".join(WORDS)}).status_code == 302
