"""The complainant's page: opened by number and words, every move on it, nothing typed lost."""

from datetime import timedelta

import pytest
from django.utils.timezone import get_current_timezone
from django.utils.translation import override

from dengar.agree.models import Commitment
from dengar.agree.operations import Promise, accept, propose
from dengar.complaints import journey
from dengar.complaints.models import Concern, Contact, Kind, Mode, Thread
from dengar.complaints.operations import (
    advance,
    announce_holiday,
    approve_brief,
    classify,
    grant,
    name_respondents,
    open_identity,
    record_contact,
    say,
)
from dengar.deadlines.operations import drop_holiday
from dengar.kit.actors import HOUSE
from dengar.kit.now import now
from dengar.talk.models import Side, Summary
from dengar.talk.operations import add_option, write_summary
from dengar.web.kit.templatetags.kit import day
from tests.carry import ORDERED, to_decided
from tests.cast import WORDS, file_one

HERE = {"follow": True}


def text(response) -> str:
    return response.content.decode()


def to_talking(cast, *, confirmed: bool = True) -> None:
    at, by = now(), cast.rina
    record_contact(cast.complaint, Contact.Way.CALL, Contact.Outcome.REACHED, when=at, by=by, at=at)
    advance(cast.complaint, journey.OPEN_DIALOGUE, by=by, at=at)
    how = Summary.How.READ_BACK if confirmed else ""
    write_summary(cast.complaint, Side.COMPLAINANT, words="Tiga kali datang.", need="Akta", how=how, by=by, at=at)


def to_proposed(cast) -> None:
    to_talking(cast)
    at, by = now(), cast.rina
    name_respondents(cast.complaint, Concern.UNIT, agency=cast.dukcapil, by=by, at=at)
    approve_brief(cast.complaint, title="Syarat akta", words="Syarat berbeda.", by=by, at=at)
    grant(cast.complaint, cast.officers["hendra"], cast.dukcapil, by=by, at=at)
    read = Summary.How.READ_BACK
    write_summary(cast.complaint, Side.AGENCY, words="Ada edaran baru.", need="Satu daftar", how=read, by=by, at=at)
    for side in (Side.COMPLAINANT, Side.AGENCY):
        add_option(cast.complaint, "Akta jadi Rabu", author=side, by=by, at=at)
    promise = Promise("Akta selesai", Commitment.Bearer.AGENCY, at.date() + timedelta(days=5))
    propose(cast.complaint, "Akta selesai Rabu.", [promise], by=cast.hendra, at=at)


def test_a_page_with_little_on_it_costs_four_statements(sari, django_assert_num_queries):
    sari.get("/pantau/kabar/")  # this process knows the policy of the mall from now on
    with django_assert_num_queries(4):
        sari.get("/pantau/kabar/")


def test_a_message_that_waits_is_said_at_the_head_of_the_page(sari, cast):
    say(cast.complaint, Thread.COMPLAINANT, "Hari apa itu?", by=cast.rina, at=now())
    assert "Rina menulis kepada Anda. Baca dan balas." in text(sari.get("/pantau/kabar/"))
    sari.post("/pantau/kirim/pesan/", {"pesan-words": "Hari Senin."})
    assert "Baca dan balas" not in text(sari.get("/pantau/kabar/"))


def test_what_was_agreed_stands_there_with_who_and_by_when(sari, cast):
    to_proposed(cast)
    accept(cast.complaint.agreements.get(), by=cast.sari, at=now())
    page = text(sari.get("/pantau/kabar/"))
    assert "Akta selesai Rabu." in page
    assert "Instansi · paling lambat" in page


def test_a_date_that_another_class_has_moved_says_which_it_was(sari, cast):
    classify(cast.complaint, "serious", by=cast.rina, at=now())
    assert "golongan lain dipilih" not in sari.get("/pantau/kabar/").text
    classify(cast.complaint, "ordinary", by=cast.rina, at=now())
    page = sari.get("/pantau/kabar/").text
    assert "golongan lain dipilih" in page
    with override("id"):
        assert f"Sebelumnya {day(cast.complaint.clocks.filter(kind='class').earliest('pk').due_at)}" in page


def test_a_date_that_a_holiday_has_moved_says_which_it_was(sari, cast):
    clock = cast.complaint.clocks.get(kind="answer")
    before = clock.due_at
    last = before.astimezone(get_current_timezone()).date()
    holiday = announce_holiday(cast.mall, day=last, name="Hari jadi kota", by=HOUSE, at=now())
    page = sari.get("/pantau/kabar/").text
    with override("id"):
        assert f"Sebelumnya {day(before)}" in page
    assert "hari libur yang baru diumumkan" in page
    drop_holiday(holiday, by=HOUSE, at=now())
    clock.refresh_from_db()
    assert clock.due_at > before, "never earlier than the person was told"


def test_it_opens_by_number_and_words_and_never_names_itself(sari, cast):
    page = sari.get("/pantau/kabar/")
    assert page.status_code == 200
    assert cast.complaint.number in text(page)
    assert cast.complaint.number not in page.request["PATH_INFO"]
    assert page["Cache-Control"] == "no-store"
    assert "aduan" not in text(page).split("</title>")[0].lower()


