"""
The round of chores: each does one due piece after the other; one that fails does not stop the others.

Nothing is remembered between rounds but when a failed chore is tried again. What is due lies in the
database, so a killed worker loses nothing and any number of workers may run.
"""

import logging
import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from django.db import Error as DatabaseError
from django.db import close_old_connections, connection

logger = logging.getLogger(__name__)

PAUSE = 2.0  # seconds between rounds in which nothing was due
PIECES = 100  # of one chore in one round, so that a long one does not starve the others
FIRST_BACKOFF = timedelta(seconds=5)  # doubles with every failure of a chore
LAST_BACKOFF = timedelta(minutes=10)
LONGEST_WAIT = 30.0  # seconds between two questions whether the database is back

Do = Callable[[datetime], bool]


@dataclass(frozen=True)
class Chore:
    """
    One thing that the house does by itself.

    :param do: takes the time, does ONE due piece, returns False when nothing is due.
    :param every: not more often than this; zero: in every round.
    """

    do: Do
    every: timedelta = timedelta(0)

    @property
    def name(self) -> str:
        return self.do.__name__


@dataclass
class _Standing:
    """How a chore fared in this process."""

    next_at: datetime | None = None
    failures: int = 0
    last_error: type[BaseException] | None = None


@dataclass
class Loop:
    """The chores and how they fared; `clock` says the time, `heartbeat` is touched in every round."""

    chores: Sequence[Chore]
    clock: Callable[[], datetime]
    heartbeat: Path
    stop: threading.Event = field(default_factory=threading.Event)
    _standing: dict[str, _Standing] = field(default_factory=dict)
    _silent: int = 0  # rounds in a row in which the database did not answer

    def run(self, *, once: bool = False) -> None:
        """Go round until `stop` is set; with `once`, one round."""
        while True:
            self.round()
            if once or self.stop.wait(self._pause()):
                return

    def round(self) -> int:
        """Do what is due now; return how many pieces were done."""
        if not connection.in_atomic_block:
            close_old_connections()
        done = 0
        if self._database_answers():
            done = sum(self._do(chore) for chore in self.chores if not self.stop.is_set())
        self._beat()
        return done

    def is_well(self) -> bool:
        """Return whether no chore failed when it last ran, and the database answered."""
        return not self._silent and not any(standing.failures for standing in self._standing.values())

    def _pause(self) -> float:
        return min(PAUSE * 2.0 ** max(self._silent - 1, 0), LONGEST_WAIT)

    def _do(self, chore: Chore) -> int:
        standing = self._standing.setdefault(chore.name, _Standing())
        at = self.clock()
        if standing.next_at is not None and at < standing.next_at:
            return 0
        done = 0
        try:
            while done < PIECES and not self.stop.is_set() and chore.do(self.clock()):
                done += 1
        except Exception as error:  # a bug in one chore must not stop the others
            self._failed(chore, standing, error, at=at)
            return done
        if standing.failures:
            logger.info("chore %s works again", chore.name)
        self._standing[chore.name] = _Standing(next_at=at + chore.every if chore.every and done < PIECES else None)
        return done

    def _failed(self, chore: Chore, standing: _Standing, error: Exception, *, at: datetime) -> None:
        if isinstance(error, DatabaseError) and not self._database_answers():
            return  # not the chore's fault, and said already
        wait = min(FIRST_BACKOFF * 2 ** min(standing.failures, 10), LAST_BACKOFF)
        if type(error) is standing.last_error:
            logger.warning(
                "chore %s failed again (%s), next try in %s s", chore.name, standing.failures + 1, wait.seconds
            )
        else:
            logger.error("chore %s failed, next try in %s s", chore.name, wait.seconds, exc_info=error)
        standing.failures += 1
        standing.last_error = type(error)
        standing.next_at = at + wait
        if connection.in_atomic_block is False:
            connection.close()  # whatever the failure left open

    def _database_answers(self) -> bool:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
        except DatabaseError as error:
            if not self._silent:
                logger.error("the database does not answer (%s); waiting for it", type(error).__name__)
            self._silent += 1
            if not connection.in_atomic_block:
                connection.close()
            return False
        if self._silent:
            logger.info("the database answers again")
        self._silent = 0
        return True

    def _beat(self) -> None:
        """Say that the worker lives. No fsync: after a power cut nobody lives, and an SD card wears out."""
        try:
            draft = self.heartbeat.with_name(f".{self.heartbeat.name}-{os.getpid()}")
            failing = [name for name, standing in self._standing.items() if standing.failures]
            draft.write_text("well\n" if self.is_well() else f"{' '.join(['in trouble', *failing])}\n")
            draft.replace(self.heartbeat)
        except OSError as error:
            logger.error("the heartbeat cannot be written: %s", error.strerror)
