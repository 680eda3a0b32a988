""" "Beres di tempat": a small thing that an officer settled on the spot, noted on one page."""

import secrets
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengar.complaints.journey import SETTLE
from dengar.complaints.models import Channel, Complaint, Reach
from dengar.complaints.operations import Filing, NotYours, receive
from dengar.intake.models import Settlement
from dengar.kit.actors import Actor, Role
from dengar.kit.errors import Refused
from dengar.malls.models import Agency, Mall
from dengar.notices.operations import tell
from dengar.vault.details import PersonDetails
from dengar.vault.operations import keep_person, make_box
from dengar.vault.receipts import receipt_words
from dengar.vault.sealing import seal_words

ONE_IN = 10  # of those who left a number, how many are called back


class NotOnTheSpot(Refused):
    message = _("Money, threats, harassment or a refused service cannot be settled on the spot. Please file a report.")


class NothingNoted(Refused):
    message = _("Please write what happened and what you did.")


@transaction.atomic
def settle(
    mall: Mall,
    what: str,
    done: str,
    *,
    by: Actor,
    at: datetime,
    agency: Agency | None = None,
    grave: bool = False,
    phone: str = "",
) -> Complaint:
    """
    Note that something was settled on the spot. It counts neither as agreed nor as settled for certain.

    :param grave: money, threats, harassment or a refusal is part of it.
    :param phone: of the person, if they wish; sealed at once, and one in ten is called back.
    :raises NotOnTheSpot: if it is grave. :raises NothingNoted: if a text is blank.
    :raises NotYours: if `by` may not, here or for this agency.
    """
    if by.role not in SETTLE.by or by.mall_id != mall.pk or by.officer_id is None:
        raise NotYours
    if agency and (
        agency.mall_id != mall.pk or (by.role is not Role.HANDLER and by.agency_id not in (None, agency.pk))
    ):
        raise NotYours
    if grave:
        raise NotOnTheSpot
    if not what.strip() or not done.strip():
        raise NothingNoted
    box = make_box(mall.slug, at=at)
    filing = Filing(
        mall=mall,
        box=box,
        words=receipt_words(mall.slug, secrets.token_urlsafe(32)),  # nobody holds them: the number alone is given
        channel=Channel.COUNTER,
        reach=Reach.PHONE if phone else Reach.DESK,
        agency=agency,
        settled=True,
    )
    complaint = receive(filing, by=by, at=at)
    Settlement.objects.create(
        complaint=complaint,
        what=seal_words(box, what.strip(), "settlement:what"),
        done=seal_words(box, done.strip(), "settlement:done"),
        officer_id=by.officer_id,
        at=at,
    )
    if phone:
        keep_person(box, PersonDetails(phone=phone), at=at)
        if secrets.randbelow(ONE_IN) == 0:
            tell(f"handlers:{mall.pk}", "desk_call_back", mall=mall.slug, at=at, about=complaint.subject)
    return complaint
