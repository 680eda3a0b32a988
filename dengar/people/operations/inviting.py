"""Invite someone to a role, and take an invitation up."""

import secrets
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from dengar.kit.actors import Actor
from dengar.malls.models import Agency, Mall
from dengar.people import queries
from dengar.people.models import Invitation, Membership, Officer
from dengar.people.operations.rules import (
    InvitationGone,
    NotYourself,
    SignInFirst,
    WeakPassword,
    check_other_roles,
    check_role,
    facts_of,
    hash_of,
    must_give,
    record,
    ref,
)

VALID = timedelta(days=7)


@transaction.atomic
def invite(
    email: str,
    name: str,
    role: str,
    *,
    mall: Mall,
    agency: Agency | None = None,
    stand_in: bool = False,
    by: Actor,
    at: datetime,
) -> tuple[Invitation, str]:
    """
    Invite someone to a role; return the invitation and the token for its link.

    The token is nowhere else: the row keeps its SHA-256. It is good for 7 days and for one person.

    :raises NotAGiver, NotYourself, NoSuchRole, NeedsAgency, AgencyElsewhere, HasRole, RolesApart:
    """
    must_give(by, mall)
    email = email.strip().lower()
    check_role(role, mall, agency)
    _check_person(email, role, mall, agency, by, at)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        mall=mall,
        email=email,
        name=name.strip(),
        role=role,
        agency=agency,
        stand_in=stand_in,
        token_hash=hash_of(token),
        by_id=by.officer_id,
        made_at=at,
        expires_at=at + VALID,
    )
    record(mall, "person_invited", by=by, at=at, **facts_of(invitation))
    return invitation, token


def find_invitation(token: str, *, at: datetime) -> Invitation:
    """
    Return the invitation of a link.

    :raises InvitationGone: if there is none, or none that still holds.
    """
    waiting = Invitation.objects.filter(token_hash=hash_of(token), accepted_at=None, expires_at__gt=at)
    invitation = waiting.select_related("mall", "agency").first()
    if invitation is None:
        raise InvitationGone
    return invitation


@transaction.atomic
def accept(token: str, password: str = "", *, at: datetime, signed_in: Officer | None = None) -> Membership:
    """
    Take an invitation up: make the account, unless there is one, and begin the role.

    Who has an account already proves it by being signed in, and keeps their password: an
    invitation must not be a way into somebody's account.

    :raises InvitationGone, SignInFirst, WeakPassword, HasRole, RolesApart:
    """
    invitation = find_invitation(token, at=at)
    known = Officer.objects.filter(email=invitation.email).first()
    if known and known.is_active and (signed_in is None or signed_in.pk != known.pk):
        raise SignInFirst
    if known:
        check_other_roles(known, invitation.role, invitation.mall, invitation.agency, at)
    if not Invitation.objects.filter(pk=invitation.pk, accepted_at=None).update(accepted_at=at):
        raise InvitationGone
    officer = known if known and known.is_active else _open_account(invitation, password, known)
    membership = Membership.objects.create(
        officer=officer,
        mall=invitation.mall,
        role=invitation.role,
        agency=invitation.agency,
        stand_in=invitation.stand_in,
        from_at=at,
    )
    by = queries.as_actor(membership)
    record(invitation.mall, "member_begun", by=by, at=at, officer=ref(officer), **facts_of(membership))
    return membership


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: Actor, at: datetime) -> None:
    """
    Make an invitation's link useless.

    :raises NotAGiver, InvitationGone:
    """
    must_give(by, invitation.mall)
    waiting = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, expires_at__gt=at)
    if not waiting.update(expires_at=at):
        raise InvitationGone
    record(invitation.mall, "invitation_withdrawn", by=by, at=at, **facts_of(invitation))


def _check_person(email: str, role: str, mall: Mall, agency: Agency | None, by: Actor, at: datetime) -> None:
    known = Officer.objects.filter(email=email).first()
    if known and known.pk == by.officer_id:
        raise NotYourself
    if known:
        check_other_roles(known, role, mall, agency, at)


def _open_account(invitation: Invitation, password: str, known: Officer | None) -> Officer:
    """Make the account, or open again the one of somebody who had left; either way with a new password."""
    officer = known or Officer(email=invitation.email, name=invitation.name)
    try:
        validate_password(password, officer)
    except ValidationError:
        raise WeakPassword from None
    officer.is_active = True
    officer.set_password(password)
    officer.save()
    EmailAddress.objects.update_or_create(
        user=officer, email=officer.email, defaults={"verified": True, "primary": True}
    )
    return officer
