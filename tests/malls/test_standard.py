"""What a service promises: the list of components, and what is told of each."""

from datetime import date

import pytest

from dengar.kit.actors import Actor, Role
from dengar.kit.content import BadList
from dengar.ledger.models import Entry
from dengar.malls import operations, queries
from dengar.malls.models import Service, ServiceStandard
from dengar.malls.standard import LANGUAGES, Group, components, components_in
from tests.malls.conftest import MONDAY_9AM

TOLD = {"fee": "Tanpa biaya", "time": "3 hari kerja"}


def raw(**changed: object) -> dict[str, object]:
    asks = {"id": "Berapa biayanya?", "en": "What does it cost?"}
    return {"code": "fee", "group": "delivery", "id": "Biaya", "en": "Fee", "asks": asks} | changed


@pytest.fixture
def akta(cast) -> Service:
    return Service.objects.get(agency=cast.dukcapil, name="Akta kelahiran")


def test_there_are_fourteen_in_both_languages_and_both_groups():
    assert len(components()) == 14
    assert {one.group for one in components().values()} == set(Group)
    for one in components().values():
        assert all(one.names[language] and one.asks[language] for language in LANGUAGES)


@pytest.mark.parametrize(("wrong", "said"), [({"asks": {"id": "Apa?"}}, "en"), ({"group": "other"}, "other")])
def test_a_list_that_lacks_something_says_what(wrong, said):
    with pytest.raises(BadList, match=said):
        components_in({"component": [raw(**wrong)]})


def test_a_code_stands_in_the_list_once():
    with pytest.raises(BadList, match="twice"):
        components_in({"component": [raw(), raw()]})


def test_what_is_told_is_kept_and_counted_in_the_register(cast, akta):
    told = {**TOLD, "staff": "   "}
    row = operations.tell_standard(akta, told, published_on=date(2026, 1, 2), by=cast.nor, at=MONDAY_9AM)
    assert row.told == TOLD
    entry = Entry.objects.get(event="standard_changed")
    assert (entry.facts["service"], entry.facts["told"]) == (akta.pk, 2)
    assert "Tanpa biaya" not in str(entry.facts)
    parts = {part.code: part.text for part in queries.parts(queries.standard_of(Service.objects.get(pk=akta.pk)))}
    assert len(parts) == 14
    assert {code: text for code, text in parts.items() if text} == TOLD


def test_nothing_told_is_fourteen_gaps_and_writes_nothing(cast, akta):
    assert [part.text for part in queries.parts(queries.standard_of(akta))] == [""] * 14
    assert not ServiceStandard.objects.exists()


def test_what_is_left_out_is_a_gap_again(cast, akta):
    operations.tell_standard(akta, TOLD, by=cast.nor, at=MONDAY_9AM)
    operations.tell_standard(akta, {"fee": "Rp10.000"}, by=cast.nor, at=MONDAY_9AM, seen=1)
    assert ServiceStandard.objects.get().told == {"fee": "Rp10.000"}


def test_who_saw_an_older_page_puts_nothing_over_newer_words(cast, akta):
    operations.tell_standard(akta, TOLD, by=cast.nor, at=MONDAY_9AM)
    with pytest.raises(operations.ChangedMeanwhile):
        operations.tell_standard(akta, {"fee": "Rp10.000"}, by=cast.nor, at=MONDAY_9AM, seen=0)
    assert ServiceStandard.objects.get().told == TOLD
    assert Entry.objects.filter(event="standard_changed").count() == 1


def test_only_the_list_has_components(cast, akta):
    with pytest.raises(operations.NotAComponent):
        operations.tell_standard(akta, {"parking": "ada"}, by=cast.nor, at=MONDAY_9AM)


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.COORDINATOR, Role.HOUSE)])
def test_others_tell_nothing(cast, akta, role):
    with pytest.raises(operations.NotYourMall):
        operations.tell_standard(akta, TOLD, by=Actor(role, f"{role}:1", cast.mall.pk, 1), at=MONDAY_9AM)
    assert not ServiceStandard.objects.exists()


def test_an_agencys_services_come_with_their_standard_in_one_query(cast, akta, django_assert_num_queries):
    operations.tell_standard(akta, TOLD, by=cast.nor, at=MONDAY_9AM)
    with django_assert_num_queries(1):
        told = [len(queries.standard_of(one).told) for one in queries.services_of(cast.dukcapil, date(2026, 11, 23))]
    assert told == [2, 0, 0]
