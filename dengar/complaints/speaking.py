"""
Who speaks for an agency in one complaint: the first who is free, in the order of journey.md (last lines).

Liaison, stand-in, superior outside the mall, else the coordinator. An agency with fewer than three
accounts in the mall is heard through its superior outside alone: there everybody knows everybody.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from dengar.complaints.models import Complaint, Grant, Look, OnBehalf
from dengar.complaints.visibility import free_coordinators, free_handlers, in_conflict
from dengar.kit.actors import Actor, Role
from dengar.malls.models import Agency
from dengar.people import queries as people
from dengar.people.models import Membership, Officer


class Why(models.TextChoices):
    """Why it is this person's turn, in words for whoever lets them in."""

    LIAISON = "liaison", _("They are the agency's liaison.")
    STAND_IN = "stand_in", _("They stand in: no liaison of the agency is free to speak.")
    SUPERIOR = "superior", _("They are the superior outside the mall: nobody of the agency in the mall is free.")
    SMALL = "small", _("They are the superior outside the mall: fewer than three people of the agency work here.")
    COORDINATOR = "coordinator", _("They coordinate the mall: nobody of the agency is free to speak.")
    NOBODY = "nobody", _("Nobody is free to speak for this agency. Let the overseer know.")


@dataclass(frozen=True)
class Speaker:
    """
    Whose turn it is to speak for an agency.

    :param officer: None: nobody is free.
    :param others: who else of the agency is free to; the handler may choose one of them with a reason.
    """

    officer: Officer | None
    why: Why
    others: tuple[Officer, ...] = ()

    @property
    def able(self) -> tuple[Officer, ...]:
        """Everybody who may be let in, whose turn it is first."""
        return (self.officer, *self.others) if self.officer else ()


def speaker(complaint: Complaint, agency: Agency, at: datetime) -> Speaker:
    """Return who speaks for `agency` in this complaint at `at`. A handful of SQL queries, more with more conflicts."""
    turns = people.speakers(agency, at)
    spent = on_the_other_side(complaint)
    free = [one for one in turns if one.officer_id not in spent and _is_free(complaint, one.officer_id, at)]
    if free:
        first, *others = free
        return Speaker(first.officer, _why(first, agency, at), tuple(one.officer for one in others))
    for pk in _coordinators(complaint, agency, spent, at):
        return Speaker(Officer.objects.get(pk=pk), Why.COORDINATOR)
    return Speaker(None, Why.NOBODY)


def on_the_other_side(complaint: Complaint) -> set[int]:
    """Return who handles it, spoke for the person, or opened the name for the desk: nobody is on both sides."""
    called = OnBehalf.objects.filter(complaint=complaint).values_list("officer_id", "called_by_id")
    looked = Look.objects.filter(complaint=complaint).exclude(role=Role.LIAISON.value)
    found = {pk for pair in called for pk in pair} | set(looked.values_list("officer_id", flat=True))
    return {pk for pk in (*found, complaint.handler_id) if pk is not None}


def _why(turn: people.Turn, agency: Agency, at: datetime) -> Why:
    if turn.off_site:
        return Why.SMALL if people.heard_off_site(agency, at) else Why.SUPERIOR
    return Why.STAND_IN if turn.stand_in else Why.LIAISON


def _is_free(complaint: Complaint, officer_id: int, at: datetime) -> bool:
    return not Complaint.objects.filter(pk=complaint.pk).filter(in_conflict(officer_id, at)).exists()


def _coordinators(complaint: Complaint, agency: Agency, spent: set[int], at: datetime) -> list[int]:
    """Return the coordinators who may speak; where every handler is in conflict, the first of them handles it."""
    free = free_coordinators(complaint, at)
    needed = [] if free_handlers(complaint, at) else free[:1]
    held = Grant.objects.current(at).filter(complaint=complaint, agency=agency).values("officer")
    coordinate = Membership.objects.current(at).filter(mall=complaint.mall_id, role=Role.COORDINATOR.value)
    speaking = coordinate.filter(officer__in=held).order_by("pk").values_list("officer_id", flat=True)
    able = [pk for pk in speaking if _is_free(complaint, pk, at)] + [pk for pk in free if pk not in needed]
    return [pk for pk in able if pk not in spent]


def as_speaker(actor: Actor, handle: str, at: datetime) -> Actor:
    """
    Return who `actor` is where an agency calls a complaint `handle`: a coordinator who was let in is its liaison there.

    One SQL query for a coordinator, none for anybody else.
    """
    return next(iter(_parts(actor, at, handle=handle)), actor)


def speaks_for(actor: Actor, at: datetime) -> list[Actor]:
    """Return a coordinator's parts as the speaker of agencies, one for each. One SQL query; none for anybody else."""
    return _parts(actor, at)


def _parts(actor: Actor, at: datetime, handle: str = "") -> list[Actor]:
    if actor.role is not Role.COORDINATOR:
        return []
    held = Grant.objects.current(at).filter(officer=actor.officer_id, agency__mall=actor.mall_id)
    if handle:
        held = held.filter(complaint__handles__code=handle, complaint__handles__agency=F("agency"))
    agencies = held.order_by("agency").values_list("agency", flat=True).distinct()
    ref = f"{Role.LIAISON}:{actor.officer_id}"
    return [replace(actor, role=Role.LIAISON, ref=ref, agency_id=pk) for pk in agencies]
