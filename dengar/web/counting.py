"""
How many requests, and how long they took: counted in memory that all server processes of the house share.

Each process has a small file of its own, mapped into memory: no lock between processes, no write that waits
for the disk. Whoever is asked adds them up. `dengar serve` begins with none.

What people do is counted as one, however they came: figures leave the machine, and a count of a page of filing
that grows at 10.02 would say that somebody complained at 10.02 (docs/decisions/0027).
"""

import mmap
import os
import shutil
import threading
from array import array
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, get_resolver

from dengar.kit.exposition import Family, Sample

FOLDER = f"counts-{os.uname().nodename}"  # in the data folder, which several machines may have in common
PEOPLE = "people"  # the doors that anyone may open
ELSEWHERE = "none"  # no page has this address
WRITES_FOR_PEOPLE = frozenset({"assist", "settle"})  # an officer takes down what somebody says at the counter
BUCKETS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5)  # seconds
OUTCOMES = ("ok", "4xx", "5xx")  # a form that was sent is not told from a page that was read
WIDTH = len(OUTCOMES) + len(BUCKETS) + 1  # of a route: outcomes, buckets up to each bound, seconds in all


def start_anew() -> None:
    """Forget what an earlier run of the house counted. No process may be counting."""
    shutil.rmtree(Path(settings.DATA_DIR) / FOLDER, ignore_errors=True)


def count(request: HttpRequest, status: int, seconds: float) -> None:
    """Count one answered request."""
    match = request.resolver_match
    route = named(match.view_name, match.func.__module__) if match else ELSEWHERE
    _ours(str(settings.DATA_DIR), os.getpid()).add(route, status, seconds)


def named(name: str, module: str) -> str:
    """Return under which name a route is counted."""
    is_open = module.startswith(("dengar.web.citizen", "dengar.web.public"))
    return PEOPLE if is_open or name.rpartition(":")[2] in WRITES_FOR_PEOPLE else name


@cache
def routes() -> dict[str, int]:
    """Return all names that are counted, with their places: the same in every process of one version."""
    names = {named(name, module) for name, module in _walk(get_resolver().url_patterns, "")}
    return {name: place for place, name in enumerate(sorted({*names, PEOPLE, ELSEWHERE}))}


def _walk(patterns: list[URLPattern | URLResolver], space: str) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}", pattern.callback.__module__
        else:
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern.url_patterns, inner)


class Counts:
    """What this process has counted, in a file that others may read."""

    def __init__(self, folder: Path) -> None:
        self._lock = threading.Lock()
        self._cells = _mapped(folder / str(os.getpid()), len(routes()) * WIDTH)

    def add(self, route: str, status: int, seconds: float) -> None:
        start = routes().get(route, routes()[ELSEWHERE]) * WIDTH
        outcome = start + (0 if status < 400 else 1 if status < 500 else 2)
        with self._lock:
            self._cells[outcome] += 1
            for place, bound in enumerate(BUCKETS, start + len(OUTCOMES)):
                self._cells[place] += seconds <= bound
            self._cells[start + WIDTH - 1] += seconds


def _mapped(path: Path, cells: int) -> "memoryview[float]":
    """Return zeros that live in a file; where the disk says no, zeros of this process alone."""
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            os.posix_fallocate(descriptor, 0, cells * 8)  # now, so that a full disk cannot kill us later
            return memoryview(mmap.mmap(descriptor, cells * 8)).cast("d")
        finally:
            os.close(descriptor)
    except OSError:
        return memoryview(bytearray(cells * 8)).cast("d")


@cache
def _ours(folder: str, pid: int) -> Counts:
    return Counts(Path(folder) / FOLDER)


def families() -> tuple[Family, Family]:
    """Return the requests and their seconds, of all processes since the house was started."""
    sums = array("d", bytes(len(routes()) * WIDTH * 8))
    for path in sorted((Path(settings.DATA_DIR) / FOLDER).glob("*")):
        cells = array("d")
        cells.frombytes(path.read_bytes())
        if len(cells) == len(sums):  # else of another version
            sums = array("d", map(float.__add__, sums, cells))
    requests: list[Sample] = []
    seconds: list[Sample] = []
    for route, place in routes().items():
        row = sums[place * WIDTH : (place + 1) * WIDTH]
        if any(row):
            requests += [("", {"route": route, "outcome": OUTCOMES[at]}, row[at]) for at in range(len(OUTCOMES))]
            seconds += _histogram(route, row)
    return (
        Family("dengar_requests_total", "counter", "Requests answered, by page and outcome.", tuple(requests)),
        Family("dengar_request_seconds", "histogram", "How long an answer took.", tuple(seconds)),
    )


def _histogram(route: str, row: "array[float]") -> Iterator[Sample]:
    answered = sum(row[: len(OUTCOMES)])
    for bound, reached in zip(BUCKETS, row[len(OUTCOMES) :], strict=False):
        yield "_bucket", {"route": route, "le": str(bound)}, reached
    yield "_bucket", {"route": route, "le": "+Inf"}, answered
    yield "_sum", {"route": route}, row[-1]
    yield "_count", {"route": route}, answered
