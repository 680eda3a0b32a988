"""
Who may know of a complaint: the one policy. Every query of every page goes through `visible`.

For whoever is complained of, a superior who is involved, and anyone recused, the complaint does
not exist: not in lists, counts, searches, exports or addresses (protection.md, "Conflict rules").
The hearing (talk) is the only thing that a respondent ever sees, and it is not a complaint.
Whoever of the desk speaks for the agency in a complaint sees what an agency sees, and no more.
"""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from dengar.complaints.models import Complaint, ComplaintQuerySet, Escalation, FileRelease, Grant, Recusal, Respondent
from dengar.files.models import Attachment
from dengar.kit.actors import Actor, Role
from dengar.people import models as people

NOTHING = Q(pk__in=())
LOOKERS = (Role.HANDLER, Role.COORDINATOR, Role.OVERSEER)


def visible_to(actor: Actor, at: datetime) -> ComplaintQuerySet:
    """Return the complaints that `actor` may know of. Every page starts from here; nothing is checked later."""
    return Complaint.objects.filter(visible(actor, at))


def visible(actor: Actor, at: datetime) -> Q:
    """Return what narrows complaints to those that `actor` may know of. No query is made here."""
    match actor.role:
        case Role.HOUSE:
            return Q()
        case Role.COMPLAINANT:
            return Q(pk=actor.complaint_id) if actor.complaint_id else NOTHING
        case Role.HANDLER | Role.COORDINATOR:
            part = Q(mall_id=actor.mall_id, around_desk=False) & ~speaks(actor.officer_id, at)
        case Role.OVERSEER:
            risen = Exists(Escalation.objects.filter(complaint=OuterRef("pk")))
            part = Q(mall_id=actor.mall_id) & (Q(around_desk=True) | Q(risen))
        case Role.LIAISON:
            grants = Grant.objects.current(at).filter(
                complaint=OuterRef("pk"), officer=actor.officer_id, agency=actor.agency_id
            )
            part = Q(Exists(grants))
        case _:
            return NOTHING
    if actor.officer_id is None:
        return NOTHING
    return part & ~in_conflict(actor.officer_id, at)


def speaks(officer_id: int | None, at: datetime) -> Q:
    """Return what selects the complaints in which an officer speaks for an agency: nobody is on both sides."""
    return Q(Exists(Grant.objects.current(at).filter(complaint=OuterRef("pk"), officer=officer_id)))


def files_visible_to(actor: Actor, complaint: Complaint, at: datetime) -> QuerySet[Attachment]:
    """
    Return the files of this complaint that `actor` may open, in their order. Two SQL queries at most.

    The person: their own, and what was done for them. An agency: what its own speaker gave, and what the
    handler has released to it, while it may see the complaint at all. A respondent: none.
    """
    rows = Attachment.objects.filter(box=complaint.box_id, erased_at=None).order_by("ordinal")
    match actor.role:
        case Role.HOUSE | Role.HANDLER | Role.COORDINATOR | Role.OVERSEER:
            part = Q()
        case Role.COMPLAINANT:
            part = Q(to_person=True)
        case Role.LIAISON if actor.agency_id:
            released = FileRelease.objects.current().filter(attachment=OuterRef("pk"), agency=actor.agency_id)
            part = Q(agency=actor.agency_id) | Q(Exists(released))
        case _:
            return rows.none()
    return rows.filter(part) if may_see(actor, complaint, at) else rows.none()


def in_conflict(officer_id: int, at: datetime) -> Q:
    """
    Return what selects the complaints that must not exist for this officer.

    Named in it; recused from it, from its agency, or from somebody named in it; or working
    under somebody named in it (a report against one's own superior cannot be handled freely).
    """
    about = people.Recusal.objects.current(at).filter(officer=officer_id)
    named = _naming(officer_id, at).filter(complaint=OuterRef("pk"))
    recused = Recusal.objects.filter(complaint=OuterRef("pk"), officer=officer_id)
    agencies = about.filter(agency__isnull=False).values("agency")
    return (
        Q(Exists(named))
        | Q(Exists(recused))
        | Q(agency__isnull=False, agency__in=agencies)
        | Q(Exists(Respondent.objects.filter(complaint=OuterRef("pk"), agency__in=agencies)))
    )


