"""What one attempt is: an operation of some room, with arguments by chance. `ACTS` is the list of them all."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from dengar.complaints.models import Complaint
from dengar.kit.actors import Actor, Role
from tests.walk.town import Town

T = TypeVar("T", bound=Model)
V = TypeVar("V")
WORDS = ("Tiga kali datang.", "Akta sebelum Jumat.", "Satu daftar syarat saja.", "Begini ceritanya: “antre”.")


class Nothing(Exception):
    """There is no row yet with which this could be tried."""


@dataclass
class Try:
    """One attempt: who, on which complaint as they saw it, when."""

    town: Town
    chance: Random
    complaint: Complaint
    by: Actor
    at: datetime
    seen: int | None = None  # the step that the page showed
    touches: Iterable[int] = ()  # ids of complaints other than this one that it may change
    led: bool = False  # a leg of a lead: everything makes sense (tests/walk/leads.py)
    aim: Mapping[str, object] = field(default_factory=dict)  # what the lead does not leave to chance

    def words(self) -> str:
        """Mostly a sentence, sometimes nothing."""
        sensible = self.led or self.chance.random() < 0.97
        return self.chance.choice(WORDS if sensible else ["", "  \n"])

    def draw(self, name: str, drawn: V) -> V:
        """Return what chance has drawn, unless the lead aims at something."""
        return self.aim.get(name, drawn)  # type: ignore[return-value]

    def row(self, rows: "QuerySet[T]", waiting: Q | None = None) -> T:
        """
        Return mostly the last one, sometimes any.

        :param waiting: which of them it would make sense with; mostly one of these, if there are any.
        """
        found = list(rows.order_by("pk"))
        if waiting is not None and (self.led or self.chance.random() < 0.8):
            found = list(rows.filter(waiting).order_by("pk")) or found
        if not found:
            raise Nothing
        return found[-1] if self.led or self.chance.random() < 0.8 else self.chance.choice(found)

    def flag(self) -> bool:
        """Mostly yes."""
        return self.led or self.chance.random() < 0.7

    def earlier(self) -> datetime:
        """Now, or some hours ago, or (rarely, and wrongly) soon."""
        hours = 0 if self.led else self.chance.choice([0, 0, 0, -3, -3, -48, -48, 1])
        return self.at + timedelta(hours=hours)

    @property
    def who(self) -> dict[str, object]:
        return {"by": self.by, "at": self.at}

    @property
    def page(self) -> dict[str, object]:
        return {"by": self.by, "at": self.at, "seen": self.seen}


@dataclass(frozen=True)
class Act:
    name: str
    do: Callable[[Try], object]
    roles: frozenset[Role]  # who would sensibly do it; empty: the house
    states: frozenset[str]  # where it would sensibly be done; empty: anywhere
    weight: float
    fits: "Fits | None" = None  # which of them, where the rows of the complaint say it


ACTS: dict[str, Act] = {}


Do = Callable[[Try], object]
Fits = Callable[[Complaint, Actor], bool]


def act(roles: str, states: str = "", weight: float = 1.0, fits: Fits | None = None) -> Callable[[Do], Do]:
    """Add an act to the list; `roles` and `states` as words."""

    def add(do: Do) -> Do:
        name = do.__name__.rstrip("_")
        who = frozenset(Role(word) for word in roles.split() if word != "house")
        ACTS[name] = Act(name, do, who, frozenset(states.split()), weight, fits)
        return do

    return add
