"""Files of a complaint: added with a message, released to an agency by the handler's decision, taken back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengar.complaints.models import Complaint, FileRelease, Message, Thread
from dengar.complaints.operations import telling
from dengar.complaints.operations.moving import check_handler, check_seen, check_sight, note
from dengar.complaints.operations.words import say
from dengar.files import operations as files
from dengar.files.models import Attachment
from dengar.files.operations import Prepared, Upload
from dengar.files.refusals import Unfit
from dengar.kit.actors import Actor, Role
from dengar.kit.errors import Refused
from dengar.ledger.operations import Draft, append_all
from dengar.malls.models import Agency
from dengar.vault.sealing import seal_words, words_mac


class NoReason(Refused):
    message = _("Please write what the agency needs this file for. The person reads it.")


class NoFile(Refused):
    message = _("Please choose at least one file.")


class NotLetIn(Refused):
    message = _("This agency cannot see the report. Let its speaker in first.")


@dataclass
class Sent:
    """What became of a message with files: the message, and the files that were refused with why."""

    message: Message | None = None
    refused: list[tuple[Upload, Unfit]] = field(default_factory=list)


def send(
    complaint: Complaint, thread: Thread, words: str, uploads: Sequence[Upload], *, by: Actor, at: datetime
) -> Sent:
    """
    Add a message with files. What is good is kept; one file that is refused takes neither words nor others with it.

    :param words: may be blank where there are files.
    :raises NoWords: if there is neither. :raises Gone, NotYours: as `say`.
    """
    sent = Sent()
    if words.strip() or not uploads:
        sent.message = say(complaint, thread, words, by=by, at=at)
    for upload in uploads:
        try:
            with files.prepared(complaint.box, [upload], at=at) as ready:
                sent.message = _enclose(complaint, thread, sent.message, ready, by=by, at=at)
        except Unfit as refusal:
            sent.refused.append((upload, refusal))
    return sent


@transaction.atomic
def _enclose(
    complaint: Complaint, thread: Thread, message: Message | None, ready: list[Prepared], *, by: Actor, at: datetime
) -> Message:
    check_sight(complaint, by, at)
    rows = keep_files(complaint, ready, by=by, at=at, to_person=thread == Thread.COMPLAINANT)
    message = message or say(complaint, thread, "", by=by, at=at, bare=True)
    message.files.add(*rows)
    return message


def attach_for_person(
    complaint: Complaint, uploads: Sequence[Upload], *, by: Actor, at: datetime, seen: int | None = None
) -> Sent:
    """
    Keep what the person handed over at the desk, in a letter, on a telephone; they may open it on their own page.

    What is good is kept; one file that is refused takes no other with it. It is no message, and stops no clock.

    :returns: without a message; what was refused, and why.
    :raises NoFile: if there is none. :raises Gone, NotYours, NotNow: as `advance`.
    """
    if not uploads:
        raise NoFile
    sent = Sent()
    for upload in uploads:
        try:
            with files.prepared(complaint.box, [upload], at=at) as ready:
                _keep_for_person(complaint, ready, by=by, at=at, seen=seen)
        except Unfit as refusal:
            sent.refused.append((upload, refusal))
    return sent


@transaction.atomic
def _keep_for_person(
    complaint: Complaint, ready: Iterable[Prepared], *, by: Actor, at: datetime, seen: int | None
) -> None:
    check_handler(complaint, by, at)
    check_seen(complaint, seen)
    keep_files(complaint, ready, by=by, at=at, to_person=True)


def keep_files(
    complaint: Complaint, ready: Iterable[Prepared], *, by: Actor, at: datetime, to_person: bool
) -> list[Attachment]:
    """
    Keep prepared files with a complaint and record each. Call it inside the transaction, after `check_sight`.

    :param to_person: whether the person may open them.
    """
    rows = [files.keep(complaint.box, one, by=by, at=at, to_person=to_person) for one in ready]
    note_files(complaint, [row for row in rows if row.kept_at == at], by=by, at=at)
    return rows


def note_files(complaint: Complaint, rows: Iterable[Attachment], *, by: Actor, at: datetime) -> None:
    """Record that files were added. What they are called and hold stays out of the ledger."""
    side = {Role.COMPLAINANT: "complainant", Role.LIAISON: "agency"}.get(by.role, "desk")
    drafts = [Draft(complaint.subject, "attachment_added", by.ref, at, {"side": side, "mac": row.mac}) for row in rows]
    if drafts:
        append_all(complaint.box.keys, drafts)


@transaction.atomic
def release_file(
    complaint: Complaint,
    row: Attachment,
    agency: Agency,
    reason: str,
    *,
    by: Actor,
    at: datetime,
    seen: int | None = None,
) -> FileRelease:
    """
    Let an agency open one file: the handler has looked at it, and answers for it. The person reads why.

    :raises NoReason: if `reason` is blank. :raises NotLetIn: if nobody of the agency may see the complaint.
    :raises Gone, NotYours, NotNow: as `advance`.
    """
    check_handler(complaint, by, at)
    check_seen(complaint, seen)
    if not reason.strip():
        raise NoReason
    if not complaint.grants.filter(agency=agency, until_at=None).exists():
        raise NotLetIn
    _check_of(complaint, row)
    if held := FileRelease.objects.current().filter(attachment=row, agency=agency).first():
        return held
    made = FileRelease.objects.create(
        complaint=complaint,
        attachment=row,
        agency=agency,
        by_id=by.officer,
        reason=seal_words(complaint.box, reason.strip(), "release"),
        from_at=at,
    )
    facts = {"agency": agency.pk, "mac": row.mac, "words": words_mac(complaint.box, reason.strip())}
    note(complaint, "attachment_released", by=by, at=at, facts=facts)
    telling.agency(complaint, "desk_moved", at=at)
    return made


@transaction.atomic
def take_back_file(complaint: Complaint, row: Attachment, agency: Agency, *, by: Actor, at: datetime) -> None:
    """
    Close a file to an agency again, at once. What was seen was seen: both rows and both entries stay.

    :raises Gone, NotYours: as `advance`.
    """
    check_handler(complaint, by, at)
    _check_of(complaint, row)
    if FileRelease.objects.current().filter(attachment=row, agency=agency).update(until_at=at):
        note(complaint, "attachment_withheld", by=by, at=at, facts={"agency": agency.pk, "mac": row.mac})


def _check_of(complaint: Complaint, row: Attachment) -> None:
    if row.box_id != complaint.box_id:
        raise ValueError("this file is of another complaint")
