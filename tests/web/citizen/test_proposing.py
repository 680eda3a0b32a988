"""The person's own proposal: written on one page, kept when refused, answered by the other side."""

from datetime import timedelta

from dengar.agree.models import Agreement
from dengar.kit.now import now
from tests import trips

SOON = (now() + timedelta(days=3)).date().isoformat()
PATH = "/pantau/usul/"


def filled(cast, **more):
    cast.complaint.refresh_from_db()
    first = {"p1_what": "Berkas dijemput", "p1_bearer": "agency", "p1_due": SOON, "p1_remedy": "change"}
    return {"seen": cast.complaint.step, "count": 1, "words": "Dijemput di rumah.", "then": "propose"} | first | more


def test_another_proposal_takes_the_place_of_the_agencys(sari, cast):
    trips.to_proposed(cast)
    assert "Akta selesai Rabu." in sari.get(PATH).text
    sent = sari.post(PATH, filled(cast))
    assert (sent.status_code, sent["Location"]) == (302, "/pantau/kabar/?kabar=diusulkan")
    page = sari.get("/pantau/kabar/").text
    for words in ("Dijemput di rumah.", "diubah untuk semua orang", "Usul sebelumnya", "Akta selesai Rabu."):
        assert words in page


def test_what_is_refused_comes_back_as_it_was_typed(sari, cast):
    trips.to_proposed(cast)
    page = sari.post(PATH, filled(cast, p1_due="besok saja"))
    assert page.status_code == 422
    for kept in ("Dijemput di rumah.", "Berkas dijemput", "besok saja"):
        assert kept in page.text
    more = sari.post(PATH, filled(cast, then="add"))
    assert (more.status_code, 'name="p2_what"' in more.text) == (200, True)
    assert Agreement.objects.count() == 1


def test_an_old_page_is_told_and_keeps_the_words(sari, cast):
    trips.to_proposed(cast)
    page = sari.post(PATH, filled(cast, seen=0))
    assert page.status_code == 409
    assert "Dijemput di rumah." in page.text


def test_before_both_needs_are_known_the_page_says_what_comes_first(sari, cast):
    trips.to_talking(cast)
    assert PATH not in sari.get("/pantau/kabar/").text
    page = sari.post(PATH, filled(cast))
    assert page.status_code == 422
    assert "Kedua pihak perlu membenarkan" in page.text
