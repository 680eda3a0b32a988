"""
Lost receipt words: asked for with the number alone, given after a call to the contact in the vault.

Three steps, each by somebody else or elsewhere: whoever holds the number asks, on their own telephone; a handler calls
the number that was given with the report, and types the six digits which the person reads from that telephone; the
new words show there, once. The officer sees digits, never words, and cannot use them on another telephone.
"""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengar.complaints.models import Complaint, Look, LostWords, Mode, Reach
from dengar.complaints.operations import telling
from dengar.complaints.operations.moving import check_handler, check_sight, note
from dengar.complaints.operations.words import fits, set_words
from dengar.kit.actors import Actor, complainant
from dengar.kit.errors import Refused
from dengar.vault.operations import has_two_ways
from dengar.vault.receipts import receipt_words

TAKE_WITHIN = timedelta(hours=48)  # after the call
AGAIN_FOR = timedelta(minutes=30)  # a lost answer: the same words once more, to the same telephone
MOST = 3  # wishes that wait for one report; a stranger with the number must not bury the desk


class NotCalled(Refused):
    message = _("Please open the number first, and call it. No other number counts.")


class WrongDigits(Refused):
    message = _("These digits belong to no telephone that asked. Please let the person read them out once more.")


class NobodyAsks(Refused):
    message = _("Nobody is waiting for new words any more.")


def hash_of(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def digits_of(token_hash: str) -> str:
    """Return the six digits that tell one asking telephone from another: "042137". They open nothing."""
    return f"{int(token_hash[:12], 16) % 1_000_000:06d}"


@transaction.atomic
def ask_new_words(number: str, token: str, *, at: datetime) -> None:
    """
    Note that somebody with this number asks for new words. Nothing tells them whether there is such a report.

    Only where a number to call was given; of somebody without a name nobody can make sure that it is them.

    :param token: what the asking telephone alone holds.
    """
    complaint = Complaint.objects.filter(number=number).select_related("box", "mall").first()
    if complaint is None or complaint.mode == Mode.ANONYMOUS or complaint.brought_in:
        return
    if complaint.reach != Reach.PHONE and not has_two_ways(complaint.box):
        return
    if LostWords.objects.waiting(at).filter(complaint=complaint).count() >= MOST:
        return
    LostWords.objects.create(complaint=complaint, token_hash=hash_of(token), asked_at=at)
    telling.desk(complaint, "desk_call_back", at=at)


@transaction.atomic
def reset_words(complaint: Complaint, digits: str, *, by: Actor, at: datetime) -> LostWords:
    """
    Let the person come to new words: a handler has called the contact in the vault, and it was they who asked.

    :param digits: the six that the person read out; spaces make no difference.
    :raises NotCalled: if this officer has not opened the contact since they were asked.
    :raises NobodyAsks: if no wish waits. :raises WrongDigits: if none of those that wait has these digits.
    :raises Gone, NotYours: as `advance`.
    """
    rows = _called(complaint, by, at)
    said = "".join(digits.split())
    row = next((row for row in rows if digits_of(row.token_hash) == said), None)
    if row is None:
        raise WrongDigits
    _answer(row, LostWords.Answer.THEIRS, by, at)
    note(complaint, "words_reset", by=by, at=at, facts={"how": "called"})
    return row


@transaction.atomic
def refuse_words(complaint: Complaint, *, by: Actor, at: datetime) -> None:
    """
    Record that the person did not ask: whoever did gets nothing. The words stay as they are.

    :raises NotCalled, NobodyAsks, Gone, NotYours: as `reset_words`.
    """
    for row in _called(complaint, by, at):
        _answer(row, LostWords.Answer.DENIED, by, at)


def _called(complaint: Complaint, by: Actor, at: datetime) -> list[LostWords]:
    """Return what waits for a call, after making sure that `by` had the contact open since the first of it came."""
    check_handler(complaint, by, at)
    rows = list(LostWords.objects.waiting(at).filter(complaint=complaint).order_by("asked_at", "pk"))
    if not rows:
        raise NobodyAsks
    if not Look.objects.filter(complaint=complaint, officer=by.officer, at__gte=rows[0].asked_at).exists():
        raise NotCalled
    return rows


def _answer(row: LostWords, answer: LostWords.Answer, by: Actor, at: datetime) -> None:
    row.answer, row.officer_id, row.answered_at = answer, by.officer, at
    row.save(update_fields=["answer", "officer", "answered_at"])


def may_take(token: str, *, at: datetime) -> bool:
    """Whether new words wait for the telephone with this token, or are shown to it once more. One SQL query."""
    return _given(token, at) is not None


@transaction.atomic
def take_new_words(token: str, *, at: datetime) -> tuple[Complaint, tuple[str, ...]] | None:
    """
    Make the new words for the telephone that asked. The old ones, and every page they had opened, are dead at once.

    Asked again within half an hour it gives the same words: the answer may have been lost on its way.

    :returns: the report and its words; None where nobody has said that it is them, or it is too late.
    """
    row = _given(token, at)
    if row is None:
        return None
    complaint = row.complaint
    by = complainant(complaint.pk)
    words = receipt_words(complaint.box.keys, token)
    if row.taken_at:
        return (complaint, words) if fits(complaint, words) else None
    check_sight(complaint, by, at)
    if not LostWords.objects.filter(pk=row.pk, taken_at=None).update(taken_at=at):
        return None
    set_words(complaint, words)
    note(complaint, "words_rotated", by=by, at=at)
    telling.person(complaint, "words_reset", at=at)
    return complaint, words


def _given(token: str, at: datetime) -> LostWords | None:
    rows = LostWords.objects.filter(token_hash=hash_of(token), answer=LostWords.Answer.THEIRS)
    row = rows.filter(answered_at__gt=at - TAKE_WITHIN).select_related("complaint__box", "complaint__mall").first()
    over = row is None or (row.taken_at is not None and at >= row.taken_at + AGAIN_FOR)
    return None if over else row


def new_token() -> str:
    """Return what one asking telephone is to hold."""
    return secrets.token_urlsafe(32)
