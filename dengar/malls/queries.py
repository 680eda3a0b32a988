"""What a mall holds: agencies, the services people come for, and the counters where they meet."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dengar.malls.models import (
    Agency,
    Counter,
    GovernanceKind,
    GovernanceRecord,
    LeadershipReview,
    Mall,
    Service,
    ServiceStandard,
)
from dengar.malls.standard import Group, components

ENOUGH = 20  # found services shown at once
Words = str | Promise
GROUP_WORDS: Mapping[Group, Words] = {
    Group.DELIVERY: _("Good to know before you come"),
    Group.HOUSE: _("How the agency sees to it"),
}
SHORT = 3  # letters; a shorter word must begin a word, a longer one may stand inside


def first_mall() -> Mall | None:
    """Return the mall of an installation with only one, the usual case."""
    return Mall.objects.order_by("pk").first()


def agencies(mall: Mall | int, on: date) -> QuerySet[Agency]:
    """Return the agencies with a desk in `mall` on a day, by alphabet. One SQL query."""
    return Agency.objects.running(on).filter(mall=mall).order_by("name")


def desks(mall: Mall | int, on: date) -> QuerySet[Agency]:
    """Return every agency that has, or once had, a desk here, with its `service_count` on a day. One SQL query."""
    running = Q(services__ends_on=None) | Q(services__ends_on__gte=on)
    counted = Agency.objects.filter(mall=mall).annotate(service_count=Count("services", filter=running))
    return counted.order_by("name")


def counters(mall: Mall | int) -> QuerySet[Counter]:
    """Return every counter of the mall, ended ones too, with its agency. One SQL query."""
    return Counter.objects.filter(mall=mall).select_related("agency").order_by("name", "pk")


def open_counters(mall: Mall | int, on: date) -> QuerySet[Counter]:
    """Return the counters that run on a day, those of one agency together, with their agencies. One SQL query."""
    rows = Counter.objects.running(on).filter(mall=mall).select_related("agency")
    return rows.order_by("agency__name", "name", "pk")


def by_counter(mall: Mall | int, slug: str) -> Counter | None:
    """Return the counter with this address, with its agency; None if unknown. One SQL query."""
    return Counter.objects.filter(mall=mall, slug=slug).select_related("agency").first()


def services(mall: Mall | int, on: date) -> QuerySet[Service]:
    """Return every service that can be had in `mall` on a day, by agency and name. One SQL query."""
    running = Service.objects.running(on).filter(agency__in=agencies(mall, on))
    return running.select_related("agency").order_by("agency__name", "name")


def every_service(agency: Agency) -> QuerySet[Service]:
    """Return every service of an agency by name, ended ones too, each with its standard. One SQL query."""
    return Service.objects.filter(agency=agency).select_related("standard").order_by("name")


def services_of(agency: Agency, on: date) -> QuerySet[Service]:
    """Return what an agency offers on a day, by name, each with its standard. One SQL query."""
    return Service.objects.running(on).filter(agency=agency).select_related("standard").order_by("name")


@dataclass(frozen=True)
class Part:
    """One component of a service standard in the language of the page; `text` is empty where nothing is told."""

    code: str
    name: str
    asks: str
    group: Group
    text: str


def standard_of(service: Service) -> ServiceStandard:
    """Return what is told of a service's standard; a row that is not kept where nothing ever was. One SQL query."""
    kept: ServiceStandard | None = getattr(service, "standard", None)
    return kept or ServiceStandard(service=service)


def parts(standard: ServiceStandard) -> list[Part]:
    """Return all components of a standard, those for whoever comes first. No query."""
    rows = [
        Part(code, named(one.names), named(one.asks), one.group, standard.told.get(code, ""))
        for code, one in components().items()
    ]
    return sorted(rows, key=lambda part: list(Group).index(part.group))


def grouped(standard: ServiceStandard) -> list[tuple[Words, list[Part]]]:
    """Return the components of a standard by group, under its words. No query."""
    by_group = groupby(parts(standard), key=lambda part: part.group)
    return [(GROUP_WORDS[group], list(rows)) for group, rows in by_group]


def named(names: Mapping[str, str]) -> str:
    """Return a name of a list in content/policies in the language of the page."""
    return names["en" if (get_language() or "").startswith("en") else "id"]


def governance(mall: Mall | int, on: date | None = None) -> dict[GovernanceKind, list[GovernanceRecord]]:
    """
    Return what governs complaints, under every kind, also where there is nothing. One SQL query.

    :param on: the local day; without it, what has ended is found as well.
    """
    everything = GovernanceRecord.objects.filter(mall=mall)
    rows = everything if on is None else everything.running(on).exclude(starts_on__gt=on)
    found: dict[GovernanceKind, list[GovernanceRecord]] = {kind: [] for kind in GovernanceKind}
    for row in rows:
        found[GovernanceKind(row.kind)].append(row)
    return found


def reviews(mall: Mall | int) -> QuerySet[LeadershipReview]:
    """Return every review of the leaders with its decisions, the latest first. Two SQL queries."""
    return LeadershipReview.objects.filter(mall=mall).prefetch_related("decisions")


def search_services(mall: Mall | int, words: str, *, on: date | None = None) -> list[Service]:
    """
    Return services that fit what someone typed in everyday words, the best first. One SQL query.

    Each typed word counts once: most where it is a word of the name or of the everyday words, less
    where it only begins or stands inside one, least where it names the agency. Services that lack a
    word still show, after those that fit more. No stemming: "akte" finds "akta" by its everyday word.

    A mall has a few hundred services: they are read in one query and weighed here, so that SQLite
    and PostgreSQL answer alike.

    :param on: the local day; without it, ended services and agencies are found as well.
    """
    typed = list(dict.fromkeys(_split(words)))[:8]
    if not typed:
        return []
    everything = Service.objects.filter(agency__mall=mall).select_related("agency")
    rows = everything if on is None else services(mall, on)
    found = [(fit, service) for service in rows if (fit := _fit(_Text.of(service), typed)) > 0]
    found.sort(key=lambda pair: (-pair[0], pair[1].name.casefold(), pair[1].pk))
    return [service for _, service in found[:ENOUGH]]


@dataclass(frozen=True)
class _Text:
    name: list[str]
    words: list[str]
    agency: list[str]

    @classmethod
    def of(cls, service: Service) -> "_Text":
        agency = f"{service.agency.name} {service.agency.short_name} {service.agency.code}"
        return cls(_split(service.name), _split(service.words), _split(agency))


def _split(text: str) -> list[str]:
    return re.findall(r"\w+", text.replace("\0", " ").casefold())


def _fit(text: _Text, typed: list[str]) -> int:
    return sum(
        max(_weigh(word, text.name, 12), _weigh(word, text.words, 11), _weigh(word, text.agency, 4)) for word in typed
    )


def _weigh(word: str, among: list[str], whole: int) -> int:
    """Return `whole` for the very word, two thirds where one begins with it, a third where it is inside."""
    if word in among:
        return whole
    if any(other.startswith(word) for other in among):
        return whole * 2 // 3
    if len(word) > SHORT and any(word in other for other in among):
        return whole // 3
    return 0
