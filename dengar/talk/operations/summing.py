"""Summaries: written by the handler, confirmed or corrected by the side whose words they are."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengar.complaints.models import Complaint
from dengar.complaints.operations import NotYours, check_sight, note, telling
from dengar.complaints.queries import read
from dengar.complaints.visibility import standing
from dengar.kit.actors import Actor, Role
from dengar.kit.errors import Refused
from dengar.talk.models import Side, Summary
from dengar.talk.operations.conversing import SIDE_OF, as_handler
from dengar.vault.operations import read_again
from dengar.vault.sealing import seal_words, words_mac


class Incomplete(Refused):
    message = _("A summary says what happened and what is needed. Please write both.")


class NothingToConfirm(Refused):
    message = _("This summary has been confirmed or replaced already.")


@transaction.atomic
def write_summary(
    complaint: Complaint, side: Side, *, words: str, need: str, how: str = "", by: Actor, at: datetime
) -> Summary:
    """
    Write one side's summary and need; the one before it stays, superseded.

    :param how: Summary.How READ_BACK or SEPARATE if it was read back and answered "yes"; else that
        side confirms it on its own page.
    :raises Incomplete: if words or need are blank.
    :raises Gone, NotYours, NotNow: as `advance`.
    """
    as_handler(complaint, by, at)
    if side == Side.DESK:
        raise ValueError("the desk is no party")
    if not words.strip() or not need.strip():
        raise Incomplete
    made = _put(complaint, side, words.strip(), need.strip(), how=how, by=by, at=at)
    if not how and side == Side.COMPLAINANT:
        telling.person(complaint, "summary_ready", at=at)
    elif not how:
        telling.agency(complaint, "desk_message", at=at)
    return made


@transaction.atomic
def confirm_summary(summary: Summary, *, by: Actor, at: datetime) -> None:
    """
    Say: this is what I meant. Only the side itself can.

    :raises NothingToConfirm: if it is confirmed or superseded already.
    :raises Gone, NotYours: as `advance`.
    """
    complaint = summary.complaint
    _own(complaint, summary.side, by, at)
    waiting = Summary.objects.filter(pk=summary.pk, how="", superseded_at=None)
    if not waiting.update(how=Summary.How.PAGE, confirmed_at=at):
        raise NothingToConfirm
    summary.how, summary.confirmed_at = Summary.How.PAGE, at
    _note_confirmed(complaint, summary, _words(summary), by=by, at=at)


@transaction.atomic
def correct_summary(summary: Summary, *, words: str, need: str = "", by: Actor, at: datetime) -> Summary:
    """
    Put one's own words in the place of a summary; they count as confirmed. The old one stays, crossed out.

    :param need: blank keeps the old need.
    :raises Incomplete, NothingToConfirm, Gone, NotYours: as above.
    """
    complaint = summary.complaint
    _own(complaint, summary.side, by, at)
    if not words.strip():
        raise Incomplete
    if summary.superseded_at is not None:
        raise NothingToConfirm
    kept = need.strip() or _need(summary)
    how = Summary.How.PAGE
    made = _put(complaint, Side(summary.side), words.strip(), kept, how=how, by=by, at=at, own=True)
    telling.desk(complaint, "desk_message", at=at)
    return made


def _own(complaint: Complaint, side: str, by: Actor, at: datetime) -> None:
    check_sight(complaint, by, at)
    if SIDE_OF.get(standing(by, complaint, at)) != side or by.role is Role.HANDLER:
        raise NotYours


def _put(
    complaint: Complaint, side: Side, words: str, need: str, *, how: str, by: Actor, at: datetime, own: bool = False
) -> Summary:
    Summary.objects.filter(complaint=complaint, side=side, superseded_at=None).update(superseded_at=at)
    made = Summary.objects.create(
        complaint=complaint,
        side=side,
        words=seal_words(complaint.box, words, "summary"),
        need=seal_words(complaint.box, need, "need"),
        officer_id=None if own else by.officer_id,
        written_at=at,
        how=how,
        confirmed_at=at if how else None,
    )
    read_again(complaint.box)
    event = "summary_corrected" if own else "summary_written"
    note(complaint, event, by=by, at=at, facts={"side": str(side), "mac": words_mac(complaint.box, words)})
    facts = {"side": str(side), "mac": words_mac(complaint.box, need)}
    note(complaint, "needs_recorded", by=by, at=at, facts=facts)
    if how:
        _note_confirmed(complaint, made, words, by=by, at=at)
    return made


def _note_confirmed(complaint: Complaint, summary: Summary, words: str, *, by: Actor, at: datetime) -> None:
    facts = {"side": str(summary.side), "mac": words_mac(complaint.box, words), "how": str(summary.how)}
    note(complaint, "summary_confirmed", by=by, at=at, facts=facts)


def _words(summary: Summary) -> str:
    return read(summary.complaint, summary.words, "summary")


def _need(summary: Summary) -> str:
    return read(summary.complaint, summary.need, "need")
