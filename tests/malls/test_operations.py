from datetime import date, timedelta

import pytest

from dengar.kit.actors import Actor, Role
from dengar.ledger.models import Entry
from dengar.malls import operations
from tests.malls.conftest import MONDAY_9AM

LATER = MONDAY_9AM + timedelta(hours=1)
TODAY = date(2026, 11, 23)


def last_entry() -> tuple[str, str]:
    entry = Entry.objects.order_by("-pk")[0]
    return entry.event, entry.facts["kind"]


def test_a_place_is_added_changed_and_ended_and_each_is_in_the_ledger(cast):
    by = {"by": cast.nor, "at": LATER}
    agency = operations.add_agency(cast.mall, name="  Bank   Kalsel ", owner="daerah", **by)
    assert (agency.code, agency.name) == ("bank-kalsel", "Bank Kalsel")
    assert last_entry() == ("place_changed", "agency")
    service = operations.add_service(agency, name="Buka rekening", words="nabung,  buka  tabungan,nabung", **by)
    assert service.words == "nabung, buka tabungan"
    assert last_entry() == ("place_changed", "service")
    counter = operations.add_counter(cast.mall, name="Loket 12", agency=agency, floor="1", **by)
    assert counter.slug == "loket-12"
    assert last_entry() == ("place_changed", "counter")
    operations.change_counter(counter, name="Gerai 12", agency=None, floor="2", ends_on=TODAY, **by)
    operations.change_service(service, name="Tabungan", words="", ends_on=TODAY, **by)
    before = Entry.objects.count()
    operations.change_agency(
        agency, name="Bank Kalsel", short_name="BK", owner="", starts_on=TODAY, ends_on=TODAY, **by
    )
    assert Entry.objects.count() == before + 1
    counter.refresh_from_db()
    assert (counter.slug, counter.name) == ("loket-12", "Gerai 12")


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.COORDINATOR, Role.HOUSE)])
def test_others_change_nothing(cast, role):
    by = {"by": Actor(role, f"{role}:1", cast.mall.pk, 1), "at": LATER}
    with pytest.raises(operations.NotYourMall):
        operations.add_agency(cast.mall, name="X", **by)
    with pytest.raises(operations.NotYourMall):
        operations.add_service(cast.samsat, name="X", **by)
    with pytest.raises(operations.NotYourMall):
        operations.add_counter(cast.mall, name="X", **by)


def test_a_coordinator_changes_nothing_elsewhere(cast):
    with pytest.raises(operations.NotYourMall):
        operations.add_agency(cast.elsewhere, name="X", by=cast.nor, at=LATER)


def test_two_of_one_name_are_refused(cast):
    by = {"by": cast.nor, "at": LATER}
    with pytest.raises(operations.AgencyTaken):
        operations.add_agency(cast.mall, name="samsat kota", **by)
    with pytest.raises(operations.AgencyTaken):
        operations.add_agency(cast.mall, name="Samsat Lain", short_name="Samsat", **by)
    with pytest.raises(operations.ServiceTaken):
        operations.add_service(cast.dukcapil, name="AKTA kelahiran", **by)
    operations.add_counter(cast.mall, name="Loket 1", **by)
    with pytest.raises(operations.CounterTaken):
        operations.add_counter(cast.mall, name="loket 1", **by)


@pytest.mark.parametrize("name", ["", "   ", "\n"])
def test_a_place_needs_a_name(cast, name):
    with pytest.raises(operations.NoName):
        operations.add_agency(cast.mall, name=name, by=cast.nor, at=LATER)


def test_the_last_day_is_not_before_the_first(cast):
    with pytest.raises(operations.EndsBeforeStart):
        operations.change_agency(
            cast.samsat,
            name="Samsat",
            short_name="",
            owner="",
            starts_on=TODAY,
            ends_on=TODAY - timedelta(days=1),
            by=cast.nor,
            at=LATER,
        )


def test_a_counter_belongs_to_an_agency_of_its_mall(cast):
    stranger = cast.elsewhere.agencies.get()
    with pytest.raises(operations.AgencyElsewhere):
        operations.add_counter(cast.mall, name="Loket 9", agency=stranger, by=cast.nor, at=LATER)


MALL = {"name": "MPP Contoh", "city": "Contoh", "address": "Jalan  1", "phone": "0511 000 1234", "desk": "Lantai 1"}


def test_what_is_said_of_the_mall_is_changed_and_in_the_ledger(cast):
    operations.change_mall(cast.mall, **MALL, by=cast.nor, at=LATER, seen=0)
    cast.mall.refresh_from_db()
    assert (cast.mall.address, cast.mall.desk, cast.mall.revision) == ("Jalan 1", "Lantai 1", 1)
    assert last_entry() == ("place_changed", "mall")


def test_a_mall_changed_meanwhile_stays_as_it_is(cast):
    operations.change_mall(cast.mall, **MALL, by=cast.nor, at=LATER, seen=0)
    with pytest.raises(operations.ChangedMeanwhile):
        operations.change_mall(cast.mall, **MALL | {"city": "Lain"}, by=cast.nor, at=LATER, seen=0)
    with pytest.raises(operations.NoName):
        operations.change_mall(cast.mall, **MALL | {"name": " "}, by=cast.nor, at=LATER, seen=1)
    with pytest.raises(operations.NotYourMall):
        operations.change_mall(cast.elsewhere, **MALL, by=cast.nor, at=LATER, seen=0)
    cast.mall.refresh_from_db()
    assert cast.mall.city == "Contoh"
