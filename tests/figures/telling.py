"""Entries as they are read, and a register that is sealed now."""

from datetime import UTC, datetime, timedelta

from dengar.figures.marks import Written
from dengar.ledger import sealing
from dengar.ledger.models import Entry, Head

MONDAY = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # 09.00 WITA
HOUR = timedelta(hours=1)


def said(event: str, at: datetime = MONDAY, subject: str = "a" * 32, **facts: object) -> Written:
    """An entry whose moments are written down as the ledger does."""
    stored = {name: _stored(value) for name, value in facts.items()}
    return Written(subject, event, at, at, stored)


def _stored(value: object) -> object:
    return f"{value:%Y-%m-%dT%H:%M:%S.%f}Z" if isinstance(value, datetime) else value


def seal(log: str = "contoh", at: datetime = MONDAY) -> Head:
    """Seal everything that has no place in the tree yet, as if an hour had come."""
    sealing.seal_due(at)  # sees the log for the first time
    while Entry.objects.unsealed(log).exists():
        sealing.seal(Head.objects.get(log=log), hour=at, at=at)
    return Head.objects.get(log=log)
