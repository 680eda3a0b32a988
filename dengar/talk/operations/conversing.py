"""The conversation: phases that may be entered again, notes under their prompts, options with authors."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengar.complaints.journey import State
from dengar.complaints.models import Complaint
from dengar.complaints.operations import NotNow, NotYours, check_sight, note
from dengar.complaints.visibility import standing
from dengar.kit.actors import Actor, Role
from dengar.kit.errors import Refused
from dengar.talk.method import FIELDS
from dengar.talk.models import Conversation, Note, Option, Phase, Side
from dengar.vault.sealing import seal_words, words_mac

# While these last, both sides may be talked with: the formal route hears them too.
TALKABLE = {State.RECEIVED, State.TALKING, State.PROPOSED, State.AGREED, State.EXAMINING}
SIDE_OF = {Role.COMPLAINANT: Side.COMPLAINANT, Role.LIAISON: Side.AGENCY, Role.HANDLER: Side.DESK}


class NoOption(Refused):
    message = _("Please write the possibility in a sentence.")


def as_handler(complaint: Complaint, by: Actor, at: datetime) -> None:
    """Make sure that `by` handles this complaint, in a state in which people are talked with."""
    check_sight(complaint, by, at)
    if standing(by, complaint, at) is not Role.HANDLER:
        raise NotYours
    if complaint.state not in TALKABLE:
        raise NotNow


@transaction.atomic
def begin(complaint: Complaint, *, by: Actor, at: datetime) -> Conversation:
    """
    Return the conversation that goes on, or begin one.

    :raises Gone, NotYours, NotNow: as `advance`.
    """
    as_handler(complaint, by, at)
    found = Conversation.objects.filter(complaint=complaint, ended_at=None).first()
    return found or Conversation.objects.create(complaint=complaint, started_by_id=by.officer, started_at=at)


def end(complaint: Complaint, *, at: datetime) -> None:
    """End the conversation of a complaint that is opened again: the next talk begins with listening."""
    Conversation.objects.filter(complaint=complaint, ended_at=None).update(ended_at=at)


@transaction.atomic
def enter(conversation: Conversation, phase: Phase, *, by: Actor, at: datetime) -> None:
    """Enter a phase, forward or back; nothing that was noted is lost."""
    as_handler(conversation.complaint, by, at)
    if conversation.phase != phase:
        conversation.phase = phase
        conversation.save(update_fields=["phase"])
        facts = {"phase": str(phase), "conversation": conversation.pk}
        note(conversation.complaint, "phase_entered", by=by, at=at, facts=facts)


@transaction.atomic
def jot(conversation: Conversation, phase: Phase, words: Mapping[str, str], *, by: Actor, at: datetime) -> None:
    """
    Note what was said under the prompts of a phase. Blank fields and unchanged words write nothing.

    :param words: field of method.FIELDS -> words.
    :raises ValueError: for a field that the phase does not have.
    """
    as_handler(conversation.complaint, by, at)
    if unknown := set(words) - set(FIELDS[phase]):
        raise ValueError(f"no such fields in {phase}: {', '.join(sorted(unknown))}")
    box = conversation.complaint.box
    Note.objects.bulk_create(
        Note(
            conversation=conversation,
            phase=phase,
            field=field,
            words=seal_words(box, text.strip(), f"note:{field}"),
            officer_id=by.officer,
            at=at,
        )
        for field, text in words.items()
        if text.strip()
    )


@transaction.atomic
def add_option(complaint: Complaint, words: str, *, author: Side | None = None, by: Actor, at: datetime) -> Option:
    """
    Add a possible way out. The complainant and the agency's speaker add their own; a handler
    also writes down what either side says.

    :param author: only a handler may name another side than their own.
    :raises NoOption: if `words` is blank.
    :raises Gone, NotYours, NotNow: as `advance`.
    """
    check_sight(complaint, by, at)
    role = standing(by, complaint, at)
    if role not in SIDE_OF or (author and author != SIDE_OF[role] and role is not Role.HANDLER):
        raise NotYours
    if complaint.state not in (State.TALKING, State.PROPOSED):
        raise NotNow
    words = words.strip()
    if not words:
        raise NoOption
    side = author or SIDE_OF[role]
    option = Option.objects.create(
        complaint=complaint,
        side=side,
        words=seal_words(complaint.box, words, "option"),
        officer_id=by.officer_id,
        at=at,
    )
    facts = {"side": str(side), "option": option.pk, "mac": words_mac(complaint.box, words)}
    note(complaint, "option_added", by=by, at=at, facts=facts)
    return option
