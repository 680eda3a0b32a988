"""Confirm, object, open again."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengar.agree.models import Commitment
from dengar.close.models import Objection
from dengar.close.operations.withdrawing import drop_withdrawal
from dengar.complaints import journey
from dengar.complaints.journey import State
from dengar.complaints.models import Complaint, OnBehalf
from dengar.complaints.operations import advance, call_back, check_seen, check_sight, note
from dengar.decide.operations import offer as offer_second_examination
from dengar.kit.actors import Actor, Role
from dengar.kit.errors import Refused
from dengar.talk.operations import end as end_conversation
from dengar.vault.sealing import seal_words, words_mac

OBJECT_WITHIN = timedelta(days=30)  # after an end (journey.md); later it is opened again with something new


class NoWords(Refused):
    message = _("Please write what is not right yet.")


class NothingNew(Refused):
    message = _("Please write what is new since it was closed.")


class TooLate(Refused):
    message = _("The time to object has passed. You can open it again when there is something new.")


class NotLateYet(Refused):
    message = _("You can still object. That needs nothing new.")


@transaction.atomic
def confirm(complaint: Complaint, *, by: Actor, at: datetime, seen: int | None = None) -> None:
    """
    Say that it is settled. Only the person can, on no page but their own.

    :raises Gone, NotYours, NotNow: as complaints.operations.advance.
    """
    check_seen(complaint, seen)
    advance(complaint, journey.CONFIRM, by=by, at=at)


@transaction.atomic
def confirm_called_back(row: OnBehalf, *, upheld: bool, by: Actor, at: datetime) -> None:
    """Let a confirmation count that a handler recorded, after another officer has called back."""
    person = call_back(row, upheld=upheld, by=by, at=at)
    if person:
        advance(row.complaint, journey.CONFIRM, by=person, at=at)


@transaction.atomic
def object_to(
    complaint: Complaint,
    words: str,
    wish: Objection.Wish,
    *,
    by: Actor,
    at: datetime,
    seen: int | None = None,
) -> Objection:
    """
    Say that it is not settled, and choose: talk again, or have it examined.

    In `agreed` it says that a promise was broken; every promise past its day is marked so.

    :raises NoWords: if `words` is blank.
    :raises TooLate: more than 30 days after an end.
    :raises Gone, NotYours, NotNow: as complaints.operations.advance.
    """
    check_sight(complaint, by, at)
    check_seen(complaint, seen)
    if not words.strip():
        raise NoWords
    if complaint.closed_at and at > complaint.closed_at + OBJECT_WITHIN:
        raise TooLate
    broken = complaint.state == State.AGREED
    made = again(complaint, journey.OBJECT, words, wish, by=by, at=at)
    if broken:
        _break_promises(complaint, by=by, at=at)
    return made


@transaction.atomic
def reopen(
    complaint: Complaint,
    words: str,
    wish: Objection.Wish,
    *,
    by: Actor,
    at: datetime,
    seen: int | None = None,
) -> Objection:
    """
    Open it again after the time to object, with something new. Lateness and history stay.

    :raises NothingNew: if `words` is blank.
    :raises NotLateYet: to the person, while they can still object.
    :raises Gone, NotYours, NotNow: as complaints.operations.advance.
    """
    check_sight(complaint, by, at)
    check_seen(complaint, seen)
    if not words.strip():
        raise NothingNew
    early = complaint.closed_at is not None and at <= complaint.closed_at + OBJECT_WITHIN
    if by.role is Role.COMPLAINANT and early:
        raise NotLateYet
    return again(complaint, journey.REOPEN, words, wish, by=by, at=at)


def again(
    complaint: Complaint,
    move: journey.Move,
    words: str,
    wish: Objection.Wish,
    *,
    says: Objection.Says = Objection.Says.NOTHING,
    by: Actor,
    at: datetime,
) -> Objection:
    """Take it back into a talk or an examination. The caller has checked what the words have to be."""
    words = words.strip()
    facts = {"route": str(wish), "says": str(says), "words": words_mac(complaint.box, words)}
    advance(complaint, move, by=by, at=at, to=State(str(wish)), facts=facts)
    end_conversation(complaint, at=at)
    drop_withdrawal(complaint, by=by, at=at)
    offer_second_examination(complaint, at=at)
    return Objection.objects.create(
        complaint=complaint,
        words=seal_words(complaint.box, words, "objection"),
        wish=wish,
        says=says,
        again=move is journey.REOPEN,
        officer_id=by.officer_id,
        at=at,
    )


def _break_promises(complaint: Complaint, *, by: Actor, at: datetime) -> None:
    due = Commitment.objects.filter(agreement__complaint=complaint, clock__isnull=False, kept_at=None, broken_at=None)
    for commitment in due.filter(clock__due_at__lt=at):
        commitment.broken_at = at
        commitment.save(update_fields=["broken_at"])
        note(complaint, "promise_broken", by=by, at=at, facts={"promise": commitment.pk})
