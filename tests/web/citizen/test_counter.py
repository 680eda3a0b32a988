""" "Loket kosong": one press at the address of a counter."""

from datetime import timedelta

import pytest

from dengar.complaints.models import Complaint
from dengar.intake import queries
from dengar.kit import now as clock
from dengar.vault.models import Person
from tests.web.citizen.steps import read, send

pytestmark = pytest.mark.django_db
PAGE = "/l/loket-4/"
SENT = "/l/loket-4/terkirim/"


def press(client):
    return send(client, PAGE, {}, SENT)


def test_one_press_says_place_and_time(client, place):
    assert "Loket ini kosong" in read(client, PAGE)
    press(client)
    complaint = Complaint.objects.get()
    assert (complaint.mode, complaint.counter, complaint.agency) == ("anonymous", place.loket, place.loket.agency)
    assert "tidak ada petugas pada pukul" in queries.told(complaint).story
    assert not Person.objects.exists()
    page = read(client, SENT)
    assert complaint.number in page
    assert '<ol class="keys">' in page


@pytest.mark.parametrize("page", ["/", "/lapor/"])
def test_who_sees_no_qr_code_finds_the_counter_from_here(client, place, page):
    assert 'href="/l/"' in read(client, page)
    listed = read(client, "/l/")
    assert f'href="{PAGE}"' in listed
    assert place.loket.name in listed
    assert place.dukcapil.name in listed


def test_a_counter_that_has_ended_is_not_listed(client, place):
    type(place.loket).objects.update(ends_on="2026-01-01")
    listed = read(client, "/l/")
    assert PAGE not in listed
    assert "Belum ada loket" in listed
    for page in ("/", "/lapor/"):
        assert 'href="/l/"' not in read(client, page)


def test_at_a_counter_no_other_one_is_offered(client, place):
    assert 'href="/l/"' not in read(client, "/lapor/?loket=loket-4")


def test_pressed_again_within_the_hour_it_is_one(client, place):
    read(client, PAGE)
    cookie = client.cookies["konsep"].value
    press(client)
    press(client)
    client.cookies["konsep"] = cookie  # a second press that was on its way
    press(client)
    assert Complaint.objects.count() == 1


def test_an_hour_later_it_is_another_time(client, place, monkeypatch):
    read(client, PAGE)
    press(client)
    monkeypatch.setattr(clock, "shift", clock.shift + timedelta(hours=1))
    press(client)
    assert Complaint.objects.count() == 2


def test_what_is_being_written_on_this_phone_stays(client, place):
    send(client, "/lapor/", {"about": "unknown"}, "/lapor/nama/")
    assert client.cookies["konsep"]["path"] == "/lapor/"
    press(client)
    assert client.cookies["konsep"]["path"] == PAGE, "another cookie, of these pages alone"


@pytest.mark.parametrize("path", ["/l/loket-9/", "/l/loket-9/terkirim/", "/l/LOKET 4/"])
def test_a_counter_that_is_not_there(client, place, path):
    assert client.get(path).status_code == 404
    assert client.post("/l/loket-9/").status_code == 404
    assert not Complaint.objects.exists()


def test_the_number_is_shown_to_the_phone_that_said_it(client, place):
    assert client.get(SENT).status_code == 302
