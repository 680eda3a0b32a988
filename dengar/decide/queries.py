"""What pages read of decisions, opened. Each says what it costs."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

from dengar.complaints import journey
from dengar.complaints.models import Complaint, Contact
from dengar.complaints.queries import read
from dengar.complaints.visibility import free_coordinators, free_handlers, visible_to
from dengar.decide.models import Decision, Point
from dengar.kit.actors import Actor, Role
from dengar.talk.models import Side, Summary
from dengar.verify.queries import kind_name


@dataclass(frozen=True)
class PointView:
    """One point, opened; `remedy` is empty where nothing is to be put right."""

    row: Point
    matter: str
    reason: str
    remedy: str
    kind: str = ""  # which kind of maladministration it speaks of, by its name; empty: not said

    @property
    def open(self) -> bool:
        """Whether what was ordered has not been done."""
        return self.row.remedy_due is not None and self.row.remedy_done_at is None


@dataclass(frozen=True)
class Examiners:
    """Whose turn a second examination is. For the overseer no ids: whoever is one may take it."""

    role: Role
    ids: list[int]


@dataclass(frozen=True)
class DecisionView:
    """A decision, opened, with its points in their order."""

    row: Decision
    official: str
    points: list[PointView]
    unheard: str  # why a side was not heard; empty: both were

    @property
    def second(self) -> bool:
        return self.row.round > 1


def decision(complaint: Complaint) -> DecisionView | None:
    """Return the latest decision; None before the first. Two SQL queries."""
    found = complaint.decisions.select_related("officer").order_by("-round").first()
    return _view(complaint, found) if found else None


def decisions(complaint: Complaint) -> list[DecisionView]:
    """Return every decision, the first one first. One SQL query, and one for each decision."""
    return [_view(complaint, row) for row in complaint.decisions.select_related("officer").order_by("round")]


def remedies(complaint: Complaint) -> list[PointView]:
    """Return the points of the latest decision that order something. Two SQL queries."""
    found = decision(complaint)
    return [point for point in found.points if point.row.remedy_due] if found else []


def examined_before(complaint: Complaint, officer_id: int | None) -> bool:
    """Whether this officer has made an earlier decision, so that somebody else has to examine. One SQL query."""
    return complaint.decisions.filter(officer=officer_id).exists()


def unheard(complaint: Complaint) -> list[Side]:
    """
    Return the sides that nobody has heard: no talk, no message of theirs, no summary that they confirmed.

    At most five SQL queries.
    """
    confirmed = set(Summary.objects.filter(complaint=complaint).exclude(how="").values_list("side", flat=True))
    wrote = set(complaint.messages.values_list("side", flat=True).distinct())
    heard = confirmed | wrote
    if complaint.contacts.filter(outcome=Contact.Outcome.REACHED).exists():
        heard.add(Side.COMPLAINANT)
    if complaint.hearings.filter(answered_at__isnull=False).exists():
        heard.add(Side.AGENCY)
    return [side for side in (Side.COMPLAINANT, Side.AGENCY) if side not in heard]


def examiners(complaint: Complaint, at: datetime) -> Examiners | None:
    """
    Return whose turn a second examination is; None where none waits. Three SQL queries or more.

    Another officer than who examined first, else the coordinator, else the overseer (journey.md, `object`).
    """
    if complaint.state not in journey.DECIDE.source:
        return None
    before = set(complaint.decisions.values_list("officer", flat=True))
    if not before:
        return None
    for role, free in ((Role.HANDLER, free_handlers), (Role.COORDINATOR, free_coordinators)):
        ids = [pk for pk in free(complaint, at) if pk not in before]
        if ids:
            return Examiners(role, ids)
    return Examiners(Role.OVERSEER, [])


def second_examinations(actor: Actor, at: datetime, most: int) -> list[Complaint]:
    """
    Return the second examinations that wait for this officer, and are not in their hands yet, the oldest first.

    One SQL query, and a few for each one that waits.
    """
    again = Exists(Decision.objects.filter(complaint=OuterRef("pk")))
    mine = Exists(Decision.objects.filter(complaint=OuterRef("pk"), officer=actor.officer_id))
    rows = visible_to(actor, at).filter(again, ~mine, state__in=journey.DECIDE.source)
    waiting = rows.exclude(handler=actor.officer_id).order_by("state_since")[:most]
    return [row for row in waiting if _is_for(actor, examiners(row, at))]


def _is_for(actor: Actor, found: Examiners | None) -> bool:
    return found is not None and (actor.officer_id in found.ids or (not found.ids and actor.role is found.role))


def _view(complaint: Complaint, row: Decision) -> DecisionView:
    points = [
        PointView(
            point,
            read(complaint, point.matter, "matter"),
            read(complaint, point.reason, "reason"),
            read(complaint, point.remedy, "remedy") if point.remedy else "",
            kind_name(point.kind),
        )
        for point in row.points.select_related("clock")
    ]
    why = read(complaint, row.unheard, "unheard") if row.unheard else ""
    return DecisionView(row, read(complaint, row.official, "official"), points, why)
