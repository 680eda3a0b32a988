"""Confirm, object, open again, lapse."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from dengar.agree.models import Commitment
from dengar.close.models import Objection
from dengar.close.operations.withdrawing import drop_withdrawal
from dengar.complaints import journey
from dengar.complaints.journey import State
from dengar.complaints.models import Complaint, Contact, Message, OnBehalf, Reach, Thread
from dengar.complaints.operations import NotNow, advance, call_back, check_seen, check_sight, note
from dengar.complaints.operations.timing import local_day
from dengar.decide.models import Point
from dengar.decide.operations import offer as offer_second_examination
from dengar.kit.actors import HOUSE, Actor, Role
from dengar.kit.errors import Refused
from dengar.talk.operations import end as end_conversation
from dengar.vault.operations import has_two_ways
from dengar.vault.sealing import seal_words, words_mac

OBJECT_WITHIN = timedelta(days=30)  # after an end (journey.md); later it is opened again with something new
SILENCE = timedelta(days=10)
SILENCE_WITHOUT_CONTACT = timedelta(days=30)
ATTEMPTS = 2
NO_CONTACT = (Reach.PAGE, Reach.DESK)  # they left neither telephone nor e-mail


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


def lapse_due(at: datetime) -> bool:
    """
    Close one complaint whose person stayed silent; return False if none is due. A chore.

    In `acted`, or `decided` with no remedy open: after two recorded attempts (a call and a message where
    telephone and e-mail are known, else on two days) and 10 days of silence; without any contact data
    after two messages on the page and 30 days. It is never counted as settled.
    """
    for complaint in _silent(at).iterator(chunk_size=100):
        if _may_lapse(complaint, at) and _lapse(complaint, at):
            return True
    return False


def _lapse(complaint: Complaint, at: datetime) -> bool:
    """Close it; False if the person, or another worker, was quicker."""
    try:
        advance(complaint, journey.LAPSE, by=HOUSE, at=at, facts={"attempts": ATTEMPTS})
    except NotNow:
        return False
    return True


def _silent(at: datetime) -> QuerySet[Complaint]:
    """Return who was tried often enough and has not spoken for ten days; few of them do not lapse yet."""
    since = OuterRef("state_since")
    mine = {"complaint": OuterRef("pk"), "at__gte": since}
    written = Message.objects.filter(**mine, thread=Thread.COMPLAINANT)
    tried = _count(Contact.objects.filter(**mine)) + _count(written.exclude(side=Message.Side.COMPLAINANT))
    spoke = Message.objects.filter(complaint=OuterRef("pk"), side=Message.Side.COMPLAINANT, at__gt=at - SILENCE)
    waiting = Complaint.objects.filter(~Exists(spoke), state__in=journey.LAPSE.source, state_since__lte=at - SILENCE)
    enough = waiting.annotate(tried=tried).filter(tried__gte=ATTEMPTS)
    return enough.select_related("box", "mall").order_by("state_since")


def _count(rows: QuerySet[Any]) -> Coalesce:
    """Return how many rows a sub-query finds."""
    counted = rows.order_by().values("complaint").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def _may_lapse(complaint: Complaint, at: datetime) -> bool:
    if complaint.state == State.DECIDED and _remedy_open(complaint):
        return False
    wait = SILENCE_WITHOUT_CONTACT if complaint.reach in NO_CONTACT else SILENCE
    return at >= _last_word(complaint) + wait and _attempted(complaint)


def _last_word(complaint: Complaint) -> datetime:
    """Return when the person was last heard in this state: on their page, by voice, or through a handler."""
    here = {"complaint": complaint, "at__gt": complaint.state_since}
    words = Message.objects.filter(**here, side=Message.Side.COMPLAINANT)
    talks = Contact.objects.filter(**here, outcome=Contact.Outcome.REACHED).exclude(way=Contact.Way.WRITTEN)
    last = (rows.aggregate(last=Max("at"))["last"] for rows in (words, talks, OnBehalf.objects.filter(**here)))
    return max((moment for moment in last if moment), default=complaint.state_since)


def _attempted(complaint: Complaint) -> bool:
    """
    Whether the person was tried often enough: by both ways where two are known, else on two days.

    A written message is an attempt by itself. Who left no contact data reads two of them on the page.
    """
    here = {"complaint": complaint, "at__gt": complaint.state_since}
    told = Message.objects.filter(**here, thread=Thread.COMPLAINANT).exclude(side=Message.Side.COMPLAINANT)
    written = list(told.values_list("at", flat=True))
    if complaint.reach in NO_CONTACT:
        return len(written) >= ATTEMPTS
    called = list(Contact.objects.filter(**here, way=Contact.Way.CALL).values_list("at", flat=True))
    if has_two_ways(complaint.box):
        return bool(called and written)
    return len({local_day(complaint, moment) for moment in (*called, *written)}) >= ATTEMPTS


def _remedy_open(complaint: Complaint) -> bool:
    open_ = Point.objects.filter(decision__complaint=complaint, remedy_due__isnull=False, remedy_done_at=None)
    return open_.exists()
