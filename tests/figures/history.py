"""A year of a mall in the register alone: entries as the operations write them, without the rows beside them."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from dengar.figures import operations as figures
from dengar.ledger.operations import Draft, append_all, new_subject
from dengar.malls.models import Mall
from tests.figures.telling import seal

DAY = timedelta(days=1)
MALL = "handler:1"


@dataclass
class Told:
    """The entries of one report that was filed at `at`; days are counted from there."""

    number: int
    at: datetime
    made: list[Draft] = field(default_factory=list)
    subject: str = field(default_factory=new_subject)
    step: int = 0

    def say(self, event: str, days: float = 0, **facts: object) -> None:
        self.made.append(Draft(self.subject, event, MALL, self.at + days * DAY, facts))

    def move(self, event: str, days: float, to: str) -> None:
        self.step += 1
        self.say(event, days, to=to, step=self.step)

    def clock(self, kind: str, days: float, due: float, done: float | None) -> None:
        facts = {"clock": kind, "bearer": "mall", "clock_id": self.number * 10 + self.step, "due": self.at + due * DAY}
        self.say("clock_started", days, **facts)
        if done is not None:
            self.say("clock_stopped", done, **facts, outcome="kept" if done <= due else "late")


def one(rng: random.Random, number: int, agencies: list[int], at: datetime) -> list[Draft]:
    """A complaint of that moment, from its filing to its end; some steps late, some never."""
    told = Told(number, at)
    mode = rng.choices(["open", "confidential", "anonymous"], [6, 11, 2])[0]
    channel = rng.choices(["web", "counter", "phone"], [6, 3, 1])[0]
    told.say("file", kind="complaint", channel=channel, mode=mode, secret=False, agency=rng.choice(agencies))
    called = rng.choice([0.2, 0.4, 0.9, 1.6, 3])
    told.say("contact_attempt", called, channel="call", outcome="reached", personal=True)
    told.clock("first_contact", 0, 1, called)
    told.move("open_dialogue", called, "talking")
    agreed = rng.random() < 0.7
    if agreed:
        told.move("agree", 5, "agreed")
        told.clock("promise", 5, 12, rng.choice([7, 9, 11, 14, None]))
    end = rng.choice([9, 12, 13, 16, 20, 31])
    told.move(*(("confirm", end, "closed_confirmed") if agreed else ("lapse", end, "closed_unconfirmed")))
    for side in ("complainant", "agency"):
        told.say("fairness_answered", end, side=side, voice=rng.randint(2, 4), respect=rng.randint(1, 4))
    return told.made


def write_year(mall: Mall, agencies: list[int], n: int, at: datetime) -> None:
    """Write `n` complaints of the year before `at`. The same every time, but for their subjects."""
    rng, drafts = random.Random(7), []
    for number in range(1, n + 1):
        drafts += one(rng, number, agencies, at - timedelta(hours=rng.randint(1, 364 * 24)))
    append_all(mall.slug, [draft for draft in drafts if draft.at <= at])


def a_year(mall: Mall, agencies: list[int], n: int, at: datetime) -> None:
    """Write a year, seal and fold it."""
    write_year(mall, agencies, n, at)
    seal(mall.slug, at)
    while figures.fold_due():
        pass
