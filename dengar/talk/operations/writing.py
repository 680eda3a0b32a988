"""The talk in writing: a question of the guide is sent as a message, the person's answer becomes a note."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengar.complaints.models import Message, Thread
from dengar.complaints.operations import note, say
from dengar.complaints.queries import read
from dengar.kit.actors import Actor
from dengar.kit.errors import Refused
from dengar.talk import queries
from dengar.talk.method import FIELDS, OPTION
from dengar.talk.models import Asked, Conversation, Note, Option, Phase, Side
from dengar.talk.operations.conversing import ABOUT_AN_OPTION, CHOSEN, as_handler
from dengar.vault.sealing import seal_words, words_mac


class TakenAlready(Refused):
    message = _("This answer has been taken over already, or it answers nothing that was asked here.")


@transaction.atomic
def ask_in_writing(
    conversation: Conversation, phase: Phase, words: str, field: str, *, by: Actor, at: datetime
) -> Asked:
    """
    Send one question to the person, signed; it is a personal contact where they are written to.

    :param field: where the answer goes: a free field of the phase, or OPTION.
    :raises ValueError: for a field that cannot take an answer.
    :raises NoWords, Gone, NotYours, NotNow: as complaints.operations.say.
    """
    complaint = conversation.complaint
    as_handler(complaint, by, at)
    free = {name for name in FIELDS[phase] if name not in ABOUT_AN_OPTION and name not in CHOSEN}
    if field not in free | ({OPTION} if phase == Phase.OPTIONS else set()):
        raise ValueError(f"{phase} has no place for an answer under {field}")
    message = say(complaint, Thread.COMPLAINANT, words, by=by, at=at)
    return Asked.objects.create(conversation=conversation, phase=phase, field=field, message=message)


@transaction.atomic
def take_over(conversation: Conversation, message: Message, *, by: Actor, at: datetime) -> Note | Option:
    """
    Put the person's own answer where the question said: below what is noted there, or as an option of theirs.

    :raises TakenAlready: if it was taken over before, or nothing was asked before it.
    :raises Gone, NotYours, NotNow: as `advance`.
    """
    complaint = conversation.complaint
    as_handler(complaint, by, at)
    found = next((one for one in queries.answers(conversation) if one.message.pk == message.pk), None)
    if found is None:
        raise TakenAlready
    words = read(complaint, message.words, f"message:{Thread.COMPLAINANT}")
    if found.field == OPTION:
        option = Option.objects.create(
            complaint=complaint,
            side=Side.COMPLAINANT,
            words=seal_words(complaint.box, words, "option"),
            officer_id=by.officer,
            message=message,
            at=at,
        )
        facts = {"side": str(Side.COMPLAINANT), "option": option.pk, "mac": words_mac(complaint.box, words)}
        note(complaint, "option_added", by=by, at=at, facts=facts)
        return option
    before = queries.notes(conversation).get(found.field, "")
    whole = "\n".join(filter(None, (before, words)))
    return Note.objects.create(
        conversation=conversation,
        phase=found.phase,
        field=found.field,
        message=message,
        words=seal_words(complaint.box, whole, f"note:{found.field}"),
        officer_id=by.officer,
        at=at,
    )
