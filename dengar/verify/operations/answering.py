"""Answered, thanked for, or closed with a reason: what does not become a conversation."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengar.complaints import journey
from dengar.complaints.journey import ENDS, Move, Reason
from dengar.complaints.models import Complaint, Kind, Link
from dengar.complaints.operations import advance, check_seen, check_sight
from dengar.complaints.operations.linking import add_link, carry_on, check_together
from dengar.complaints.visibility import may_see
from dengar.kit.actors import Actor
from dengar.kit.errors import Refused
from dengar.vault.sealing import seal_words, words_mac
from dengar.verify.models import Reply

THANKED = {Kind.SUGGESTION, Kind.COMPLIMENT}
DISMISSALS = (Reason.NOT_A_COMPLAINT, Reason.MERGED, Reason.IN_COURT, Reason.OUTSIDE_TIME)


class NoReply(Refused):
    message = _("Nothing is written yet. The person reads these words as the answer.")


class OtherKind(Refused):
    message = _("This kind of report is answered in another way.")


class UsedOrNot(Refused):
    message = _("Please say whether the suggestion is being used.")


class NotAReason(Refused):
    message = _("Please choose one of the reasons of the list.")


class NoOther(Refused):
    message = _("Please write the number of the report with which it goes on.")


class Ended(Refused):
    message = _("That report has ended itself. Choose one that goes on.")


@transaction.atomic
def answer(complaint: Complaint, words: str, *, by: Actor, at: datetime, seen: int | None = None) -> Reply:
    """
    Answer a question, and close it.

    :raises NoReply: if `words` is blank.
    :raises OtherKind: if it is not a question.
    :raises Gone, NotYours, NotNow: as `advance`.
    """
    check_sight(complaint, by, at)
    check_seen(complaint, seen)
    if complaint.kind != Kind.QUESTION:
        raise OtherKind
    return _close(complaint, journey.ANSWER, Reason.ANSWERED, words, by=by, at=at)


@transaction.atomic
def thank(
    complaint: Complaint, words: str, *, used: bool | None = None, by: Actor, at: datetime, seen: int | None = None
) -> Reply:
    """
    Thank for a suggestion, which is used or not and why, or for a compliment.

    :param used: needed for a suggestion; a compliment has none.
    :raises NoReply: if `words` is blank.
    :raises UsedOrNot: if `used` is missing for a suggestion.
    :raises OtherKind: if it is neither.
    :raises Gone, NotYours, NotNow: as `advance`.
    """
    check_sight(complaint, by, at)
    check_seen(complaint, seen)
    if complaint.kind not in THANKED:
        raise OtherKind
    if complaint.kind == Kind.COMPLIMENT:
        return _close(complaint, journey.THANK, Reason.ANSWERED, words, by=by, at=at)
    if used is None:
        raise UsedOrNot
    reason = Reason.USED if used else Reason.NOT_USED
    return _close(complaint, journey.THANK, reason, words, by=by, at=at, facts={"used": used})


def reply(
    complaint: Complaint, words: str, *, used: bool | None = None, by: Actor, at: datetime, seen: int | None = None
) -> Reply:
    """Answer or thank, as the report's kind asks for. Errors as these two."""
    if complaint.kind in THANKED:
        return thank(complaint, words, used=used, by=by, at=at, seen=seen)
    return answer(complaint, words, by=by, at=at, seen=seen)


@transaction.atomic
def dismiss(
    complaint: Complaint,
    reason: str,
    words: str,
    *,
    into: Complaint | None = None,
    by: Actor,
    at: datetime,
    seen: int | None = None,
) -> Reply:
    """
    Close a report with a reason of the closed list and in words for the person.

    :param into: the report with which it goes on; needed exactly for "merged".
    :raises NotAReason: if `reason` is none of DISMISSALS.
    :raises NoReply: if `words` is blank.
    :raises NoOther: if it is merged with nothing, with itself, or with what `by` may not see.
    :raises Ended: if that report has ended itself. :raises NotTogether: if exactly one of both has no name.
    :raises Gone, NotYours, NotNow: as `advance`.
    """
    check_sight(complaint, by, at)
    check_seen(complaint, seen)
    if reason not in DISMISSALS:
        raise NotAReason
    other = _other(complaint, into, by, at) if reason == Reason.MERGED else None
    facts = {"merged_into": other.subject} if other else None
    made = _close(complaint, journey.DISMISS, Reason(reason), words, by=by, at=at, facts=facts, into=other)
    if other:
        carry_on(complaint, other, by=by, at=at)
        add_link(complaint, other, Link.Kind.DUPLICATE, by=by, at=at)
    return made


def _other(complaint: Complaint, into: Complaint | None, by: Actor, at: datetime) -> Complaint:
    if into is None or into.pk == complaint.pk or into.mall_id != complaint.mall_id or not may_see(by, into, at):
        raise NoOther
    check_together(complaint, into)
    if into.state in ENDS:
        raise Ended
    return into


def _close(
    complaint: Complaint,
    move: Move,
    reason: Reason,
    words: str,
    *,
    by: Actor,
    at: datetime,
    facts: Mapping[str, object] | None = None,
    into: Complaint | None = None,
) -> Reply:
    words = words.strip()
    if not words:
        raise NoReply
    said: dict[str, object] = {"words": words_mac(complaint.box, words), **(facts or {})}
    advance(complaint, move, by=by, at=at, reason=reason, facts=said)
    return Reply.objects.create(
        complaint=complaint,
        words=seal_words(complaint.box, words, "reply"),
        reason=reason,
        merged_into=into,
        by_id=by.officer,
        at=at,
    )
