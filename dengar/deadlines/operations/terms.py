"""Terms: set from a day on, and ended."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from dengar.deadlines.kinds import Kind
from dengar.deadlines.models import Term, TermQuerySet, UnitChoice
from dengar.deadlines.operations.rules import (
    BadLength,
    ChangedMeanwhile,
    ChangeWaiting,
    LeavesGap,
    NoBasis,
    NotInThePast,
    digest,
    must_be,
    must_run,
    record,
    today,
)
from dengar.kit.actors import Actor
from dengar.malls.models import Agency, Mall

LONGEST = 1000  # in any unit


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
    seen: str | None = None,
) -> Term:
    """
    Set a term from a day on. The version before it ends on the day before; a version that has not begun is replaced.

    :param valid_from: local date, today at the earliest.
    :param seen: Mall.policy_stamp as the page showed it; None: whatever it is.
    :raises NotYourMall, AgencyElsewhere, BadLength, NoBasis, NotInThePast:
    :raises ChangeWaiting: if a version begins on that day already and counts, or on a later day.
    :raises ChangedMeanwhile: if somebody else was quicker.
    :raises ValueError: for a kind or unit that does not exist.
    """
    must_run(by, mall, agency)
    must_be(mall, seen)
    term = Term(mall=mall, agency=agency, kind=Kind(kind), klass=klass, length=length, unit=UnitChoice(unit))
    term.basis, term.confirmed, term.pauses, term.extension = basis.strip()[:200], confirmed, pauses, extension
    term.valid_from = valid_from
    check_term(term, at=at)
    old = _make_room(term, today=today(mall, at))
    term.save()
    record("term", term, mall, by=by, at=at, old=old, start=valid_from)
    return term


@transaction.atomic
def end_term(term: Term, *, last_day: date, by: Actor, at: datetime, seen: str | None = None) -> None:
    """
    End a term of an agency or of a class, so that the more general one holds again.

    :raises NotYourMall:
    :raises LeavesGap: if nothing more general stands behind it.
    :raises NotInThePast: if `last_day` is before today or before its first day.
    :raises ChangedMeanwhile: if it was ended or replaced already.
    """
    must_run(by, term.mall, term.agency)
    must_be(term.mall, seen)
    check_end(term, last_day=last_day, at=at)
    if not Term.objects.filter(pk=term.pk, valid_until=None).update(valid_until=last_day):
        raise ChangedMeanwhile
    old, term.valid_until = digest(term), last_day
    record("term", term, term.mall, by=by, at=at, old=old, until=last_day)


def check_term(term: Term, *, at: datetime) -> None:
    """
    Refuse a new version that cannot be. One SQL query; nothing is written.

    :raises BadLength, NoBasis, NotInThePast, ChangeWaiting:
    """
    if not (0 <= term.length <= LONGEST and 0 <= term.extension <= LONGEST):
        raise BadLength
    if not term.basis.strip():
        raise NoBasis
    if term.valid_from < today(term.mall, at):
        raise NotInThePast
    _waiting(term, today=today(term.mall, at))


def check_end(term: Term, *, last_day: date, at: datetime) -> None:
    """:raises LeavesGap, NotInThePast: as end_term, which calls it. One SQL query; nothing is written."""
    behind = Term.objects.valid(last_day + timedelta(days=1)).filter(
        Q(agency=None) | Q(agency=term.agency), mall=term.mall, kind=term.kind, klass__in={"", term.klass}
    )
    if not behind.exclude(pk=term.pk).exists():
        raise LeavesGap
    if last_day < max(today(term.mall, at), term.valid_from):
        raise NotInThePast


def _versions(term: Term) -> TermQuerySet:
    return Term.objects.filter(mall=term.mall, agency=term.agency, kind=term.kind, klass=term.klass)


def _waiting(term: Term, *, today: date) -> Term | None:
    """Return the version whose place `term` takes, since it has not begun; None if there is none."""
    for waiting in _versions(term).filter(valid_from__gte=term.valid_from):
        if waiting.valid_from != term.valid_from or waiting.valid_from <= today:
            raise ChangeWaiting
        return waiting
    return None


def _make_room(term: Term, *, today: date) -> str:
    """End the version before `term`, or take the place of one that has not begun; return the digest of that one."""
    waiting = _waiting(term, today=today)
    if waiting is not None:
        term.pk = waiting.pk
        return digest(waiting)
    versions = _versions(term)
    before = versions.valid(term.valid_from).first()
    if before is None:
        return ""
    # The version before may have a last day of its own, later than the new one's first: it is cut short all the same.
    if not versions.filter(pk=before.pk, valid_until=before.valid_until).update(valid_until=_day_before(term)):
        raise ChangedMeanwhile
    return digest(before)


def _day_before(term: Term) -> date:
    return term.valid_from - timedelta(days=1)
