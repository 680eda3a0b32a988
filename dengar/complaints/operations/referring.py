"""Consulting the Ombudsman: the file is prepared with the person's consent, and marked. Nothing else changes."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengar.complaints.models import Complaint, Kind, Referral
from dengar.complaints.operations.moving import NotNow, NotYours, check_sight, note
from dengar.kit.actors import Actor, Role
from dengar.kit.errors import Refused

PARTS = ("story", "steps", "talk", "agreement", "decision")  # what may go into the file, in its order


class NothingChosen(Refused):
    message = _("Please choose at least one part that shall go into the file.")


@transaction.atomic
def prepare_referral(complaint: Complaint, parts: Collection[str], *, by: Actor, at: datetime) -> Referral:
    """
    Prepare the file for the Ombudsman from the parts that the person let in, in any state. Nobody else can.

    :param parts: some of PARTS.
    :raises NothingChosen: if there is none of them.
    :raises NotNow: for what is no complaint.
    :raises Gone, NotYours: as `advance`.
    """
    check_sight(complaint, by, at)
    if by.role is not Role.COMPLAINANT:
        raise NotYours
    if complaint.kind != Kind.COMPLAINT:
        raise NotNow
    chosen = [part for part in PARTS if part in parts]
    if not chosen:
        raise NothingChosen
    made = Referral.objects.create(complaint=complaint, parts=chosen, at=at)
    note(complaint, "referral_prepared", by=by, at=at, facts={"to": "ombudsman"})
    return made
