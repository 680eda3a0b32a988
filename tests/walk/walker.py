"""
A random walk through the whole house: anybody tries anything, at any time, again and again.

An attempt is refused, and then nothing has been written; or an accident stops it midway, and then nothing has
been written; or it succeeds, and then `truth` holds for whatever it changed, and it changed nothing else.
"""

import random
import secrets
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from random import Random

from django.core.management import call_command
from django.db import connection
from django.db.models import Max

from dengar.complaints.models import Complaint
from dengar.complaints.operations import escalate_due
from dengar.complaints.visibility import standing, visible_to
from dengar.kit.actors import HOUSE, complainant
from dengar.kit.errors import Refused
from dengar.ledger.models import Entry
from dengar.ledger.sealing import seal_due
from tests.emptying import triggers_put_aside
from tests.walk import acts_beside_the_moves, acts_of_the_spine, acts_of_the_steps, oracle, truth
from tests.walk.choosing import STANDS_IN, anybody, somebody
from tests.walk.leads import Guide
from tests.walk.town import START, Town, build
from tests.walk.trying import ACTS, Act, Nothing, Try
from tests.walk.untouched import Traces

__all__ = ["Walk", "acts_beside_the_moves", "acts_of_the_spine", "acts_of_the_steps"]

SEASON = 1000  # steps after which a new mall opens
LOOK_AROUND = 40  # steps after which everybody's sight is compared
LONG_ENOUGH = 2000  # steps in which every act is done at least once
LED = 0.35  # share of the attempts that follow a lead
ACCIDENTS = 0.06  # share of the attempts that may be stopped midway


class Accident(Exception):
    """The power fails in the middle of an act."""


class Broken(AssertionError):
    """A promise of the house does not hold; says at which step, in which attempt."""


