"""What doors and desks read of what was told."""

import hashlib
from datetime import datetime, timedelta

from django.db.models import QuerySet

from dengar.complaints.journey import State
from dengar.complaints.models import Complaint
from dengar.intake.answers import Answers, Told
from dengar.intake.models import Draft, Settlement, Story
from dengar.kit.actors import Actor, Role
from dengar.vault.sealing import Shredded, open_words

KEPT = timedelta(hours=48)  # a draft nobody touches; a filed one's token
WORDS_FOR = timedelta(minutes=30)  # after filing, to the holder of the token
ASK_WITHIN = timedelta(days=30)  # as long as the person may say that it is not settled (close.OBJECT_WITHIN)


def hash_of(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def by_token(token: str, at: datetime) -> Draft | None:
    """Return the draft that this token opens, with its box, mall and complaint; None if it is over. One SQL query."""
    if not token:
        return None
    rows = Draft.objects.filter(token_hash=hash_of(token), touched_at__gt=at - KEPT)
    draft = rows.select_related("box", "mall", "complaint", "complaint__handler").first()
    if draft and draft.complaint:
        draft.complaint.box, draft.complaint.mall = draft.box, draft.mall  # the same rows: not asked for twice
    return draft


def answers(draft: Draft) -> Answers:
    """Return what was answered so far, opened. No query."""
    sealed = bytes(draft.answers)
    return Answers.from_json(open_words(draft.box, sealed, "draft")) if sealed else Answers()


def seen(draft: Draft) -> str:
    """Return a mark of the answers as they stand, for a page to hand back: 16 hex digits. No query."""
    return hashlib.sha256(bytes(draft.answers)).hexdigest()[:16]


def words_shown(draft: Draft, at: datetime) -> bool:
    """Whether the receipt words may still be shown to the holder of the token."""
    return draft.filed_at is not None and at < draft.filed_at + WORDS_FOR


def told(complaint: Complaint) -> Told | None:
    """Return the person's own account; None where there is none, or it was erased. One SQL query."""
    row = Story.objects.filter(complaint=complaint).first()
    if row is None:
        return None
    try:
        return Told.from_json(open_words(complaint.box, bytes(row.sealed), "story"))
    except Shredded:
        return None


def settlement(complaint: Complaint) -> tuple[Settlement, str, str] | None:
    """Return what was settled on the spot: the row, what happened, what was done. One SQL query."""
    row = Settlement.objects.filter(complaint=complaint).select_related("officer", "called_by").first()
    if row is None:
        return None
    try:
        what = open_words(complaint.box, bytes(row.what), "settlement:what")
        return row, what, open_words(complaint.box, bytes(row.done), "settlement:done")
    except Shredded:
        return row, "", ""


def settled_calls(seen: QuerySet[Complaint], actor: Actor, at: datetime) -> QuerySet[Settlement]:
    """
    Return the notes of which this officer has to ask the person whether it is settled, the oldest first.

    :param seen: the reports that exist for them. A coordinator has to call only what was put in their hands.
    """
    rows = Settlement.objects.filter(call_back=True, answer="", at__gt=at - ASK_WITHIN, complaint__in=seen)
    if actor.role is Role.COORDINATOR:
        rows = rows.filter(complaint__handler=actor.officer_id)
    waiting = rows.filter(complaint__state=State.SETTLED_AT_COUNTER).exclude(officer=actor.officer_id)
    return waiting.select_related("complaint").order_by("at", "pk")
