"""Attempts to reach the person: the officer's record, and beside it the person's own word."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengar.complaints.models import Clock, Complaint, Contact, Message, Mode, Reach
from dengar.complaints.operations import telling
from dengar.complaints.operations.moving import NotYours, check_sight, note
from dengar.complaints.operations.timing import stop_kinds
from dengar.complaints.visibility import standing
from dengar.kit.actors import Actor, Role
from dengar.kit.errors import Refused


class NoNumber(Refused):
    message = _("This person gave no telephone number. Please write to them on their page, signed with your name.")


class NotYet(Refused):
    message = _("This moment has not come yet. When did you call?")


class TooEarly(Refused):
    message = _("This is before the report came in. When did you call?")


class OnlyInWords(Refused):
    message = _("A written contact is the message itself. Please write it: the person reads it with your name.")


@transaction.atomic
def record_contact(
    complaint: Complaint,
    way: Contact.Way,
    outcome: Contact.Outcome,
    *,
    when: datetime,
    by: Actor,
    at: datetime,
) -> Contact:
    """
    Record one attempt by voice and how it ended; reaching the person stops the clocks that ask for it.

    A written contact is not recorded but written, by `say`.

    :param when: when it took place; both moments are kept.
    :raises NotYet, TooEarly: if `when` lies after `at`, or before the report came in.
    :raises OnlyInWords: for a written one.
    :raises NoNumber: for a call to somebody without a name; a signed message is their first contact (journey.md).
    :raises Gone, NotYours: as `advance`.
    """
    check_sight(complaint, by, at)
    if standing(by, complaint, at) is not Role.HANDLER:
        raise NotYours
    if way == Contact.Way.WRITTEN:
        raise OnlyInWords
    if when > at:
        raise NotYet
    if when < complaint.received_at:
        raise TooEarly
    if way == Contact.Way.CALL and complaint.mode == Mode.ANONYMOUS:
        raise NoNumber
    return count_contact(complaint, way, outcome, by=by, when=when, at=at)


def count_contact(
    complaint: Complaint,
    way: Contact.Way,
    outcome: Contact.Outcome,
    *,
    by: Actor,
    when: datetime,
    at: datetime,
    message: Message | None = None,
) -> Contact:
    """
    Write the contact and stop what it stops. The caller has checked who asks.

    :param message: what was written, where the way is a message (the database refuses one without).
    """
    contact = Contact.objects.create(
        complaint=complaint,
        officer_id=by.officer,
        way=way,
        outcome=outcome,
        at=when,
        recorded_at=at,
        message=message,
    )
    facts = {"channel": str(way), "outcome": str(outcome), "personal": outcome == Contact.Outcome.REACHED}
    facts |= {"contact": contact.pk}
    note(complaint, "contact_attempt", by=by, at=when, facts=facts)
    if outcome == Contact.Outcome.REACHED:
        # That the decision was told is said in so many words (decide.tell_recorded): a talk may be about anything.
        kinds = [Clock.Kind.FIRST_CONTACT, Clock.Kind.REOPENING]
        stop_kinds(complaint, kinds, by=by, at=at, when=when)
    return contact


def is_written_to(complaint: Complaint) -> bool:
    """Whether a signed message is a personal contact for this person: nameless, or by their own wish."""
    return complaint.mode == Mode.ANONYMOUS or complaint.reach in (Reach.PAGE, Reach.MAIL)


def contacted(complaint: Complaint) -> bool:
    """Whether the first personal contact is recorded."""
    return complaint.contacts.filter(outcome=Contact.Outcome.REACHED).exists()


@transaction.atomic
def say_whether_heard(contact: Contact, heard: bool, *, by: Actor, at: datetime) -> None:
    """
    Put the person's own word beside an officer's record ("ada yang menelepon?"). It may be changed.

    A "nobody called" is told to the coordinators: the clock stays as it was recorded, and the contradiction shows.

    :raises NotYours: if anybody but the complainant answers.
    """
    if by.role is not Role.COMPLAINANT:
        raise NotYours
    check_sight(contact.complaint, by, at)
    contact.heard = Contact.Heard.YES if heard else Contact.Heard.NO
    contact.save(update_fields=["heard"])
    if not heard:
        telling.somebody_else(contact.complaint, "desk_contradiction", "coordinators", at=at)
    note(contact.complaint, "contact_confirmed", by=by, at=at, facts={"called": heard, "contact": contact.pk})
