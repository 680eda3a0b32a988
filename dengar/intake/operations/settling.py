""" "Beres di tempat": a small thing that an officer settled on the spot, noted on one page."""

import secrets
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from dengar.complaints.journey import SETTLE
from dengar.complaints.models import Channel, Complaint, Reach
from dengar.complaints.operations import Filing, NotYours, fits, hand_to_coordinator, receive, telling
from dengar.complaints.visibility import free_handlers
from dengar.intake.models import Settlement
from dengar.intake.queries import WORDS_FOR, hash_of
from dengar.kit.actors import Actor, Role
from dengar.kit.errors import Refused
from dengar.malls.models import Agency, Mall
from dengar.vault.details import PersonDetails
from dengar.vault.operations import keep_person, make_box
from dengar.vault.receipts import receipt_words
from dengar.vault.sealing import seal_words

ONE_IN = 10  # of those who left a number, how many are called back


class NotOnTheSpot(Refused):
    message = _("Money, threats, harassment or a refused service cannot be settled on the spot. Please file a report.")


class NothingNoted(Refused):
    message = _("Please write what happened and what you did.")


def settle(
    mall: Mall,
    what: str,
    done: str,
    *,
    by: Actor,
    at: datetime,
    token: str = "",
    agency: Agency | None = None,
    grave: bool = False,
    phone: str = "",
) -> Complaint:
    """
    Note that something was settled on the spot. It counts neither as agreed nor as settled for certain.

    Nobody is sent a message: the person stands there and takes the slip along, and their page asks whether it is right.

    :param token: of the form; the same one again returns what was noted the first time.
    :param grave: money, threats, harassment or a refusal is part of it.
    :param phone: of the person, if they wish; sealed at once, and one in ten is called back.
    :raises NotOnTheSpot: if it is grave. :raises NothingNoted: if a text is blank.
    :raises NotYours: if `by` may not, here or for this agency.
    """
    _check_standing(mall, agency, by)
    if grave:
        raise NotOnTheSpot
    if not what.strip() or not done.strip():
        raise NothingNoted
    token = token or secrets.token_urlsafe(32)
    mine = Settlement.objects.filter(token_hash=hash_of(token), officer_id=by.officer).select_related("complaint")
    if noted := mine.first():
        return noted.complaint
    try:
        return _note(mall, what.strip(), done.strip(), token, agency, phone, by=by, at=at)
    except IntegrityError:
        return mine.get().complaint  # the same form, sent twice at once


@transaction.atomic
def _note(
    mall: Mall, what: str, done: str, token: str, agency: Agency | None, phone: str, *, by: Actor, at: datetime
) -> Complaint:
    complaint, drawn = _receive(mall, token, agency, phone, by=by, at=at)
    Settlement.objects.create(
        complaint=complaint,
        what=seal_words(complaint.box, what, "settlement:what"),
        done=seal_words(complaint.box, done, "settlement:done"),
        token_hash=hash_of(token),
        officer_id=by.officer,
        at=at,
        call_back=drawn,
    )
    return complaint


def _check_standing(mall: Mall, agency: Agency | None, by: Actor) -> None:
    if by.role not in SETTLE.by or by.mall_id != mall.pk:
        raise NotYours
    theirs = agency is None or by.role is Role.HANDLER or by.agency_id in (None, agency.pk)
    if not theirs or (agency and agency.mall_id != mall.pk):
        raise NotYours


def _receive(
    mall: Mall, token: str, agency: Agency | None, phone: str, *, by: Actor, at: datetime
) -> tuple[Complaint, bool]:
    """Return the report, and whether it was drawn for a call back."""
    box = make_box(mall.slug, at=at)
    drawn = bool(phone) and secrets.randbelow(ONE_IN) == 0
    filing = Filing(
        mall=mall,
        box=box,
        words=receipt_words(mall.slug, token),  # on the person's slip alone, see settled_words
        channel=Channel.COUNTER,
        reach=Reach.PHONE if phone else Reach.DESK,
        agency=agency,
        settled=True,
        call_back=drawn,
    )
    complaint = receive(filing, by=by, at=at)
    if phone:
        keep_person(box, PersonDetails(phone=phone), at=at)
    if drawn:
        _ask_for_call(complaint, by=by, at=at)
    return complaint, drawn


def _ask_for_call(complaint: Complaint, *, by: Actor, at: datetime) -> None:
    """Owe the call to the desk; where nobody else handles reports here, to a coordinator, else to the overseer."""
    if not set(free_handlers(complaint, at)) - {by.officer_id}:
        hand_to_coordinator(complaint, by=by, at=at)
    telling.somebody_else(complaint, "desk_call_back", "handlers", at=at)


def settled_words(token: str, *, by: Actor, at: datetime) -> tuple[Complaint, tuple[str, ...]] | None:
    """
    Return what was noted with this form's token and, for 30 minutes, the words for the person's slip; None if unknown.

    Only whoever noted it may print them, and they stand on paper alone (web/desk/slips.py).
    """
    mine = Settlement.objects.filter(token_hash=hash_of(token), officer_id=by.officer)
    noted = mine.select_related("complaint__box", "complaint__mall").first()
    if noted is None:
        return None
    words = receipt_words(noted.complaint.mall.slug, token)
    shown = noted.handed_over_at is None and at < noted.at + WORDS_FOR and fits(noted.complaint, words)
    return noted.complaint, words if shown else ()
