"""
From an entry to its leaf. Pure: the same entry gives the same leaf, on any machine.

leaf data = SHA-256(salt, canonical JSON of the entry): 32 bytes that tell nothing to whoever lacks the salt.
leaf hash = SHA-256(0x00, leaf data), as RFC 9162 has it.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from dengar.ledger.canonical import canonical
from dengar.ledger.merkle import leaf_hash

VERSION = 1  # of what stands in the JSON
WRITTEN = ("log", "subject", "event", "actor", "at", "recorded_at", "facts")  # what an entry says


class Written(Protocol):
    """Whatever has the fields of WRITTEN: ledger.models.Entry, or a row of its values."""

    @property
    def log(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def event(self) -> str: ...
    @property
    def actor(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def recorded_at(self) -> datetime: ...
    @property
    def facts(self) -> Mapping[str, object]: ...


def json_of(entry: Written) -> bytes:
    """
    Return the canonical JSON that a leaf commits to.

    :raises ValueError: as canonical.canonical.
    """
    return canonical(
        {
            "actor": entry.actor,
            "at": entry.at,
            "event": entry.event,
            "facts": entry.facts,
            "log": entry.log,
            "recorded_at": entry.recorded_at,
            "subject": entry.subject,
            "v": VERSION,
        }
    )


def commitment(salt: bytes, json: bytes) -> bytes:
    """Return the leaf data: all that is ever public of an entry."""
    return hashlib.sha256(salt + json).digest()


def hash_of(salt: bytes, json: bytes) -> bytes:
    """Return the leaf hash of an entry."""
    return leaf_hash(commitment(salt, json))
