"""
What a change of the calendar does to the clocks that run. Nothing here writes; operations.recounting does.

A decree is nobody's choice here, so a new holiday moves the clocks that count working days and are not over yet,
and only ever to a later day. What was late stays late. Nothing else moves a running clock: it keeps the term that
it began with, and a day that somebody was told is never put earlier (clocks.md).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from dengar.complaints.journey import ENDS
from dengar.complaints.models import Clock, Complaint
from dengar.complaints.visibility import visible_to
from dengar.deadlines import queries as policies
from dengar.deadlines.calendar import TermRule, put_off
from dengar.kit.actors import Actor
from dengar.malls.models import Mall

ALL = 200  # reports that a preview shows wholly
SHOWN = 50  # of more than that

Move = tuple[Clock, datetime]  # a running clock, and its new due moment


@dataclass(frozen=True)
class Preview:
    """
    What a new holiday would change, of what exists for whoever looks.

    :param reports: each with the clocks that would move, the earliest due first; if there are more than ALL, the
        first SHOWN.
    :param moved: how many reports there are of which a date moves.
    :param late: reports of which a date would move, had it not passed already.
    :param kept: the other open reports.
    """

    reports: tuple[tuple[Complaint, tuple[Move, ...]], ...]
    moved: int
    late: int
    kept: int

    @property
    def more(self) -> int:
        """How many reports are not shown."""
        return self.moved - len(self.reports)


def by_holiday(mall: Mall, day: date, *, by: Actor, at: datetime) -> Preview:
    """Return what `day` as a holiday would change. Four SQL queries, however many reports there are."""
    seen = visible_to(by, at).filter(mall=mall)
    moved: dict[int, list[Move]] = {}
    late: dict[int, Complaint] = {}
    for clock, due_at in put_later(spanning(mall, day).filter(complaint__in=seen), mall, day):
        if clock.due_at < at:
            late[clock.complaint_id] = clock.complaint
        else:
            moved.setdefault(clock.complaint_id, []).append((clock, due_at))
    touched = {pk: moves[0][0].complaint for pk, moves in moved.items()} | late
    shown = list(moved.values())[: None if len(moved) <= ALL else SHOWN]
    return Preview(
        reports=tuple((moves[0][0].complaint, tuple(moves)) for moves in shown),
        moved=len(moved),
        late=len(late.keys() - moved.keys()),
        kept=seen.open().count() - sum(one.state not in ENDS for one in touched.values()),
    )


def counting_on(mall: Mall, day: date, *, by: Actor, at: datetime) -> int:
    """Return of how many reports, that exist for whoever looks, a running clock spans `day`. One SQL query."""
    seen = visible_to(by, at).filter(mall=mall)
    return spanning(mall, day).filter(complaint__in=seen).order_by().values("complaint").distinct().count()


def spanning(mall: Mall, day: date) -> QuerySet[Clock]:
    """Return the running clocks in whose time `day` lies, with their reports, the earliest due first."""
    begins = datetime.combine(day, time(), ZoneInfo(mall.time_zone)).astimezone(UTC)
    rows = Clock.objects.filter(complaint__mall=mall, stopped_at=None, started_at__lt=begins + timedelta(days=1))
    return rows.filter(due_at__gte=begins).select_related("complaint").order_by("due_at", "pk")


def put_later(clocks: Iterable[Clock], mall: Mall, day: date) -> Iterator[Move]:
    """Yield those of some clocks that `day` as a holiday puts later, late ones too. Two SQL queries and theirs."""
    known = policies.calendars(mall)
    with_day = {key: replace(one, holidays={**one.holidays, day: ""}) for key, one in known.items()}
    for clock in clocks:
        if "kind" not in clock.term:  # a promise: both sides agreed on the day itself
            continue
        calendar = with_day.get(clock.complaint.agency_id) or with_day[None]
        due_at = put_off(clock.due_at, clock.started_at, TermRule.of(clock.term), calendar, day)
        if due_at != clock.due_at:
            yield clock, due_at
