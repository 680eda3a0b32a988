"""The settings of holidays, by their pages: what would change is shown before it is written."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from dengar.complaints.models import Clock, Recusal
from dengar.deadlines.models import Holiday, HolidayKind
from dengar.kit.now import now
from dengar.ledger.models import Entry
from dengar.malls.models import Mall
from dengar.notices.models import Notice
from tests.cast import Cast, file_one, make_cast
from tests.signing import sign_in

LIST, NEW = "/pengaturan/libur/", "/pengaturan/libur/baru/"


@pytest.fixture
def cast(db) -> Cast:
    return make_cast()


@pytest.fixture
def nor(client, cast) -> Client:
    return sign_in(client, cast.officers["nor"])


def within(cast: Cast) -> date:
    """A working day within the time of a report's first answer, and after today."""
    known = set(Holiday.objects.known().filter(mall=cast.mall).values_list("date", flat=True))
    day = localdate(now()) + timedelta(days=1)
    while day.weekday() > 4 or day in known:
        day += timedelta(days=1)
    return day


def typed(day: date, **changes: str) -> dict[str, str]:
    return {"day": day.isoformat(), "name": "Hari jadi kota", "kind": "local", **changes}


def confirm(nor: Client, cast: Cast, day: date, **changes: str):
    cast.mall.refresh_from_db()
    return nor.post(NEW, typed(day, apply="1", seen=cast.mall.policy_stamp, **changes))


def test_the_list_shows_two_years_and_marks_what_is_only_an_estimate(nor, cast):
    year = localdate(now()).year
    for day, name in ((date(year, 2, 3), "Hari lama"), (date(year + 1, 2, 3), "Hari baru (perkiraan)")):
        Holiday.objects.filter(mall=cast.mall, date=day).delete()
        Holiday.objects.create(mall=cast.mall, date=day, name=name, kind="local", known_since=now())
    Holiday.objects.create(mall=cast.mall, date=date(year - 1, 2, 5), name="Dahulu", kind="local", known_since=now())
    page = nor.get(LIST).text
    assert "Hari lama" in page
    assert re.search(r"Hari baru \(perkiraan\).*?belum ada keputusan", page, re.DOTALL)
    assert "Dahulu" not in page


def test_looking_first_writes_nothing_and_says_what_would_change(nor, cast):
    filed = file_one(cast.mall, at=now(), agency=cast.dukcapil)
    page = nor.post(NEW, typed(within(cast)))
    assert page.status_code == 200
    assert filed.number in page.text
    assert "<del>" in page.text
    assert "<ins>" in page.text
    assert not Holiday.objects.filter(name="Hari jadi kota").exists()
    assert not Notice.objects.filter(kind="date_moved").exists()


def test_what_was_seen_is_then_applied(nor, cast):
    filed = file_one(cast.mall, at=now(), agency=cast.dukcapil)
    answer = confirm(nor, cast, within(cast))
    assert answer.url == LIST
    assert Holiday.objects.get(name="Hari jadi kota").kind == HolidayKind.LOCAL
    assert Clock.objects.filter(complaint=filed, changes__kind="holiday").exists()
    assert Notice.objects.filter(kind="date_moved", to=f"complainant:{filed.subject}").count() == 1


def test_a_preview_that_somebody_overtook_is_told_and_keeps_what_was_typed(nor, cast):
    day = within(cast)
    seen = Mall.objects.get(pk=cast.mall.pk).policy_stamp
    assert confirm(nor, cast, day, name="Yang lebih cepat").status_code == 302
    answer = nor.post(NEW, typed(day + timedelta(days=30), apply="1", seen=seen))
    assert answer.status_code == 422
    assert "baru saja mengubah ini" in answer.text
    assert 'value="Hari jadi kota"' in answer.text
    assert Entry.objects.filter(event="policy_changed").count() == 1


