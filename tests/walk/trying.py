"""What one attempt is: an operation of some room, with arguments by chance. `ACTS` is the list of them all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import TypeVar

from django.db.models import Model, QuerySet

from dengar.complaints.models import Complaint
from dengar.kit.actors import Actor, Role
from tests.walk.town import Town

T = TypeVar("T", bound=Model)
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

    def words(self) -> str:
        """Mostly a sentence, sometimes nothing."""
        return self.chance.choice(WORDS) if self.chance.random() < 0.97 else self.chance.choice(["", "  \n"])

    def row(self, rows: "QuerySet[T]") -> T:
        """Mostly the last one, sometimes any; of this complaint or, at times, of another."""
        found = list(rows.order_by("pk"))
        if not found:
            raise Nothing
        return found[-1] if self.chance.random() < 0.8 else self.chance.choice(found)

    def flag(self) -> bool:
        return self.chance.random() < 0.7

    def earlier(self) -> datetime:
        """Now, or some hours ago, or (wrongly) soon."""
        return self.at + self.chance.choice([timedelta(0), timedelta(hours=-3), timedelta(days=-2), timedelta(hours=1)])

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


ACTS: dict[str, Act] = {}


Do = Callable[[Try], object]


def act(roles: str, states: str = "", weight: float = 1.0) -> Callable[[Do], Do]:
    """Add an act to the list; `roles` and `states` as words."""

    def add(do: Do) -> Do:
        name = do.__name__.rstrip("_")
        who = frozenset(Role(word) for word in roles.split() if word != "house")
        ACTS[name] = Act(name, do, who, frozenset(states.split()), weight)
        return do

    return add
