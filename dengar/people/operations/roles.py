"""End roles, and say who stands above whom."""

from datetime import datetime

from django.db import transaction

from dengar.kit.actors import Actor, Role
from dengar.people import queries
from dengar.people.models import Membership, Officer
from dengar.people.operations.rules import (
    Circle,
    LastCoordinator,
    RoleEnded,
    facts_of,
    mall_of,
    must_give,
    record,
    ref,
)


@transaction.atomic
def end_membership(membership: Membership, *, by: Actor, at: datetime) -> None:
    """
    End a role. With the last role ends the account: it can no longer sign in, and is kept.

    :raises NotAGiver, RoleEnded, LastCoordinator:
    """
    must_give(by, membership.mall)
    if membership.role == Role.COORDINATOR:
        others = Membership.objects.current(at).filter(mall=membership.mall, role=Role.COORDINATOR)
        if not others.exclude(pk=membership.pk).filter(officer__is_active=True).exists():
            raise LastCoordinator
    if not Membership.objects.current(at).filter(pk=membership.pk).update(until_at=at):
        raise RoleEnded
    officer = ref(membership.officer_id)
    record(membership.mall, "member_ended", by=by, at=at, officer=officer, **facts_of(membership))
    if not Membership.objects.current(at).filter(officer=membership.officer).exists():
        Officer.objects.filter(pk=membership.officer_id).update(is_active=False)
        record(membership.mall, "account_closed", by=by, at=at, officer=officer)


@transaction.atomic
def set_superior(officer: Officer, superior: Officer | None, *, by: Actor, at: datetime) -> None:
    """
    Say who stands above an officer, or that nobody does.

    :raises NotAGiver, NotHere, Circle:
    """
    mall = mall_of(by, officer, at)
    if superior is not None:
        mall_of(by, superior, at)
        if superior.pk == officer.pk or queries.is_superior_of(officer, superior):
            raise Circle
    Officer.objects.filter(pk=officer.pk).update(superior=superior)
    officer.superior = superior
    record(mall, "superior_set", by=by, at=at, officer=ref(officer), superior=ref(superior))


@transaction.atomic
def set_off_site(officer: Officer, off_site: bool, *, by: Actor, at: datetime) -> None:
    """
    Say whether an officer sits outside the mall.

    :raises NotAGiver, NotHere:
    """
    mall = mall_of(by, officer, at)
    Officer.objects.filter(pk=officer.pk).update(off_site=off_site)
    officer.off_site = off_site
    record(mall, "off_site_set", by=by, at=at, officer=ref(officer), off_site=off_site)