def test_going_back_keeps_what_was_typed(nor, cast):
    answer = nor.post(NEW, typed(within(cast), again="1"))
    assert answer.status_code == 200
    assert 'value="Hari jadi kota"' in answer.text
    assert "<ins>" not in answer.text


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"day": "besok"}, "day"),
        ({"day": "1926-11-25"}, "day"),
        ({"kind": "tea"}, "kind"),
    ],
)
def test_what_is_refused_is_said_at_the_field(nor, cast, changes, field):
    answer = nor.post(NEW, typed(within(cast)) | changes)
    assert answer.status_code == 422
    assert f'href="#id_{field}' in answer.text


def test_a_day_that_is_on_the_list_is_refused_before_anything_is_shown(nor, cast):
    confirm(nor, cast, within(cast))
    answer = nor.post(
        NEW, typed(within(cast) - timedelta(0)) | {"day": Holiday.objects.get(name="Hari jadi kota").date}
    )
    assert answer.status_code == 422
    assert 'href="#id_day' in answer.text


def test_a_report_that_the_coordinator_must_not_know_of_is_in_no_number(nor, cast):
    hidden = file_one(cast.mall, at=now(), agency=cast.dukcapil)
    Recusal.objects.create(complaint=hidden, officer=cast.officers["nor"], at=now())
    page = nor.post(NEW, typed(within(cast))).text
    assert hidden.number not in page
    assert "Tidak ada tanggal yang berubah" in page or "1 aduan" in page


def test_the_preview_costs_the_same_with_many_reports(nor, cast):
    def count() -> int:
        with CaptureQueriesContext(connection) as made:
            assert nor.post(NEW, typed(within(cast))).status_code == 200
        return len(made)

    file_one(cast.mall, at=now(), agency=cast.dukcapil)
    count()
    one = count()
    for _ in range(10):
        file_one(cast.mall, at=now(), agency=cast.samsat)
    assert count() == one


def test_a_coming_holiday_gets_its_right_name_and_is_taken_off(nor, cast):
    confirm(nor, cast, within(cast))
    row = Holiday.objects.get(name="Hari jadi kota")
    page = f"{LIST}{row.pk}/"
    assert "Hari jadi kota" in nor.get(page).text
    assert nor.post(page, {"name": "", "kind": "local"}).status_code == 422
    assert nor.post(page, {"name": "Hari jadi Banjarbaru", "kind": "local"}).url == LIST
    assert nor.get(page).status_code == 404, "the row of before is no longer known"
    row = Holiday.objects.known().get(name="Hari jadi Banjarbaru")
    drop = f"{LIST}{row.pk}/hapus/"
    assert "tidak ada tanggal yang maju" in nor.get(drop).text.lower()
    assert nor.post(drop).url == LIST
    assert not Holiday.objects.known().filter(pk=row.pk).exists()
    assert nor.post(drop).status_code == 404


def test_a_holiday_that_has_passed_stays(nor, cast):
    passed = Holiday.objects.create(
        mall=cast.mall, date=localdate(now()) - timedelta(days=300), name="Lalu", kind="local", known_since=now()
    )
    assert nor.post(f"{LIST}{passed.pk}/", {"name": "Lain", "kind": "local"}).status_code == 422
    assert nor.post(f"{LIST}{passed.pk}/hapus/").status_code == 422


def test_holidays_of_another_mall_are_not_found(nor, cast):
    other = Mall.objects.create(slug="lain", name="Lain")
    row = Holiday.objects.create(mall=other, date=date(2030, 1, 1), name="X", kind="local", known_since=now())
    for page in (f"{LIST}{row.pk}/", f"{LIST}{row.pk}/hapus/"):
        assert nor.get(page).status_code == 404
        assert nor.post(page, {"name": "Y", "kind": "local"}).status_code == 404


@pytest.mark.parametrize("who", ["rina", "hendra", "ombi"])
def test_others_are_told_no(client, cast, who):
    sign_in(client, cast.officers[who])
    assert client.get(LIST).status_code == 403
    assert client.post(NEW, typed(within(cast))).status_code == 403


def test_the_pages_speak_english_too(nor, cast):
    nor.cookies["bahasa"] = "en"
    assert "Holidays and collective leave" in nor.get(LIST).text
    assert "Look first" in nor.get(NEW).text
