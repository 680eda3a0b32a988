"""Change what a mall holds. Nothing is deleted: an agency, service or counter is given a last day."""

from datetime import date, datetime

from django.db import transaction
from django.utils.text import slugify

from dengar.kit.actors import HOUSE, Actor
from dengar.malls.models import Agency, Counter, Mall, Service, fresh_stamp
from dengar.malls.operations.rules import (
    AgencyTaken,
    CounterTaken,
    EndsBeforeStart,
    MallTaken,
    ServiceTaken,
    must_run,
    named,
    record,
    replace,
    same_mall,
    taken,
    tidy,
)


@transaction.atomic
def found(slug: str, *, name: str, example: bool = False, at: datetime, **details: str) -> Mall:
    """
    Open a new mall; only set-up does so.

    :param slug: its log's name and its key folder, for ever.
    :param details: city, address, phone, desk, time_zone, as on the row.
    :raises NoName, MallTaken:
    """
    if Mall.objects.filter(slug=slug).exists():
        raise MallTaken
    mall = Mall.objects.create(slug=slug, name=named(name), example=example, **details)
    record(mall, mall, by=HOUSE, at=at)
    return mall


def renew_policy_stamp(mall: Mall) -> None:
    """Say that terms, hours or holidays of the mall are not what they were. In the transaction that changes them."""
    mall.policy_stamp = fresh_stamp()
    mall.save(update_fields=["policy_stamp"])


@transaction.atomic
def change_mall(
    mall: Mall, *, name: str, city: str, address: str, phone: str, desk: str, by: Actor, at: datetime, seen: int
) -> None:
    """
    Change what is said of the mall itself. Its time zone stays: every date that was promised was counted in it.

    :param seen: the revision that the page showed.
    :raises NotYourMall, NoName, ChangedMeanwhile:
    """
    must_run(by, mall)
    said = {"city": city, "address": address, "phone": phone, "desk": desk}
    replace(mall, seen, name=named(name), **{key: " ".join(words.split()) for key, words in said.items()})
    record(mall, mall, by=by, at=at)


@transaction.atomic
def add_agency(
    mall: Mall,
    *,
    name: str,
    short_name: str = "",
    owner: str = "",
    starts_on: date | None = None,
    code: str = "",
    by: Actor,
    at: datetime,
) -> Agency:
    """
    Give an agency a desk in the mall.

    :param code: its short address, for ever; made from the short name where empty.
    :raises NotYourMall, NoName, AgencyTaken:
    """
    must_run(by, mall)
    agency = Agency(mall=mall, name=named(name), short_name=short_name.strip(), owner=owner.strip())
    agency.starts_on = starts_on
    agency.code = code or slugify(agency.short_name or agency.name)[:30].strip("-") or "instansi"
    if taken(Agency.objects.filter(mall=mall), name=agency.name):
        raise AgencyTaken
    if Agency.objects.filter(mall=mall, code=agency.code).exists():
        raise AgencyTaken
    agency.save()
    record(agency, mall, by=by, at=at)
    return agency


@transaction.atomic
def change_agency(
    agency: Agency,
    *,
    name: str,
    short_name: str,
    owner: str,
    starts_on: date | None,
    ends_on: date | None,
    by: Actor,
    at: datetime,
) -> None:
    """
    Change what is said of an agency, or end its desk.

    :raises NotYourMall, NoName, AgencyTaken, EndsBeforeStart:
    """
    must_run(by, agency.mall)
    if starts_on and ends_on and ends_on < starts_on:
        raise EndsBeforeStart
    name = named(name)
    if taken(Agency.objects.filter(mall=agency.mall).exclude(pk=agency.pk), name=name):
        raise AgencyTaken
    agency.name, agency.short_name, agency.owner = name, short_name.strip(), owner.strip()
    agency.starts_on, agency.ends_on = starts_on, ends_on
    agency.save(update_fields=["name", "short_name", "owner", "starts_on", "ends_on"])
    record(agency, agency.mall, by=by, at=at)


@transaction.atomic
def add_service(agency: Agency, *, name: str, words: str = "", by: Actor, at: datetime) -> Service:
    """
    Add a service with the words that people use for it, separated by commas.

    :raises NotYourMall, NoName, ServiceTaken:
    """
    must_run(by, agency.mall)
    name = named(name)
    if taken(agency.services.all(), name=name):
        raise ServiceTaken
    service = Service.objects.create(agency=agency, name=name, words=tidy(words))
    record(service, agency.mall, by=by, at=at)
    return service


@transaction.atomic
def change_service(service: Service, *, name: str, words: str, ends_on: date | None, by: Actor, at: datetime) -> None:
    """
    Change a service's name or words, or end it.

    :raises NotYourMall, NoName, ServiceTaken:
    """
    agency = service.agency
    must_run(by, agency.mall)
    name = named(name)
    if taken(agency.services.exclude(pk=service.pk), name=name):
        raise ServiceTaken
    service.name, service.words, service.ends_on = name, tidy(words), ends_on
    service.save(update_fields=["name", "words", "ends_on"])
    record(service, agency.mall, by=by, at=at)


@transaction.atomic
def add_counter(
    mall: Mall, *, name: str, agency: Agency | None = None, floor: str = "", slug: str = "", by: Actor, at: datetime
) -> Counter:
    """
    Add a counter.

    :param slug: its address in a QR, for ever; made from the name where empty.
    :raises NotYourMall, NoName, CounterTaken, AgencyElsewhere:
    """
    must_run(by, mall)
    same_mall(agency, mall)
    counter = Counter(mall=mall, agency=agency, name=named(name), floor=floor.strip())
    counter.slug = slug or slugify(counter.name)[:40].strip("-") or "loket"
    if Counter.objects.filter(mall=mall, slug=counter.slug).exists():
        raise CounterTaken
    counter.save()
    record(counter, mall, by=by, at=at)
    return counter


@transaction.atomic
def change_counter(
    counter: Counter,
    *,
    name: str,
    agency: Agency | None,
    floor: str,
    ends_on: date | None,
    by: Actor,
    at: datetime,
) -> None:
    """
    Change a counter's name, place or agency, or end it. Its address stays: it may be printed.

    :raises NotYourMall, NoName, AgencyElsewhere:
    """
    must_run(by, counter.mall)
    same_mall(agency, counter.mall)
    counter.name, counter.agency, counter.floor, counter.ends_on = named(name), agency, floor.strip(), ends_on
    counter.save(update_fields=["name", "agency", "floor", "ends_on"])
    record(counter, counter.mall, by=by, at=at)
