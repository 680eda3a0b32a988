"""Silence: the person is asked once, and closed without certainty only after what journey.md asks ("lapse")."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from dengar.close.queries import ATTEMPTS, NO_CONTACT, attempts
from dengar.complaints import journey
from dengar.complaints.journey import State
from dengar.complaints.models import Complaint, Contact, Message, OnBehalf, Thread
from dengar.complaints.operations import NotNow, advance, check_sight, telling
from dengar.decide.models import Point
from dengar.kit.actors import HOUSE
from dengar.notices.models import Notice

SILENCE = timedelta(days=10)
SILENCE_WITHOUT_CONTACT = timedelta(days=30)
ASK_AFTER = SILENCE / 2


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


def ask_silent(at: datetime) -> bool:
    """
    Ask one person, once, who has been silent for half of the ten days; return False if none is due. A chore.

    It is no attempt to reach them: those are a person's, and recorded.
    """
    for complaint in _unasked(at).iterator(chunk_size=100):
        if _is_asked(complaint) and at >= _last_word(complaint) + ASK_AFTER and _ask(complaint, at):
            return True
    return False


def _unasked(at: datetime) -> QuerySet[Complaint]:
    """Return whose answer is waited for since ASK_AFTER, and who was not asked in this state yet."""
    since = OuterRef("state_since")
    asked = Notice.objects.filter(about=OuterRef("subject"), kind="silence", made_at__gte=since)
    waiting = Complaint.objects.filter(~Exists(asked), state__in=journey.LAPSE.source, state_since__lte=at - ASK_AFTER)
    return waiting.select_related("box", "mall").order_by("state_since")


@transaction.atomic
def _ask(complaint: Complaint, at: datetime) -> bool:
    """Ask; False if the person, or another worker, was quicker."""
    try:
        check_sight(complaint, HOUSE, at)
    except NotNow:
        return False
    if not _unasked(at).filter(pk=complaint.pk).exists():
        return False
    telling.person(complaint, "silence", at=at)
    return True


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
    wait = SILENCE_WITHOUT_CONTACT if complaint.reach in NO_CONTACT else SILENCE
    return _is_asked(complaint) and at >= _last_word(complaint) + wait and attempts(complaint).enough


def _is_asked(complaint: Complaint) -> bool:
    """Whether it waits for the person's word alone: nothing that was ordered is still open."""
    return complaint.state != State.DECIDED or not _remedy_open(complaint)


def _last_word(complaint: Complaint) -> datetime:
    """Return when the person was last heard in this state: on their page, by voice, or through a handler."""
    here = {"complaint": complaint, "at__gt": complaint.state_since}
    words = Message.objects.filter(**here, side=Message.Side.COMPLAINANT)
    talks = Contact.objects.filter(**here, outcome=Contact.Outcome.REACHED).exclude(way=Contact.Way.WRITTEN)
    last = (rows.aggregate(last=Max("at"))["last"] for rows in (words, talks, OnBehalf.objects.filter(**here)))
    return max((moment for moment in last if moment), default=complaint.state_since)


def _remedy_open(complaint: Complaint) -> bool:
    open_ = Point.objects.filter(decision__complaint=complaint, remedy_due__isnull=False, remedy_done_at=None)
    return open_.exists()
