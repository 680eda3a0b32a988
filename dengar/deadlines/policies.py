"""What a new mall starts with: terms, opening hours and holidays of content/policies/."""

import tomllib
from collections.abc import Iterator
from datetime import date, datetime, time
from functools import cache
from typing import Any

from django.conf import settings
from django.db import transaction

from dengar.deadlines.models import Holiday, HolidayKind, Opening, Term
from dengar.malls.models import Mall
from dengar.malls.operations import renew_policy_stamp

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
CATEGORIES = {"public": HolidayKind.NATIONAL, "government": HolidayKind.COLLECTIVE}  # the library's name -> ours


@transaction.atomic
def load(mall: Mall, *, at: datetime) -> None:
    """
    Give a mall the shipped policy where it has none of its own. Doing it again adds what is new, e.g. next year's
    holidays, and touches nothing that somebody has set.
    """
    _load_terms(mall)
    _load_hours(mall)
    _load_holidays(mall, at)
    renew_policy_stamp(mall)


@cache
def shipped_hours() -> dict[int, tuple[time, time]]:
    """Return the shipped opening hours: weekday (Monday 0) -> opens, closes."""
    return {
        WEEKDAYS.index(name): (time.fromisoformat(opens), time.fromisoformat(closes))
        for name, (opens, closes) in _read("calendar")["hours"].items()
    }


def shipped_holidays(since: int, until: int) -> Iterator[tuple[date, str, HolidayKind]]:
    """Yield Indonesia's holidays of whole years, with collective leave; one for each date, the national one first."""
    import holidays  # here, since it takes 10 MB in every process and is needed once for a mall

    seen = set()
    for category, kind in CATEGORIES.items():
        known = holidays.country_holidays(
            _read("calendar")["holidays"]["country"],
            years=range(since, until + 1),
            categories=(category,),
            language="id",
        )
        for day, name in sorted(known.items()):
            if day not in seen:
                seen.add(day)
                yield day, name, kind


def _load_terms(mall: Mall) -> None:
    shipped = _read("terms")
    theirs = set(Term.objects.filter(mall=mall, agency=None).values_list("kind", "klass"))
    Term.objects.bulk_create(
        Term(mall=mall, valid_from=shipped["valid_from"], **term)
        for term in shipped["term"]
        if (term["kind"], term.get("klass", "")) not in theirs
    )


def _load_hours(mall: Mall) -> None:
    if not Opening.objects.filter(mall=mall, agency=None).exists():
        Opening.objects.bulk_create(
            Opening(mall=mall, weekday=weekday, opens=opens, closes=closes)
            for weekday, (opens, closes) in shipped_hours().items()
        )


def _load_holidays(mall: Mall, at: datetime) -> None:
    years = _read("calendar")["holidays"]
    # A date that somebody dropped stays dropped: known_until does not matter here.
    theirs = set(Holiday.objects.filter(mall=mall).values_list("date", flat=True))
    Holiday.objects.bulk_create(
        Holiday(mall=mall, date=day, name=name[:120], kind=kind, known_since=at)
        for day, name, kind in shipped_holidays(years["since"], max(years["until"], at.year + 1))
        if day not in theirs
    )


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((settings.CONTENT_DIR / "policies" / f"{name}.toml").read_text(encoding="utf-8"))