class Walk:
    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.chance = Random(seed)
        self.steps = 0
        self.counts: Counter[str] = Counter()
        self.done: Counter[str] = Counter()
        self.traces = Traces()
        self.guide = Guide(self.chance)

    def run(self, steps: int, say: Callable[[str], None] = lambda line: None) -> None:
        """Take exactly so many steps. What the house itself draws by lot comes from the same seed."""
        with _lots_from(self.chance):
            while self.steps < steps:
                self._season(min(SEASON, steps - self.steps))
                say(f"{self.steps:6} steps, {dict(sorted(self.counts.items()))}")
        self.check_reach()

    def check_reach(self) -> None:
        """A walk that is long enough and never did one of the acts has proved nothing of it."""
        never = sorted(ACTS.keys() - self.done.keys())
        if never and self.steps >= LONG_ENOUGH:
            raise Broken(f"never done in {self.steps} steps: {', '.join(never)}")

    def _season(self, steps: int) -> None:
        with triggers_put_aside():
            call_command("flush", interactive=False, verbosity=0)
        self.traces.check()
        self.at = START
        self.town: Town = build(self.chance)
        self.memory = truth.Memory()
        self.attic: list[Complaint] = []
        self.focus = self.town.complaints[0]
        self.waiting = False  # for the person, so that days may well pass
        self.guide.forget()
        self.before: object = None  # traces as they were after the last attempt, if nothing was written since
        self._remember()
        for pk in self.town.complaints:
            self._check(pk, set())
        end = self.steps + steps
        while self.steps < end:
            self.at += timedelta(seconds=self.chance.randint(1, 3600))
            if self.chance.random() < (0.08 if self.waiting else 0.012):
                self.at += timedelta(days=self.chance.choice([1, 2, 4, 10, 31]))
            self._step()
            if self.steps % LOOK_AROUND == 0:
                self._look_around_or_say()
        for pk in self.town.complaints:
            self._check(pk, set())
        self._check_register()

    def _check_register(self) -> None:
        """Everything is sealed in the end, and the tree holds: each leaf is its entry's, each root its leaves'."""
        self.at += timedelta(days=1)
        for _round in range(2):  # a log that is seen for the first time waits for its next hour
            while seal_due(self.at):
                pass
            self.at += timedelta(days=1)
        truth.check_register(self.town.mall.slug)

    def _step(self) -> None:
        led = self.chance.random() < LED
        attempt, what = self._follow() if led else self._choose()
        before = self.before or self.traces.now()
        result = self._attempt(attempt, what)
        if led:
            self.guide.tried(self.town, done=result == "done")
        if result == "nothing":
            return
        self.steps += 1
        self.counts[result] += 1
        try:
            self.before = None if result == "done" else before
            if result == "done":
                self.done[what.name] += 1
                self._after(attempt)
            else:
                now = self.traces.now()
                assert now == before, f"{result}, and yet something was written: {set(now) ^ set(before)}"
        except AssertionError as error:
            raise Broken(self._where(what, attempt) + f": {error}") from error

    def _attempt(self, attempt: Try, what: Act) -> str:
        accident = self.chance.random() < ACCIDENTS
        try:
            with _accident(self.chance.randint(1, 8)) if accident else nullcontext():
                what.do(attempt)
        except Nothing:
            return "nothing"
        except Accident:
            return "accidents"
        except Refused:
            return "refused"
        except Exception as error:
            raise Broken(self._where(what, attempt) + f": {type(error).__name__}: {error}") from error
        return "done"

    def _where(self, what: Act, attempt: Try) -> str:
        stood = f"{attempt.complaint.pk} in {attempt.complaint.state} step {attempt.complaint.step}"
        return f"seed {self.seed}, step {self.steps}: {what.name} by {attempt.by.ref} on {stood} at {attempt.at}"

    # --- choosing ------------------------------------------------------------------------------------------------
    def _follow(self) -> tuple[Try, Act]:
        """The next leg of the lead, by somebody who may."""
        leg, what = self.guide.leg, ACTS[self.guide.leg.act]
        self.at += timedelta(days=self.guide.days)
        pk = self.guide.complaint or self.focus
        complaint = Complaint.objects.select_related("box", "mall", "agency").get(pk=pk)
        by = somebody(self.town, self.chance, what, complaint, self.at, leg.by)
        return Try(self.town, self.chance, complaint, by, self.at, complaint.step, led=True, aim=leg.aim), what

    def _choose(self) -> tuple[Try, Act]:
        """Mostly what makes sense where the complaint stands, by somebody who may; sometimes anything by anybody."""
        chance = self.chance
        if chance.random() < 0.06:
            self.focus = chance.choice(self._lively())
        complaint = Complaint.objects.select_related("box", "mall", "agency").get(pk=self.focus)
        self.waiting = complaint.state in ("incomplete", "acted", "decided")
        if chance.random() < 0.15:
            what, by = chance.choice(list(ACTS.values())), anybody(self.town, chance, complaint)
        else:
            fits = [one for one in ACTS.values() if not one.states or complaint.state in one.states]
            what = chance.choices(fits, [self._weight(one) for one in fits])[0]
            by = somebody(self.town, chance, what, complaint, self.at)
        if self.attic and chance.random() < 0.08:
            stale = [one for one in self.attic if one.pk == complaint.pk]
            complaint = chance.choice(stale or [complaint])
        self.attic = [*self.attic[-30:], Complaint.objects.select_related("box", "mall").get(pk=complaint.pk)]
        seen = chance.choices([None, complaint.step, complaint.step - 1, complaint.step + 1], [5, 5, 1, 0.5])[0]
        return Try(self.town, chance, complaint, by, self.at, seen), what

    def _weight(self, what: Act) -> float:
        """What belongs to the state before what always fits; what was never done before what was."""
        return what.weight * (2 if what.states else 1) * (1 if self.done[what.name] else 5)

    def _lively(self) -> list[int]:
        """Mostly the newest ones, so that each goes far."""
        return self.town.complaints[-5:] if self.chance.random() < 0.7 else self.town.complaints

    # --- checking ------------------------------------------------------------------------------------------------
    def _look(self) -> dict[int, tuple[object, ...]]:
        """Return how each complaint stands: its whole row."""
        return {row[0]: row for row in Complaint.objects.order_by("pk").values_list()}

    def _remember(self) -> None:
        self.known = self._look()
        self.last_entry = Entry.objects.aggregate(last=Max("pk"))["last"] or 0

    def _after(self, attempt: Try) -> None:
        now = self._look()
        fresh = dict(Entry.objects.filter(pk__gt=self.last_entry).values_list("pk", "subject"))
        spoken_of = set(Complaint.objects.filter(subject__in=set(fresh.values())).values_list("pk", flat=True))
        changed = {pk for pk, row in now.items() if self.known.get(pk) != row} | spoken_of
        new = now.keys() - self.known.keys()
        may = {attempt.complaint.pk, *attempt.touches} | new
        assert changed <= may, f"it changed others: {changed - may}"
        for pk in sorted(changed):
            self._check(pk, set(fresh))
        self.known = now
        self.last_entry = max(fresh, default=self.last_entry)

    def _check(self, pk: int, fresh: set[int]) -> None:
        truth.check(Complaint.objects.select_related("box", "mall").get(pk=pk), self.memory, fresh)

    def _look_around_or_say(self) -> None:
        try:
            self._look_around()
        except AssertionError as error:
            raise Broken(f"seed {self.seed}, step {self.steps}: {error}") from error

    def _look_around(self) -> None:
        """Everybody sees exactly what the oracle says, stands as it says, and no report is left without anybody."""
        while escalate_due(self.at) or seal_due(self.at):
            pass
        self.before = None  # also where nothing was due: a log that is seen for the first time is written down
        self._remember()
        world = oracle.look()
        owners = [complainant(self.chance.choice([0, *self.town.complaints])) for _number in range(3)]
        for actor in [*self.town.actors, *owners, HOUSE]:
            seen = set(visible_to(actor, self.at).values_list("pk", flat=True))
            told = oracle.seen_by(world, actor, self.at)
            assert seen == told, f"{actor.ref} sees {seen}, should see {told}"
        self._stands(world)

    def _stands(self, world: oracle.World) -> None:
        pk = self.chance.choice(self.town.complaints)
        one = next(one for one in world.complaints if one.pk == pk)
        for actor in self.town.of(*STANDS_IN):
            if oracle.exists_for(world, actor, one, self.at):
                told = oracle.part_of(world, actor, one, self.at)
                assert standing(actor, one, self.at) == told, f"{actor.ref} stands otherwise in {one.pk}"
        for one in Complaint.objects.open().filter(mall=self.town.mall):
            assert oracle.anybody_left(world, one, self.at), f"nobody is left to handle {one.pk}"


@contextmanager
def _accident(at_write: int) -> Iterator[None]:
    """Fail at the so-manyeth statement that writes."""
    left = at_write

    def run(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        nonlocal left
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            left -= 1
            if not left:
                raise Accident
        return execute(sql, params, many, context)

    with connection.execute_wrapper(run):
        yield


@contextmanager
def _lots_from(chance: random.Random) -> Iterator[None]:
    """What the house decides by lot (who is in turn, whom to call back) is decided by the walk's seed."""
    choice, below = secrets.choice, secrets.randbelow
    secrets.choice, secrets.randbelow = chance.choice, chance.randrange  # type: ignore[assignment]
    try:
        yield
    finally:
        secrets.choice, secrets.randbelow = choice, below
