"""The desk: what waits for whom, the most urgent first, without a name; tasks of the day."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dengar.close.operations import Wish, request_withdrawal, speak
from dengar.complaints import journey
from dengar.complaints.models import NEVER, Clock, Complaint, Kind, Mode, Urgency
from dengar.complaints.operations import mark_urgent, recuse
from dengar.kit.now import now
from dengar.people.models import Membership
from dengar.web.citizen.story import left
from dengar.web.kit.templatetags.kit import day
from tests import trips
from tests.cast import SARI, STORY, file_one
from tests.web.desk.reading import desk


@pytest.mark.parametrize("name", ["rina", "yusuf", "nor"])
def test_what_waits_stands_there_without_a_name(cast, desk_of, name):
    page = desk_of(name).get("/meja/")
    assert page.status_code == 200
    assert cast.complaint.number in page.text
    for hidden in (SARI.name, SARI.phone, SARI.email, STORY):
        assert hidden not in page.text


@pytest.mark.parametrize("name", ["hendra", "lutfi", "budi", "siti", "ombi"])
def test_others_see_nothing_of_it(cast, desk_of, name):
    page = desk_of(name).get("/meja/")
    assert page.status_code == 200
    assert cast.complaint.number not in page.text


def test_whoever_keeps_out_sees_nothing_of_it(cast, desk_of):
    recuse(cast.complaint, cast.officers["yusuf"], by=cast.yusuf, at=now())
    assert cast.complaint.number not in desk_of("yusuf").get("/meja/").text


def test_a_visitor_is_led_to_the_sign_in(cast):
    answer = Client().get("/meja/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/masuk/")


def test_wishes_and_withdrawals_are_tasks_of_others_only(cast, desk_of):
    cast.complaint.handler = cast.officers["rina"]
    cast.complaint.save(update_fields=["handler"])
    trips.to_talking(cast)
    speak(cast.complaint, Wish(journey.CONFIRM), read_back=True, by=cast.rina, at=now())
    request_withdrawal(cast.complaint, by=cast.sari, at=now())
    rina, nor = desk_of("rina").get("/meja/").text, desk_of("nor").get("/meja/").text
    for task in (desk(cast, "wakil/"), desk(cast, "cabut/")):
        assert task in nor
        assert task not in rina


@pytest.mark.parametrize("page", ["2", "0", "-1", "x", "9" * 30, "9" * 5000, "٣", ""])
def test_any_number_of_a_page_answers(cast, desk_of, page):
    assert desk_of("rina").get("/meja/", {"halaman": page}).status_code == 200


def test_the_number_of_queries_does_not_grow(cast, desk_of, django_assert_max_num_queries):
    for _n in range(6):
        file_one(cast.mall, kind=Kind.QUESTION, mode=Mode.ANONYMOUS, at=now() - timedelta(days=1))
    rina = desk_of("rina")
    with django_assert_max_num_queries(19):
        assert rina.get("/meja/").text.count("<li data-urgency") == 7


TURNS = {
    "Giliran Anda: sampaikan sisi instansi": trips.to_talking,
    "Giliran Anda: menjawab usul.": lambda cast: trips.to_proposed(cast, by=cast.sari),
    "Giliran pengadu: menjawab usul.": lambda cast: trips.to_proposed(cast, by=cast.hendra),
    "Giliran Anda: jalankan janjinya": trips.to_agreed,
}


@pytest.mark.parametrize("words", TURNS)
def test_the_agencys_list_says_whose_turn_it_is_and_marks_its_own(cast, desk_of, words):
    TURNS[words](cast)
    page = desk_of("hendra").get("/meja/").text
    assert words in page
    assert ('<li data-urgency="calm">' in page) is not words.startswith("Giliran Anda")
    assert cast.complaint.number not in page


def test_the_agencys_list_costs_the_same_with_many(cast, desk_of, django_assert_num_queries):
    trips.to_talking(cast)
    hendra = desk_of("hendra")
    hendra.get("/meja/")
    with CaptureQueriesContext(connection) as one:
        hendra.get("/meja/")
    for _n in range(4):
        other = replace(cast, complaint=file_one(cast.mall, agency=cast.dukcapil, service=cast.akta))
        trips.to_talking(other)
    with django_assert_num_queries(len(one)):
        assert hendra.get("/meja/").text.count("<li data-urgency") == 5


def test_each_row_says_why_it_waits_and_until_which_day(cast, desk_of):
    rina, yusuf = desk_of("rina"), desk_of("yusuf")
    due = cast.complaint.due_at
    assert f"Kontak pribadi pertama: {left(due, now())} (24 November)" in rina.get("/meja/").text
    mark_urgent(cast.complaint, Urgency.Why.LIVING, by=cast.rina, at=now())
    assert "Cepat tanggap. Kontak pribadi pertama: " in yusuf.get("/meja/").text
    Clock.objects.update(stopped_at=now(), outcome="kept")
    Complaint.objects.update(due_at=NEVER)
    assert f"Perlu diperiksa, sejak {day(cast.complaint.state_since)}" in rina.get("/meja/").text


def test_a_promise_that_is_late_is_asked_after_where_one_press_reminds(cast, desk_of):
    trips.to_agreed(cast)
    passed = now() - timedelta(days=3)
    Clock.objects.filter(kind="promise").update(due_at=passed)
    Complaint.objects.update(due_at=passed)
    for name in ("rina", "hendra"):
        page = desk_of(name).get("/meja/").text
        assert "terlambat 3 hari (" in page.lower()
        assert '<li data-urgency="late">' in page
    assert f'href="{desk(cast, "tindak/")}">Tagih' in desk_of("rina").get("/meja/").text


@pytest.mark.parametrize("name", ["yusuf", "nor"])
def test_what_somebody_left_behind_says_so_on_everybodys_desk(cast, desk_of, name):
    Complaint.objects.update(handler=cast.officers["rina"])
    client = desk_of(name)
    assert "Belum ada yang memegang." not in client.get("/meja/").text
    Membership.objects.filter(officer=cast.officers["rina"]).update(until_at=now())
    assert "Belum ada yang memegang. Kontak pribadi pertama:" in client.get("/meja/").text
    page = client.get(desk(cast)).text
    assert "Belum ada yang memegang." in page
    assert "Dipegang Rina" not in page


def test_a_coordinator_is_asked_to_look_and_no_more(cast, desk_of):
    assert '">Hubungi<' in desk_of("rina").get("/meja/").text
    page = desk_of("nor").get("/meja/").text
    assert '">Hubungi<' not in page
    assert '">Lihat<' in page


def test_what_is_in_nobodys_hands_stands_under_now(cast, desk_of):
    far = now() + timedelta(days=400)
    Complaint.objects.update(due_at=far)
    Clock.objects.filter(kind="first_contact").update(due_at=far)
    rina = desk_of("rina")
    assert "<h2>Sekarang</h2>" not in rina.get("/meja/").text
    assert f" {far.year})" in rina.get("/meja/").text
    Complaint.objects.update(handler=None)
    assert "<h2>Sekarang</h2>" in rina.get("/meja/").text
