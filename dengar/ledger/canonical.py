"""
One way to write a value down: the same bytes on any machine, today and in twenty years.

Canonical JSON after RFC 8785 (JCS), for the values that the ledger holds: objects, lists, strings,
whole numbers, true, false, null; moments become strings in UTC to the microsecond. Pure.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

LARGEST = 2**53 - 1  # beyond this, readers that keep numbers as doubles disagree (RFC 8785, 3.2.2.3)


def canonical(value: object) -> bytes:
    """
    Return the one canonical JSON text of `value`, in UTF-8.

    :raises ValueError: for floats, naive moments, numbers beyond LARGEST, keys that are no strings, lone
        surrogates, and everything that JSON does not know.
    """
    return _encode(_plain(value)).encode()


def moment(at: datetime) -> str:
    """
    Return a moment as the ledger writes it: "2026-11-19T02:42:00.000000Z".

    :raises ValueError: if `at` is naive.
    """
    if at.tzinfo is None or at.utcoffset() is None:
        raise ValueError("a moment in the ledger must be aware")
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _plain(value: object) -> object:
    match value:
        case str() | None | bool():
            return value
        case int():
            if abs(value) > LARGEST:
                raise ValueError(f"too large for the ledger: {value}")
            return value
        case datetime():
            return moment(value)
        case Mapping():
            return _sorted(value)
        case list() | tuple():
            return [_plain(part) for part in value]
    raise ValueError(f"the ledger cannot hold {type(value).__name__}")


def _sorted(value: Mapping[object, object]) -> dict[str, object]:
    """Sort the keys by their UTF-16 code units (RFC 8785, 3.2.3); code points would differ beyond the BMP."""
    keys = [key for key in value if isinstance(key, str)]
    if len(keys) != len(value):
        raise ValueError("the keys of an object must be strings")
    # Plain keys are in the same order either way, and quicker to sort.
    keys.sort(key=None if "".join(keys).isascii() else _utf16)
    return {key: _plain(value[key]) for key in keys}


def _utf16(key: str) -> bytes:
    return key.encode("utf-16-be")
