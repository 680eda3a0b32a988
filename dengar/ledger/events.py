"""
Everything that can ever be written in the ledger: a closed list, final from the first entry on.

Figures, clocks, timelines and audits are folds over entries, so an event is never renamed and never
changes its meaning; what is new gets a new name. The lists themselves are in `complaint_events`
and `mall_events`; the language of their facts is in `facts`.
"""

from collections.abc import Mapping

from dengar.ledger.complaint_events import COMPLAINT_EVENTS
from dengar.ledger.declarations import Event
from dengar.ledger.facts import checked
from dengar.ledger.mall_events import MALL_EVENTS

EVENTS: Mapping[str, Event] = {event.name: event for event in (*COMPLAINT_EVENTS, *MALL_EVENTS)}


def check(event: str, facts: Mapping[str, object]) -> dict[str, object]:
    """
    Return `facts` as they are stored for `event`.

    :raises ValueError: for an event that is not on the list, or facts that it does not know. It is a
        bug of ours, never something that a person did.
    """
    if event not in EVENTS:
        raise ValueError(f"the ledger knows no event {event!r}")
    try:
        return checked(EVENTS[event].facts, facts)
    except ValueError as error:
        raise ValueError(f"{event}: {error}") from None


def table() -> str:
    """Return the list for the documentation, as Markdown: docs/register-events.md is this and nothing else."""
    lines = [
        "# Everything that can be written in the register",
        "",
        "A `?` marks what may be missing. `mac` is a keyed HMAC-SHA-256, never the words. Types: `ledger/facts.py`.",
        "",
        "| event | room | what it says | what it holds |",
        "|---|---|---|---|",
    ]
    for event in EVENTS.values():
        facts = ", ".join(
            f"{fact.name}{'?' if fact.optional else ''}: {fact.type.replace('|', ' / ')}"
            for fact in event.facts.values()
        )
        lines.append(f"| `{event.name}` | {event.door} | {event.about} | {facts} |")
    return "\n".join(lines) + "\n"
