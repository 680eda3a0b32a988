"""The settings of agencies, services and counters, by their pages."""

from datetime import date

import pytest

from dengar.ledger.models import Entry
from dengar.malls.models import Agency, Counter, Mall, Service


def test_the_list_shows_agencies_with_what_they_lack(nor, house):
    page = nor.get("/pengaturan/")
    assert page.status_code == 200
    assert "Disdukcapil" in page.text
    assert "Instansi Lain" not in page.text


def test_the_list_costs_the_same_with_many_agencies(nor, house, django_assert_max_num_queries):
    nor.get("/pengaturan/")
    for number in range(20):
        agency = house.agency(f"Instansi {number}")
        house.person(f"P{number}", "liaison", agency)
    with django_assert_max_num_queries(8):
        nor.get("/pengaturan/")


def test_an_agency_is_added_and_changed(nor, house):
    assert nor.get("/pengaturan/instansi/baru/").status_code == 200
    answer = nor.post("/pengaturan/instansi/baru/", {"name": "Bank Kalsel", "starts_on": "2026-01-02"})
    assert answer.url == "/pengaturan/"
    agency = Agency.objects.get(name="Bank Kalsel")
    assert (agency.mall, agency.starts_on) == (house.mall, date(2026, 1, 2))
    page = f"/pengaturan/instansi/{agency.pk}/"
    assert "Bank Kalsel" in nor.get(page).text
    answer = nor.post(page, {"name": "Bank Kalsel", "owner": "daerah", "ends_on": "31-12-2026"})
    assert answer.status_code == 302
    agency.refresh_from_db()
    assert (agency.owner, agency.ends_on) == ("daerah", date(2026, 12, 31))
    assert Entry.objects.filter(actor=f"coordinator:{house.nor.pk}").count() == 2


@pytest.mark.parametrize(
    "typed",
    [
        {"name": ""},
        {"name": "x" * 121},
        {"name": "a\0b"},
        {"name": "disdukcapil"},
        {"name": "Baru", "starts_on": "besok"},
        {"name": "Baru", "starts_on": "31-02-2026"},
        {"name": "<script>alert(1)</script>" * 9},
    ],
)
def test_a_refused_agency_comes_back_with_what_was_typed(nor, house, typed):
    answer = nor.post("/pengaturan/instansi/baru/", {"owner": "kota saya", **typed})
    assert answer.status_code == 422
    assert 'value="kota saya"' in answer.text
    assert "data-error" in answer.text
    assert "<script>alert" not in answer.text
    assert Agency.objects.count() == 2


def test_the_last_day_before_the_first_is_said_at_the_field(nor, house):
    page = f"/pengaturan/instansi/{house.dukcapil.pk}/"
    answer = nor.post(page, {"name": "Disdukcapil", "starts_on": "2026-02-02", "ends_on": "2026-02-01"})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text


def test_a_service_is_added_with_everyday_words_and_changed(nor, house):
    page = f"/pengaturan/instansi/{house.dukcapil.pk}/layanan/baru/"
    assert nor.get(page).status_code == 200
    assert nor.post(page, {"name": "Kartu keluarga", "words": "KK, KK , kartu susun"}).status_code == 302
    service = Service.objects.get(name="Kartu keluarga")
    assert service.words == "KK, kartu susun"
    assert nor.post(page, {"name": "kartu keluarga"}).status_code == 422
    page = f"/pengaturan/layanan/{service.pk}/"
    assert "kartu susun" in nor.get(page).text
    assert nor.post(page, {"name": "Kartu keluarga", "ends_on": "2026-12-31"}).status_code == 302
    service.refresh_from_db()
    assert (service.words, service.ends_on) == ("", date(2026, 12, 31))


def test_a_counter_is_added_and_changed_and_keeps_its_address(nor, house):
    assert nor.get("/pengaturan/loket/").status_code == 200
    answer = nor.post("/pengaturan/loket/baru/", {"name": "Loket 2", "agency": house.dukcapil.pk, "floor": "2"})
    assert answer.status_code == 302
    assert nor.post("/pengaturan/loket/baru/", {"name": "loket 2"}).status_code == 422
    counter = Counter.objects.get(slug="loket-2")
    page = f"/pengaturan/loket/{counter.pk}/"
    assert nor.get(page).status_code == 200
    assert nor.post(page, {"name": "Gerai 2"}).status_code == 302
    counter.refresh_from_db()
    assert (counter.slug, counter.name, counter.agency) == ("loket-2", "Gerai 2", None)


def test_an_agency_of_another_mall_is_no_choice(nor, house):
    answer = nor.post("/pengaturan/loket/baru/", {"name": "Loket 3", "agency": house.stranger.pk})
    assert answer.status_code == 422


@pytest.mark.parametrize("pk", [0, 999, 10**30])
def test_what_does_not_exist_or_is_elsewhere_is_not_found(nor, house, pk):
    for page in ("instansi", "layanan", "loket", "petugas"):
        assert nor.get(f"/pengaturan/{page}/{pk}/").status_code == 404
    assert nor.get(f"/pengaturan/instansi/{house.stranger.pk}/").status_code == 404


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_pages_speak_both_languages(nor, house, language):
    nor.cookies["bahasa"] = language
    said = {"id": "Tambah instansi", "en": "Add an agency"}[language]
    assert said in nor.get("/pengaturan/").text


def test_an_example_mall_says_so_on_its_pages(nor, house):
    assert "rekaan" not in nor.get("/pengaturan/").text
    Mall.objects.filter(pk=house.mall.pk).update(example=True)
    assert "rekaan" in nor.get("/pengaturan/").text
