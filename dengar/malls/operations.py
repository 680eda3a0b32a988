"""Change what a mall holds. Nothing is deleted: an agency, service or counter is given a last day."""

import hashlib
import json
from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from dengar.kit.actors import HOUSE, Actor, Role
from dengar.kit.errors import Refused
from dengar.ledger import operations as ledger
from dengar.malls.models import Agency, Counter, Mall, Service, fresh_stamp

SUBJECT = hashlib.sha256(b"places of the mall").hexdigest()[:32]  # one thread of the mall's log


class NotYourMall(Refused):
    message = _("Only the coordinator of this mall may do this.")


class NoName(Refused):
    message = _("Write the name.")


class MallTaken(Refused):
    message = _("There is a mall with this short name already.")


class AgencyTaken(Refused):
    message = _("There is an agency with this name already.")


class ServiceTaken(Refused):
    message = _("This agency has a service with this name already.")


class CounterTaken(Refused):
    message = _("There is a counter with this address already.")


class AgencyElsewhere(Refused):
    message = _("This agency has no desk in this mall.")


class EndsBeforeStart(Refused):
    message = _("The last day is before the first.")


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
    mall = Mall.objects.create(slug=slug, name=_named(name), example=example, **details)
    _record(mall, mall, by=HOUSE, at=at)
    return mall


def renew_policy_stamp(mall: Mall) -> None:
    """Say that terms, hours or holidays of the mall are not what they were. In the transaction that changes them."""
    mall.policy_stamp = fresh_stamp()
    mall.save(update_fields=["policy_stamp"])


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
    _must_run(by, mall)
    agency = Agency(mall=mall, name=_named(name), short_name=short_name.strip(), owner=owner.strip())
    agency.starts_on = starts_on
    agency.code = code or slugify(agency.short_name or agency.name)[:30].strip("-") or "instansi"
    if _taken(Agency.objects.filter(mall=mall), name=agency.name):
        raise AgencyTaken
    if Agency.objects.filter(mall=mall, code=agency.code).exists():
        raise AgencyTaken
    agency.save()
    _record(agency, mall, by=by, at=at)
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
    _must_run(by, agency.mall)
    if starts_on and ends_on and ends_on < starts_on:
        raise EndsBeforeStart
    name = _named(name)
    if _taken(Agency.objects.filter(mall=agency.mall).exclude(pk=agency.pk), name=name):
        raise AgencyTaken
    agency.name, agency.short_name, agency.owner = name, short_name.strip(), owner.strip()
    agency.starts_on, agency.ends_on = starts_on, ends_on
    agency.save(update_fields=["name", "short_name", "owner", "starts_on", "ends_on"])
    _record(agency, agency.mall, by=by, at=at)


@transaction.atomic
def add_service(agency: Agency, *, name: str, words: str = "", by: Actor, at: datetime) -> Service:
    """
    Add a service with the words that people use for it, separated by commas.

    :raises NotYourMall, NoName, ServiceTaken:
    """
    _must_run(by, agency.mall)
    name = _named(name)
    if _taken(agency.services.all(), name=name):
        raise ServiceTaken
    service = Service.objects.create(agency=agency, name=name, words=_tidy(words))
    _record(service, agency.mall, by=by, at=at)
    return service


@transaction.atomic
def change_service(service: Service, *, name: str, words: str, ends_on: date | None, by: Actor, at: datetime) -> None:
    """
    Change a service's name or words, or end it.

    :raises NotYourMall, NoName, ServiceTaken:
    """
    agency = service.agency
    _must_run(by, agency.mall)
    name = _named(name)
    if _taken(agency.services.exclude(pk=service.pk), name=name):
        raise ServiceTaken
    service.name, service.words, service.ends_on = name, _tidy(words), ends_on
    service.save(update_fields=["name", "words", "ends_on"])
    _record(service, agency.mall, by=by, at=at)


@transaction.atomic
def add_counter(
    mall: Mall, *, name: str, agency: Agency | None = None, floor: str = "", slug: str = "", by: Actor, at: datetime
) -> Counter:
    """
    Add a counter.

    :param slug: its address in a QR, for ever; made from the name where empty.
    :raises NotYourMall, NoName, CounterTaken, AgencyElsewhere:
    """
    _must_run(by, mall)
    _same_mall(agency, mall)
    counter = Counter(mall=mall, agency=agency, name=_named(name), floor=floor.strip())
    counter.slug = slug or slugify(counter.name)[:40].strip("-") or "loket"
    if Counter.objects.filter(mall=mall, slug=counter.slug).exists():
        raise CounterTaken
    counter.save()
    _record(counter, mall, by=by, at=at)
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
    _must_run(by, counter.mall)
    _same_mall(agency, counter.mall)
    counter.name, counter.agency, counter.floor, counter.ends_on = _named(name), agency, floor.strip(), ends_on
    counter.save(update_fields=["name", "agency", "floor", "ends_on"])
    _record(counter, counter.mall, by=by, at=at)


def _must_run(by: Actor, mall: Mall) -> None:
    if by.role is not Role.HOUSE and (by.role is not Role.COORDINATOR or by.mall_id != mall.pk):
        raise NotYourMall


def _same_mall(agency: Agency | None, mall: Mall) -> None:
    if agency is not None and agency.mall_id != mall.pk:
        raise AgencyElsewhere


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise NoName
    return name


def _tidy(words: str) -> str:
    return ", ".join(dict.fromkeys(" ".join(word.split()) for word in words.split(",") if word.strip()))


def _taken(rows: "models.QuerySet[Any]", *, name: str) -> bool:
    return rows.filter(name__iexact=name).exists()


def _record(row: Mall | Agency | Service | Counter, mall: Mall, *, by: Actor, at: datetime) -> None:
    """Write that a place changed, with the SHA-256 of what it says now: it is public anyway."""
    said = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    digest = hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()
    facts = {"kind": row._meta.model_name, "id": row.pk, "digest": digest}
    ledger.append(mall.slug, SUBJECT, "place_changed", actor=by.ref, at=at, facts=facts)
