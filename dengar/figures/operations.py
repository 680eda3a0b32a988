"""
The only writer of figures: folds what was sealed since, or everything anew.

A fold adds the next leaves of one log in one transaction, behind one guarded UPDATE of its cursor: of two
workers at once one wins, and whoever is killed leaves nothing half done.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby, islice
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from dengar.figures.marks import Marks, Written, merged
from dengar.figures.measures import Key, counted
from dengar.figures.models import Case, Cell, Cursor
from dengar.ledger.models import Checkpoint, Entry, Head, Leaf
from dengar.malls.models import Mall

RULES = 4  # of marks.py and measures.py; a new number makes every house fold anew
BATCH = 5_000  # leaves in one fold: keeps the transaction short
ENTRY = ("subject", "event", "at", "recorded_at", "facts")
ADD = """
INSERT INTO figures_cell (log, agency, week, measure, apart, n) VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT (log, agency, week, measure, apart) DO UPDATE SET n = figures_cell.n + excluded.n
"""


def fold_due() -> bool:
    """Fold one batch of one log; return False if every log is folded. A chore: safe with many workers."""
    return any(fold(cursor_of(head.log), head.size) for head in Head.objects.order_by("log"))


def cursor_of(log: str) -> Cursor:
    """Return how far this log is folded; a new log's is at its beginning."""
    return Cursor.objects.get_or_create(log=log, defaults={"rules": _rules(log)})[0]


def fold(cursor: Cursor, size: int, *, most: int = BATCH) -> bool:
    """
    Fold up to `most` leaves below `size`; return whether anything was written.

    Where the rules of counting have changed, the first fold empties the figures, and the next ones begin anew.

    :param cursor: as it was read before; if it has moved since, somebody else is folding and nothing is written.
    """
    log = cursor.log
    if cursor.rules != _rules(log):
        return _empty(cursor)
    upto = min(size, cursor.folded + most)
    if upto <= cursor.folded:
        return False
    with transaction.atomic():
        if not _claim(cursor, folded=upto, sealed_at=_sealed_at(log, upto)):
            return False
        leaves = Leaf.objects.filter(log=log, index__gte=cursor.folded, index__lt=upto)
        rows = leaves.values_list(*(f"entry__{name}" for name in ENTRY))
        _add(log, (Written(*row) for row in rows))
    return True


def rebuild(log: str) -> None:
    """Fold everything anew that the figures of this log hold, in one transaction, one report after the other."""
    cursor = cursor_of(log)
    with transaction.atomic():
        if not _claim(cursor, rules=_rules(log)):
            return
        _forget(log)
        cells: Counter[Key] = Counter()
        cases = anew(log, cursor.folded, cells)
        while some := [Case(log=log, subject=subject, marks=marks) for subject, marks in islice(cases, BATCH)]:
            Case.objects.bulk_create(some)
        Cell.objects.bulk_create(_cells(log, cells), batch_size=BATCH)


def anew(log: str, upto: int, cells: Counter[Key]) -> Iterator[tuple[str, Marks]]:
    """Yield every report with its marks, from the leaves below `upto`, by subject; count it into `cells`."""
    zone = zone_of(log)
    entries = Entry.objects.filter(log=log, leaf__index__lt=upto).order_by("subject")
    rows = (Written(*row) for row in entries.values_list(*ENTRY).iterator(chunk_size=BATCH))
    for subject, written in groupby(rows, key=lambda row: row.subject):
        if marks := merged({}, written):
            cells.update(counted(marks, zone))
            yield subject, marks


def zone_of(log: str) -> ZoneInfo:
    """Return the time by which this log's weeks run. One SQL query."""
    return ZoneInfo(Mall.objects.filter(slug=log).values_list("time_zone", flat=True).first() or "UTC")


def _rules(log: str) -> str:
    return f"{RULES} {zone_of(log)}"


def _claim(cursor: Cursor, **changes: object) -> bool:
    """Change the cursor, unless it is no longer what we read."""
    seen = Cursor.objects.filter(pk=cursor.pk, folded=cursor.folded, rules=cursor.rules)
    return bool(seen.update(**changes))


@transaction.atomic
def _empty(cursor: Cursor) -> bool:
    if not _claim(cursor, folded=0, sealed_at=None, rules=_rules(cursor.log)):
        return False
    _forget(cursor.log)
    return True


def _forget(log: str) -> None:
    Case.objects.filter(log=log).delete()
    Cell.objects.filter(log=log).delete()


def _sealed_at(log: str, folded: int) -> datetime | None:
    points = Checkpoint.objects.filter(log=log, size__lte=folded).order_by("-size")
    return points.values_list("at", flat=True).first()


def _add(log: str, written: Iterable[Written]) -> None:
    """Merge entries into their reports; take from the cells what these added before, add what they add now."""
    by_subject: dict[str, list[Written]] = defaultdict(list)
    for entry in written:
        by_subject[entry.subject].append(entry)
    known = dict(Case.objects.filter(log=log, subject__in=by_subject).values_list("subject", "marks"))
    zone, change, changed = zone_of(log), Counter[Key](), []
    for subject, entries in by_subject.items():
        old = known.get(subject, {})
        new = merged(old, entries)
        if new != old:
            change.update(counted(new, zone))
            change.subtract(counted(old, zone))
            changed.append(Case(log=log, subject=subject, marks=new))
    Case.objects.bulk_create(changed, update_conflicts=True, unique_fields=["log", "subject"], update_fields=["marks"])
    _shift(log, change)


def _shift(log: str, change: Counter[Key]) -> None:
    """Add to the cells; one that counts nothing any more goes."""
    moved = [cell for cell in _cells(log, change) if cell.n]
    rows = [(cell.log, cell.agency, cell.week, cell.measure, cell.apart, cell.n) for cell in moved]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(ADD, rows)
    if emptied := {cell.week for cell in moved if cell.n < 0}:
        Cell.objects.filter(log=log, week__in=emptied, n=0).delete()


def _cells(log: str, counts: Counter[Key]) -> list[Cell]:
    """Return unsaved cells in one order, so that two workers of two logs cannot wait for each other."""
    return [
        Cell(log=log, agency=agency, week=week, measure=measure, apart=apart, n=n)
        for (week, agency, apart, measure), n in sorted(counts.items())
    ]
