"""What is missing: asked for, sent, or never sent."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from dengar.complaints import journey
from dengar.complaints.journey import Reason
from dengar.complaints.models import Clock, Complaint, Contact, Message, Thread
from dengar.complaints.models.words import Side
from dengar.complaints.operations import NotNow, advance, check_seen, check_sight
from dengar.kit.actors import HOUSE, Actor
from dengar.kit.errors import Refused
from dengar.vault.operations import read_again
from dengar.vault.sealing import seal_words, words_mac
from dengar.verify.models import Gap


class NothingAsked(Refused):
    message = _("Please write exactly what is missing. The person will read this sentence.")


class NothingSent(Refused):
    message = _("Nothing is written yet. Please write what was asked, or that you do not have it.")


@transaction.atomic
def ask(complaint: Complaint, missing: str, *, by: Actor, at: datetime, seen: int | None = None) -> Gap:
    """
    Ask the person for what is missing, in a sentence that they can answer.

    :raises NothingAsked: if `missing` is blank.
    :raises Gone, NotYours, NotNow: as `advance`.
    """
    check_sight(complaint, by, at)
    check_seen(complaint, seen)
    missing = missing.strip()
    if not missing:
        raise NothingAsked
    advance(complaint, journey.ASK, by=by, at=at, facts={"words": words_mac(complaint.box, missing)})
    return Gap.objects.create(
        complaint=complaint, words=seal_words(complaint.box, missing, "gap"), by_id=by.officer, asked_at=at
    )


@transaction.atomic
def complete(complaint: Complaint, answer: str, *, by: Actor, at: datetime, seen: int | None = None) -> None:
    """
    Send what was asked, or say that one does not have it: both go on to the officer.

    :raises NothingSent: if `answer` is blank.
    :raises Gone, NotYours, NotNow: as `advance`.
    """
    check_sight(complaint, by, at)
    check_seen(complaint, seen)
    answer = answer.strip()
    if not answer:
        raise NothingSent
    advance(complaint, journey.COMPLETE, by=by, at=at, facts={"words": words_mac(complaint.box, answer)})
    sealed = seal_words(complaint.box, answer, "gap:answer")
    read_again(complaint.box)
    Gap.objects.filter(complaint=complaint, answered_at=None).update(answer=sealed, answered_at=at)


def expire_due(at: datetime) -> bool:
    """
    Close one report that was never completed; return False if none is due at `at`.

    Due: the clock of the completion has run out, and beside the request itself there was at least
    one more attempt of an officer, a call or a message. Without that second one it waits on.
    """
    complaint = _never_completed(at)
    if complaint is None:
        return False
    try:
        with transaction.atomic():
            advance(complaint, journey.EXPIRE, by=HOUSE, at=at, reason=Reason.INCOMPLETE)
    except NotNow:
        return True  # the person, or another worker, was quicker; there may be more
    return True


def _never_completed(at: datetime) -> Complaint | None:
    asked = Gap.objects.open().filter(complaint=OuterRef("pk"))
    tried = Contact.objects.filter(complaint=OuterRef("complaint"), at__gt=OuterRef("asked_at"))
    written = Message.objects.filter(
        complaint=OuterRef("complaint"), thread=Thread.COMPLAINANT, side=Side.DESK, at__gt=OuterRef("asked_at")
    )
    twice = asked.filter(Exists(tried)) | asked.filter(Exists(written))
    over = Clock.objects.filter(complaint=OuterRef("pk"), kind=Clock.Kind.COMPLETION, stopped_at=None, due_at__lt=at)
    waiting = Complaint.objects.filter(Exists(twice), Exists(over), state__in=journey.EXPIRE.source)
    return waiting.select_related("box", "mall").order_by("due_at", "pk").first()
