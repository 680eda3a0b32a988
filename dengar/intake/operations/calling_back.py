""" "Beres di tempat": another officer calls one in ten back, and records what the person says (journey.md)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengar.complaints.journey import State
from dengar.complaints.models import Contact
from dengar.complaints.operations import NotNow, check_handler, note, record_contact
from dengar.complaints.operations.behalf import AnsweredAlready, SameOfficer
from dengar.intake.models import Settlement
from dengar.kit.actors import Actor
from dengar.kit.errors import Refused

TRIES = 2  # calls in vain, after which nobody has to call any more


class NoneDrawn(Refused):
    message = _("This note was not drawn for a call back.")


@transaction.atomic
def record_call_back(
    row: Settlement, outcome: Contact.Outcome, answer: Settlement.Answer, *, by: Actor, at: datetime
) -> None:
    """
    Record one call, and what the person said of the note. A call in vain is made once more, then it ends.

    What follows from a "no" is another's matter: close.operations.call_back_settled.

    :param answer: what they said; empty where nobody was reached.
    :raises SameOfficer: if it is the officer who noted it.
    :raises NoneDrawn: if nobody has to call. :raises AnsweredAlready: if somebody was quicker.
    :raises Gone, NotYours, NotNow: as complaints.operations.advance.
    """
    reached = outcome == Contact.Outcome.REACHED
    if reached == (not answer):
        raise ValueError("an answer is what somebody said who was reached")
    complaint = row.complaint
    check_handler(complaint, by, at)
    if not row.call_back:
        raise NoneDrawn
    if by.officer_id == row.officer_id:
        raise SameOfficer
    if Settlement.objects.filter(pk=row.pk).exclude(answer="").exists():
        raise AnsweredAlready
    if complaint.state != State.SETTLED_AT_COUNTER:
        raise NotNow
    record_contact(complaint, Contact.Way.CALL, outcome, when=at, by=by, at=at)
    if reached:
        facts = {"move": "settle", "upheld": answer == Settlement.Answer.RIGHT}
        note(complaint, "called_back", by=by, at=at, facts=facts)
    elif outcome == Contact.Outcome.WRONG or complaint.contacts.count() >= TRIES:
        answer = Settlement.Answer.UNREACHED
    row.answer, row.called_by_id, row.called_at = answer, by.officer, at
    row.save(update_fields=["answer", "called_by", "called_at"])
