"""Not ours: another body is asked, and it stays with us until that body has accepted."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from dengar.complaints import journey
from dengar.complaints.journey import Reason
from dengar.complaints.models import Complaint
from dengar.complaints.operations import NotNow, advance, check_seen, note, telling
from dengar.kit.actors import Actor
from dengar.kit.errors import Refused
from dengar.vault.sealing import seal_words, words_mac
from dengar.verify.models import Forward
from dengar.verify.operations.checking import as_handler


class NoBody(Refused):
    message = _("Please write which body you asked.")


class AskedAlready(Refused):
    message = _("A body has been asked and has not answered yet. Record its answer first.")


class NoReasonGiven(Refused):
    message = _("Please write why the other body did not take it.")


class AnsweredAlready(Refused):
    message = _("This answer has been recorded already.")


@transaction.atomic
def forward_ask(complaint: Complaint, body: str, *, by: Actor, at: datetime, seen: int | None = None) -> Forward:
    """
    Record that another body was asked to take it; the person is told. Nothing is closed by it.

    :raises NoBody: if `body` is blank.
    :raises AskedAlready: if another request waits for its answer.
    :raises Gone, NotYours, NotNow: as `advance`.
    """
    as_handler(complaint, by, at)
    check_seen(complaint, seen)
    if complaint.state not in journey.FORWARD.source:
        raise NotNow
    body = body.strip()
    if not body:
        raise NoBody
    sealed = seal_words(complaint.box, body, "forward")
    try:
        with transaction.atomic():
            made = Forward.objects.create(complaint=complaint, body=sealed, by_id=by.officer, asked_at=at)
    except IntegrityError:  # one waits already (forward_one_open), also when two ask at once
        raise AskedAlready from None
    note(complaint, "forward_asked", by=by, at=at, facts={"words": words_mac(complaint.box, body)})
    telling.person(complaint, "forwarded", at=at)
    return made


@transaction.atomic
def forward_accepted(forward: Forward, where: str = "", *, by: Actor, at: datetime, seen: int | None = None) -> None:
    """
    Record that the other body accepted it and goes on with it; only now it is closed here.

    :param where: how the person finds it there: a number, a name, an address.
    :raises AnsweredAlready: if its answer has been recorded.
    :raises Gone, NotYours, NotNow: as `advance`.
    """
    complaint = forward.complaint
    as_handler(complaint, by, at)
    check_seen(complaint, seen)
    _answer(forward, where, accepted_at=at)
    note(complaint, "forward_accepted", by=by, at=at, facts={"reference": bool(where.strip())})
    advance(complaint, journey.FORWARD, by=by, at=at, reason=Reason.FORWARDED)


@transaction.atomic
def forward_refused(forward: Forward, reason: str, *, by: Actor, at: datetime, seen: int | None = None) -> None:
    """
    Record that the other body did not take it; it goes on here.

    :raises NoReasonGiven: if `reason` is blank.
    :raises AnsweredAlready: if its answer has been recorded.
    :raises Gone, NotYours: as `advance`.
    """
    complaint = forward.complaint
    as_handler(complaint, by, at)
    check_seen(complaint, seen)
    reason = reason.strip()
    if not reason:
        raise NoReasonGiven
    _answer(forward, reason, refused_at=at)
    note(complaint, "forward_refused", by=by, at=at, facts={"words": words_mac(complaint.box, reason)})


def forward_answered(
    forward: Forward, *, accepted: bool, words: str, by: Actor, at: datetime, seen: int | None = None
) -> None:
    """Record the other body's answer, yes or no. Errors as the two above."""
    if accepted:
        forward_accepted(forward, words, by=by, at=at, seen=seen)
    else:
        forward_refused(forward, words, by=by, at=at, seen=seen)


def _answer(forward: Forward, words: str, **moment: datetime) -> None:
    """Write the other body's answer once; of two at the same time the second is told."""
    words = words.strip()
    sealed = seal_words(forward.complaint.box, words, "forward:answer") if words else None
    if not Forward.objects.open().filter(pk=forward.pk).update(reason=sealed, **moment):
        raise AnsweredAlready