def _naming(officer_id: int, at: datetime) -> QuerySet[Respondent]:
    """Return the rows that name this officer, who stands above them, or from whom they keep out."""
    about = people.Recusal.objects.current(at).filter(officer=officer_id, about__isnull=False).values("about")
    return Respondent.objects.filter(Q(officer=officer_id) | above(officer_id) | Q(officer__in=about))


def kept_from(officer_id: int, at: datetime) -> QuerySet[Any, Any]:
    """
    Return the subjects of what figures must leave out for this officer, beside all of the agencies they keep out of.

    What must not exist for them, and that in which they speak for an agency. From the few rows that say so,
    never from all complaints. No query is made here.
    """
    agencies = people.Recusal.objects.current(at).filter(officer=officer_id, agency__isnull=False).values("agency")
    elsewhere = Q(complaint__agency=None) | ~Q(complaint__agency__in=agencies)
    partly = Respondent.objects.filter(elsewhere, agency__in=agencies)
    recused = Recusal.objects.filter(officer=officer_id)
    speaking = Grant.objects.current(at).filter(officer=officer_id)
    rows = [one.values_list("complaint__subject") for one in (_naming(officer_id, at), partly, recused, speaking)]
    return rows[0].union(*rows[1:])


def above(officer_id: int) -> Q:
    """Return what selects, by its `officer`, whoever stands above this officer, up to four steps."""
    person = people.Officer.objects.filter(pk=officer_id)
    chosen = NOTHING
    for steps in range(1, 5):
        chosen |= Q(officer__in=person.values("__".join(["superior"] * steps)))
    return chosen


def in_hands(at: datetime) -> Exists:
    """Return what tells whether a complaint's named officer still acts in its mall. Nobody else holds it in hand."""
    desk = [Role.HANDLER.value, Role.COORDINATOR.value, Role.OVERSEER.value]
    held = people.Membership.objects.current(at).filter(officer__is_active=True, role__in=desk)
    return Exists(held.filter(officer=OuterRef("handler"), mall=OuterRef("mall")))


def free_handlers(complaint: Complaint, at: datetime) -> list[int]:
    """Return the ids of the mall's handlers, deputies too, who are free and do not speak here. Two queries or more."""
    return _free(complaint, Role.HANDLER, at)


def free_coordinators(complaint: Complaint, at: datetime) -> list[int]:
    """Return the ids of the mall's coordinators who are free and do not speak here. Two queries or more."""
    return _free(complaint, Role.COORDINATOR, at)


def _free(complaint: Complaint, role: Role, at: datetime) -> list[int]:
    if complaint.around_desk:
        return []
    members = people.Membership.objects.current(at).filter(
        mall=complaint.mall_id, role=role.value, officer__is_active=True
    )
    ids = members.order_by("stand_in", "pk").values_list("officer_id", flat=True)
    mine = Complaint.objects.filter(pk=complaint.pk)
    return [pk for pk in ids if not mine.filter(in_conflict(pk, at) | speaks(pk, at)).exists()]


def standing(actor: Actor, complaint: Complaint, at: datetime) -> Role:
    """
    Return the role in which `actor` stands in this complaint's journey.

    Where every handler is in conflict the coordinator acts as handler, and where they have taken it as its
    named officer (a second examination); on the overseer's list the overseer does (journey.md, "People who
    have only a phone", last lines). With a case from older records nobody has anything to do: who sees it looks on.
    """
    if complaint.brought_in and actor.role in LOOKERS:
        return Role.OFFICER
    if actor.role is Role.OVERSEER:
        return Role.HANDLER
    if actor.role is Role.COORDINATOR and (
        complaint.handler_id == actor.officer_id or not free_handlers(complaint, at)
    ):
        return Role.HANDLER
    return actor.role


def may_see(actor: Actor, complaint: Complaint, at: datetime) -> bool:
    """Whether the complaint exists for `actor`. One query; none for the house."""
    if actor.role is Role.HOUSE:
        return True
    return Complaint.objects.filter(pk=complaint.pk).filter(visible(actor, at)).exists()
