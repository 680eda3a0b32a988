"""
A table as CSV that a spreadsheet opens as it was meant. Pure Python.

UTF-8 with the byte order mark (without it Excel guesses another encoding), semicolons (Excel splits at commas only
where the machine writes 1.5 and not 1,5), every cell in quotes, CRLF.
"""

import csv
import io
from collections.abc import Iterable

BOM = "\ufeff"
# What a spreadsheet would take for a formula at the start of a cell (OWASP, CSV injection), the mark that hides it,
# and "#", with which a row of explanation begins.
MARK = "'"
GUARDED = frozenset("=+-@\t\r\n#＝＋－＠" + MARK)
REMARK = "#"


def guarded(text: str) -> str:
    """
    Return a cell that no spreadsheet takes for a formula: an apostrophe goes before what could begin one.

    >>> guarded("=1+1"), guarded("'tis"), guarded("Loket 1")
    ("'=1+1", "''tis", 'Loket 1')
    """
    return MARK + text if text[:1] in GUARDED and text else text


def unguarded(cell: str) -> str:
    """
    Return what `guarded` was given; a cell that somebody typed without a mark stays as it is.

    >>> unguarded("'=1+1"), unguarded("''tis"), unguarded("'tis"), unguarded("-")
    ('=1+1', "'tis", "'tis", '-')
    """
    return cell[1:] if cell[:1] == MARK and cell[1:2] in GUARDED and len(cell) > 1 else cell


def written(rows: Iterable[Iterable[str]]) -> bytes:
    """Return rows as the bytes of a CSV file; the cells are written as they are, guard them before."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
    return (BOM + out.getvalue()).encode()
