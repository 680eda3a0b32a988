"""What all verbs of this room share: the refusals, who may give roles, and how it is recorded."""

import hashlib
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from dengar.kit.actors import HOUSE, Actor, Role
from dengar.kit.errors import Refused
from dengar.ledger import operations as ledger
from dengar.malls.models import Agency, Mall
from dengar.people import queries
from dengar.people.models import Invitation, Membership, Officer

SUBJECT = hashlib.sha256(b"people of the mall").hexdigest()[:32]  # one thread of the mall's log
INVITED = (
    Role.OFFICER,
    Role.LIAISON,
    Role.HANDLER,
    Role.COORDINATOR,
    Role.CUSTODIAN,
    Role.OVERSEER,
    Role.TRAINER,
    Role.OPERATOR,
)
# Whoever decides on opening an identity, or watches from outside, does nothing else in this mall.
ALONE = (Role.CUSTODIAN, Role.OVERSEER)


class NotAGiver(Refused):
    message = _("Only the coordinator of this mall may do this.")


class NotYourself(Refused):
    message = _("Nobody gives themselves a role. Ask another coordinator.")


class NoSuchRole(Refused):
    message = _("Choose one of the roles.")


class NeedsAgency(Refused):
    message = _("A liaison speaks for one agency. Choose which.")


class AgencyElsewhere(Refused):
    message = _("This agency has no desk in this mall.")


class HasRole(Refused):
    message = _("This person has this role already.")


class RolesApart(Refused):
    message = _("The custodian and the overseer may hold no other role in this mall. Choose another person.")


class InvitationGone(Refused):
    message = _("This invitation has been used, withdrawn, or is older than 7 days. Ask the coordinator for a new one.")


class SignInFirst(Refused):
    message = _("There is an account with this e-mail. Sign in with it, then open the link again.")


class WeakPassword(Refused):
    message = _("This password is easy to guess. Use at least 12 characters, such as four words of your own.")


class LastCoordinator(Refused):
    message = _("A mall needs a coordinator. Invite the next one first.")


class RoleEnded(Refused):
    message = _("This role has ended already.")


class Circle(Refused):
    message = _("That would make someone the superior of their own superior.")


class NotHere(Refused):
    message = _("This person does not work in this mall.")


class OneThing(Refused):
    message = _("Choose one agency or one person to keep out of.")


class NotYourOwn(Refused):
    message = _("Nobody ends their own keeping out. Ask another coordinator.")


class RecusalEnded(Refused):
    message = _("This has ended already.")


def must_give(by: Actor, mall: Mall) -> None:
    """:raises NotAGiver: unless `by` may give roles in `mall`; the house itself does so at set-up."""
    if by.role is not Role.HOUSE and (by.role is not Role.COORDINATOR or by.mall_id != mall.pk):
        raise NotAGiver


def house_at(mall: Mall) -> Actor:
    """Return the house as it sets up one mall."""
    return replace(HOUSE, mall_id=mall.pk)


def check_role(role: str, mall: Mall, agency: Agency | None) -> None:
    """:raises NoSuchRole, NeedsAgency, AgencyElsewhere:"""
    if role not in INVITED:
        raise NoSuchRole
    if role == Role.LIAISON and agency is None:
        raise NeedsAgency
    if agency is not None and agency.mall_id != mall.pk:
        raise AgencyElsewhere


def check_other_roles(officer: Officer, role: str, mall: Mall, agency: Agency | None, at: datetime) -> None:
    """:raises HasRole, RolesApart:"""
    held = list(queries.memberships(officer, at=at).filter(mall=mall))
    if any(one.role == role and one.agency_id == (agency.pk if agency else None) for one in held):
        raise HasRole
    if held and (role in ALONE or any(one.role in ALONE for one in held)):
        raise RolesApart


def mall_of(by: Actor, officer: Officer, at: datetime) -> Mall:
    """
    Return the mall in which `by` gives roles and `officer` works.

    :raises NotAGiver, NotHere:
    """
    mall = Mall.objects.filter(pk=by.mall_id or 0).first()
    if mall is None:
        raise NotAGiver
    must_give(by, mall)
    if not Membership.objects.current(at).filter(officer=officer, mall=mall).exists():
        raise NotHere
    return mall


def record(mall: Mall, event: str, *, by: Actor, at: datetime, **facts: object) -> None:
    """Write one change into the mall's log: ids only, no name, no address."""
    ledger.append(mall.slug, SUBJECT, event, actor=by.ref, at=at, facts=facts)


def ref(officer: Officer | int | None) -> str | None:
    """Return how the ledger names an officer: "officer:12"."""
    if officer is None:
        return None
    return f"officer:{officer if isinstance(officer, int) else officer.pk}"


def facts_of(given: Membership | Invitation) -> dict[str, object]:
    """Return the facts of a role that is given, begun or ended."""
    return {"role": given.role, "agency": given.agency_id, "stand_in": given.stand_in}


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
