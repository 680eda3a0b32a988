"""A holiday that becomes known while clocks run: written, and the clocks that it concerns are put later."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from dengar.complaints.models import NEVER, Clock, ClockChange, Complaint
from dengar.complaints.recounting import Move, put_later, spanning
from dengar.deadlines import operations as deadlines
from dengar.deadlines.models import Holiday, HolidayKind
from dengar.kit.actors import Actor
from dengar.ledger.operations import Draft, append_all
from dengar.malls.models import Mall
from dengar.notices.operations import tell_all

REASON = "holiday"
AT_ONCE = 500  # rows of one statement


@transaction.atomic
def announce_holiday(
    mall: Mall,
    *,
    day: date,
    name: str,
    by: Actor,
    at: datetime,
    kind: HolidayKind = HolidayKind.LOCAL,
    seen: str | None = None,
) -> Holiday:
    """
    Add a holiday, put the running clocks later that it concerns, and owe each person word of it, once.

    Clocks that are late stay late; a promise keeps its day. The statements grow with the reports, by hundreds.

    :param seen: Mall.policy_stamp as the preview showed it; None: whatever it is.
    :raises NotYourMall, NoHolidayName, HolidayKnown, ChangedMeanwhile: as deadlines.operations.add_holiday.
    """
    holiday = deadlines.add_holiday(mall, day=day, name=name, kind=kind, by=by, at=at, seen=seen)
    held = Exists(spanning(mall, day).filter(complaint=OuterRef("pk")).order_by())
    Complaint.objects.filter(held).update(step=F("step"))  # held until the commit, so that nothing crosses
    moves = [(clock, due_at) for clock, due_at in put_later(spanning(mall, day), mall, day) if clock.due_at >= at]
    if moves:
        _move(mall, moves, by=by, at=at)
    return holiday


def _move(mall: Mall, moves: list[Move], *, by: Actor, at: datetime) -> None:
    """Write new due moments with their changes, entries and notices; `at` is when they were moved."""
    reports = {clock.complaint_id: clock.complaint for clock, _due_at in moves}
    changes = [
        ClockChange(
            clock=clock, at=at, recorded_at=at, kind="holiday", old_due=clock.due_at, new_due=new, reason=REASON
        )
        for clock, new in moves
    ]
    append_all(mall.slug, [_draft(clock, due_at, by=by, at=at) for clock, due_at in moves])
    for clock, due_at in moves:
        clock.due_at = due_at
    Clock.objects.bulk_update([clock for clock, _due_at in moves], ["due_at"], batch_size=AT_ONCE)
    ClockChange.objects.bulk_create(changes, batch_size=AT_ONCE)
    _show_earliest(list(reports))
    tell_all([f"complainant:{one.subject}" for one in reports.values()], "date_moved", mall=mall.slug, at=at)


def _draft(clock: Clock, due_at: datetime, *, by: Actor, at: datetime) -> Draft:
    facts = {
        "clock": clock.kind,
        "bearer": clock.bearer,
        "clock_id": clock.pk,
        "reason": REASON,
        "due": due_at,
        "old_due": clock.due_at,
    }
    return Draft(subject=clock.complaint.subject, event="clock_moved", actor=by.ref, at=at, facts=facts)


def _show_earliest(reports: list[int]) -> None:
    """Show the earliest clock of each open report again. What has ended is never due."""
    running = Clock.objects.filter(complaint=OuterRef("pk"), stopped_at=None).order_by("due_at").values("due_at")[:1]
    for first in range(0, len(reports), AT_ONCE):
        rows = Complaint.objects.open().filter(pk__in=reports[first : first + AT_ONCE])
        rows.update(due_at=Coalesce(Subquery(running), NEVER))
