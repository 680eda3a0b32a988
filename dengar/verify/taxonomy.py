"""
What a report alleges, as data: kinds of maladministration, and components of the service standard.

The lists are content/policies/maladministration.toml and service_standard.toml, in both languages. They are
versioned: a verification keeps the version that it was made with, and no code is ever taken out. Pure.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from dengar.kit import folders

CONTENT = folders.CONTENT / "policies"
Row = TypeVar("Row")
LANGUAGES = ("id", "en")

UNCATEGORISED = "uncategorised"  # no kind has been alleged (yet): a value, never an empty list


class Advice(StrEnum):
    """Which route a kind suggests (domain.md 2.5; a rule of this program)."""

    TALK = "talk"
    MIXED = "mixed"
    FORMAL = "formal"  # a talk needs a written reason
    FORCED_FORMAL = "forced_formal"  # no joint talk at all


@dataclass(frozen=True)
class Maladministration:
    """
    One kind. It is an allegation until a decision finds it.

    :param flag: the hard flag that it brings with it; "" unless the formal route is forced.
    :param until: the last day on which it is offered; None while it is in force.
    """

    code: str
    names: Mapping[str, str]  # language -> name
    meanings: Mapping[str, str]
    advice: Advice
    flag: str
    basis: str
    confirmed: bool
    until: date | None

    def in_force(self, day: date) -> bool:
        return self.until is None or day <= self.until


class BadList(Exception):
    """A file of content/policies does not hold what its list needs; the message says which and what."""


@cache
def kinds() -> Mapping[str, Maladministration]:
    """Return every kind that there ever was, by its code. Raises BadList."""
    return kinds_in(_read("maladministration"))


def kinds_in(raw: Mapping[str, Any]) -> Mapping[str, Maladministration]:
    """Return the kinds of a list as its file holds it. Raises BadList."""
    try:
        rows = [_kind(row) for row in raw["kind"]]
    except (KeyError, TypeError, ValueError) as error:
        raise BadList(f"maladministration.toml: {error}") from error
    return _by_code("maladministration.toml", [(row.code, row) for row in rows])


def version() -> int:
    """Return the version of the list of kinds."""
    return int(_read("maladministration")["version"])


def offered(day: date) -> list[Maladministration]:
    """Return the kinds that may be alleged on `day`."""
    return [kind for kind in kinds().values() if kind.in_force(day)]


@cache
def components() -> Mapping[str, Mapping[str, str]]:
    """Return the components of the service standard: code -> language -> name. Raises BadList."""
    rows = [(row["code"], {language: row[language] for language in LANGUAGES}) for row in _read_components()]
    return _by_code("service_standard.toml", rows)


def flags_of(codes: Iterable[str]) -> frozenset[str]:
    """Return the hard flags that these kinds bring with them."""
    return frozenset(kinds()[code].flag for code in codes if kinds()[code].flag)


def advises_formal(codes: Iterable[str]) -> bool:
    """Say whether one of these kinds advises the formal route, or forces it."""
    return any(kinds()[code].advice in (Advice.FORMAL, Advice.FORCED_FORMAL) for code in codes)


def _kind(row: Mapping[str, Any]) -> Maladministration:
    advice, flag = Advice(row["route"]), str(row.get("flag", ""))
    if (advice is Advice.FORCED_FORMAL) != bool(flag):
        raise ValueError(f"{row['code']}: a flag belongs to forced_formal, and only to it")
    return Maladministration(
        code=row["code"],
        names={language: row[language]["name"] for language in LANGUAGES},
        meanings={language: row[language]["means"] for language in LANGUAGES},
        advice=advice,
        flag=flag,
        basis=row["basis"],
        confirmed=row["confirmed"],
        until=row.get("until"),
    )


def _read_components() -> list[dict[str, str]]:
    rows: list[dict[str, str]] = _read("service_standard")["component"]
    return rows


def _by_code(file: str, rows: list[tuple[str, Row]]) -> Mapping[str, Row]:
    found = dict(rows)
    if len(found) != len(rows):
        raise BadList(f"{file}: a code stands there twice")
    return found


@cache
def _read(name: str) -> dict[str, Any]:
    try:
        return tomllib.loads((CONTENT / f"{name}.toml").read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BadList(f"{name}.toml: {error}") from error
