"""
Writing in the register. Call it inside the transaction of the change that it tells of.

This is the one place that reads the machine's own time: an entry says when it was written, whatever
moment it speaks of.
"""

import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from dengar.ledger import bulk, events
from dengar.ledger.canonical import moment
from dengar.ledger.facts import TYPES
from dengar.ledger.models import LOG, Entry

LOG_NAME = re.compile(rf"[A-Za-z0-9_-]{{1,{LOG}}}")


@dataclass(frozen=True)
class Draft:
    """What an entry will say."""

    subject: str
    event: str
    actor: str
    at: datetime
    facts: Mapping[str, object] = field(default_factory=dict)


def new_subject() -> str:
    """Return a new name for what entries speak about: 32 random hex digits that mean nothing elsewhere."""
    return secrets.token_hex(16)


def append(
    log: str, subject: str, event: str, *, actor: str, at: datetime, facts: Mapping[str, object] | None = None
) -> Entry:
    """
    Write one entry: one INSERT.

    :param log: the mall's slug.
    :param subject: from new_subject().
    :param actor: Actor.ref.
    :param at: the moment that it speaks of, aware.
    :param facts: as ledger.events lets this event say; optional ones may be None or "".
    :raises ValueError: for anything that the closed list does not know; a bug, not a refusal.
    """
    entry = _entry(log, Draft(subject, event, actor, at, facts or {}), _machine_time())
    entry.save(force_insert=True)
    return entry


def append_all(log: str, drafts: Iterable[Draft]) -> list[Entry]:
    """Write many entries of one log in their order: one INSERT, one moment of writing. Errors as append."""
    return Entry.objects.bulk_create(drafted(log, drafts))


def append_thousands(log: str, drafts: Iterable[Draft]) -> None:
    """The same for thousands of entries at once, without giving them back."""
    bulk.insert(drafted(log, drafts))


def drafted(log: str, drafts: Iterable[Draft]) -> list[Entry]:
    """Return entries of one moment of writing, not saved yet. Errors as append."""
    recorded_at = _machine_time()
    return [_entry(log, draft, recorded_at) for draft in drafts]


def _machine_time() -> datetime:
    return datetime.now(UTC)


def _entry(log: str, draft: Draft, recorded_at: datetime) -> Entry:
    if not LOG_NAME.fullmatch(log):
        raise ValueError(f"not the name of a log: {log!r}")
    subject = str(TYPES["subject"](draft.subject))
    actor = str(TYPES["ref"](draft.actor))
    moment(draft.at)  # refuses a naive one
    return Entry(
        log=log,
        subject=subject,
        event=draft.event,
        actor=actor,
        at=draft.at,
        recorded_at=recorded_at,
        facts=events.check(draft.event, draft.facts),
        salt=secrets.token_bytes(16),
    )
