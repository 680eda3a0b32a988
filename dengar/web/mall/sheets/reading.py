"""Read a CSV file that somebody made with a spreadsheet; what cannot be read is said in words."""

import csv
import io
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengar.kit.errors import Refused
from dengar.web.mall.sheets.cells import BOM, REMARK, unguarded

MOST_BYTES = 1_000_000
MOST_ROWS = 5_000
DELIMITERS = ";,\t"
HEADER = 1  # its number, as a spreadsheet counts rows
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx and .ods are zip files; .xls is an OLE file

NO_COLUMN = _("There is a cell here that belongs to no column. Was there a comma inside a name?")

Words = str | Promise


class Unreadable(Refused):
    """The file as a whole cannot be read."""


class TooLarge(Unreadable):
    message = _("This file is larger than 1 MB. Split it into two, and send one after the other.")


class TooManyRows(Unreadable):
    message = _("This file has more than 5,000 rows. Split it into two, and send one after the other.")


class Workbook(Unreadable):
    message = _("This is a workbook, not CSV. Save it as “CSV UTF-8” in your spreadsheet, and send that file.")


class OtherEncoding(Unreadable):
    message = _("The letters of this file are not in UTF-8. Save it as “CSV UTF-8” in your spreadsheet.")


class OpenQuote(Unreadable):
    message = _("We cannot read this as CSV: a quotation mark is opened and not closed as it should be.")


class NoHeader(Unreadable):
    message = _("The first row names none of our columns. Take the empty file from here and fill it.")


class NoRows(Unreadable):
    message = _("There is no row below the names of the columns.")


@dataclass(frozen=True)
class Fault:
    """
    What is wrong, and where.

    :param row: as a spreadsheet counts: the header is row 1.
    :param column: its name in the header; "" for the whole row.
    """

    row: int
    column: str
    words: Words


@dataclass(frozen=True)
class Row:
    """One row of the file: its number in a spreadsheet, its cells by column; a column that is not there is left out."""

    number: int
    cells: dict[str, str]


def decoded(data: bytes) -> str:
    """
    Return the text of a file.

    :raises TooLarge, Workbook, OtherEncoding:
    """
    if len(data) > MOST_BYTES:
        raise TooLarge
    if data.startswith(WORKBOOKS):
        raise Workbook
    try:
        return data.decode("utf-8").removeprefix(BOM)
    except UnicodeDecodeError:
        raise OtherEncoding from None


def parsed(text: str, columns: Collection[str]) -> tuple[list[Row], list[Fault]]:
    """
    Return the rows of a CSV text, split at semicolons, commas or tabs, and what is wrong with its form.

    Empty rows and rows whose first cell begins with "#" are passed over, and count in the numbers.

    :param columns: the names that may stand in the header, in small letters.
    :raises OpenQuote, NoHeader, NoRows, TooManyRows:
    """
    lines = _split(text, columns)
    header = [named(cell) for cell in lines[0]] if lines else []
    if not set(header) & set(columns):
        raise NoHeader
    kept = [
        (number, line)
        for number, line in enumerate(lines[1:], HEADER + 1)
        if any(cell.strip() for cell in line) and not line[0].startswith(REMARK)
    ]
    if not kept:
        raise NoRows
    if len(kept) > MOST_ROWS:
        raise TooManyRows
    faults = _faults_of(header, columns)
    rows = []
    for number, line in kept:
        rows.append(Row(number, {name: unguarded(cell) for name, cell in _paired(header, line) if name in columns}))
        if any(cell.strip() for name, cell in zip([*header, *[""] * len(line)], line, strict=False) if not name):
            faults.append(Fault(number, "", NO_COLUMN))
    return rows, faults


def named(cell: str) -> str:
    """Return the name of a column as it is compared: "Nama_Pendek " is "nama pendek"."""
    return " ".join(unguarded(cell.strip()).replace("_", " ").split()).casefold()


def _split(text: str, columns: Collection[str]) -> list[list[str]]:
    """Return the cells, split at whatever makes most sense of the header."""

    def fit(delimiter: str) -> int:
        try:
            first: list[str] = next(_reader(text, delimiter), [])
        except csv.Error:
            return 0
        return sum(named(cell) in columns for cell in first)

    try:
        return list(_reader(text, max(DELIMITERS, key=fit)))
    except csv.Error:
        raise OpenQuote from None


def _reader(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _paired(header: Sequence[str], line: Sequence[str]) -> list[tuple[str, str]]:
    """Return the cells with their columns; a spreadsheet leaves out empty cells at the end."""
    return list(zip(header, [*line, *[""] * len(header)], strict=False))


def _faults_of(header: Sequence[str], columns: Collection[str]) -> list[Fault]:
    unknown = [
        Fault(HEADER, name, _("We do not know this column. Take its name from the empty file, or take it out."))
        for name in dict.fromkeys(header)
        if name and name not in columns
    ]
    twice = [
        Fault(HEADER, name, _("This column stands here twice."))
        for name in dict.fromkeys(header)
        if name and header.count(name) > 1
    ]
    return unknown + twice
