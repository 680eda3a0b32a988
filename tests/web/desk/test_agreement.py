"""The record of an agreement: each side has its own sheet, and no sheet bears the person's name."""

import io

import pikepdf
import pytest
from django.test import Client

from dengar.agree import operations as agree
from dengar.agree.models import Extension
from dengar.complaints.models import Mode
from dengar.kit.now import now
from dengar.web import paper
from tests import trips
from tests.cast import SARI, WORDS, make_cast
from tests.web.desk.reading import agency, desk


@pytest.fixture
def agreed(cast):
    trips.to_agreed(cast, at=now())
    return cast


@pytest.fixture
def sari(cast):
    client = Client()
    client.post("/pantau/", {"number": cast.complaint.number, "words": " ".join(WORDS)})
    return client


def test_the_persons_sheet_has_both_sides_words_and_what_was_promised(agreed, sari):
    page = sari.get("/pantau/kesepakatan/").text
    for words in (agreed.complaint.number, "Tiga kali datang.", "Ada edaran baru.", "Akta selesai", "bukan akta"):
        assert words in page
    assert "diwakili Hendra, penghubung" in page


def test_the_agencys_sheet_has_its_handle_the_week_and_nothing_of_the_persons(agreed, desk_of):
    page = desk_of("hendra").get(agency(agreed, "kesepakatan/")).text
    assert agreed.complaint.handles.get().code in page
    assert "minggu" in page
    for hidden in (agreed.complaint.number, "Tiga kali datang.", SARI.name, SARI.phone):
        assert hidden not in page


@pytest.mark.parametrize("mode", [Mode.OPEN, Mode.CONFIDENTIAL])
def test_no_sheet_bears_the_name(db, mode, client):
    cast = make_cast(mode=mode)
    trips.to_agreed(cast, at=now())
    client.post("/pantau/", {"number": cast.complaint.number, "words": " ".join(WORDS)})
    assert SARI.name not in client.get("/pantau/kesepakatan/").text


def test_each_side_keeps_it_as_pdf_under_a_neutral_name(agreed, sari, desk_of):
    asked = {
        sari: "/pantau/kesepakatan.pdf",
        desk_of("hendra"): agency(agreed, "kesepakatan.pdf"),
        desk_of("rina"): desk(agreed, "kesepakatan.pdf"),
    }
    for client, path in asked.items():
        got = client.get(path)
        assert (got.status_code, got["Content-Type"]) == (200, "application/pdf")
        assert got["Content-Disposition"] == 'attachment; filename="catatan.pdf"'
        assert "no-store" in got["Cache-Control"]
        with pikepdf.open(io.BytesIO(got.content)) as found:
            assert len(found.pages) == 1


def test_where_no_pdf_can_be_made_the_sheet_is_a_page_to_print(agreed, sari, monkeypatch):
    def none(_html):
        raise paper.NoPdf

    monkeypatch.setattr(paper, "pdf", none)
    page = sari.get("/pantau/kesepakatan.pdf")
    assert page.status_code == 503
    assert "Cetak saja halaman ini." in page.text
    assert "Akta selesai" in page.text


def test_a_day_that_moved_with_consent_stands_beside_the_first_one(agreed, sari):
    promised = agreed.complaint.agreements.get().commitments.get()
    new = promised.due_on.replace(year=promised.due_on.year + 1)
    asked = agree.ask_extension(promised, new, Extension.Why.PAPERS, "Kurang.", by=agreed.hendra, at=now())
    agree.answer_extension(asked, given=True, by=agreed.sari, at=now())
    assert "diundur dengan persetujuan" in sari.get("/pantau/kesepakatan/").text


def test_before_both_have_agreed_there_is_no_sheet(cast, sari, desk_of):
    trips.to_proposed(cast)
    assert sari.get("/pantau/kesepakatan/").status_code == 404
    assert desk_of("hendra").get(agency(cast, "kesepakatan.pdf")).status_code == 404
    assert desk_of("lutfi").get(agency(cast, "kesepakatan/")).status_code == 404
