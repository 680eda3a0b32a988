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
from dengar.talk.method import ENOUGH, FIELDS, HEARD, QUESTIONS, SCORES, VERDICTS
from dengar.talk.models import Conversation, Note, Option, Phase, Side
from dengar.vault.sealing import seal_words, words_mac

# While these last, both sides may be talked with: the formal route hears them too.
TALKABLE = {State.RECEIVED, State.TALKING, State.PROPOSED, State.AGREED, State.EXAMINING}
SIDE_OF = {Role.COMPLAINANT: Side.COMPLAINANT, Role.LIAISON: Side.AGENCY, Role.HANDLER: Side.DESK}


FEWEST_OPTIONS = 2  # before any of them is judged, and before one is proposed
ABOUT_AN_OPTION = frozenset((*QUESTIONS, *ENOUGH))
CHOSEN = {**dict.fromkeys(ENOUGH, VERDICTS), **dict.fromkeys(HEARD, SCORES)}  # fields that hold one of a few words


class NoOption(Refused):
    message = _("Please write the possibility in a sentence.")


class TooEarlyToJudge(Refused):
    message = _("First collect at least two possible ways out. Then choose the one that is to be tested.")


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

    Answers of the feasibility test are about the way out that is being tested.

    :param words: field of method.FIELDS -> words.
    :raises TooEarlyToJudge: for an answer of the test before a way out was chosen for it.
    :raises ValueError: for a field that the phase does not have, or a word that is none of a field's choices.
    """
    as_handler(conversation.complaint, by, at)
    if unknown := set(words) - set(FIELDS[phase]):
        raise ValueError(f"no such fields in {phase}: {', '.join(sorted(unknown))}")
    said = {field: text.strip() for field, text in words.items() if text.strip()}
    if odd := [field for field in CHOSEN if field in said and said[field] not in CHOSEN[field]]:
        raise ValueError(f"not one of the choices: {', '.join(odd)}")
    if ABOUT_AN_OPTION & set(said) and conversation.tested_id is None:
        raise TooEarlyToJudge
    box = conversation.complaint.box
    Note.objects.bulk_create(
        Note(
            conversation=conversation,
            phase=phase,
            field=field,
            option_id=conversation.tested_id if field in ABOUT_AN_OPTION else None,
            words=seal_words(box, text, f"note:{field}"),
            officer_id=by.officer,
            at=at,
        )
        for field, text in said.items()
    )


@transaction.atomic
def weigh(conversation: Conversation, option: Option, *, by: Actor, at: datetime) -> None:
    """
    Choose the way out that the feasibility test is about. What was answered about another one stays with that one.

    :raises TooEarlyToJudge: while fewer than two are collected.
    :raises ValueError: for a way out of another report.
    """
    complaint = conversation.complaint
    as_handler(complaint, by, at)
    if option.complaint_id != complaint.pk:
        raise ValueError("a way out of another report")
    if complaint.options.count() < FEWEST_OPTIONS:
        raise TooEarlyToJudge
    conversation.tested = option
    conversation.save(update_fields=["tested"])


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
