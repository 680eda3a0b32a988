"""What a sheet is: columns, what is there, and what a file would change of it."""

import hashlib
import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, ClassVar, Literal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dengar.kit.actors import Actor
from dengar.kit.errors import Refused
from dengar.malls.models import Mall
from dengar.web.mall.sheets.cells import guarded
from dengar.web.mall.sheets.reading import Fault, Row, Words

How = Literal["add", "change", "end", "same"]


def in_words(value: Any) -> str:
    """Return a value as a person reads it: a day with the name of its month, so that 3/4 and 4/3 are told apart."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    return "" if value is None else str(value)


def in_cell(value: Any) -> str:
    """Return a value as it stands in a file. The words of a file are Indonesian, whoever asks for it."""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


@dataclass(frozen=True)
class Column:
    """
    One column of a sheet.

    :param name: as the header says it, in small letters; Indonesian always, so that a file suits everybody.
    :param field: what it is called in the row and in its operation.
    :param about: what belongs there; stands in the empty file and on the page.
    :param cell: reads a cell, or says what is wrong with it.
    :param write: a value as it stands in a file.
    """

    name: str
    field: str
    about: Words
    cell: forms.Field
    write: Callable[[Any], str] = in_cell

    def read(self, text: str) -> Any:
        """
        Return the value of a cell.

        :raises ValidationError:
        """
        if "\x00" in text:
            raise ValidationError(_("There is a character here that cannot be kept. Type this cell anew."))
        return self.cell.clean(text.strip())


@dataclass(frozen=True)
class Diff:
    """What one column says now, and what it would say. `raw` are the two as in a file."""

    column: str
    old: str
    new: str
    raw: tuple[str, str]


@dataclass(frozen=True)
class Line:
    """
    One row of a file beside what is there.

    :param change: what the sheet hands to its operation; None where nothing is to be done.
    :param notes: what the reader should know, although nothing is wrong.
    """

    row: int
    label: str
    how: How
    diffs: tuple[Diff, ...] = ()
    change: Any = None
    notes: tuple[Words, ...] = ()


class Sheet(ABC):
    """One kind of row of one mall at one moment."""

    do_not_call_in_templates: ClassVar[bool] = True  # pages name the kinds of sheets without making one
    slug: ClassVar[str]
    title: ClassVar[Words]
    at_column: ClassVar[dict[type[Refused], str]]  # a refusal that belongs to one column, by the column's name

    def __init__(self, mall: Mall, at: datetime) -> None:
        self.mall, self.at = mall, at
        self.columns = self.make_columns()

    @abstractmethod
    def make_columns(self) -> tuple[Column, ...]:
        """Return the columns, in their order; the first one names the row, or is empty for a new one."""

    @abstractmethod
    def there(self) -> Iterable[Any]:
        """Return what is there, in the order of the file."""

    @abstractmethod
    def compare(self, rows: list[Row]) -> tuple[list[Line], list[Fault]]:
        """Return what each row of a file would do, and what is wrong."""

    @abstractmethod
    def put(self, lines: list[Line], *, by: Actor, at: datetime, rehearse: bool) -> list[Refused | None]:
        """Hand the changes to their room, in one call; return for each line what was refused."""

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]

    def column(self, field: str) -> Column:
        return next(column for column in self.columns if column.field == field)

    def table(self) -> list[list[str]]:
        """Return the header and all that is there, ready to be written."""
        rows = [[guarded(column.write(getattr(one, column.field))) for column in self.columns] for one in self.there()]
        return [self.names, *rows]

    def empty_table(self) -> list[list[str]]:
        """Return the header and one row that explains it, which is passed over when the file comes back."""
        first, *others = [str(column.about) for column in self.columns]
        return [self.names, [f"# {first}", *others]]

    def read(self, row: Row, there: Any = None) -> tuple[dict[str, Any], list[Fault]]:
        """
        Return what a row says, by field, and what is wrong with it.

        A column that the file does not have says what is `there`; so does the first, by which it was found. So does
        a cell that reads as an export would write it: what was taken in by other rules than today's stays.
        """
        said: dict[str, Any] = {}
        faults: list[Fault] = []
        for column in self.columns:
            cell = row.cells.get(column.name)
            kept = None if there is None else getattr(there, column.field)
            same = column is self.columns[0] or cell is None or cell == column.write(kept)
            if there is not None and same:
                said[column.field] = kept
                continue
            try:
                said[column.field] = column.read(cell or "")
            except ValidationError as error:
                faults += [Fault(row.number, column.name, words) for words in error.messages]
        return said, faults

    def diffs(self, said: dict[str, Any], there: Any = None) -> tuple[Diff, ...]:
        """Return the columns in which a row says something else than what is there."""
        found = []
        for column in self.columns:
            old = None if there is None else getattr(there, column.field)
            new = said.get(column.field)
            raw = column.write(old), column.write(new)
            if raw[0] != raw[1]:
                found.append(Diff(column.name, in_words(old), in_words(new), raw))
        return tuple(found)


@dataclass(frozen=True)
class Plan:
    """
    What a file would do.

    :param mark: names exactly this; another mark means that something has moved in between.
    """

    lines: list[Line]
    faults: list[Fault]
    same: int
    mark: str
    noted: list[Line] = field(default_factory=list)  # nothing to do, and something to know

    @property
    def ready(self) -> bool:
        return bool(self.lines) and not self.faults

    def count(self, how: How) -> int:
        return sum(line.how == how for line in self.lines)

    def refused(self, faults: list[Fault]) -> "Plan":
        """Return the plan with more that is wrong, in the order of the file."""
        return replace(self, faults=sorted([*self.faults, *faults], key=lambda fault: fault.row))


def mark_of(slug: str, lines: list[Line]) -> str:
    """Return the SHA-256 of everything that a page shows of what would change."""
    shown = [[line.row, line.label, line.how, [[diff.column, *diff.raw] for diff in line.diffs]] for line in lines]
    return hashlib.sha256(json.dumps([slug, shown], ensure_ascii=True).encode()).hexdigest()


def twice(row: Row, column: str, first: int) -> Fault:
    words = _("This stands in row %(row)s already. Once is enough.") % {"row": first}
    return Fault(row.number, column, words)
