"""What pages read of plans on conduct, opened, and which of them wait for whom."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from dengar.complaints.models import Complaint, ConductPlan
from dengar.complaints.operations.conduct import SENIOR
from dengar.complaints.operations.timing import local_day
from dengar.complaints.queries import read
from dengar.complaints.visibility import visible_to
from dengar.kit.actors import Actor

SOON = timedelta(days=7)  # so long before its last day a plan stands among the tasks


@dataclass(frozen=True)
class Plan:
    """A plan, opened."""

    row: ConductPlan
    conduct: str
    reason: str
    objection: str
    refusal: str
    words: str

    @property
    def measures(self) -> list[ConductPlan.Measure]:
        return [measure for measure in ConductPlan.Measure if measure.value in self.row.measures]

    @property
    def waits(self) -> bool:
        """Whether nobody has approved or refused it yet."""
        return self.row.approved is None and self.row.ended_at is None


def plans(complaint: Complaint) -> list[Plan]:
    """Return every plan, the newest first. One SQL query."""
    rows = complaint.conduct_plans.select_related("proposed_by", "decided_by", "ended_by", "complaint__box")
    return [view(complaint, row) for row in rows.order_by("-pk")]


def view(complaint: Complaint, row: ConductPlan) -> Plan:
    def opened(sealed: bytes | memoryview | None, label: str) -> str:
        return read(complaint, sealed, label) if sealed else ""

    return Plan(
        row,
        conduct=opened(row.conduct, "conduct"),
        reason=opened(row.reason, "conduct:reason"),
        objection=opened(row.objection, "conduct:objection"),
        refusal=opened(row.refusal, "conduct:refusal"),
        words=opened(row.words, "conduct:end"),
    )


def holds(plan: Plan, at: datetime) -> bool:
    """Whether it is approved and not past its day."""
    row = plan.row
    return row.approved is True and row.ended_at is None and row.review_on >= local_day(row.complaint, at)


def waiting_for(actor: Actor, at: datetime) -> list[ConductPlan]:
    """Return the plans that wait for this officer: to be approved, looked at anew, or reviewed. One SQL query."""
    rows = ConductPlan.objects.open().filter(complaint__in=visible_to(actor, at).open())
    due = Q(approved=True, review_on__lte=timezone.localdate(at) + SOON)
    if actor.role not in SENIOR:
        found = rows.filter(due, complaint__handler=actor.officer_id)
    else:
        not_mine = ~Q(proposed_by=actor.officer_id)
        anew = Q(objected_at__isnull=False) & ~Q(decided_by=actor.officer_id)
        found = rows.filter(not_mine & (Q(approved=None) | anew | due))
    return list(found.select_related("complaint").order_by("review_on", "pk"))
