"""The search box of the desk: posted, recorded, without a name, only for whoever may see."""

import logging

import pytest
from django.test import Client

from dengar.complaints.operations import recuse
from dengar.kit.now import now
from dengar.ledger.models import Entry
from tests.cast import SARI, STORY
from tests.search.telling import read_all, tell

PATH = "/meja/cari/"


@pytest.fixture
def told(cast) -> None:
    tell(cast.complaint, STORY)
    read_all()


@pytest.mark.usefixtures("told")
def test_the_box_on_the_desk_finds_by_words_and_by_number(cast, desk_of):
    rina = desk_of("rina")
    assert f'action="{PATH}" method="post" role="search"' in rina.get("/meja/").text
    for text in ("persyaratan", cast.complaint.number.lower()):
        page = rina.post(PATH, {"cari": text})
        assert page.status_code == 200
        assert "1 aduan ditemukan" in page.text
        assert f"/meja/laporan/{cast.complaint.number}/" in page.text
        for hidden in (SARI.name, SARI.phone, SARI.email, STORY):
            assert hidden not in page.text


@pytest.mark.usefixtures("told")
def test_what_is_not_there_and_what_is_not_for_me_look_the_same(cast, desk_of):
    recuse(cast.complaint, cast.officers["yusuf"], by=cast.yusuf, at=now())
    yusuf = desk_of("yusuf")
    hidden = yusuf.post(PATH, {"cari": "persyaratan"}).text.replace("persyaratan", "?")
    nothing = yusuf.post(PATH, {"cari": "kuda"}).text.replace("kuda", "?")
    assert "Tidak ada yang ditemukan" in hidden
    assert _plain(hidden) == _plain(nothing)


def _plain(page: str) -> str:
    """Return a page without what differs in every answer: tokens and nonces."""
    return "\n".join(line for line in page.splitlines() if "csrf" not in line and "nonce" not in line)


@pytest.mark.parametrize("text", ["", " ", "??", "081234567890", "di", "x" * 101, "\x00"])
def test_what_cannot_be_searched_is_said_and_kept(cast, desk_of, text):
    page = desk_of("rina").post(PATH, {"cari": text})
    assert page.status_code == 422
    assert text.replace("\x00", "").strip() in page.text
    assert not Entry.objects.filter(event="searched").exists()


def test_words_stand_in_no_address_and_no_log(cast, desk_of, caplog):
    caplog.set_level(logging.DEBUG)
    page = desk_of("rina").post(PATH, {"cari": "katakunci"})
    assert page.status_code == 200
    assert "katakunci" not in caplog.text
    assert desk_of("rina").get(PATH, {"cari": "katakunci"}).context["found"] is None


@pytest.mark.parametrize("name", ["hendra", "lutfi", "budi", "siti"])
def test_others_have_no_search(cast, desk_of, name):
    browser: Client = desk_of(name)
    assert browser.get(PATH).status_code == 403
    assert 'role="search"' not in browser.get("/meja/").text
