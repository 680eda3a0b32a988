from datetime import date

import pytest

from dengar.malls import queries
from dengar.malls.models import Agency, Service

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("akte", ["Akta kelahiran"]),
        ("AKTE", ["Akta kelahiran"]),
        ("surat lahir", ["Akta kelahiran", "Akta kematian"]),
        ("kk", ["Kartu keluarga"]),
        ("pajak", ["Pajak kendaraan tahunan"]),
        ("paja", ["Pajak kendaraan tahunan"]),
        ("endaraan", ["Pajak kendaraan tahunan"]),
        ("samsat", ["Pajak kendaraan tahunan"]),
        ("akta disdukcapil", ["Akta kelahiran", "Akta kematian", "Kartu keluarga"]),
        ("k", ["Kartu keluarga", "Akta kelahiran", "Akta kematian", "Pajak kendaraan tahunan"]),
        ("zzz", []),
        ("  ", []),
        ("%_'\0(", []),
        ("a" * 10_000, []),
    ],
)
def test_services_are_found_by_everyday_words(cast, typed, found, django_assert_max_num_queries):
    with django_assert_max_num_queries(1):
        names = [service.name for service in queries.search_services(cast.mall, typed)]
    assert sorted(names) == sorted(found) if typed == "k" else names == found


def test_what_has_ended_is_not_offered(cast):
    Service.objects.filter(name="Akta kematian").update(ends_on=date(2026, 11, 22))
    Agency.objects.filter(code="samsat").update(ends_on=date(2026, 11, 22))
    assert [one.name for one in queries.search_services(cast.mall, "akta", on=TODAY)] == ["Akta kelahiran"]
    assert queries.search_services(cast.mall, "pajak", on=TODAY) == []
    assert [agency.code for agency in queries.agencies(cast.mall, TODAY)] == ["disdukcapil"]


def test_a_last_day_still_counts(cast):
    Agency.objects.filter(code="samsat").update(ends_on=TODAY)
    assert len(queries.agencies(cast.mall, TODAY)) == 2


def test_a_counter_is_found_by_its_address_in_its_mall_alone(cast):
    from dengar.malls.models import Counter

    Counter.objects.create(mall=cast.mall, agency=cast.samsat, slug="loket-4", name="Loket 4")
    assert queries.by_counter(cast.mall, "loket-4").agency == cast.samsat
    assert queries.by_counter(cast.elsewhere, "loket-4") is None
