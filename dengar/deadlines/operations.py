"""
Changing policy: who runs the mall does, and every change is an entry in the register.

A changed term never touches what is published: the old version keeps its days, the new one begins today or later.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dengar.deadlines.kinds import Kind
from dengar.deadlines.models import Holiday, HolidayKind, Opening, Term, UnitChoice
from dengar.kit.actors import Actor, Role
from dengar.kit.errors import Refused
from dengar.ledger import operations as ledger
from dengar.malls.models import Agency, Mall
from dengar.malls.operations import AgencyElsewhere, NotYourMall, renew_policy_stamp

SUBJECT = hashlib.sha256(b"policy of the mall").hexdigest()[:32]  # one thread of the mall's log
LONGEST = 1000  # in any unit


class BadLength(Refused):
    message = _("A term is a whole number from 0 to 1000.")


class NoBasis(Refused):
    message = _("Write on what this term rests, for instance the number of a decree or of a procedure.")


class NotInThePast(Refused):
    message = _("A term can begin today at the earliest. What is published stays as it was.")


class ChangeWaiting(Refused):
    message = _("Another change of this term begins on that day or later. Change that one instead.")


class ChangedMeanwhile(Refused):
    message = _("Somebody else has just changed this. Look at it again.")


class LeavesGap(Refused):
    message = _("No other term stands behind this one, so it cannot simply end. Put another one in its place.")


class NoHolidayName(Refused):
    message = _("Write the name of the holiday.")


class HolidayKnown(Refused):
    message = _("This day is on the list of holidays already.")


class HolidayPassed(Refused):
    message = _("This day has passed. Dates that counted on it stay as they are.")


class NeverOpen(Refused):
    message = _("The mall has to be open on one weekday at least.")


class ClosesBeforeOpening(Refused):
    message = _("The closing time is not after the opening time.")


@transaction.atomic
def set_term(
    mall: Mall,
    *,
    kind: str,
    length: int,
    unit: str,
    basis: str,
    valid_from: date,
    by: Actor,
    at: datetime,
    agency: Agency | None = None,
    klass: str = "",
    confirmed: bool = False,
    pauses: bool = False,
    extension: int = 0,
) -> Term:
    """
    Set a term from a day on. The version before it ends on the day before; a version that has not begun is replaced.

    :param valid_from: local date, today at the earliest.
    :raises NotYourMall, AgencyElsewhere, BadLength, NoBasis, NotInThePast:
    :raises ChangeWaiting: if a version begins on that day already and counts, or on a later day.
    :raises ChangedMeanwhile: if somebody else was quicker.
    :raises ValueError: for a kind or unit that does not exist.
    """
    _must_run(by, mall, agency)
    if not (0 <= length <= LONGEST and 0 <= extension <= LONGEST):
        raise BadLength
    if not basis.strip():
        raise NoBasis
    if valid_from < _today(mall, at):
        raise NotInThePast
    term = Term(mall=mall, agency=agency, kind=Kind(kind), klass=klass, length=length, unit=UnitChoice(unit))
    term.basis, term.confirmed, term.pauses, term.extension = basis.strip()[:200], confirmed, pauses, extension
    term.valid_from = valid_from
    old = _make_room(term, today=_today(mall, at))
    term.save()
    _record("term", term, mall, by=by, at=at, old=old, start=valid_from)
    return term


@transaction.atomic
def end_term(term: Term, *, last_day: date, by: Actor, at: datetime) -> None:
    """
    End a term of an agency or of a class, so that the more general one holds again.

    :raises NotYourMall:
    :raises LeavesGap: if nothing more general stands behind it.
    :raises NotInThePast: if `last_day` is before today or before its first day.
    :raises ChangedMeanwhile: if it was ended or replaced already.
    """
    _must_run(by, term.mall, term.agency)
    behind = Term.objects.valid(last_day + timedelta(days=1)).filter(
        Q(agency=None) | Q(agency=term.agency), mall=term.mall, kind=term.kind, klass__in={"", term.klass}
    )
    if not behind.exclude(pk=term.pk).exists():
        raise LeavesGap
    if last_day < max(_today(term.mall, at), term.valid_from):
        raise NotInThePast
    if not Term.objects.filter(pk=term.pk, valid_until=None).update(valid_until=last_day):
        raise ChangedMeanwhile
    old, term.valid_until = _digest(term), last_day
    _record("term", term, term.mall, by=by, at=at, old=old, until=last_day)


@transaction.atomic
def add_holiday(
    mall: Mall, *, day: date, name: str, by: Actor, at: datetime, kind: HolidayKind = HolidayKind.LOCAL
) -> Holiday:
    """
    Add a day without service, known to the house from now on. It may have passed: a decree may come late.

    :raises NotYourMall, NoHolidayName, HolidayKnown:
    """
    _must_run(by, mall)
    name = " ".join(name.split())[:120]
    if not name:
        raise NoHolidayName
    if Holiday.objects.known().filter(mall=mall, date=day).exists():
        raise HolidayKnown
    holiday = Holiday.objects.create(mall=mall, date=day, name=name, kind=kind, known_since=at)
    _record("holiday", holiday, mall, by=by, at=at, start=day)
    return holiday


@transaction.atomic
def drop_holiday(holiday: Holiday, *, by: Actor, at: datetime) -> None:
    """
    Take a coming holiday off the list, because a decree was changed. The row stays, with until when we thought so.

    :raises NotYourMall, HolidayPassed:
    :raises ChangedMeanwhile: if it was dropped already.
    """
    _must_run(by, holiday.mall)
    if holiday.date <= _today(holiday.mall, at):
        raise HolidayPassed
    old = _digest(holiday)
    if not Holiday.objects.filter(pk=holiday.pk, known_until=None).update(known_until=at):
        raise ChangedMeanwhile
    holiday.known_until = at
    _record("holiday", holiday, holiday.mall, by=by, at=at, old=old, start=holiday.date, reason="dropped")


@transaction.atomic
def set_hours(
    mall: Mall, hours: Mapping[int, tuple[time, time]], *, by: Actor, at: datetime, agency: Agency | None = None
) -> None:
    """
    Set when the mall, or one agency, is open. It counts for clocks that are started or counted anew from now on.

    :param hours: weekday (Monday 0) -> opens, closes, local time; empty for an agency: the mall's hours hold again.
    :raises NotYourMall, AgencyElsewhere, NeverOpen, ClosesBeforeOpening:
    """
    _must_run(by, mall, agency)
    if not hours and agency is None:
        raise NeverOpen
    if any(closes <= opens for opens, closes in hours.values()):
        raise ClosesBeforeOpening
    theirs = Opening.objects.filter(mall=mall, agency=agency)
    old = _digest_of(sorted(theirs.values_list("weekday", "opens", "closes")))
    theirs.delete()
    Opening.objects.bulk_create(
        Opening(mall=mall, agency=agency, weekday=weekday, opens=opens, closes=closes)
        for weekday, (opens, closes) in sorted(hours.items())
    )
    digest = _digest_of([(weekday, *span) for weekday, span in sorted(hours.items())])
    facts = {"kind": "opening", "id": agency and agency.pk, "digest": digest, "old": old}
    renew_policy_stamp(mall)
    ledger.append(mall.slug, SUBJECT, "policy_changed", actor=by.ref, at=at, facts=facts)


def _must_run(by: Actor, mall: Mall, agency: Agency | None = None) -> None:
    if by.role is not Role.HOUSE and (by.role is not Role.COORDINATOR or by.mall_id != mall.pk):
        raise NotYourMall
    if agency is not None and agency.mall_id != mall.pk:
        raise AgencyElsewhere


def _today(mall: Mall, at: datetime) -> date:
    return at.astimezone(ZoneInfo(mall.time_zone)).date()


def _make_room(term: Term, *, today: date) -> str:
    """End the version before `term`, or take the place of one that has not begun; return the digest of that one."""
    versions = Term.objects.filter(mall=term.mall, agency=term.agency, kind=term.kind, klass=term.klass)
    for waiting in versions.filter(valid_from__gte=term.valid_from):
        if waiting.valid_from != term.valid_from or waiting.valid_from <= today:
            raise ChangeWaiting
        term.pk = waiting.pk
        return _digest(waiting)
    before = versions.valid(term.valid_from).first()
    if before is None:
        return ""
    # The version before may have a last day of its own, later than the new one's first: it is cut short all the same.
    if not versions.filter(pk=before.pk, valid_until=before.valid_until).update(valid_until=_day_before(term)):
        raise ChangedMeanwhile
    return _digest(before)


def _day_before(term: Term) -> date:
    return term.valid_from - timedelta(days=1)


def _digest(row: models.Model) -> str:
    return _digest_of({field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields})


def _digest_of(said: object) -> str:
    """Return the SHA-256 of what a policy says: it is public anyway."""
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()


def _record(
    kind: str,
    row: Term | Holiday,
    mall: Mall,
    *,
    by: Actor,
    at: datetime,
    old: str = "",
    start: date | None = None,
    until: date | None = None,
    reason: str = "",
) -> None:
    facts = {
        "kind": kind,
        "id": row.pk,
        "digest": _digest(row),
        "old": old,
        "from": start,
        "until": until,
        "reason": reason,
    }
    renew_policy_stamp(mall)
    ledger.append(mall.slug, SUBJECT, "policy_changed", actor=by.ref, at=at, facts=facts)
