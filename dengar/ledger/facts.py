"""
What an event may say: a small language for the facts of an entry. Pure.

The facts of an event are one line of `name:type` pairs, as in "kind:complaint|question agency?:id".
A `?` after the name: it may be missing. A type is one of TYPES, or the closed list of its values.
No type holds free text or a person's data: words are there only as keyed HMACs, which die with the
words key of their complaint.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from dengar.ledger.canonical import LARGEST, moment

Check = Callable[[object], object]  # returns the value as it is stored, or raises ValueError


def _matching(pattern: str, what: str) -> Check:
    compiled = re.compile(pattern)

    def check(value: object) -> object:
        if not isinstance(value, str) or not compiled.fullmatch(value):
            raise ValueError(f"not {what}")
        return str(value)  # an enum's member becomes its plain value

    return check


def _between(smallest: int, largest: int) -> Check:
    def check(value: object) -> object:
        if isinstance(value, bool) or not isinstance(value, int) or not smallest <= value <= largest:
            raise ValueError(f"not a whole number from {smallest} to {largest}")
        return int(value)

    return check


def _flag(value: object) -> object:
    if value is True or value is False:
        return value
    raise ValueError("neither true nor false")


def _moment(value: object) -> object:
    if isinstance(value, datetime):
        return moment(value)
    raise ValueError("not a moment")


def _day(value: object) -> object:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    raise ValueError("not a day")


TYPES: Mapping[str, Check] = {
    "flag": _flag,  # true or false
    "id": _between(1, LARGEST),  # the primary key of a row
    "count": _between(0, LARGEST),
    "score": _between(1, 4),  # one answer of the fairness questions
    "mac": _matching(r"[0-9a-f]{64}", "64 hex digits"),  # HMAC-SHA-256 under the complaint's words key, or a mall's
    "digest": _matching(r"[0-9a-f]{64}", "64 hex digits"),  # SHA-256 of data that is public anyway, or of a whole file
    "subject": _matching(r"[0-9a-f]{32}", "32 hex digits"),  # another thread of the ledger
    "code": _matching(r"[a-z0-9][a-z0-9_.:-]{0,39}", "a code"),  # a word of a closed list kept elsewhere
    "ref": _matching(r"[a-z_]{1,20}(:[0-9]{1,16})?", "a role and id"),  # Actor.ref: "handler:12"
    "moment": _moment,  # aware datetime, stored in UTC
    "day": _day,  # date
}


@dataclass(frozen=True)
class Fact:
    """One fact of an event: its name, its type as written, whether it may be missing."""

    name: str
    type: str
    optional: bool
    check: Check = field(repr=False, compare=False)


def parse(line: str) -> dict[str, Fact]:
    """
    Read a line of the language: "kind:complaint|question agency?:id".

    :raises ValueError: for an unknown type or a name that comes twice.
    """
    facts: dict[str, Fact] = {}
    for part in line.split():
        name, _, kind = part.partition(":")
        fact = Fact(name.rstrip("?"), kind, name.endswith("?"), _check_of(kind))
        if fact.name in facts or not fact.name.isidentifier():
            raise ValueError(f"cannot read the fact {part!r}")
        facts[fact.name] = fact
    return facts


def _check_of(kind: str) -> Check:
    if kind in TYPES:
        return TYPES[kind]
    if "|" not in kind:
        raise ValueError(f"unknown type {kind!r}")
    return _matching(kind, f"one of {kind}")


def checked(schema: Mapping[str, Fact], facts: Mapping[str, object]) -> dict[str, object]:
    """
    Return the facts as they are stored: plain values, without optional ones that are None or "".

    :raises ValueError: for an unknown fact, a missing one, or a value of the wrong type.
    """
    if unknown := facts.keys() - schema.keys():
        raise ValueError(f"unknown facts: {', '.join(sorted(unknown))}")
    stored = {}
    for name, fact in schema.items():
        value = facts.get(name)
        if value is None or value == "":
            if not fact.optional:
                raise ValueError(f"the fact {name!r} is missing")
            continue
        try:
            stored[name] = fact.check(value)
        except ValueError as error:
            raise ValueError(f"the fact {name!r} is {error}") from None
    return stored