@pytest.mark.parametrize("words", ["padi jukung teduh rotan sungai", "", "tidak ada di daftar sama"])
def test_wrong_words_and_wrong_numbers_answer_alike(client, cast, words):
    known = client.post("/pantau/", {"number": cast.complaint.number, "words": words})
    unknown = client.post("/pantau/", {"number": "K7K2-K7K2", "words": words})
    assert known.status_code == 422
    if unknown.status_code == 422 and "errors" in text(unknown):
        assert len(text(known)) - len(text(unknown)) < 400
    assert client.get("/pantau/kabar/").status_code == 302


def test_guessing_gets_slower_and_never_locks_out(client, cast):
    wrong = {"number": cast.complaint.number, "words": " ".join(WORDS[::-1])}
    for _n in range(6):
        client.post("/pantau/", wrong)
    slowed = client.post("/pantau/", {"number": cast.complaint.number, "words": " ".join(WORDS)})
    assert slowed.status_code == 422
    assert slowed.context["form"].non_field_errors()


def test_a_suggestion_opens_by_its_number_alone(client, cast):
    other = file_one(cast.mall, kind=Kind.SUGGESTION, mode=Mode.ANONYMOUS)
    client.post("/pantau/", {"number": other.number, "words": ""})
    assert client.get("/pantau/kabar/").status_code == 200


def test_a_message_is_sent_and_shown(sari, cast):
    page = sari.post("/pantau/kirim/pesan/", {"pesan-words": "Apa saya harus bawa saksi?"}, **HERE)
    assert "Apa saya harus bawa saksi?" in text(page)
    assert cast.complaint.messages.get().side == "complainant"


def test_an_empty_message_is_said_at_the_field(sari):
    page = sari.post("/pantau/kirim/pesan/", {"pesan-words": "  "})
    assert page.status_code == 422
    assert "aria-invalid" in text(page)


def test_hostile_html_is_words(sari):
    page = sari.post("/pantau/kirim/pesan/", {"pesan-words": "<script>alert(1)</script>"}, **HERE)
    assert "<script>alert" not in text(page)


def test_a_summary_is_confirmed_or_corrected(sari, cast):
    to_talking(cast, confirmed=False)
    assert "Tiga kali datang." in text(sari.get("/pantau/kabar/"))
    sari.post("/pantau/kirim/pembetulan/", {"betul-words": "Empat kali datang."})
    sari.post("/pantau/kirim/pesan/", {"pesan-words": "Sudah saya betulkan."})
    current = cast.complaint.summaries.get(superseded_at=None)
    assert current.how == "page"
    assert "Empat kali datang." in text(sari.get("/pantau/kabar/"))


def test_a_proposal_is_accepted_and_binds(sari, cast):
    to_proposed(cast)
    page = sari.get("/pantau/kabar/")
    assert "Akta selesai Rabu." in text(page)
    sari.post("/pantau/kirim/setuju/", {"setuju-seen": cast.complaint.step})
    cast.complaint.refresh_from_db()
    assert cast.complaint.state == "agreed"
    assert "Akta selesai" in text(sari.get("/pantau/kabar/"))


def test_a_stale_page_is_told_and_keeps_what_was_typed(sari, cast):
    to_proposed(cast)
    page = sari.post("/pantau/kirim/tidak/", {"tolak-seen": 0, "tolak-words": "Terlalu lama untuk saya."})
    assert page.status_code == 409
    assert "Terlalu lama untuk saya." in text(page)
    cast.complaint.refresh_from_db()
    assert cast.complaint.state == "proposed"


def test_declining_goes_on_talking(sari, cast):
    to_proposed(cast)
    sari.post("/pantau/kirim/tidak/", {"tolak-seen": cast.complaint.step, "tolak-words": ""})
    cast.complaint.refresh_from_db()
    assert cast.complaint.state == "talking"
    assert sari.get("/pantau/kabar/").status_code == 200


def test_nobody_accepts_for_the_other(cast):
    to_proposed(cast)
    agreement = cast.complaint.agreements.get()
    assert agreement.agency_at is not None
    assert agreement.complainant_at is None
    assert accept(agreement, by=cast.sari, at=now()) is True


def test_a_formal_examination_is_one_press_away(sari, cast):
    sari.post("/pantau/kirim/resmi/", {"resmi-seen": cast.complaint.step})
    cast.complaint.refresh_from_db()
    assert cast.complaint.state == "examining"
    assert sari.get("/pantau/kabar/").status_code == 200
    assert sari.get("/pantau/langkah/").status_code == 200


def test_what_was_decided_and_done_shows_the_formal_way(sari, cast):
    to_decided(cast, ORDERED)
    advance(cast.complaint, journey.REPORT_DONE, by=cast.rina, at=now())
    page = text(sari.get("/pantau/kabar/"))
    assert "Ada keputusan" in page
    assert "Ada usul" not in page


