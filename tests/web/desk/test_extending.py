"""Pages on which more time is asked for, and answered by the other side."""

from datetime import timedelta

import pytest
from django.test import Client

from dengar.agree.models import Extension
from dengar.kit.now import now
from tests import trips
from tests.cast import WORDS
from tests.web.desk.reading import agency, desk, seen


@pytest.fixture
def promised(cast):
    return trips.to_agreed(cast, at=now()).commitments.get()


@pytest.fixture
def sari(cast):
    client = Client()
    client.post("/pantau/", {"number": cast.complaint.number, "words": " ".join(WORDS)})
    return client


def wish(cast, promised, **more):
    new_due = (promised.due_on + timedelta(days=3)).isoformat()
    return {**seen(cast), "due": new_due, "why": "papers", "words": "Berkas belum lengkap.", **more}


def test_the_agency_asks_and_the_person_says_yes(cast, promised, desk_of, sari):
    path = f"tindak/{promised.pk}/waktu/"
    sent = desk_of("hendra").post(agency(cast, path), wish(cast, promised))
    assert (sent.status_code, sent["Location"]) == (302, agency(cast))
    mine = f"/pantau/janji/{promised.pk}/waktu/"
    page = sari.get("/pantau/kabar/").text
    assert mine in page
    assert "Berkas belum lengkap." in page
    answered = sari.post(mine, seen(cast, "jawab", given="yes"))
    assert (answered.status_code, Extension.objects.get().given) == (302, True)
    assert "Semula disepakati" in sari.get("/pantau/kabar/").text
    assert "Semula disepakati" in desk_of("hendra").get(agency(cast)).text


def test_whoever_has_only_a_phone_says_yes_by_voice(cast, promised, desk_of):
    desk_of("hendra").post(agency(cast, f"tindak/{promised.pk}/waktu/"), wish(cast, promised))
    path = desk(cast, f"tindak/{promised.pk}/waktu/")
    assert "Sudah saya bacakan kembali" in desk_of("rina").get(path).text
    unread = desk_of("rina").post(path, seen(cast, "jawab", given="yes"))
    assert unread.status_code == 422
    assert Extension.objects.get().given is None
    said = desk_of("rina").post(path, seen(cast, "jawab", given="yes", read_back="on"))
    assert (said.status_code, Extension.objects.get().given) == (302, True)


def test_whoever_asked_for_time_does_not_answer_for_the_person(cast, promised, desk_of):
    path = desk(cast, f"tindak/{promised.pk}/waktu/")
    assert desk_of("rina").post(path, wish(cast, promised)).status_code == 302
    own = desk_of("rina").post(path, seen(cast, "jawab", given="yes", read_back="on"))
    assert own.status_code == 422
    assert "Anda sendiri yang meminta waktu ini." in own.text
    assert Extension.objects.get().given is None


def test_what_is_refused_comes_back_as_it_was_typed(cast, promised, desk_of):
    path = desk(cast, f"tindak/{promised.pk}/waktu/")
    page = desk_of("rina").post(path, wish(cast, promised, due=promised.due_on.isoformat(), why=""))
    assert page.status_code == 422
    assert "Berkas belum lengkap." in page.text
    page = desk_of("rina").post(path, wish(cast, promised, due=promised.due_on.isoformat()))
    assert "sesudah hari yang disepakati" in page.text
    assert not Extension.objects.exists()


def test_an_answer_without_a_choice_is_asked_again(cast, promised, desk_of, sari):
    desk_of("hendra").post(agency(cast, f"tindak/{promised.pk}/waktu/"), wish(cast, promised))
    mine = f"/pantau/janji/{promised.pk}/waktu/"
    assert sari.post(mine, seen(cast, "jawab")).status_code == 422
    assert sari.post(mine, {"jawab-seen": 0, "jawab-given": "yes"}).status_code == 409
    assert Extension.objects.get().given is None


def test_nobody_finds_a_promise_of_another_report(cast, promised, desk_of, sari):
    assert desk_of("lutfi").get(agency(cast, f"tindak/{promised.pk}/waktu/")).status_code == 404
    assert sari.get(f"/pantau/janji/{promised.pk + 1}/waktu/").status_code == 404
    page = desk_of("rina").get(desk(cast, f"tindak/{promised.pk}/waktu/"))
    assert page.status_code == 200


def test_a_promise_whose_day_has_passed_lets_the_person_choose(cast, promised, sari):
    promised.due_on -= timedelta(days=9)
    promised.save()
    page = sari.get("/pantau/kabar/").text
    assert "Anda yang memilih: bicara lagi, atau diperiksa." in page
