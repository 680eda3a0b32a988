"""The file of older records, read row by row; and the file of rows that could not come in, to be mended."""

import csv
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import Self

from dengar.complaints.past.maps import Map
from dengar.complaints.past.rows import RowFault

ADDED = ("dengar_line", "dengar_column", "dengar_reason")  # columns before the original ones, in the file to mend
LARGEST_CELL = 1_000_000  # characters
AS_IT_WAS = "surrogateescape"  # bytes that are not of the encoding go through, and are written back as they were


class FileFault(Exception):
    """The file cannot be read or written; sentences for the technician."""


class OldFile:
    """A CSV file with a heading. Only a few rows are in memory at once."""

    def __init__(self, path: Path, given: Map) -> None:
        """
        Open it, and read its heading.

        :raises FileFault: if it cannot be opened, or does not have a column that the map names.
        """
        csv.field_size_limit(LARGEST_CELL)
        try:
            self.size = path.stat().st_size
            self._bytes = path.open("rb")
            self._text = TextIOWrapper(self._bytes, given.encoding, AS_IT_WAS, newline="")
        except OSError as error:
            raise FileFault(f"{path} cannot be read: {error.strerror}.") from error
        self.path = path
        self._read = csv.reader(self._text, delimiter=given.delimiter)
        self._cells = self._safely()
        self.heading = [name.strip() for name in next(self._cells, [])]
        named = [(name, one) for name, names in given.columns.items() for one in names]
        wrong = [f"[columns] {name}: {self._why(one)}." for name, one in named if self.heading.count(one) != 1]
        if wrong:
            raise FileFault("\n".join([*wrong, f"Its columns are: {', '.join(self.heading) or 'none'}."]))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._text.close()

    def digest(self) -> str:
        """Return the file's SHA-256 as 64 hex digits."""
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Give each row with the line on which it begins. Empty lines are left out."""
        begins = self._read.line_num + 1
        for cells in self._cells:
            if cells:
                yield begins, cells
            begins = self._read.line_num + 1

    def done(self) -> float:
        """Return which part of the file has been read, 0 to 1."""
        return min(1.0, self._bytes.tell() / self.size) if self.size else 1.0

    def _why(self, column: str) -> str:
        many = self.heading.count(column)
        return f'the file has {many or "no"} column{"s" if many else ""} "{column}"'

    def _safely(self) -> Iterator[list[str]]:
        try:
            yield from self._read
        except csv.Error as error:
            raise FileFault(f"{self.path}, line {self._read.line_num}: {error}.") from error


class Mendable:
    """
    Where rows that could not come in are written: line, column and reason, then the row as it was.

    Mended, it is imported like any other file with the same map: the three columns are passed over.
    """

    def __init__(self, path: Path | None, old: OldFile, given: Map) -> None:
        """
        Begin the file anew, where there is one to be written.

        :raises FileFault: if it cannot be written, or is the file that is read.
        """
        self._files = ExitStack()
        self._passed = len(ADDED) if tuple(old.heading[: len(ADDED)]) == ADDED else 0
        self._write = None
        if path is None:
            return
        if path.resolve() == old.path.resolve():
            raise FileFault(f"{path} is the file that is read. Name another one for the rows to be mended.")
        try:
            text = path.open("w", encoding=given.encoding, errors=AS_IT_WAS, newline="")
        except OSError as error:
            raise FileFault(f"{path} cannot be written: {error.strerror}.") from error
        self._write = csv.writer(self._files.enter_context(text), delimiter=given.delimiter, lineterminator="\n")
        self._write.writerow([*ADDED, *old.heading[self._passed :]])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._files.close()

    def add(self, line: int, faults: Sequence[RowFault], row: Sequence[str]) -> None:
        if self._write is None:
            return
        columns, reasons = "; ".join(one.column for one in faults), "; ".join(one.reason for one in faults)
        self._write.writerow([line, columns, reasons, *row[self._passed :]])
