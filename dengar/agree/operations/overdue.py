"""A promise whose day has passed: the person is told once, and chooses how it goes on."""

from contextlib import suppress
from datetime import datetime

from django.db import transaction

from dengar.agree.models import Commitment
from dengar.complaints.journey import State
from dengar.complaints.models import Clock
from dengar.complaints.operations import NotNow, check_sight, telling
from dengar.kit.actors import HOUSE


def tell_overdue(at: datetime) -> bool:
    """
    Tell one person that a promise to them is past its day; return False if none is due. A chore.

    Once for each promise, and once for all that are late in one report; never for what they promised themselves.
    """
    running = Commitment.objects.filter(
        agreement__complaint__state=State.AGREED,
        clock__kind=Clock.Kind.PROMISE,
        clock__stopped_at=None,
        clock__due_at__lt=at,
        kept_at=None,
        broken_at=None,
        overdue_told_at=None,
    )
    due = running.exclude(bearer=Commitment.Bearer.COMPLAINANT)
    rows = due.select_related("agreement__complaint__box", "agreement__complaint__mall")
    row = rows.order_by("clock__due_at", "pk").first()
    if row is None:
        return False
    complaint = row.agreement.complaint
    with suppress(NotNow), transaction.atomic():  # somebody, or another worker, was quicker
        check_sight(complaint, HOUSE, at)
        late = list(due.filter(agreement__complaint=complaint).values_list("pk", flat=True))
        if Commitment.objects.filter(pk__in=late, overdue_told_at=None).update(overdue_told_at=at):
            telling.person(complaint, "promise_overdue", at=at)
    return True
