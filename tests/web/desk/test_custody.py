"""Requests for a name, on the pages of the agency, the custodian, the person and the second officer."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from dengar.complaints.models import Mode, Release
from dengar.complaints.operations import ask_release, change_mode, choose_release, put_release
from dengar.kit.now import now
from tests import trips
from tests.cast import SARI, WORDS
from tests.signing import sign_in
from tests.web.desk.reading import agency, seen

YESTERDAY = now() - timedelta(days=1, hours=1)
LAST = (now() + timedelta(days=7)).date()
PURPOSE = "Perlu nama untuk menerbitkan akta."


def page_of(cast, name):
    return sign_in(Client(), cast.officers[name])


def person(cast) -> Client:
    client = Client()
    client.post("/pantau/", {"number": cast.complaint.number, "words": " ".join(WORDS)})
    return client


def decision(**more):
    given = {"answer": "put", "consequence": "Instansi melihat nama Anda.", "last_day": LAST.isoformat()}
    return given | {"reason": "Akta perlu nama."} | more


@pytest.fixture
def talked(cast):
    trips.to_talking(cast)
    return cast


def test_from_the_agencys_wish_to_the_persons_choice_and_one_look(talked):
    cast = talked
    hendra, siti, sari = page_of(cast, "hendra"), page_of(cast, "siti"), person(cast)
    sent = hendra.post(agency(cast, "minta-nama/"), seen(cast, "minta", words=PURPOSE))
    assert (sent.status_code, Release.objects.count()) == (302, 1)
    listed = siti.get("/penjaga/").text
    assert PURPOSE in listed
    path = f"/penjaga/{Release.objects.get().pk}/"
    for hidden in (cast.complaint.number, SARI.name, "Syarat akta", "Tiga kali"):
        assert hidden not in listed + siti.get(path).text
    assert siti.post(path, decision()).status_code == 302
    assert "Instansi meminta nama Anda" in sari.get("/pantau/kabar/").text
    page = sari.get("/pantau/nama/urusan/").text
    for words in ("Instansi melihat nama Anda.", "Hendra", PURPOSE, "Akta perlu nama."):
        assert words in page
    assert sari.post("/pantau/nama/urusan/", {"choice": "one"}).status_code == 302
    Release.objects.update(chosen_at=YESTERDAY)
    assert "Buka satu kali, 10 menit" in hendra.get(agency(cast)).text
    hendra.post(agency(cast, "nama/"), seen(cast, "buka", reason="Mencetak akta"))
    assert SARI.name in hendra.get(agency(cast)).text
    mine = sari.get("/pantau/kabar/").text
    assert "Mencetak akta" in mine
    assert "tidak bisa ditarik lagi" in sari.post("/pantau/nama/urusan/", {"choice": "cause"}).text


def test_what_the_custodian_leaves_out_is_asked_for_and_nothing_is_lost(talked):
    made = ask_release(talked.complaint, PURPOSE, by=talked.hendra, at=now())
    siti, path = page_of(talked, "siti"), f"/penjaga/{made.pk}/"
    page = siti.post(path, decision(last_day="", reason="Begini alasannya."))
    assert page.status_code == 422
    assert "Begini alasannya." in page.text
    assert siti.post(path, {}).status_code == 422
    assert siti.post(path, decision(answer="refused")).status_code == 302
    again = siti.post(path, decision())
    assert again.status_code == 422
    assert "sudah diputuskan" in again.text


def test_an_order_waits_for_the_coordinator_who_reads_it(talked):
    made = ask_release(talked.complaint, PURPOSE, by=talked.hendra, at=now())
    siti, nor, path = page_of(talked, "siti"), page_of(talked, "nor"), f"/penjaga/{made.pk}/"
    assert nor.get(path).status_code == 404
    siti.post(path, decision(answer="order", reason="Penetapan 12/2026"))
    assert "Penetapan 12/2026" in nor.get(path).text
    assert nor.post(path, {}).status_code == 422
    assert nor.post(path, {"read_it": "on"}).status_code == 302
    sari = person(talked)
    page = sari.get("/pantau/nama/urusan/").text
    assert "Penetapan 12/2026" in page
    assert "Nor" in page


def test_an_order_that_forbids_telling_leaves_no_trace_on_the_persons_page(talked):
    cast = talked
    made = ask_release(cast.complaint, PURPOSE, by=cast.hendra, at=now())
    page_of(cast, "siti").post(
        f"/penjaga/{made.pk}/", decision(answer="order", untold="on", reason="Penetapan 12/2026")
    )
    page_of(cast, "nor").post(f"/penjaga/{made.pk}/", {"read_it": "on"})
    Release.objects.update(second_at=YESTERDAY)
    page_of(cast, "hendra").post(agency(cast, "nama/"), seen(cast, "buka", reason="Atas perintah"))
    assert Release.objects.get().look is not None
    sari = person(cast)
    assert "Atas perintah" not in sari.get("/pantau/kabar/").text
    assert sari.get("/pantau/nama/urusan/").status_code == 404


@pytest.mark.parametrize("day", [0, 2])
def test_an_agency_reads_the_same_whatever_was_answered_and_even_without_a_name(talked, day):
    cast, hendra = talked, page_of(talked, "hendra")
    made = ask_release(cast.complaint, PURPOSE, by=cast.hendra, at=now())
    Release.objects.update(asked_at=now() - timedelta(days=day))

    def read() -> list[str]:
        return [_plain(hendra.get(agency(cast, more)).text) for more in ("", "usul/", "tindak/")]

    asked = read()
    said = {"consequence": "Terlihat.", "reason": "Perlu.", "last_day": LAST}
    put_release(made, **said, by=cast.siti, at=now())
    assert read() == asked
    cast.complaint.refresh_from_db()
    choose_release(made, Release.Choice.CAUSE, by=cast.sari, at=now())
    assert read() == asked
    change_mode(cast.complaint, Mode.ANONYMOUS, by=cast.sari, at=now())
    assert read() == asked


def _plain(text: str) -> str:
    """Leave out what differs between any two readings of a page: secrets of its forms, nonces."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"', "", text)
