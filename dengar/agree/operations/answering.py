"""A proposal answered by another one, and a proposal that a handler records for the person."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from dengar.agree.models import Agreement
from dengar.agree.operations.agreeing import ON_THE_TABLE, Promise, check_words, decline, propose
from dengar.complaints import journey
from dengar.complaints.models import Complaint
from dengar.complaints.operations import NotNow, check_seen, check_sight, speak_for
from dengar.kit.actors import Actor


@transaction.atomic
def counter(
    agreement: Agreement,
    words: str,
    promises: Sequence[Promise],
    *,
    by: Actor,
    at: datetime,
    seen: int | None = None,
) -> Agreement:
    """
    Answer a proposal by another one, in one step. The earlier one stays, declined, with its author.

    :raises NotTheAuthor: if the desk answers what it did not propose.
    :raises NoWords, NoPromise, PastDate, Gone, NotYours, NotNow: as `propose`.
    """
    check_words(agreement.complaint, words, promises, at)
    decline(agreement, by=by, at=at, seen=seen)
    return propose(agreement.complaint, words, promises, by=by, at=at)


def put_forward(
    complaint: Complaint,
    words: str,
    promises: Sequence[Promise],
    *,
    by: Actor,
    at: datetime,
    seen: int | None = None,
) -> Agreement:
    """Propose; where a proposal lies on the table already, answer it by this one. Errors as `counter`."""
    table = Agreement.objects.filter(ON_THE_TABLE, complaint=complaint)
    found = table.first() if complaint.state in journey.DECLINE.source else None
    if found is None:
        return propose(complaint, words, promises, by=by, at=at, seen=seen)
    return counter(found, words, promises, by=by, at=at, seen=seen)


@transaction.atomic
def propose_for(
    complaint: Complaint,
    words: str,
    promises: Sequence[Promise],
    *,
    read_back: bool,
    by: Actor,
    at: datetime,
    seen: int | None = None,
) -> Agreement:
    """
    Record what the person proposes by voice, as theirs. It is no acceptance: another officer asks for that.

    :raises NotReadBack: if it was not read back to them.
    :raises NoWords, NoPromise, PastDate, Gone, NotYours, NotNow: as `propose`.
    """
    check_sight(complaint, by, at)
    check_seen(complaint, seen)
    check_words(complaint, words, promises, at)
    _row, person = speak_for(complaint, journey.PROPOSE, read_back=read_back, by=by, at=at)
    if person is None:
        raise NotNow
    return put_forward(complaint, words, promises, by=person, at=at)
