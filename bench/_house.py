"""A whole house for a measure: example mall, server and worker as in life, gone at the end whatever happens."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from tests.proofs._house import House


def end_in_order() -> None:
    """Make SIGTERM an exception, so that every `finally` stops what it started."""

    def on_term(number: int, frame: FrameType | None) -> None:
        sys.exit(143)

    signal.signal(signal.SIGTERM, on_term)


@contextmanager
def open_house(url: str = "", *, example: bool = True, serve: bool = True, **more: str) -> Iterator[House]:
    end_in_order()
    house = House(url, **more)
    try:
        house.run("migrate", "-v0")
        if example:
            house.run("setup", "--example")
        if serve:
            house.start()
        yield house
    finally:
        house.close()


def cluster() -> str:
    """Return the address of the private PostgreSQL that script/postgres gives."""
    return os.environ["DATABASE_URL"]
