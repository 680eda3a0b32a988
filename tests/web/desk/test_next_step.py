"""The head of the handler's page says what comes next, whose turn it is, and by when."""

import pytest

from dengar.complaints.models import Kind, Mode, Reach
from tests import trips
from tests.carry import to_examining
from tests.cast import Cast, file_one
from tests.web.desk.reading import agency, desk


def both_needs(cast: Cast) -> None:
    trips.to_talking(cast)
    trips.both_needs(cast)


WAYS = {
    "Berikutnya: verifikasi.": trips.reach,
    "Berikutnya: dengarkan pengadu": trips.to_talking,
    "Berikutnya: kumpulkan pilihan": both_needs,
    "Giliran kedua pihak: menjawab usul.": trips.to_proposed,
    "Berikutnya: janji dijalankan": trips.to_agreed,
    "Berikutnya: dengar kedua pihak": to_examining,
}


@pytest.mark.parametrize("words", WAYS)
def test_each_stage_says_what_comes_next(cast, desk_of, words):
    WAYS[words](cast)
    assert words in desk_of("rina").get(desk(cast)).text


def test_a_new_report_asks_to_be_called_and_says_by_when(cast, desk_of):
    page = desk_of("rina").get(desk(cast)).text
    assert "Berikutnya: buka nama dan kontak" in page
    assert "Batas waktu terdekat:" in page


@pytest.mark.parametrize(
    ("filed", "words"),
    [
        ({"mode": Mode.ANONYMOUS}, "tulis kepada pengadu atas nama Anda"),
        ({"reach": Reach.PAGE}, "tulis kepada pengadu atas nama Anda"),
        ({"kind": Kind.QUESTION}, "Berikutnya: jawab."),
    ],
)
def test_who_has_no_name_is_written_to_and_a_question_is_answered(cast, desk_of, filed, words):
    other = file_one(cast.mall, **filed)
    assert words in desk_of("rina").get(f"/meja/laporan/{other.number}/").text


FIRST = {
    "#nama": lambda cast: None,
    "periksa/": trips.reach,
    "percakapan/intake/": trips.to_talking,
    "usul/": lambda cast: [both_needs(cast), trips.two_options(cast)],
    "usul/lihat/": trips.to_proposed,
    "tindak/": trips.to_agreed,
    "putuskan/": lambda cast: [trips.reach(cast), to_examining(cast)],
}


@pytest.mark.parametrize("where", FIRST)
def test_one_act_alone_comes_first_and_leads_to_what_comes_next(cast, desk_of, where):
    FIRST[where](cast)
    acts = desk_of("rina").get(desk(cast)).text.split('<div class="acts">')[1].split("</div>")[0]
    assert acts.count('class="btn" href') == 1
    assert f'{where}">' in acts


def test_the_desk_asks_for_a_check_once_the_person_was_reached(cast, desk_of):
    assert "Hubungi" in desk_of("rina").get("/meja/").text
    trips.reach(cast)
    page = desk_of("rina").get("/meja/").text
    assert "Hubungi" not in page
    assert "Verifikasi" in page


AGENCY = {
    "Giliran Anda: sampaikan sisi instansi": trips.to_talking,
    "Berikutnya: kumpulkan pilihan": both_needs,
    "Giliran Anda: menjawab usul.": lambda cast: trips.to_proposed(cast, by=cast.sari),
    "Giliran pengadu: menjawab usul.": lambda cast: trips.to_proposed(cast, by=cast.hendra),
    "Giliran Anda: jalankan janjinya": trips.to_agreed,
}


@pytest.mark.parametrize("words", AGENCY)
def test_the_agencys_page_says_whose_turn_it_is(cast, desk_of, words):
    AGENCY[words](cast)
    assert words in desk_of("hendra").get(agency(cast)).text