def test_withdrawing_waits_and_can_be_taken_back(sari, cast):
    sari.post("/pantau/kirim/cabut/", {"cabut-seen": cast.complaint.step, "cabut-words": "Sudah cukup"})
    assert cast.complaint.withdrawals.get().taken_back_at is None
    again = sari.post("/pantau/kirim/cabut/", {"cabut-seen": cast.complaint.step, "cabut-words": ""})
    assert again.status_code == 422
    sari.post("/pantau/kirim/lanjut/", {})
    assert cast.complaint.withdrawals.get().taken_back_at is not None


def test_whether_it_is_free_is_asked_on_the_page(sari, cast):
    assert 'name="bebas-free"' not in sari.get("/pantau/kabar/").text
    sari.post("/pantau/kirim/cabut/", {"cabut-seen": cast.complaint.step, "cabut-words": ""})
    for page in ("/pantau/kabar/", "/pantau/langkah/"):
        assert 'name="bebas-free"' in sari.get(page).text
    assert sari.post("/pantau/kirim/bebas/", {"bebas-seen": cast.complaint.step}).status_code == 422
    stale = sari.post("/pantau/kirim/bebas/", {"bebas-seen": cast.complaint.step + 1, "bebas-free": "yes"})
    assert stale.status_code == 409
    said = sari.post("/pantau/kirim/bebas/", {"bebas-seen": cast.complaint.step, "bebas-free": "yes"}, follow=True)
    assert "Jawaban Anda tercatat" in said.text
    assert "Anda menyatakan ini kemauan Anda sendiri" in said.text
    assert 'name="bebas-free"' not in said.text
    assert cast.complaint.withdrawals.get().asked == "page"


def test_what_is_not_free_goes_on(sari, cast):
    sari.post("/pantau/kirim/cabut/", {"cabut-seen": cast.complaint.step, "cabut-words": ""})
    said = sari.post("/pantau/kirim/bebas/", {"bebas-seen": cast.complaint.step, "bebas-free": "no"}, follow=True)
    assert "Aduan Anda dilanjutkan." in said.text
    assert cast.complaint.withdrawals.get().taken_back_at is not None


def test_confirming_then_objecting(sari, cast):
    to_talking(cast)
    sari.post("/pantau/kirim/beres/", {"beres-seen": cast.complaint.step})
    cast.complaint.refresh_from_db()
    assert cast.complaint.state == "closed_confirmed"
    page = sari.get("/pantau/kabar/")
    assert page.status_code == 200
    sari.post("/pantau/kirim/adil/", {"adil-voice": "4", "adil-respect": "3"})
    assert cast.complaint.fairness.get().voice == 4
    empty = {"keberatan-seen": cast.complaint.step, "keberatan-wish": "examining", "keberatan-words": ""}
    assert sari.post("/pantau/kirim/keberatan/", empty).status_code == 422
    sari.post("/pantau/kirim/keberatan/", empty | {"keberatan-words": "Ternyata belum."})
    cast.complaint.refresh_from_db()
    assert cast.complaint.state == "examining"


def test_she_sees_who_opened_her_name_and_why(sari, cast):
    open_identity(cast.complaint, reason="Menelepon untuk pertama kali", by=cast.rina, at=now())
    page = text(sari.get("/pantau/kabar/"))
    assert "Menelepon untuk pertama kali" in page
    assert "Rina" in page


def test_her_word_stands_beside_the_officers(sari, cast):
    to_talking(cast)
    sari.post("/pantau/kirim/ditelepon/", {"ditelepon-called": "no"})
    assert cast.complaint.contacts.get().heard == "no"


def test_new_words_are_shown_once_and_close_other_pages(sari, cast, client_of_another):
    page = text(sari.post("/pantau/kata/baru/"))
    assert page.count("<li>") >= 5
    assert client_of_another.get("/pantau/kabar/").status_code == 302
    assert sari.get("/pantau/kabar/").status_code == 200


@pytest.fixture
def client_of_another(cast):
    from django.test import Client

    other = Client()
    other.post("/pantau/", {"number": cast.complaint.number, "words": " ".join(WORDS)})
    assert other.get("/pantau/kabar/").status_code == 200
    return other


def test_going_nameless_and_back(sari, cast):
    sari.post("/pantau/nama/", {"mode": "anonymous"})
    cast.complaint.refresh_from_db()
    assert cast.complaint.mode == "anonymous"
    assert sari.post("/pantau/nama/", {"mode": "confidential"}).status_code == 422
    sari.post("/pantau/nama/", {"mode": "confidential", "name": "Sari", "phone": "0812 3456 7890"})
    cast.complaint.refresh_from_db()
    assert cast.complaint.mode == "confidential"


def test_the_page_asks_the_database_the_same_however_much_was_said(sari, cast, django_assert_max_num_queries):
    for n in range(10):
        say(cast.complaint, "complainant", f"Pesan {n}", by=cast.sari, at=now())
    with django_assert_max_num_queries(14):
        sari.get("/pantau/kabar/")


def test_leaving_closes_it_on_this_device(sari):
    sari.post("/pantau/tutup/")
    assert sari.get("/pantau/kabar/").status_code == 302
