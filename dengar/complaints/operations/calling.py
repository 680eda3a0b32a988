"""News by telephone, for whoever has no e-mail: told or not, it is a recorded attempt to reach the person."""

from datetime import datetime

from django.db import transaction

from dengar.complaints.models import Complaint, Contact
from dengar.complaints.operations.contact import count_contact
from dengar.complaints.operations.moving import NotYours, check_sight, note
from dengar.complaints.visibility import standing
from dengar.kit.actors import Actor, Role
from dengar.notices import operations as notices
from dengar.notices.models import Notice


@transaction.atomic
def tell_by_phone(complaint: Complaint, notice: Notice, *, reached: bool, by: Actor, at: datetime) -> Contact:
    """
    A handler called to tell what is owed: the notice, the contact and the entries change together.

    :param reached: the person answered and was told; otherwise it is tried again the next day.
    :raises AlreadyTold: if a colleague was quicker.
    :raises Gone, NotYours: as `advance`.
    """
    check_sight(complaint, by, at)
    if standing(by, complaint, at) is not Role.HANDLER or notice.about != complaint.subject:
        raise NotYours
    done = notices.mark_told_by_phone if reached else notices.mark_not_reached
    done(notice, by=by, at=at)
    outcome = Contact.Outcome.REACHED if reached else Contact.Outcome.NO_ANSWER
    note(complaint, "told_by_phone", by=by, at=at, facts={"kind": notice.kind, "outcome": str(outcome)})
    return count_contact(complaint, Contact.Way.CALL, outcome, by=by, when=at, at=at)
