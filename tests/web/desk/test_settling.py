"""The desk's page "Beres di tempat"."""

import re

import pytest
from django.test import Client

from dengar.complaints.models import Complaint
from dengar.complaints.operations import fits
from dengar.intake import queries
from dengar.vault.models import Person
from tests.places import make_place
from tests.signing import sign_in

pytestmark = pytest.mark.django_db
PATH = "/meja/beres/"
NOTE = {"what": "Nomor antrean terlewat.", "done": "Dipanggil kembali.", "grave": "no", "phone": "", "token": "t" * 43}


@pytest.fixture
def place(db):
    return make_place()


@pytest.fixture
def desk(client, place):
    return sign_in(client, place.officers["rina"])


def test_noted_and_given_a_number(desk, place):
    answer = desk.post(PATH, {**NOTE, "agency": place.samsat.pk, "phone": "0812 0000 4321"}, follow=True)
    complaint = Complaint.objects.get()
    assert (complaint.state, complaint.agency) == ("settled_at_counter", place.samsat)
    assert queries.settlement(complaint)[1:] == ("Nomor antrean terlewat.", "Dipanggil kembali.")
    assert complaint.number in answer.content.decode()
    screen, paper = answer.content.decode().split('<div class="on-paper">')
    assert '<ol class="keys">' not in screen
    assert '<ol class="keys">' in paper
    assert Person.objects.exists()


def test_sent_twice_it_is_noted_once(desk):
    desk.post(PATH, NOTE)
    desk.post(PATH, NOTE)
    assert Complaint.objects.count() == 1


@pytest.mark.parametrize(
    "change", [{"grave": "yes"}, {"what": ""}, {"done": " "}, {"grave": ""}, {"phone": "08"}, {"what": "x" * 501}]
)
def test_what_does_not_fit_is_said_and_nothing_is_lost(desk, change):
    answer = desk.post(PATH, {**NOTE, **change})
    assert answer.status_code == 422
    assert 'id="galat"' in answer.content.decode()
    assert {**NOTE, **change}["done"] in answer.content.decode()
    assert not Complaint.objects.exists()


def test_a_counter_officer_is_offered_their_own_agency_only(client, place):
    page = sign_in(client, place.officers["budi"]).get(PATH).content.decode()
    assert "Disdukcapil" in page
    assert "Samsat" not in page


@pytest.mark.parametrize(("who", "status"), [("nor", 403), ("ombi", 403), ("hendra", 200)])
def test_for_whoever_stands_at_a_counter(client, place, who, status):
    assert sign_in(client, place.officers[who]).get(PATH).status_code == status


def test_nobody_else_comes_in(client, place):
    assert client.get(PATH).status_code == 302


def test_the_words_on_the_slip_open_the_report(desk, place):
    page = desk.post(PATH, NOTE, follow=True).text
    complaint = Complaint.objects.get()
    words = tuple(re.findall(r"<li>(\w+)</li>", page.split('<ol class="keys">')[1])[:5])
    assert fits(complaint, words)


def test_once_handed_over_the_words_are_gone(desk, place):
    desk.post(PATH, NOTE)
    desk.post("/meja/lembar/")
    desk.post(PATH, NOTE)  # the same form again: the token is known again, and it is still one report
    page = desk.get("/meja/lembar/").text
    assert '<ol class="keys">' not in page
    assert "tidak bisa dicetak lagi" in page
    assert Complaint.objects.count() == 1


def test_nobody_else_can_print_them(desk, client, place):
    desk.post(PATH, NOTE)
    other = sign_in(Client(), place.officers["budi"])
    other.cookies["lembar"] = NOTE["token"]
    assert other.get("/meja/lembar/").status_code == 302


@pytest.mark.parametrize(
    ("words", "grave"),
    [
        ("Diminta bayar lagi.", True),
        ("Warga DITOLAK di loket.", True),
        ("Petugas mengancam.", True),
        ("Tidak dilayani sejak pagi.", True),
        ("She was refused.", True),
        ("Nomor antrean pukul 10 terlewat.", False),
        ("Fotokopi diminta dua kali.", False),
    ],
)
def test_what_sounds_grave_is_looked_at_twice(desk, words, grave):
    answer = desk.post(PATH, {**NOTE, "what": words})
    assert answer.status_code == (422 if grave else 302)
    if grave:
        assert words in answer.text
        assert 'name="sure"' in answer.text
        assert not Complaint.objects.exists()
        assert desk.post(PATH, {**NOTE, "what": words, "sure": "on"}).status_code == 302
    assert Complaint.objects.exists()


def test_nothing_is_chosen_beforehand(desk):
    page = desk.get(PATH).text
    assert "checked" not in page
    assert 'name="sure"' not in page
