"""Suggestions, compliments, questions: one page, no name, number only."""

import pytest

from dengar.complaints.models import Complaint
from dengar.intake import queries
from dengar.intake.models import Draft
from tests.web.citizen.steps import read, send

pytestmark = pytest.mark.django_db
TEXT = "Kursi tunggu lantai 2 tidak ada sandaran."


def write(client, kind="suggestion", text=TEXT, agency=""):
    return send(client, "/saran/", {"kind": kind, "text": text, "agency": agency}, "/saran/terkirim/")


@pytest.mark.parametrize(
    ("kind", "thanks"), [("suggestion", "Saran Anda"), ("compliment", "Pujian Anda"), ("question", "Pertanyaan Anda")]
)
def test_it_arrives_with_a_number_and_a_day(client, place, kind, thanks):
    write(client, kind, agency=str(place.dukcapil.pk))
    complaint = Complaint.objects.get()
    page = read(client, "/saran/terkirim/")
    assert (complaint.kind, complaint.mode, complaint.agency) == (kind, "anonymous", place.dukcapil)
    assert queries.told(complaint).story == TEXT
    assert complaint.number in page
    assert thanks in page
    assert "Dijawab paling lambat" in page
    assert '<ol class="keys">' not in page


def test_a_suggestion_has_its_own_term(client, place):
    write(client)
    assert Complaint.objects.get().clocks.get(kind="answer").term["klass"] == "suggestion"


def test_sent_twice_it_is_one(client, place):
    write(client)
    write(client)
    assert Complaint.objects.count() == 1


def test_another_text_is_another_one(client, place):
    write(client)
    write(client, text="Toilet lantai 1 bersih sekali.")
    write(client, "compliment", text="Toilet lantai 1 bersih sekali.")
    assert Complaint.objects.count() == 3
    assert Draft.objects.exclude(complaint=None).count() == 3


@pytest.mark.parametrize(
    "data",
    [{}, {"kind": "suggestion", "text": " "}, {"kind": "complaint", "text": TEXT}, {"text": TEXT, "agency": "x"}],
)
def test_what_is_missing_is_said(client, place, data):
    answer = send(client, "/saran/", data)
    assert answer.status_code == 422
    assert 'id="galat"' in answer.content.decode()
    assert not Complaint.objects.exists()


def test_the_number_is_shown_to_this_phone_alone(client, place):
    from django.test import Client

    write(client)
    assert Client().get("/saran/terkirim/")["Location"] == "/saran/"
    assert client.cookies["konsep"]["path"] == "/saran/"


def test_harm_is_led_to_a_complaint(client, place):
    assert 'href="/lapor/"' in read(client, "/saran/")
