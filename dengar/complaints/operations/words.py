"""Messages, and the receipt words that open the complainant's page."""

import hmac
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengar.complaints.models import Complaint, Contact, Message, Thread
from dengar.complaints.models.words import Side
from dengar.complaints.operations import telling
from dengar.complaints.operations.contact import count_contact, is_written_to
from dengar.complaints.operations.moving import NotYours, check_sight, note
from dengar.complaints.visibility import standing
from dengar.kit.actors import Actor, Role
from dengar.kit.errors import Refused
from dengar.vault.operations import read_again
from dengar.vault.receipts import words_check
from dengar.vault.sealing import seal_words, words_mac

SIDES = {Role.COMPLAINANT: Side.COMPLAINANT, Role.LIAISON: Side.AGENCY, Role.HANDLER: Side.DESK}
THREADS = {
    Role.COMPLAINANT: {Thread.COMPLAINANT},
    Role.LIAISON: {Thread.AGENCY},
    Role.HANDLER: set(Thread),
}


class NoWords(Refused):
    message = _("Nothing is written yet. Please write what you want to say.")


@transaction.atomic
def say(complaint: Complaint, thread: Thread, words: str, *, by: Actor, at: datetime, bare: bool = False) -> Message:
    """
    Add a message to a thread, in any state. Nothing said is ever changed or removed.

    An officer's signed message to somebody who is written to is a personal contact: the contact's row
    holds the message, and the first one stops that clock (journey.md: anonymous people).

    :param bare: files come with it, so it needs no words.
    :raises NoWords: if `words` is blank.
    :raises Gone, NotYours: as `advance`.
    """
    check_sight(complaint, by, at)
    role = standing(by, complaint, at)
    if thread not in THREADS.get(role, set()):
        raise NotYours
    words = words.strip()
    if not words and not bare:
        raise NoWords
    message = Message.objects.create(
        complaint=complaint,
        thread=thread,
        side=SIDES[role],
        officer_id=by.officer_id,
        words=seal_words(complaint.box, words, f"message:{thread}"),
        at=at,
    )
    read_again(complaint.box)
    facts = {"thread": str(thread), "side": str(SIDES[role]), "mac": words_mac(complaint.box, words)}
    note(complaint, "message_sent", by=by, at=at, facts=facts)
    _tell(complaint, thread, role, at)
    if role is Role.HANDLER and thread == Thread.COMPLAINANT and is_written_to(complaint):
        written, reached = Contact.Way.WRITTEN, Contact.Outcome.REACHED
        count_contact(complaint, written, reached, by=by, when=at, at=at, message=message)
    return message


def _tell(complaint: Complaint, thread: Thread, role: Role, at: datetime) -> None:
    if role is not Role.HANDLER:
        telling.desk(complaint, "desk_message", at=at)
    elif thread == Thread.COMPLAINANT:
        telling.person(complaint, "message", at=at)
    elif thread == Thread.AGENCY:
        telling.agency(complaint, "desk_message", at=at)


def fits(complaint: Complaint, words: tuple[str, ...]) -> bool:
    """Whether these are the complaint's receipt words; takes the same time either way."""
    _key, check = words_check(complaint.box.keys, complaint.number, words, key_id=complaint.words_key_id)
    return hmac.compare_digest(check, bytes(complaint.words_check))


@transaction.atomic
def rotate_words(complaint: Complaint, words: tuple[str, ...], *, by: Actor, at: datetime) -> None:
    """
    Give the complaint new receipt words, at the wish of whoever holds the old ones.

    Every open page of the old words is closed by it.

    :raises NotYours: if anybody but the complainant asks.
    """
    if by.role is not Role.COMPLAINANT:
        raise NotYours
    check_sight(complaint, by, at)
    set_words(complaint, words)
    note(complaint, "words_rotated", by=by, at=at)


def set_words(complaint: Complaint, words: tuple[str, ...]) -> None:
    """Put new words in the place of the old ones. The caller has checked whose wish it is."""
    key_id, check = words_check(complaint.box.keys, complaint.number, words)
    Complaint.objects.filter(pk=complaint.pk).update(words_key_id=key_id, words_check=check)
    complaint.words_key_id, complaint.words_check = key_id, check
