"""
Who may know of which complaint, written a second time and naively, from protection.md and journey.md.

It reads whole tables and reasons in plain Python; it knows nothing of dengar/complaints/visibility.py.
"""

from dataclasses import dataclass
from datetime import datetime

from dengar.complaints.models import Complaint, Escalation, Grant, Recusal, Respondent
from dengar.kit.actors import Actor
from dengar.people import models as people

STEPS_UP = 4  # how far up a superior may be complained of so that one keeps out


@dataclass
class World:
    complaints: list[Complaint]
    respondents: list[Respondent]
    recused: set[tuple[int, int]]  # complaint, officer
    keeping_out: list[people.Recusal]
    superior: dict[int, int | None]
    active: set[int]
    grants: list[Grant]
    risen: set[int]
    members: list[people.Membership]


def look() -> World:
    officers = list(people.Officer.objects.all())
    return World(
        complaints=list(Complaint.objects.all()),
        respondents=list(Respondent.objects.all()),
        recused=set(Recusal.objects.values_list("complaint_id", "officer_id")),
        keeping_out=list(people.Recusal.objects.all()),
        superior={officer.pk: officer.superior_id for officer in officers},
        active={officer.pk for officer in officers if officer.is_active},
        grants=list(Grant.objects.all()),
        risen=set(Escalation.objects.values_list("complaint_id", flat=True)),
        members=list(people.Membership.objects.all()),
    )


def _holds(row: Grant | people.Recusal | people.Membership, at: datetime) -> bool:
    return row.from_at <= at and (row.until_at is None or at < row.until_at)


def _bosses(world: World, officer: int) -> set[int]:
    found, one = set(), officer
    for _step in range(STEPS_UP):
        above = world.superior.get(one)
        if above is None:
            break
        found.add(above)
        one = above
    return found


def keeps_out(world: World, officer: int, complaint: Complaint, at: datetime) -> bool:
    """A respondent, who works under one, and anyone recused: for them it does not exist."""
    avoided = [row for row in world.keeping_out if row.officer_id == officer and _holds(row, at)]
    agencies = {row.agency_id for row in avoided} - {None}
    too_close = {officer} | _bosses(world, officer) | {row.about_id for row in avoided}
    too_close.discard(None)
    named = [row for row in world.respondents if row.complaint_id == complaint.pk]
    return (
        (complaint.pk, officer) in world.recused
        or complaint.agency_id in agencies
        or any(row.agency_id in agencies or row.officer_id in too_close for row in named)
    )


def exists_for(world: World, actor: Actor, complaint: Complaint, at: datetime) -> bool:
    if actor.role == "house":
        return True
    if actor.role == "complainant":
        return actor.complaint_id == complaint.pk
    if actor.officer_id is None or keeps_out(world, actor.officer_id, complaint, at):
        return False
    at_home = complaint.mall_id == actor.mall_id
    if actor.role in ("handler", "coordinator"):
        return at_home and not complaint.around_desk and not _speaks(world, actor.officer_id, complaint, at)
    if actor.role == "overseer":
        return at_home and (complaint.around_desk or complaint.pk in world.risen)
    if actor.role == "liaison":
        return any(
            one.complaint_id == complaint.pk
            and one.officer_id == actor.officer_id
            and one.agency_id == actor.agency_id
            and _holds(one, at)
            for one in world.grants
        )
    return False


def _speaks(world: World, officer: int, complaint: Complaint, at: datetime) -> bool:
    """Whoever speaks for an agency in it is not of the desk there."""
    mine = [one for one in world.grants if one.officer_id == officer and one.complaint_id == complaint.pk]
    return any(_holds(one, at) for one in mine)


def seen_by(world: World, actor: Actor, at: datetime) -> set[int]:
    return {one.pk for one in world.complaints if exists_for(world, actor, one, at)}


def working(world: World, role: str, complaint: Complaint, at: datetime) -> list[int]:
    return [
        held.officer_id
        for held in world.members
        if held.role == role and held.mall_id == complaint.mall_id and _holds(held, at)
        if held.officer_id in world.active and not keeps_out(world, held.officer_id, complaint, at)
        if not _speaks(world, held.officer_id, complaint, at)
    ]


def part_of(world: World, actor: Actor, complaint: Complaint, at: datetime) -> str:
    """The role in which one acts: where the handlers are in conflict the coordinator, on their list the overseer."""
    if actor.role == "overseer":
        return "handler"
    if actor.role == "coordinator" and complaint.handler_id == actor.officer_id:
        return "handler"  # a second examination that they have taken
    if actor.role == "coordinator" and not working(world, "handler", complaint, at):
        return "handler"
    return str(actor.role)


def anybody_left(world: World, complaint: Complaint, at: datetime) -> bool:
    """Whether somebody inside or outside the mall is there to handle it."""
    if complaint.around_desk or complaint.pk in world.risen:
        return True
    return bool(working(world, "handler", complaint, at) or working(world, "coordinator", complaint, at))
