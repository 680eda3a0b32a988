"""Are two databases the same? Row by row, value by value, whichever program keeps them; constant memory."""

import hashlib
import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from django.db import models

AT_ONCE = 2_000  # rows that are held
MODULUS = 1 << 256
Model = type[models.Model]
Row = tuple[Any, ...]


@dataclass
class Tally:
    """
    How many rows there are, and the sum of their SHA-256 modulo 2**256.

    A sum, since two databases give their rows in different orders; two tables have the same one only when
    each row is in both, as often.
    """

    rows: int = 0
    total: int = 0

    def add(self, row: Row) -> None:
        self.rows += 1
        self.total = (self.total + int.from_bytes(digest(row), "big")) % MODULUS

    @property
    def sha256(self) -> str:
        return f"{self.total:064x}"


@dataclass(frozen=True)
class Pair:
    """One table on both sides."""

    table: str
    here: Tally
    there: Tally
    difference: str = ""  # where the first one lies; never what stands there

    @property
    def is_same(self) -> bool:
        return self.here == self.there


def columns(model: Model) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def rows(model: Model, alias: str, *, in_order: bool = False) -> Iterator[Row]:
    """Yield all rows of a table as its columns in Python's values; on PostgreSQL call it within a transaction."""
    found = model._base_manager.using(alias).order_by(*(["pk"] if in_order else []))
    return found.values_list(*columns(model)).iterator(chunk_size=AT_ONCE)


def tally(model: Model, alias: str) -> Tally:
    counted = Tally()
    for row in rows(model, alias):
        counted.add(row)
    return counted


def compare(model: Model, here: str, there: str, *, counted: Tally | None = None) -> Pair:
    """Compare a table of two databases; `counted` is its tally here, when it was made before."""
    pair = Pair(model._meta.db_table, counted or tally(model, here), tally(model, there))
    if pair.is_same:
        return pair
    return Pair(pair.table, pair.here, pair.there, _first_difference(model, here, there))


def _first_difference(model: Model, here: str, there: str) -> str:
    names = columns(model)
    key = names.index(model._meta.pk.attname)
    for left, right in zip_longest(rows(model, here, in_order=True), rows(model, there, in_order=True)):
        if left is None or (right is not None and digest((right[key],)) != digest((left[key],))):
            return f"the rows do not go together from row {(right or left)[key]} on"
        if right is None:
            return f"row {left[key]} is missing there"
        odd = [name for name, a, b in zip(names, left, right, strict=True) if digest((a,)) != digest((b,))]
        if odd:
            return f"row {left[key]}: {', '.join(odd)}"
    return "the rows changed while they were compared"


def digest(row: Row) -> bytes:
    """Return the SHA-256 of a row; each value with its kind and length, so that none can pass for another."""
    whole = hashlib.sha256()
    for value in row:
        kind, data = plain(value)
        whole.update(f"{kind}{len(data)}:".encode() + data)
    return whole.digest()


def plain(value: Any) -> tuple[str, bytes]:
    """Return the kind of a value and the bytes by which it is known: moments in UTC, numbers written one way."""
    if value is None:
        return "-", b""
    if isinstance(value, bytes | bytearray | memoryview):
        return "b", bytes(value)
    if isinstance(value, bool):
        return "?", str(int(value)).encode()
    if isinstance(value, datetime):
        return "m", value.astimezone(UTC).isoformat(timespec="microseconds").encode()
    if isinstance(value, int | float | Decimal):
        return "n", str(_number(value)).encode()
    if isinstance(value, date | time | timedelta | uuid.UUID):
        return type(value).__name__, str(value).encode()
    if isinstance(value, dict | list):
        text = json.dumps(_numbers(value), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return "j", text.encode("utf-8", "surrogatepass")
    return "s", str(value).encode("utf-8", "surrogatepass")


def _number(value: int | float | Decimal) -> int | float | Decimal:
    whole = not isinstance(value, int) and value == value // 1
    return int(value) if whole else value.normalize() if isinstance(value, Decimal) else value


def _numbers(value: Any) -> Any:
    """Write numbers within JSON one way: PostgreSQL gives 1E2 back as 100."""
    if isinstance(value, dict):
        return {key: _numbers(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_numbers(inner) for inner in value]
    return _number(value) if isinstance(value, float) else value
