""" "Please call me": a number, a safe hour, and nothing else."""

import pytest
from django.test import Client

from dengar.complaints.models import Complaint
from dengar.intake import queries
from dengar.vault.models import Person
from dengar.vault.operations import read_person
from tests.web.citizen.steps import PHONE, STORY, read, send, to_check

pytestmark = pytest.mark.django_db
ASK = {"phone": PHONE, "safe_hours": "morning", "discreet": "on"}
PAGE, RECEIPT = "/lapor/ditelepon/", "/lapor/tanda-terima/"


def ask(client, **changes):
    read(client, PAGE)
    return send(client, PAGE, {**ASK, **changes}, RECEIPT)


def test_a_number_is_enough(client, place):
    ask(client)
    complaint = Complaint.objects.get()
    assert (complaint.kind, complaint.mode, complaint.reach) == ("complaint", "confidential", "phone")
    assert queries.told(complaint) is None
    person = read_person(complaint.box)
    assert (person.phone, person.safe_hours, person.discreet) == (PHONE, "Pagi, 08.00–11.00", True)
    assert complaint.clocks.filter(kind="first_contact", stopped_at=None).exists()


def test_the_receipt_says_who_calls_by_when_and_how_to_know_them(client, place):
    ask(client)
    page = read(client, RECEIPT)
    number = Complaint.objects.get().number
    assert "Baik. Kami menelepon paling lambat" in page
    assert f"<b>{number[:3]}</b>" in page
    assert '<ol class="keys">' in page
    assert PHONE not in page


def test_pressed_twice_it_is_one(client, place):
    ask(client)
    send(client, PAGE, ASK, RECEIPT)
    assert Complaint.objects.count() == 1


def test_asked_once_more_later_it_is_another_one_and_pressed_twice_still_one(client, place):
    ask(client)
    assert "Anda baru saja mengirim" in read(client, PAGE)
    cookie = client.cookies["konsep"].value
    send(client, PAGE, {**ASK, "anew": "True"}, RECEIPT)
    client.cookies["konsep"] = cookie  # the second press was on its way before the first one's answer
    send(client, PAGE, {**ASK, "anew": "True"}, RECEIPT)
    assert Complaint.objects.count() == 2


def test_what_was_begun_goes_with_it(client, place):
    to_check(client, mode={"mode": "anonymous"}, contact={})
    ask(client)
    complaint = Complaint.objects.get()
    assert queries.told(complaint).story == STORY
    assert complaint.mode == "confidential", "whoever is called is not without a name"
    assert "Terima kasih sudah bercerita" in read(client, RECEIPT)


@pytest.mark.parametrize("phone", ["", "0812 000", "+1" * 30, "nol delapan", "0812\x000000"])
def test_a_number_that_cannot_be_called_is_said_and_nothing_is_lost(client, place, phone):
    read(client, PAGE)
    answer = send(client, PAGE, {**ASK, "phone": phone})
    assert answer.status_code == 422
    assert 'value="morning" selected' in answer.text
    assert not Complaint.objects.exists()
    assert not Person.objects.exists()


def test_the_front_door_leads_there(client, place):
    assert f'href="{PAGE}"' in read(Client(), "/")
