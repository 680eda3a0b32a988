"""The page on which a report is marked as one that cannot wait, and its place on the desk."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dengar.complaints.models import Complaint, Urgency
from dengar.complaints.operations import mark_urgent
from dengar.kit.now import now
from tests.cast import MONDAY_9AM, file_one


def path(complaint: Complaint) -> str:
    return f"/meja/laporan/{complaint.number}/segera/"


def test_it_is_marked_in_one_press_and_ended_with_a_reason(cast, desk_of):
    rina, complaint = desk_of("rina"), cast.complaint
    assert path(complaint) in rina.get(f"/meja/laporan/{complaint.number}/").text
    assert rina.post(path(complaint), {"seen": 0}).status_code == 422
    assert rina.post(path(complaint), {"seen": 0, "why": "life"}).status_code == 302
    assert rina.post(path(complaint), {"seen": 0, "words": ""}).status_code == 422
    assert rina.post(path(complaint), {"seen": 0, "words": "Sudah dirawat."}).status_code == 302
    assert not Urgency.objects.open().exists()


def test_of_two_at_once_the_second_is_led_back(cast, desk_of):
    mark_urgent(cast.complaint, Urgency.Why.LIFE, by=cast.nor, at=now())
    again = desk_of("rina").post(path(cast.complaint), {"seen": 0, "why": "living"})
    assert again.status_code == 302
    assert Urgency.objects.get().why == "life"


def test_it_stands_first_and_once_however_late_others_are(cast, desk_of):
    rina = desk_of("rina")
    late = file_one(cast.mall, at=MONDAY_9AM - timedelta(days=60))
    young = file_one(cast.mall, at=now())
    mark_urgent(young, Urgency.Why.LIFE, by=cast.rina, at=now())
    page = rina.get("/meja/").text
    assert page.index(young.number) < page.index(late.number)
    assert page.count(f'/meja/laporan/{young.number}/">') == 2  # heading and act of one row
    assert young.number not in rina.get("/meja/", {"halaman": "2"}).text


@pytest.mark.parametrize("name", ["hendra", "lutfi", "budi", "siti"])
def test_others_are_not_let_in(cast, desk_of, name):
    assert desk_of(name).post(path(cast.complaint), {"seen": 0, "why": "life"}).status_code in (403, 404)
    assert not Urgency.objects.exists()


def test_the_desk_asks_as_often_for_many_as_for_one(cast, desk_of):
    rina = desk_of("rina")
    mark_urgent(cast.complaint, Urgency.Why.LIFE, by=cast.rina, at=now())
    before = _asked(rina)
    for _n in range(3):
        mark_urgent(file_one(cast.mall), Urgency.Why.LIFE, by=cast.rina, at=now())
    assert _asked(rina) == before


def _asked(browser: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        browser.get("/meja/")
    return len(asked)
