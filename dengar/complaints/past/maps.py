"""
The map: how the columns of somebody's older records become cases. A file in TOML that a technician writes.

It is read whole before anything else, and everything that is wrong in it is said at once, each with its table
and key. docs/import.md tells what can stand in it.
"""

import codecs
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dengar.complaints.past.fields import DATED, FIELDS, LISTED

TABLES = {"source", "file", "columns", "constants", "values", "otherwise", "dates"}
FILE = {"encoding", "delimiter", "time_zone"}
REFUSED = "error"
ISO = ("iso",)  # ISO 8601, with or without a time, an offset, fractions
SOURCE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


class MapFault(Exception):
    """The map cannot be used. `faults` are sentences for the technician, each with table and key."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class Map:
    """
    What the file says.

    :param columns: for a field the headings that it is read from.
    :param values: for a field what a value of the column means here; a field without a list is taken as it stands.
    :param otherwise: for a field what every other value means; without it such a row is refused.
    :param dates: for a field its formats as `strptime` has them, or "iso".
    """

    source: str
    columns: Mapping[str, tuple[str, ...]]
    encoding: str = "utf-8-sig"
    delimiter: str = ","
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    constants: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    otherwise: Mapping[str, str] = field(default_factory=dict)
    dates: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def words(self, name: str) -> Iterator[tuple[str, str]]:
        """Give every word that a field can come to by this map, each with where it stands."""
        yield from ((word, f'[values.{name}] "{value}"') for value, word in self.values.get(name, {}).items())
        if name in self.constants:
            yield self.constants[name], f"[constants] {name}"
        if self.otherwise.get(name, REFUSED) != REFUSED:
            yield self.otherwise[name], f"[otherwise] {name}"


def read(path: Path, *, zone: str) -> Map:
    """
    Read a map.

    :param zone: of the mall, for moments without one of their own where the map names none.
    :raises MapFault: with everything that is wrong.
    """
    try:
        with path.open("rb") as file:
            told = tomllib.load(file)
    except OSError as error:
        raise MapFault([f"{path} cannot be read: {error.strerror}."]) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MapFault([f"{path} is not TOML: {error}."]) from error
    faults = list(_faults(told))
    if faults:
        raise MapFault(faults)
    return _made(told, zone)


def _made(told: dict[str, Any], zone: str) -> Map:
    file = told.get("file", {})
    encoding = codecs.lookup(file.get("encoding", "utf-8")).name
    return Map(
        source=told["source"],
        encoding="utf-8-sig" if encoding == "utf-8" else encoding,
        delimiter=file.get("delimiter", ","),
        zone=ZoneInfo(file.get("time_zone", zone)),
        columns={name: _listed(given) for name, given in told.get("columns", {}).items()},
        constants=told.get("constants", {}),
        values=told.get("values", {}),
        otherwise=told.get("otherwise", {}),
        dates={name: _listed(given) for name, given in told.get("dates", {}).items()},
    )


def _listed(given: str | list[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)


def _faults(told: dict[str, Any]) -> Iterator[str]:
    yield from (f"{name}: the map knows no such table or key." for name in sorted(told.keys() - TABLES))
    shapes = list(_misshaped(told))
    yield from shapes
    if shapes:
        return  # what follows would stumble over it
    if not SOURCE.fullmatch(str(told.get("source", ""))):
        yield 'source: give the older records a short name of small letters, digits and dashes, such as "lapor-2019".'
    yield from _in_file(told.get("file", {}))
    yield from _in_columns(told)
    yield from _in_lists(told)
    yield from _in_dates(told)


def _misshaped(told: dict[str, Any]) -> Iterator[str]:
    for name in sorted(TABLES - {"source"}):
        table = told.get(name, {})
        if not isinstance(table, dict):
            yield f"[{name}] has to be a table."
            continue
        for key, given in table.items():
            if not _fits(name, given):
                yield f"[{name}] {key}: {SHAPES[name]}."


SHAPES = {
    "file": "has to be a text",
    "columns": "has to be a heading of the file, or a list of headings",
    "constants": "has to be a text",
    "values": 'has to be a table of its own, of lines like "value of the file" = "word"',
    "otherwise": "has to be a text",
    "dates": "has to be a format, or a list of formats",
}


def _fits(table: str, given: object) -> bool:
    if table == "values":
        return isinstance(given, dict) and all(isinstance(word, str) for word in given.values())
    if table in ("columns", "dates") and isinstance(given, list):
        return bool(given) and all(isinstance(one, str) for one in given)
    return isinstance(given, str)


def _in_file(file: dict[str, str]) -> Iterator[str]:
    yield from (f"[file] {name}: there is no such key. There are: {_and(FILE)}." for name in sorted(file.keys() - FILE))
    if len(file.get("delimiter", ",")) != 1:
        yield "[file] delimiter: has to be one character."
    try:
        codecs.lookup(file.get("encoding", "utf-8"))
    except LookupError:
        yield f'[file] encoding: "{file["encoding"]}" is none. Usual ones are "utf-8" and "cp1252".'
    try:
        ZoneInfo(file.get("time_zone", "UTC"))
    except (ZoneInfoNotFoundError, ValueError):
        yield f'[file] time_zone: "{file["time_zone"]}" is none. It looks like "Asia/Jakarta".'


def _in_columns(told: dict[str, Any]) -> Iterator[str]:
    columns, constants = told.get("columns", {}), told.get("constants", {})
    for table, names in (("columns", columns), ("constants", constants), ("otherwise", told.get("otherwise", {}))):
        for name in sorted(names.keys() - FIELDS.keys()):
            yield f"[{table}] {name}: a case has no such field. There are: {_and(FIELDS)}."
    for name, spec in FIELDS.items():
        if name in columns and name in constants:
            yield f"[constants] {name}: it has a column too. Keep one of the two."
        if name in columns and isinstance(columns[name], list) and not spec.many:
            yield f"[columns] {name}: one column only."
        if spec.default is None and name not in columns and (name not in constants or name not in LISTED):
            where = f"[columns] {name} or [constants] {name}" if name in LISTED else f"[columns] {name}"
            yield f"{where} is missing: no case can do without it."


def _in_lists(told: dict[str, Any]) -> Iterator[str]:
    for table in ("constants", "values", "otherwise"):
        for name, given in told.get(table, {}).items():
            if name not in LISTED:
                yield f"[{table}] {name}: only these can have it: {_and(LISTED)}."
            elif allowed := FIELDS[name].words:
                yield from _unknown(table, name, given, allowed)
    without = told.get("columns", {}).keys()
    for table in ("values", "otherwise"):
        yield from (
            f"[{table}] {name}: [columns] names no column for it."
            for name in told.get(table, {})
            if name not in without
        )


def _unknown(table: str, name: str, given: str | dict[str, str], allowed: tuple[str, ...]) -> Iterator[str]:
    if table == "values" and isinstance(given, dict):
        places = {f'[values.{name}] "{value}"': word for value, word in given.items()}
    else:
        places = {f"[{table}] {name}": str(given)}
    for place, word in places.items():
        if word not in allowed and not (word == REFUSED and table != "constants"):
            yield f'{place}: "{word}" is not one of {_and(allowed)}.'


def _in_dates(told: dict[str, Any]) -> Iterator[str]:
    for name, given in told.get("dates", {}).items():
        if name not in DATED:
            yield f"[dates] {name}: only these are moments: {_and(DATED)}."
        for form in _listed(given):
            if form not in ISO and not _is_format(form):
                yield f'[dates] {name}: "{form}" is no format of a date. It looks like "%d/%m/%Y %H:%M", or "iso".'


def _is_format(form: str) -> bool:
    try:
        datetime.strptime(datetime(2019, 3, 4, 15, 6, tzinfo=UTC).strftime(form), form).replace(tzinfo=UTC)
    except ValueError:
        return False
    return "%" in form


def _and(names: Iterable[str]) -> str:
    return ", ".join(sorted(names) if isinstance(names, set) else names)
