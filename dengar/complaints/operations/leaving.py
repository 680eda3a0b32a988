"""Somebody leaves: what was in their hands goes to others in the act that ends the role (protection.md, Accounts)."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dengar.complaints.models import Complaint, Grant
from dengar.complaints.operations import telling
from dengar.complaints.operations.moving import note
from dengar.complaints.speaking import on_the_other_side
from dengar.complaints.visibility import free_handlers, in_conflict, visible_to
from dengar.kit.actors import Actor, Role
from dengar.kit.errors import Refused
from dengar.people import operations as people
from dengar.people import queries
from dengar.people.models import Membership, Officer

DESK = (Role.HANDLER, Role.COORDINATOR, Role.OVERSEER)  # who may be the named officer of a report


class NotASuccessor(Refused):
    message = _("This person cannot take it over: they do not have the same part.")


def successors(membership: Membership, at: datetime) -> list[Officer]:
    """Return who could take over what somebody has in hand in one role, the first choice first."""
    if membership.role == Role.LIAISON and membership.agency_id:
        turns = queries.speakers(membership.agency_id, at)
        return [one.officer for one in turns if one.officer_id != membership.officer_id]
    if membership.role in DESK:
        return [one for one in queries.handlers(membership.mall_id, at) if one.pk != membership.officer_id]
    return []


def in_hand(membership: Membership, actor: Actor, at: datetime) -> int:
    """Return how many open reports, of those that exist for `actor`, are in the hands of this role."""
    rows = visible_to(actor, at).open().filter(mall=membership.mall_id)
    if membership.role in DESK:
        return 0 if _handles_otherwise(membership, at) else rows.filter(handler=membership.officer_id).count()
    if membership.role == Role.LIAISON:
        return rows.filter(pk__in=_grants(membership, at).values("complaint")).count()
    return 0


@transaction.atomic
def leave(membership: Membership, *, to: Officer | None = None, by: Actor, at: datetime) -> None:
    """
    End a role, and hand over what its holder has in hand.

    An agency's reports go to `to`, save those that must not exist for them or for `by`: there the
    complaint desk lets somebody in anew. What the desk has in hand goes to `to`, or to the next handler who
    is free; where nobody is, it is in nobody's hands, and the desk is told so.

    :raises NotASuccessor: if `to` does not have the same part.
    :raises NotAGiver, RoleEnded, LastCoordinator: as people.operations.end_membership.
    """
    if to is not None and to not in successors(membership, at):
        raise NotASuccessor
    people.end_membership(membership, by=by, at=at)
    if membership.role in (Role.LIAISON, Role.COORDINATOR):
        heir = to if membership.role == Role.LIAISON else None  # a handler never speaks for an agency
        _hand_grants(membership, heir, by=by, at=at)
    if membership.role in DESK and not _handles_otherwise(membership, at):
        _hand_cases(membership, to, by=by, at=at)


def _handles_otherwise(membership: Membership, at: datetime) -> bool:
    """Whether somebody goes on handling reports at the same mall in another role."""
    if membership.role == Role.HANDLER:
        return False
    others = Membership.objects.current(at).filter(officer=membership.officer_id, mall=membership.mall_id)
    return others.exclude(pk=membership.pk).filter(role__in=[role.value for role in DESK]).exists()


def _grants(membership: Membership, at: datetime) -> QuerySet[Grant]:
    """Return what they hold in this role: a liaison of one agency, a coordinator of those that have nobody free."""
    held = Grant.objects.current(at).filter(officer=membership.officer_id)
    if membership.role != Role.COORDINATOR:
        return held.filter(agency=membership.agency_id)
    own = Membership.objects.current(at).filter(officer=membership.officer_id, role=Role.LIAISON)
    return held.filter(agency__mall=membership.mall_id).exclude(agency__in=own.values("agency"))


def _hand_grants(membership: Membership, to: Officer | None, *, by: Actor, at: datetime) -> None:
    held = list(_grants(membership, at).select_related("complaint__box"))
    goes_on = set(_going_on([row.complaint_id for row in held], to, by, at)) if to else set()
    for row in held:
        Grant.objects.filter(pk=row.pk).update(until_at=at)
        facts = {"officer": f"liaison:{row.officer_id}", "agency": row.agency_id, "reason": "left"}
        note(row.complaint, "grant_ended", by=by, at=at, facts=facts)
        if to and row.complaint_id in goes_on and to.pk not in on_the_other_side(row.complaint):
            Grant.objects.create(
                complaint=row.complaint, officer=to, agency_id=row.agency_id, by_id=by.officer_id or 0, from_at=at
            )
            facts = {"officer": f"liaison:{to.pk}", "agency": row.agency_id}
            note(row.complaint, "grant_begun", by=by, at=at, facts=facts)


def _going_on(complaints: list[int], to: Officer, by: Actor, at: datetime) -> list[int]:
    """Return those of the open complaints that exist for both, and that `to` does not hold already."""
    rows = visible_to(by, at).open().filter(pk__in=complaints).filter(~in_conflict(to.pk, at))
    held = Grant.objects.filter(officer=to, until_at=None).values("complaint")
    return list(rows.exclude(pk__in=held).values_list("pk", flat=True))


def _hand_cases(membership: Membership, to: Officer | None, *, by: Actor, at: datetime) -> None:
    rows = Complaint.objects.open().filter(mall=membership.mall_id, handler=membership.officer_id)
    for complaint in rows.select_related("box"):
        free = [pk for pk in free_handlers(complaint, at) if pk != membership.officer_id]
        chosen = to.pk if to and to.pk in free else free[0] if free else None
        Complaint.objects.filter(pk=complaint.pk).update(handler=chosen)
        if chosen:
            facts = {"officer": f"handler:{chosen}", "old": f"handler:{membership.officer_id}"}
            note(complaint, "handler_named", by=by, at=at, facts=facts)
        telling.desk(complaint, "desk_offer", at=at)
