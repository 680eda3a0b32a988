"""What a service promises, filled in on one page."""

from datetime import date

import pytest

from dengar.kit.actors import HOUSE
from dengar.kit.now import now
from dengar.ledger.models import Entry
from dengar.malls import operations
from dengar.malls.models import ServiceStandard
from dengar.malls.standard import components
from tests.signing import sign_in


@pytest.fixture
def page(house) -> str:
    return f"/pengaturan/layanan/{house.service.pk}/standar/"


def test_all_fourteen_are_filled_in_on_one_page_and_counted(nor, house, page):
    shown = nor.get(page).text
    assert all(f'name="{code}"' in shown for code in components())
    assert "0 dari 14 terisi" in shown
    typed = {"fee": "Tanpa biaya", "time": "3 hari\nkerja", "published_on": "2026-01-02", "seen": 0}
    assert nor.post(page, typed).url == f"/pengaturan/instansi/{house.dukcapil.pk}/"
    row = ServiceStandard.objects.get(service=house.service)
    assert row.told == {"fee": "Tanpa biaya", "time": "3 hari\nkerja"}
    assert row.published_on == date(2026, 1, 2)
    assert Entry.objects.get(event="standard_changed").facts["told"] == 2
    assert "2 dari 14 terisi" in nor.get(f"/pengaturan/instansi/{house.dukcapil.pk}/").text


def test_the_agencys_page_costs_the_same_with_many_services(nor, house, django_assert_max_num_queries):
    page = f"/pengaturan/instansi/{house.dukcapil.pk}/"
    nor.get(page)
    for number in range(10):
        one = operations.add_service(house.dukcapil, name=f"Layanan {number}", by=HOUSE, at=now())
        operations.tell_standard(one, {"fee": "Tanpa biaya"}, by=HOUSE, at=now())
    with django_assert_max_num_queries(10):
        nor.get(page)


@pytest.mark.parametrize("wrong", [{"time": "x" * 1501}, {"published_on": "besok"}, {"time": "a\0b"}])
def test_a_refusal_loses_nothing_of_all_that_was_typed(nor, page, wrong):
    typed = {code: f"Isi {code}" for code in components()} | {"seen": 0}
    answer = nor.post(page, typed | wrong)
    assert answer.status_code == 422
    assert all(f"Isi {code}" in answer.text for code in components() if code not in wrong)
    assert not ServiceStandard.objects.exists()


def test_who_saw_an_older_page_reads_what_stands_now(nor, house, page):
    operations.tell_standard(house.service, {"fee": "Rp10.000"}, by=HOUSE, at=now())
    answer = nor.post(page, {"fee": "Tanpa biaya", "staff": "4 orang", "seen": 0})
    assert answer.status_code == 409
    for words in ("Rp10.000", "Tanpa biaya", "4 orang", "Isi yang sekarang"):
        assert words in answer.text
    assert ServiceStandard.objects.get().told == {"fee": "Rp10.000"}
    assert nor.post(page, {"fee": "Tanpa biaya", "seen": 1}).status_code == 302


def test_a_service_elsewhere_has_no_page_here(nor, house):
    other = operations.add_service(house.stranger, name="Layanan lain", by=HOUSE, at=now())
    assert nor.get(f"/pengaturan/layanan/{other.pk}/standar/").status_code == 404
    assert nor.get("/pengaturan/layanan/999/standar/").status_code == 404


@pytest.mark.parametrize("name", ["rina", "hendra"])
def test_others_fill_in_nothing(client, house, page, name):
    browser = sign_in(client, getattr(house, name))
    assert browser.get(page).status_code == 403
    assert browser.post(page, {"fee": "Tanpa biaya", "seen": 0}).status_code == 403
    assert not ServiceStandard.objects.exists()
