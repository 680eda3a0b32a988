"""
What in a text tells who somebody is, and the text without it.

`find` points at it, `redact` puts plain words in its place ("[nomor telepon]"). Rules (identifying.py), not a model:
each can be read, argued with and tested. How many they find and miss is measured on
tests/data/redaction_labelled.jsonl (docs/redaction.md).

They suggest, and a person decides: a story can tell who somebody is without any name in it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from dengar.kit.identifying import RULES, Kind, Rule

# What stands in a published text. Indonesian: it is the language of what is published, whoever reads it.
IN_PLACE = {
    Kind.EMAIL: "[alamat email]",
    Kind.NIK: "[NIK]",
    Kind.KK: "[nomor KK]",
    Kind.ACCOUNT: "[nomor rekening]",
    Kind.REGISTRATION: "[nomor berkas]",
    Kind.PHONE: "[nomor telepon]",
    Kind.PLATE: "[nomor kendaraan]",
    Kind.ADDRESS: "[alamat]",
    Kind.DATE: "[tanggal]",
    Kind.NAME: "[nama]",
}

TAKEN = "\x00"  # put over what an earlier rule found; no rule matches it
SHORTEST = 3  # letters of a part of a handed-in name that is looked for alone
NO_PART = frozenset(("bin", "binti", "van", "der", "pak", "ibu", "bapak", "haji", "the"))


@dataclass(frozen=True, order=True)
class Hit:
    """One place in a text: `text[start:end]` tells by being of `kind`."""

    start: int
    end: int
    kind: Kind


def find(text: str, names: Iterable[str] = ()) -> list[Hit]:
    """
    Return what in `text` may tell who somebody is, in the order of the text, without overlaps.

    :param names: names that are known from the case; each whole name and each of its parts is looked for.
    """
    hits = []
    left = text
    for rule in (*_of_names(names), *RULES):
        for start, end in _places(rule, left):
            hits.append(Hit(start, end, rule.kind))
            left = left[:start] + TAKEN * (end - start) + left[end:]
    return sorted(hits)


def redact(text: str, hits: Iterable[Hit]) -> str:
    """Return `text` with plain words in the place of each hit."""
    for hit in sorted(hits, reverse=True):
        text = text[: hit.start] + IN_PLACE[hit.kind] + text[hit.end :]
    return text


def pieces(text: str, hits: Iterable[Hit]) -> Iterator[tuple[str, Kind | None]]:
    """Yield `text` in pieces, those that are hits with their kind: what a page needs to mark them."""
    done = 0
    for hit in sorted(hits):
        if hit.start > done:
            yield text[done : hit.start], None
        yield text[hit.start : hit.end], hit.kind
        done = hit.end
    if done < len(text):
        yield text[done:], None


def _places(rule: Rule, text: str) -> list[tuple[int, int]]:
    return [(match.end() - len(match[1]), match.end()) for match in _compiled(rule).finditer(text)]


def _of_names(names: Iterable[str]) -> Iterator[Rule]:
    """Rules for names that are known: the whole first, so that it becomes one hit."""
    whole = {" ".join(name.split()) for name in names}
    parts = {part.strip(".,") for name in whole for part in name.split()}
    known = {name for name in whole if len(name) >= SHORTEST}
    known |= {part for part in parts if len(part) >= SHORTEST and part.lower() not in NO_PART}
    for name in sorted(known, key=lambda one: (-len(one), one)):
        yield Rule(Kind.NAME, rf"\b({re.escape(name)})\b")


@cache
def _compiled(rule: Rule) -> re.Pattern[str]:
    # ASCII, as a browser reads \b, \d and \w.
    return re.compile(rule.pattern, re.ASCII | (re.IGNORECASE if rule.any_case else 0))
