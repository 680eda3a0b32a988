"""
Guessing receipts gets slower with every miss, for a number and for a source, and never locks anybody out.

Counted in the cache for a quarter of an hour; what is counted is a keyed digest, never an address.
"""

import hmac

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

FREE = 4  # misses without a wait
WINDOW = 15 * 60  # seconds
LONGEST = {"number": 8, "source": 60}  # seconds: a stranger must not shut the owner out of their own number


def wait(request: HttpRequest, number: str, moment: float) -> int:
    """Return for how many seconds this number, or this source, has to wait at `moment` (seconds since 1970)."""
    rest = 0.0
    for key, _longest in _keys(request, number):
        _misses, until = cache.get(key, (0, 0.0))
        rest = max(rest, until - moment)
    return max(0, int(rest + 0.999))


def missed(request: HttpRequest, number: str, moment: float) -> None:
    """Count a miss; the fifth and later ones make the next wait longer."""
    for key, longest in _keys(request, number):
        misses, _until = cache.get(key, (0, 0.0))
        pause = min(2 ** max(0, misses + 1 - FREE), longest) if misses + 1 > FREE else 0
        cache.set(key, (misses + 1, moment + pause), WINDOW)


def _keys(request: HttpRequest, number: str) -> list[tuple[str, int]]:
    source = request.META.get("REMOTE_ADDR", "")
    return [(_digest(kind, value), LONGEST[kind]) for kind, value in (("number", number), ("source", source))]


def _digest(kind: str, value: str) -> str:
    return hmac.digest(settings.SECRET_KEY.encode(), f"{kind}:{value}".encode(), "sha256").hex()[:40]
