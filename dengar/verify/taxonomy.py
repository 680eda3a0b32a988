"""
What a report alleges, as data: kinds of maladministration, and components of the service standard.

The kinds are content/policies/maladministration.toml, in both languages; the components are malls.standard's. The list
is versioned: a verification keeps the version that it was made with, and no code is ever taken out. Pure.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from dengar.kit.content import BadList, policy
from dengar.malls import standard
from dengar.malls.standard import LANGUAGES

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


@cache
def kinds() -> Mapping[str, Maladministration]:
    """Return every kind that there ever was, by its code. Raises BadList."""
    return kinds_in(policy("maladministration"))


def kinds_in(raw: Mapping[str, Any]) -> Mapping[str, Maladministration]:
    """Return the kinds of a list as its file holds it. Raises BadList."""
    try:
        rows = [_kind(row) for row in raw["kind"]]
    except (KeyError, TypeError, ValueError) as error:
        raise BadList(f"maladministration.toml: {error}") from error
    found = {row.code: row for row in rows}
    if len(found) != len(rows):
        raise BadList("maladministration.toml: a code stands there twice")
    return found


def version() -> int:
    """Return the version of the list of kinds."""
    return int(policy("maladministration")["version"])


def offered(day: date) -> list[Maladministration]:
    """Return the kinds that may be alleged on `day`."""
    return [kind for kind in kinds().values() if kind.in_force(day)]


def components() -> Mapping[str, Mapping[str, str]]:
    """Return the components of the service standard: code -> language -> name. Raises BadList."""
    return {code: part.names for code, part in standard.components().items()}


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
