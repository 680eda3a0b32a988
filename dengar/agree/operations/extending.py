"""More time for a promise: only with a reason, and only when the other side says yes. Else the day stands."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from dengar.agree.models import Commitment, Extension
from dengar.agree.operations.agreeing import last_moment
from dengar.complaints.journey import State
from dengar.complaints.models import Complaint
from dengar.complaints.operations import (
    NotNow,
    NotYours,
    check_seen,
    check_sight,
    extend_clock,
    note,
    telling,
)
from dengar.complaints.operations.behalf import actor_for, record_spoken
from dengar.complaints.visibility import standing
from dengar.kit.actors import Actor
from dengar.kit.errors import Refused
from dengar.talk.models import Side
from dengar.talk.operations.conversing import SIDE_OF
from dengar.vault.sealing import seal_words, words_mac

Bearer = Commitment.Bearer
MAY_ASK = {
    Bearer.AGENCY: {Side.AGENCY, Side.DESK},
    Bearer.MALL: {Side.DESK},
    Bearer.COMPLAINANT: {Side.COMPLAINANT},
}


class NoReason(Refused):
    message = _("Please write why more time is needed. The other side reads it.")


class NotLater(Refused):
    message = _("The new day has to be later than the agreed one.")


class DayPassed(Refused):
    message = _("The agreed day has passed. It stays as it is.")


class AskedAlready(Refused):
    message = _("More time has been asked for already. The other side has to answer first.")


class OwnWish(Refused):
    message = _("You asked for this time yourself. A colleague has to write down the answer.")


def who_answers(commitment: Commitment) -> Side:
    """Return the side that more time is asked from: never whoever made the promise."""
    return Side.AGENCY if commitment.bearer == Bearer.COMPLAINANT else Side.COMPLAINANT


@transaction.atomic
def ask_extension(
    commitment: Commitment,
    new_due: date,
    why: Extension.Why,
    words: str,
    *,
    by: Actor,
    at: datetime,
    seen: int | None = None,
) -> Extension:
    """
    Ask the other side for more time. Nothing moves until they say yes.

    :raises NoReason, NotLater, DayPassed, AskedAlready: as they say.
    :raises Gone, NotYours, NotNow: as complaints.operations.advance.
    """
    complaint = commitment.agreement.complaint
    side = _side(complaint, by, at, seen)
    if side not in MAY_ASK[Bearer(commitment.bearer)]:
        raise NotYours
    _check_running(complaint, commitment, at)
    if not words.strip():
        raise NoReason
    if new_due <= commitment.due_on:
        raise NotLater
    made = _asked(commitment, side, new_due, why, words.strip(), by=by, at=at)
    facts = {"promise": commitment.pk, "side": str(side), "reason": str(why), "words": words_mac(complaint.box, words)}
    moments = {"due": last_moment(complaint, new_due), "old_due": last_moment(complaint, commitment.due_on)}
    note(
        complaint, "extension_asked", by=by, at=at, facts={**facts, **moments, "words": words_mac(complaint.box, words)}
    )
    if who_answers(commitment) == Side.COMPLAINANT:
        telling.person(complaint, "extension_asked", at=at)
    else:
        telling.agency(complaint, "desk_moved", at=at)
    return made


def _asked(
    commitment: Commitment, side: Side, new_due: date, why: Extension.Why, words: str, *, by: Actor, at: datetime
) -> Extension:
    try:
        with transaction.atomic():
            return Extension.objects.create(
                commitment=commitment,
                side=side,
                officer_id=by.officer_id,
                why=why,
                words=seal_words(commitment.agreement.complaint.box, words, "extension"),
                old_due=commitment.due_on,
                new_due=new_due,
                asked_at=at,
            )
    except IntegrityError:
        raise AskedAlready from None


@transaction.atomic
def answer_extension(extension: Extension, *, given: bool, by: Actor, at: datetime, seen: int | None = None) -> None:
    """
    Say yes or no to more time. With a yes the promise has a new day; the old one stays visible.

    :raises DayPassed: once the agreed day is over: what was late stays late.
    :raises Gone, NotYours, NotNow: as complaints.operations.advance.
    """
    commitment = extension.commitment
    complaint = commitment.agreement.complaint
    if _side(complaint, by, at, seen) != who_answers(commitment):
        raise NotYours
    _check_running(complaint, commitment, at)
    waiting = Extension.objects.filter(pk=extension.pk, answered_at=None)
    if not waiting.update(answered_at=at, given=given):
        raise NotNow
    extension.answered_at, extension.given = at, given
    facts: dict[str, object] = {"promise": commitment.pk, "given": given}
    note(complaint, "extension_answered", by=by, at=at, facts=facts)
    if given:
        _move(complaint, extension, by=by, at=at)
    if by.officer_id is None:
        telling.agency(complaint, "desk_moved", at=at)
        telling.desk(complaint, "desk_moved", at=at)
    else:
        telling.person(complaint, "extension_answered", at=at)


@transaction.atomic
def answer_extension_for(
    extension: Extension, *, given: bool, read_back: bool, by: Actor, at: datetime, seen: int | None = None
) -> None:
    """
    Record what the person said by voice to a wish for more time, for those who have no way to their page.

    :raises NotReadBack: if it was not read back to them.
    :raises OwnWish: if `by` asked for the time: nobody speaks for both sides.
    :raises DayPassed, Gone, NotYours, NotNow: as `answer_extension`; also NotYours if it is not theirs to answer.
    """
    complaint = extension.commitment.agreement.complaint
    check_sight(complaint, by, at)
    check_seen(complaint, seen)
    if extension.officer_id == by.officer:
        raise OwnWish
    row = record_spoken(complaint, "more_time", read_back=read_back, by=by, at=at)
    answer_extension(extension, given=given, by=actor_for(row), at=at)


def _move(complaint: Complaint, extension: Extension, *, by: Actor, at: datetime) -> None:
    commitment = extension.commitment
    Commitment.objects.filter(pk=commitment.pk).update(due_on=extension.new_due)
    commitment.due_on = extension.new_due
    due = last_moment(complaint, extension.new_due)
    if commitment.clock is not None:
        extend_clock(commitment.clock, due, reason=extension.why, by=by, at=at)
    facts = {"promise": commitment.pk, "bearer": str(commitment.bearer), "due": due, "reason": extension.why}
    old = last_moment(complaint, extension.old_due)
    note(complaint, "promise_extended", by=by, at=at, facts={**facts, "old_due": old})


def _side(complaint: Complaint, by: Actor, at: datetime, seen: int | None) -> Side:
    check_sight(complaint, by, at)
    check_seen(complaint, seen)
    side = SIDE_OF.get(standing(by, complaint, at))
    if side is None:
        raise NotYours
    return side


def _check_running(complaint: Complaint, commitment: Commitment, at: datetime) -> None:
    """Only a promise that still runs may get another day."""
    done = commitment.kept_at or commitment.broken_at or commitment.clock is None
    if complaint.state != State.AGREED or done:
        raise NotNow
    if at > last_moment(complaint, commitment.due_on):
        raise DayPassed
