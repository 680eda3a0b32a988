"""The one door to who somebody is. Every opening is written down, and its owner reads it."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengar.complaints import releases
from dengar.complaints.models import Complaint, Look, Mode, Reach, Release
from dengar.complaints.operations import telling
from dengar.complaints.operations.moving import NotYours, check_sight, note
from dengar.complaints.visibility import may_see, standing
from dengar.kit.actors import Actor, Role
from dengar.kit.errors import Refused
from dengar.vault.details import PersonDetails
from dengar.vault.operations import destroy, keep_person, read_person, renew_identity
from dengar.vault.sealing import seal_words, words_mac

OPEN_FOR = timedelta(minutes=10)


class NoReason(Refused):
    message = _("Please write why you open the name. The person will read it.")


class NobodyThere(Refused):
    message = _("We keep no name for this report. Please write to the person on their page.")


class OpenedOnce(Refused):
    message = _("The name was given to be opened once. It has been opened.")


class NoContact(Refused):
    message = _("Please give a name to call you by and a telephone number or an e-mail address.")


@transaction.atomic
def open_identity(complaint: Complaint, *, reason: str, by: Actor, at: datetime) -> PersonDetails:
    """
    Open name and contact for ten minutes, with a reason that the person reads.

    :raises NoReason: if `reason` is blank.
    :raises NobodyThere: if no identity is kept.
    :raises Gone, NotYours: as `advance`; see `may_open`.
    """
    check_sight(complaint, by, at)
    if not may_open(complaint, by, at):
        raise NotYours
    reason = reason.strip()
    if not reason:
        raise NoReason
    details = read_person(complaint.box)
    if details is None:
        raise NobodyThere
    look = Look.objects.create(
        complaint=complaint,
        officer_id=by.officer,
        role=by.role.value,
        reason=seal_words(complaint.box, reason, "look"),
        at=at,
        until_at=at + OPEN_FOR,
    )
    untold = _use_release(complaint, look, by, at)
    facts = {
        "role": by.role.value,
        "until": look.until_at,
        "reason": words_mac(complaint.box, reason),
    }
    note(complaint, "identity_opened", by=by, at=at, facts=facts)
    if by.role is not Role.HANDLER and not untold:
        telling.person(complaint, "identity_opened", at=at)
    return details


def _use_release(complaint: Complaint, look: Look, by: Actor, at: datetime) -> bool:
    """Use up what lets an agency's speaker open it once; return whether an order forbids telling the person."""
    if complaint.mode == Mode.OPEN or by.role is not Role.LIAISON:
        return False
    found = releases.usable(complaint, by, at)
    if found is None or not Release.objects.filter(pk=found.pk, look=None).update(look=look):
        raise OpenedOnce
    return found.untold


def read_open_identity(complaint: Complaint, *, by: Actor, at: datetime) -> tuple[PersonDetails, Look] | None:
    """Return what this officer has opened and not yet lost sight of, with its look; else None."""
    look = (
        Look.objects.filter(complaint=complaint, officer=by.officer_id, role=by.role.value)
        .filter(at__lte=at, until_at__gt=at)
        .order_by("-until_at")
        .first()
    )
    if look is None or not may_see(by, complaint, at) or not may_open(complaint, by, at):
        return None
    details = read_person(complaint.box)
    return (details, look) if details else None


def may_open(complaint: Complaint, by: Actor, at: datetime) -> bool:
    """
    Whether `by`, for whom the complaint exists, may open who wrote it (protection.md, "Identity modes").

    Whoever stands as its handler: the desk, the overseer on their list, a coordinator only where every
    handler is in conflict. An agency's speaker, where the person lets the agency know them, or
    let this one officer know them for a remedy. What came from older records: a handler of the mall.
    """
    if by.role is Role.LIAISON:
        return complaint.mode == Mode.OPEN or releases.usable(complaint, by, at) is not None
    if complaint.brought_in:  # nobody stands as its handler
        return by.role is Role.HANDLER
    return standing(by, complaint, at) is Role.HANDLER


@transaction.atomic
def change_mode(
    complaint: Complaint, mode: Mode, *, by: Actor, at: datetime, details: PersonDetails | None = None
) -> None:
    """
    Change who may know. Only the person themselves can; going nameless destroys the identity's key.

    :param details: needed to leave anonymity.
    :raises NotYours: if anybody else asks.
    :raises NoContact: if somebody leaves anonymity without saying how to reach them.
    """
    if by.role is not Role.COMPLAINANT:
        raise NotYours
    check_sight(complaint, by, at)
    if mode == complaint.mode:
        return
    if complaint.mode == Mode.ANONYMOUS:
        if details is None or not details.name or not (details.phone or details.email):
            raise NoContact
        renew_identity(complaint.box)
        keep_person(complaint.box, details, at=at)
        note(complaint, "identity_kept", by=by, at=at)
    facts = {"old": complaint.mode, "new": str(mode)}
    if mode == Mode.ANONYMOUS:
        destroy(complaint.box, "identity")
        note(complaint, "identity_destroyed", by=by, at=at)
    reach = _reach(complaint, mode, details)
    Complaint.objects.filter(pk=complaint.pk).update(mode=mode, reach=reach)
    complaint.mode, complaint.reach = mode, reach
    note(complaint, "mode_changed", by=by, at=at, facts=facts)
    telling.desk(complaint, "desk_moved", at=at)


@transaction.atomic
def may_be_reached(complaint: Complaint, phone: str, *, by: Actor, at: datetime) -> None:
    """
    Let somebody of whom nothing is kept say where to call; without a number they are written to on their page.

    Whoever can be reached already stays as they are.

    :raises NotYours: if anybody else asks.
    """
    if by.role is not Role.COMPLAINANT:
        raise NotYours
    check_sight(complaint, by, at)
    if complaint.reach != Reach.DESK:
        return
    if phone:
        keep_person(complaint.box, PersonDetails(phone=phone), at=at)
        note(complaint, "identity_kept", by=by, at=at)
    complaint.reach = Reach.PHONE if phone else Reach.PAGE
    Complaint.objects.filter(pk=complaint.pk).update(reach=complaint.reach)


@transaction.atomic
def change_secrecy(complaint: Complaint, secret: bool, *, by: Actor, at: datetime) -> None:
    """
    Choose whether anything of it may ever be published. Only the person themselves can.

    :raises NotYours: if anybody else asks.
    """
    if by.role is not Role.COMPLAINANT:
        raise NotYours
    check_sight(complaint, by, at)
    if secret == complaint.secret:
        return
    Complaint.objects.filter(pk=complaint.pk).update(secret=secret)
    complaint.secret = secret
    note(complaint, "secrecy_changed", by=by, at=at, facts={"secret": secret})


def _reach(complaint: Complaint, mode: Mode, details: PersonDetails | None) -> str:
    if mode == Mode.ANONYMOUS:
        return "page"
    if details is None:
        return complaint.reach
    return "phone" if details.phone else "mail"
