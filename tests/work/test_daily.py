"""The letter of the morning: counts and reasons alone, once a day, in the first hour of service, and only if wanted."""

from datetime import timedelta

import pytest
from django.core import mail

from dengar.complaints.models import Complaint
from dengar.complaints.operations import recuse
from dengar.deadlines.models import Holiday
from dengar.notices.models import Notice
from dengar.people.operations import choose_summary
from dengar.work import chores, daily
from tests import trips
from tests.cast import MONDAY_9AM, file_one

pytestmark = pytest.mark.django_db
OPENING = MONDAY_9AM - timedelta(minutes=55)  # 08.05


def told() -> list[str]:
    return sorted(Notice.objects.filter(kind="desk_daily").values_list("to", flat=True))


def send_all(at) -> int:
    return sum(1 for _n in range(20) if daily.summary_due(at))


def test_each_officer_for_whom_something_waits_is_told_once_a_day(cast):
    send_all(OPENING)
    before = told()
    assert f"officer:{cast.officers['rina'].pk}" in before or f"officer:{cast.officers['yusuf'].pk}" in before
    assert f"officer:{cast.officers['lutfi'].pk}" not in before
    assert send_all(OPENING + timedelta(minutes=20)) == 0
    assert send_all(OPENING + timedelta(days=1)) == len(before)


@pytest.mark.parametrize("hours", [-2, 2, 5, 12])
def test_only_the_first_hour_of_service_counts(cast, hours):
    assert send_all(OPENING + timedelta(hours=hours)) == 0


def test_not_on_a_day_without_service(cast):
    assert send_all(OPENING - timedelta(days=1)) == 0  # a Sunday
    today = OPENING.date()
    Holiday.objects.create(mall=cast.mall, date=today, name="Hari lain", kind="national", known_since=OPENING)
    assert send_all(OPENING) == 0


def test_whoever_does_not_want_it_gets_none(cast):
    for officer in cast.officers.values():
        choose_summary(officer, False)
    assert send_all(OPENING) == 0
    choose_summary(cast.officers["rina"], True)
    file_one(cast.mall)
    cast.complaint.handler = cast.officers["rina"]
    cast.complaint.save()
    assert send_all(OPENING) == 1


def test_it_says_counts_and_reasons_and_nothing_else(cast):
    cast.complaint.handler = cast.officers["rina"]
    cast.complaint.save()
    at = cast.complaint.due_at + timedelta(days=1)
    facts = daily.counts(cast.rina, at)
    assert facts == {"waiting": 1, "late": 1, "first_contact": 1}
    words = daily.body(facts)
    assert "1 aduan menunggu Anda." in words
    assert cast.complaint.number not in words
    assert "Disdukcapil" not in words


def test_nothing_goes_to_an_agencys_mailbox(cast):
    trips.to_talking(cast)
    send_all(OPENING + timedelta(days=1))
    assert told()
    assert f"officer:{cast.officers['hendra'].pk}" not in told()


def test_what_must_not_exist_for_somebody_is_not_counted(cast):
    assert daily.counts(cast.nor, MONDAY_9AM) == {}  # in Rina's or Yusuf's hands
    Complaint.objects.update(handler=None)
    assert daily.counts(cast.yusuf, MONDAY_9AM)["waiting"] == 1
    recuse(cast.complaint, cast.officers["yusuf"], by=cast.yusuf, at=MONDAY_9AM)
    assert daily.counts(cast.yusuf, MONDAY_9AM) == {}


def test_the_letter_goes_out_with_its_counts(cast):
    Notice.objects.all().delete()
    cast.complaint.handler = cast.officers["rina"]
    cast.complaint.save()
    while daily.summary_due(OPENING):
        pass
    while chores.deliver_notices(OPENING):
        pass
    letters = [letter for letter in mail.outbox if "menunggu Anda" in letter.body]
    assert letters
    assert all(cast.complaint.number not in letter.body for letter in letters)
