"""The dates that filing promises: worked out before, shown with every day of their count afterwards."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from dengar.complaints.models import Clock, Complaint
from dengar.deadlines import queries as policies
from dengar.deadlines.calendar import Derivation, TermRule, derive
from dengar.malls.models import Mall

ORDINARY = "ordinary"  # the class that most complaints turn out to be


@dataclass(frozen=True)
class Dates:
    """
    What a receipt says of time.

    :param next_by: until when somebody turns to the person (a complaint), or answers (anything else).
    :param next: how that was counted.
    :param decision: the target, if it turns out to be of the ordinary class; None for what is no complaint.
    """

    next_by: datetime | None
    next: Derivation | None
    decision: Derivation | None


def first_contact(mall: Mall, at: datetime) -> datetime | None:
    """Return by when somebody would turn to a person who files at `at`. No more than three SQL queries."""
    policy = policies.policy(mall, on=timezone.localdate(at))
    rule = policy.rule(Clock.Kind.FIRST_CONTACT)
    return derive(at, rule, policy.calendar).due_at if rule else None


def of_receipt(complaint: Complaint) -> Dates:
    """Return the dates of a report as its clocks have them, with their count. One SQL query, or four."""
    kinds = [Clock.Kind.FIRST_CONTACT, Clock.Kind.ANSWER]
    clocks = {clock.kind: clock for clock in Clock.objects.filter(complaint=complaint, kind__in=kinds)}
    first = clocks.get(Clock.Kind.FIRST_CONTACT) or clocks.get(Clock.Kind.ANSWER)
    came = complaint.received_at
    policy = policies.policy(complaint.mall, agency_id=complaint.agency_id, on=timezone.localdate(came))
    target = policy.rule(Clock.Kind.CLASS, ORDINARY) if complaint.kind == "complaint" else None
    return Dates(
        next_by=first.due_at if first else None,
        next=derive(came, TermRule.of(first.term), policy.calendar) if first else None,
        decision=derive(came, target, policy.calendar) if target else None,
    )
