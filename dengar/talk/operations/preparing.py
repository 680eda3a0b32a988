"""Before a talk: the officer's own check of their attitude, and whether both sides are talked with each alone."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengar.complaints.journey import ENDS
from dengar.complaints.models import Complaint
from dengar.complaints.operations import NotNow, NotYours, check_seen, check_sight, note, telling
from dengar.complaints.visibility import standing
from dengar.kit.actors import Actor, Role
from dengar.kit.errors import Refused
from dengar.talk import queries
from dengar.talk.models import Apart, Conversation, SelfCheck
from dengar.talk.operations.conversing import as_handler
from dengar.talk.operations.meeting import call_off
from dengar.vault.sealing import seal_words


class ApartAlready(Refused):
    message = _("Each side is talked with alone already.")


class TheirWish(Refused):
    message = _("The person wishes to be talked with alone. Only they can take that back.")


@transaction.atomic
def check_self(
    conversation: Conversation, neutral: SelfCheck.Neutral, words: str = "", *, by: Actor, at: datetime
) -> SelfCheck:
    """
    Keep an officer's own answer to "am I neutral?". It leaves no entry: it is nobody else's business.

    :raises Gone, NotYours, NotNow: as `advance`.
    """
    complaint = conversation.complaint
    as_handler(complaint, by, at)
    sealed = seal_words(complaint.box, words.strip(), "self-check")
    return SelfCheck.objects.create(
        conversation=conversation, officer_id=by.officer, neutral=neutral, words=sealed, at=at
    )


@transaction.atomic
def keep_apart(
    complaint: Complaint, why: Apart.Why, words: str = "", *, by: Actor, at: datetime, seen: int | None = None
) -> Apart:
    """
    Talk with each side alone from here on. The person may ask for it at any time; a handler says why.

    A talk together that was asked for is off by it.

    :raises ApartAlready: if it is so already.
    :raises Gone, NotYours, NotNow: as `advance`.
    """
    check_sight(complaint, by, at)
    check_seen(complaint, seen)
    role = standing(by, complaint, at)
    if role not in (Role.COMPLAINANT, Role.HANDLER):
        raise NotYours
    if complaint.state in ENDS:
        raise NotNow
    if queries.apart(complaint):
        raise ApartAlready
    why = Apart.Why.WISH if role is Role.COMPLAINANT else why
    made = Apart.objects.create(
        complaint=complaint,
        why=why,
        words=seal_words(complaint.box, words.strip(), "apart"),
        officer_id=by.officer_id,
        at=at,
    )
    note(complaint, "kept_apart", by=by, at=at, facts={"reason": str(why)})
    call_off(complaint, by=by, at=at)
    if role is Role.COMPLAINANT:
        telling.desk(complaint, "desk_message", at=at)
    return made


@transaction.atomic
def end_apart(complaint: Complaint, *, by: Actor, at: datetime, seen: int | None = None) -> None:
    """
    Let both sides be brought together again. What the person wished only the person takes back.

    :raises TheirWish: if a handler would end what the person asked for.
    :raises Gone, NotYours, NotNow: as `advance`.
    """
    check_sight(complaint, by, at)
    check_seen(complaint, seen)
    role, row = standing(by, complaint, at), queries.apart(complaint)
    if role not in (Role.COMPLAINANT, Role.HANDLER):
        raise NotYours
    if row is None or complaint.state in ENDS:
        raise NotNow
    if (row.why == Apart.Why.WISH) != (role is Role.COMPLAINANT):
        raise TheirWish if role is Role.HANDLER else NotYours
    row.ended_at = at
    row.save(update_fields=["ended_at"])
    note(complaint, "apart_ended", by=by, at=at)
