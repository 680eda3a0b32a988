"""When a place is open: holidays, as they become known, and the hours of the week."""

from collections.abc import Mapping
from datetime import date, datetime, time

from django.db import transaction

from dengar.deadlines.models import Holiday, HolidayKind, Opening
from dengar.deadlines.operations.rules import (
    SUBJECT,
    ChangedMeanwhile,
    ClosesBeforeOpening,
    HolidayKnown,
    HolidayPassed,
    NeverOpen,
    NoHolidayName,
    digest,
    digest_of,
    must_be,
    must_run,
    record,
    today,
)
from dengar.kit.actors import Actor
from dengar.ledger import operations as ledger
from dengar.malls.models import Agency, Mall
from dengar.malls.operations import renew_policy_stamp


@transaction.atomic
def add_holiday(
    mall: Mall,
    *,
    day: date,
    name: str,
    by: Actor,
    at: datetime,
    kind: HolidayKind = HolidayKind.LOCAL,
    seen: str | None = None,
) -> Holiday:
    """
    Add a day without service, known to the house from now on. It may have passed: a decree may come late.

    The clocks that run do not move by this alone: complaints.operations.announce_holiday calls it and moves them.

    :param seen: Mall.policy_stamp as the page showed it; None: whatever it is.
    :raises NotYourMall, NoHolidayName, HolidayKnown:
    :raises ChangedMeanwhile: if the policy is another one than `seen`.
    """
    must_run(by, mall)
    must_be(mall, seen)
    name = check_holiday(mall, day=day, name=name)
    holiday = Holiday.objects.create(mall=mall, date=day, name=name, kind=kind, known_since=at)
    record("holiday", holiday, mall, by=by, at=at, start=day)
    return holiday


@transaction.atomic
def rename_holiday(holiday: Holiday, *, name: str, kind: HolidayKind, by: Actor, at: datetime) -> Holiday:
    """
    Give a coming holiday another name or kind, for instance when an estimate becomes certain. No date moves.

    The old row stays, with until when we called it so.

    :raises NotYourMall, NoHolidayName, HolidayPassed:
    :raises ChangedMeanwhile: if it was dropped or renamed already.
    """
    name = _holiday_name(name)
    old = _forget(holiday, by=by, at=at)
    new = Holiday.objects.create(mall=holiday.mall, date=holiday.date, name=name, kind=kind, known_since=at)
    record("holiday", new, holiday.mall, by=by, at=at, old=old, start=holiday.date, reason="renamed")
    return new


@transaction.atomic
def drop_holiday(holiday: Holiday, *, by: Actor, at: datetime) -> None:
    """
    Take a coming holiday off the list, because a decree was changed. The row stays, with until when we thought so.

    No clock that runs comes due earlier by it: a day that somebody was told stays.

    :raises NotYourMall, HolidayPassed:
    :raises ChangedMeanwhile: if it was dropped already.
    """
    old = _forget(holiday, by=by, at=at)
    record("holiday", holiday, holiday.mall, by=by, at=at, old=old, start=holiday.date, reason="dropped")


def check_holiday(mall: Mall, *, day: date, name: str) -> str:
    """
    Return the name under which a new holiday would be kept. One SQL query.

    :raises NoHolidayName, HolidayKnown:
    """
    name = _holiday_name(name)
    if Holiday.objects.known().filter(mall=mall, date=day).exists():
        raise HolidayKnown
    return name


def _holiday_name(name: str) -> str:
    name = " ".join(name.split())[:120]
    if not name:
        raise NoHolidayName
    return name


def _forget(holiday: Holiday, *, by: Actor, at: datetime) -> str:
    """End what we know of a coming holiday; return the digest of what it said."""
    must_run(by, holiday.mall)
    if holiday.date <= today(holiday.mall, at):
        raise HolidayPassed
    old = digest(holiday)
    if not Holiday.objects.filter(pk=holiday.pk, known_until=None).update(known_until=at):
        raise ChangedMeanwhile
    holiday.known_until = at
    return old


@transaction.atomic
def set_hours(
    mall: Mall,
    hours: Mapping[int, tuple[time, time]],
    *,
    by: Actor,
    at: datetime,
    agency: Agency | None = None,
    seen: str | None = None,
) -> None:
    """
    Set when the mall, or one agency, is open. It counts for clocks that are started from now on.

    :param hours: weekday (Monday 0) -> opens, closes, local time; empty for an agency: the mall's hours hold again.
    :param seen: Mall.policy_stamp as the page showed it; None: whatever it is.
    :raises NotYourMall, AgencyElsewhere, NeverOpen, ClosesBeforeOpening:
    """
    must_run(by, mall, agency)
    must_be(mall, seen)
    check_hours(hours, agency)
    theirs = Opening.objects.filter(mall=mall, agency=agency)
    old = digest_of(sorted(theirs.values_list("weekday", "opens", "closes")))
    theirs.delete()
    Opening.objects.bulk_create(
        Opening(mall=mall, agency=agency, weekday=weekday, opens=opens, closes=closes)
        for weekday, (opens, closes) in sorted(hours.items())
    )
    digest = digest_of([(weekday, *span) for weekday, span in sorted(hours.items())])
    facts = {"kind": "opening", "id": agency and agency.pk, "digest": digest, "old": old}
    renew_policy_stamp(mall)
    ledger.append(mall.slug, SUBJECT, "policy_changed", actor=by.ref, at=at, facts=facts)


def check_hours(hours: Mapping[int, tuple[time, time]], agency: Agency | None) -> None:
    """:raises NeverOpen, ClosesBeforeOpening:"""
    if not hours and agency is None:
        raise NeverOpen
    if any(closes <= opens for opens, closes in hours.values()):
        raise ClosesBeforeOpening
