"""Agencies, their services, and what each service promises, for everybody."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate

from dengar.kit.actors import HOUSE
from dengar.kit.now import now
from dengar.malls import operations
from dengar.malls.models import Agency, Mall, Service


def read(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200, path
    assert not answer.cookies
    return answer.text


@pytest.fixture
def told(cast):
    texts = {"fee": "Tanpa biaya", "requirements": "KTP\nKK <asli>"}
    operations.tell_standard(cast.akta, texts, published_on=date(2026, 1, 2), by=HOUSE, at=now())
    return f"/layanan/{cast.akta.pk}/"


def test_the_front_door_leads_to_an_agency_and_from_there_to_a_service(cast, told):
    agency = f"/layanan/instansi/{cast.dukcapil.code}/"
    assert f'href="{agency}"' in read("/")
    shown = read(agency)
    assert f'href="{told}"' in shown
    assert "2 dari 14 bagian diumumkan" in shown


def test_a_standard_shows_what_is_told_and_every_gap(cast, told):
    shown = read(told)
    assert "2 dari 14 bagian standarnya sudah diumumkan." in shown
    assert "Diumumkan 2 Januari 2026." in shown
    assert "Tanpa biaya" in shown
    assert "KTP<br>KK &lt;asli&gt;" in shown
    assert shown.count("belum diumumkan") == 12
    assert "Berapa lama sampai jadi?" in shown  # a gap says what is missing, in everyday words
    assert 'href="/lapor/"' in shown


def test_nothing_told_is_fourteen_gaps(cast):
    assert read(f"/layanan/{cast.akta.pk}/").count("belum diumumkan") == 14
    assert "Layanannya belum didaftar" in read(f"/layanan/instansi/{cast.samsat.code}/")


def test_what_has_ended_or_is_elsewhere_is_not_found(cast, told):
    other = Mall.objects.create(slug="lain", name="MPP Lain")
    there = Agency.objects.create(mall=other, code="jauh", name="Jauh")
    strange = Service.objects.create(agency=there, name="Sesuatu")
    for path in (f"/layanan/{strange.pk}/", "/layanan/999/", "/layanan/instansi/jauh/", "/layanan/instansi/x/"):
        assert Client().get(path).status_code == 404, path
    Service.objects.filter(pk=cast.akta.pk).update(ends_on=localdate(now()) - timedelta(days=1))
    assert Client().get(told).status_code == 404


def test_an_agency_costs_the_same_with_many_services(cast, told, django_assert_max_num_queries):
    for number in range(10):
        Service.objects.create(agency=cast.dukcapil, name=f"Layanan {number}")
    with django_assert_max_num_queries(4):
        read(f"/layanan/instansi/{cast.dukcapil.code}/")


def test_both_languages(cast, told):
    browser = Client()
    browser.cookies["bahasa"] = "en"
    shown = browser.get(told).text
    assert "not made known yet" in shown
    assert "How long until it is done?" in shown
