"""What pages read of the figures. Each says what it costs; nothing here looks at reports one by one."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Subquery, Sum

from dengar.complaints.visibility import kept_from
from dengar.figures.measures import ALL, Key, agency_of, counted, monday
from dengar.figures.models import Case, Cell, Cursor
from dengar.figures.reading import Reading
from dengar.kit.actors import Actor, Role
from dengar.ledger.models import Head
from dengar.malls.models import Agency, Mall
from dengar.people.models import Recusal

WEEK = timedelta(weeks=1)
OF_AGENCIES = (
    "kind/complaint",
    *(f"term/{kind}/{how}" for kind in ("first_contact", "promise") for how in ("kept", "late", "running")),
)


@dataclass(frozen=True)
class Span:
    """Full weeks, the last one over: what is due within them is either done or late."""

    first: date  # a Monday
    last: date  # a Sunday

    @classmethod
    def before(cls, at: datetime, weeks: int, zone: ZoneInfo) -> "Span":
        """Return the last `weeks` weeks that are over at `at`."""
        this = monday(at.astimezone(zone).date())
        return cls(this - weeks * WEEK, this - timedelta(days=1))


@dataclass(frozen=True)
class Overview:
    """
    The figures of a span, for the whole mall or one agency, as one officer may know them.

    :param agencies: those whose figures exist for the officer, by name, with what is shown side by side.
    :param agency: the chosen one; None for the whole mall.
    :param sealed_at: when the register was last sealed whose entries are all counted; None: never.
    :param waiting: how many sealed entries are not counted yet.
    """

    span: Span
    reading: Reading
    agencies: list[tuple[Agency, Reading]]
    agency: Agency | None
    sealed_at: datetime | None
    waiting: int


class NoAgency(LookupError):
    """There is no such agency for this officer."""


def overview(mall: Mall, actor: Actor, at: datetime, *, weeks: int, agency: int = ALL) -> Overview:
    """
    Return the figures that exist for `actor`: without what goes around the desk, except for the overseer, without
    the agencies from which they keep out, and without each report that must not exist for them.

    Five SQL queries, whatever there is.

    :raises NoAgency: if `agency` is none of this mall that they may know the figures of.
    """
    zone = ZoneInfo(mall.time_zone)
    span = Span.before(at, weeks, zone)
    kept_out = Recusal.objects.current(at).filter(officer=actor.officer, agency=OuterRef("pk"))
    rows = list(Agency.objects.filter(mall=mall).annotate(kept_out=Exists(kept_out)).order_by("name"))
    recused = {row.pk for row in rows if row.kept_out}
    chosen = next((row for row in rows if row.pk == agency and not row.kept_out), None)
    if agency != ALL and chosen is None:
        raise NoAgency
    cells = _Cells(mall.slug, span, apart=actor.role is Role.OVERSEER)
    hidden = _hidden(mall.slug, actor, at, zone, recused)
    scope = cells.of(agency, without=recused if agency == ALL else set(), hidden=hidden)
    beside = cells.by_agency(hidden)
    cursor = _cursor(mall.slug)
    return Overview(
        span=span,
        reading=Reading(scope),
        agencies=[(row, Reading(beside[row.pk])) for row in rows if not row.kept_out],
        agency=chosen,
        sealed_at=cursor.sealed_at if cursor else None,
        waiting=(cursor.size or 0) - cursor.folded if cursor else 0,
    )


@dataclass(frozen=True)
class _Cells:
    """The cells of one log in one span, with or without what goes around the desk."""

    log: str
    span: Span
    apart: bool

    def of(self, agency: int, *, without: set[int], hidden: Counter[Key]) -> Counter[str]:
        """Return the counts of an agency or of the whole mall, less those of some agencies. One SQL query."""
        rows = self._rows().filter(agency__in=[agency, *without])
        counts: Counter[str] = Counter()
        for of, measure, n in rows.values_list("agency", "measure").annotate(n=Sum("n")).order_by():
            counts[measure] += n if of == agency else -n
        for (week, of, apart, measure), n in hidden.items():
            if of == agency and self._holds(week, apart):
                counts[measure] -= n
        return counts

    def by_agency(self, hidden: Counter[Key]) -> Mapping[int, Counter[str]]:
        """Return what is shown of the agencies side by side, every agency there. One SQL query."""
        rows = self._rows().filter(measure__in=OF_AGENCIES, agency__gt=ALL)
        counts: dict[int, Counter[str]] = defaultdict(Counter)
        for of, measure, n in rows.values_list("agency", "measure").annotate(n=Sum("n")).order_by():
            counts[of][measure] += n
        for (week, of, apart, measure), n in hidden.items():
            if measure in OF_AGENCIES and self._holds(week, apart):
                counts[of][measure] -= n
        return counts

    def _rows(self) -> Any:
        rows = Cell.objects.filter(log=self.log, week__range=(self.span.first, self.span.last))
        return rows if self.apart else rows.filter(apart=False)

    def _holds(self, week: date, apart: bool) -> bool:
        return self.span.first <= week <= self.span.last and (self.apart or not apart)


def _hidden(log: str, actor: Actor, at: datetime, zone: ZoneInfo, recused: set[int]) -> Counter[Key]:
    """Return what the reports count that must not exist for this officer, beside those of `recused`. One SQL query."""
    found: Counter[Key] = Counter()
    for marks in Case.objects.filter(log=log, subject__in=kept_from(actor.officer, at)).values_list("marks", flat=True):
        if "filed" in marks and agency_of(marks) not in recused:
            found.update(counted(marks, zone))
    return found


def _cursor(log: str) -> Any:
    """Return how far the log is folded, with the `size` of its tree; None before the first fold. One SQL query."""
    size = Head.objects.filter(log=OuterRef("log")).values("size")
    return Cursor.objects.filter(log=log).annotate(size=Subquery(size)).first()
