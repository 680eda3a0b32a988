""" "Beres di tempat" in the person's own word: what an officer noted is not settled, or never happened (look 04d)."""

from datetime import datetime

from django.db import transaction

from dengar.close.models import Objection
from dengar.close.operations.ending import OBJECT_WITHIN, TooLate, again
from dengar.complaints import journey
from dengar.complaints.journey import State
from dengar.complaints.models import Clock, Complaint
from dengar.complaints.operations import (
    NotNow,
    NotYours,
    check_seen,
    check_sight,
    hand_to_coordinator,
    may_be_reached,
    start_clock,
    turn_away,
)
from dengar.intake import queries as intake
from dengar.kit.actors import Actor, Role


@transaction.atomic
def not_settled(
    complaint: Complaint, words: str = "", *, phone: str = "", by: Actor, at: datetime, seen: int | None = None
) -> Objection:
    """
    Say that what was noted as settled is not: it becomes a complaint, and the person is spoken with within a day.

    :param words: what is not settled, if they say.
    :param phone: where to call, if they left no number at the counter; else they are written to on their page.
    :raises TooLate: more than 30 days after it was noted.
    :raises NotNow: if it is no such note (any more).
    :raises Gone, NotYours: as complaints.operations.advance.
    """
    _check(complaint, by=by, at=at, seen=seen)
    may_be_reached(complaint, phone, by=by, at=at)
    said = Objection.Says.NOT_SETTLED
    made = again(complaint, journey.OBJECT, words, Objection.Wish.TALK, says=said, by=by, at=at)
    start_clock(complaint, Clock.Kind.FIRST_CONTACT, by=by, at=at)
    return made


@transaction.atomic
def never_happened(
    complaint: Complaint, words: str = "", *, phone: str = "", by: Actor, at: datetime, seen: int | None = None
) -> Objection:
    """
    Say that what was noted never happened: it is examined by a coordinator.

    For the officer who noted it the report does not exist from the commit on. Where no coordinator is free the
    overseer is let in. Parameters and errors as `not_settled`.
    """
    _check(complaint, by=by, at=at, seen=seen)
    may_be_reached(complaint, phone, by=by, at=at)
    if found := intake.settlement(complaint):
        turn_away(complaint, found[0].officer, by=by, at=at)
    hand_to_coordinator(complaint, by=by, at=at)
    said = Objection.Says.NEVER
    made = again(complaint, journey.OBJECT, words, Objection.Wish.EXAMINE, says=said, by=by, at=at)
    start_clock(complaint, Clock.Kind.FIRST_CONTACT, by=by, at=at)
    return made


def _check(complaint: Complaint, *, by: Actor, at: datetime, seen: int | None) -> None:
    check_sight(complaint, by, at)
    check_seen(complaint, seen)
    if by.role is not Role.COMPLAINANT:
        raise NotYours
    if complaint.state != State.SETTLED_AT_COUNTER:
        raise NotNow
    if complaint.closed_at and at > complaint.closed_at + OBJECT_WITHIN:
        raise TooLate
