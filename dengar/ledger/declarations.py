"""How an event is declared. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from dengar.ledger.facts import Fact, parse


@dataclass(frozen=True)
class Event:
    """
    One thing that can be written in the ledger.

    :param door: the room of the house that writes it.
    :param about: what it says, for the documentation.
    :param facts: what it may hold beside who, when and about what.
    """

    name: str
    door: str
    about: str
    facts: Mapping[str, Fact]


def event(name: str, door: str, about: str, facts: str = "") -> Event:
    return Event(name, door, about, parse(facts))


# What every move of the journey may say: the state it led to, why (a code of a closed list), the keyed
# HMAC of its words, whether a handler recorded it for the person, and the how-manyeth move it was.
MOVE = "to?:code reason?:code words?:mac on_behalf?:flag step?:count"


def move(name: str, door: str, about: str, facts: str = "") -> Event:
    return event(name, door, about, f"{MOVE} {facts}")
