"""That the figures are what the register says: both written down in one way, and compared to the byte."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from dengar.figures.marks import Marks
from dengar.figures.measures import Key
from dengar.figures.models import Case, Cell, Cursor
from dengar.figures.operations import BATCH, anew
from dengar.ledger.canonical import canonical


def stored(log: str) -> str:
    """Return the SHA-256, in hex, of the figures as they stand."""
    cases = Case.objects.filter(log=log).order_by("subject").values_list("subject", "marks")
    cells = Cell.objects.filter(log=log).values_list("week", "agency", "apart", "measure", "n")
    digest = _digest(cases.iterator(chunk_size=BATCH))
    return _with_cells(digest, cells)


def from_nothing(log: str) -> str:
    """Return the same of what a fold from the first leaf to the cursor gives. Writes nothing."""
    folded, _rules = _folded(log) or (0, "")
    counts: Counter[Key] = Counter()
    digest = _digest(anew(log, folded, counts))
    return _with_cells(digest, ((*key, n) for key, n in counts.items()))


def both(log: str) -> tuple[str, str]:
    """Return `stored` and `from_nothing` of one moment: where something is folded meanwhile, it is done again."""
    while True:
        before = _folded(log)
        found = stored(log), from_nothing(log)
        if _folded(log) == before:
            return found


def _folded(log: str) -> tuple[int, str] | None:
    return Cursor.objects.filter(log=log).values_list("folded", "rules").first()


def _digest(cases: Iterable[tuple[str, Marks]]) -> Any:
    """Return a hash over one line for each report; they come by subject."""
    digest = hashlib.sha256()
    for subject, marks in cases:
        digest.update(canonical([subject, marks]) + b"\n")
    return digest


def _with_cells(digest: Any, cells: Iterable[tuple[date, int, bool, str, int]]) -> str:
    for week, *rest in sorted(cells):
        digest.update(canonical([week.isoformat(), *rest]) + b"\n")
    return str(digest.hexdigest())
