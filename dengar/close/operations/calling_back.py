""" "Beres di tempat": what follows when the person says on the telephone that it is not settled."""

from datetime import datetime

from django.db import transaction

from dengar.close.operations.contradicting import never_happened, not_settled
from dengar.complaints.models import Contact
from dengar.intake import operations as intake
from dengar.intake.models import Settlement
from dengar.kit.actors import Actor, Role


@transaction.atomic
def call_back_settled(
    row: Settlement,
    outcome: Contact.Outcome,
    answer: Settlement.Answer = Settlement.Answer.WAITING,
    words: str = "",
    *,
    by: Actor,
    at: datetime,
    seen: int | None = None,
) -> None:
    """
    Record a call to somebody whose matter was noted as settled; a "no" opens it, as if they had said it on their page.

    A "yes" stands beside the note. It does not count as settled for certain: only the person confirms.

    :param words: what is not settled, or what really happened, if they say.
    :raises TooLate: as not_settled; and whatever intake.operations.record_call_back refuses.
    """
    intake.record_call_back(row, outcome, answer, by=by, at=at)
    person = Actor(Role.COMPLAINANT, f"on_behalf:{by.officer}", complaint_id=row.complaint_id)
    if answer == Settlement.Answer.NOT_SETTLED:
        not_settled(row.complaint, words, by=person, at=at, seen=seen)
    elif answer == Settlement.Answer.NEVER:
        never_happened(row.complaint, words, by=person, at=at, seen=seen)
