"""P10: from start to the first page, and the memory of all processes, idle and under load (SQLite, as it comes)."""

import contextlib
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path

from bench._house import open_house
from bench._limits import ROOT, bare
from bench._load import Shot, say, volley
from tests.proofs._house import House, _below

ROUNDS, REQUESTS = 5, 400
PATIENCE = 60.0  # seconds for a start
CALM = 5.0  # seconds of rest before memory counts as idle
PAGES = ("/", "/bantuan/", "/lapor/", "/pantau/", "/saran/")
LIMITS = {"start_s": 3.0, "idle_mb": 150.0}


def main() -> None:
    ours: list[float] = []
    limit: list[float] = []
    with open_house(serve=False) as house:
        for n in range(ROUNDS):
            ours.append(_start(house))
            if n < ROUNDS - 1:
                house.stop()
            began = time.perf_counter()
            with bare({}, house.folder) as port:
                _first_page(port, began)
                limit.append(time.perf_counter() - began)
        _say_start(ours, limit)
        _say_memory(house)


def _start(house: House) -> float:
    """Start server and worker; return the seconds until the home page answered."""
    began = time.perf_counter()
    with (house.logs / "serve.log").open("ab") as log:
        command = [sys.executable, "-m", "dengar", "serve"]
        house.serving = subprocess.Popen(command, env=house.env, cwd=ROOT, stdout=log, stderr=log)
    _first_page(house.port, began)
    return time.perf_counter() - began


def _first_page(port: int, began: float) -> None:
    while time.perf_counter() - began < PATIENCE:
        with contextlib.suppress(OSError):
            connection = HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", "/")
            if connection.getresponse().status == 200:
                return
        time.sleep(0.02)
    raise SystemExit("no page within a minute")


def _say_start(ours: list[float], limit: list[float]) -> None:
    seconds, bare_seconds = statistics.median(ours), statistics.median(limit)
    say("P10", what="start", seconds=round(seconds, 2), all=[round(one, 2) for one in ours], limit=LIMITS["start_s"])
    say("P10", what="start of the bare handler", seconds=round(bare_seconds, 2))
    say("P10", what="ratio", to_limit=round(seconds / LIMITS["start_s"], 2), to_bare=round(seconds / bare_seconds, 1))


def _say_memory(house: House) -> None:
    assert house.serving is not None
    pids = [house.serving.pid, *(pid for pid, _words in _below(house.serving.pid))]
    names = ["watcher", *(_name(words) for _pid, words in _below(house.serving.pid))]
    time.sleep(CALM)
    each = [_pss(pid) for pid in pids]
    say("P10", what="idle", mb=round(sum(each), 1), each=dict(zip(_numbered(names), each, strict=True)))
    trips: list[list[Shot]] = [[("GET", PAGES[n % len(PAGES)], {}, "")] for n in range(REQUESTS)]
    most = _most_while(lambda: volley(house.port, trips), lambda: sum(map(_pss, pids)))
    say("P10", what="under load", mb=round(most, 1), clients=8, requests=REQUESTS)
    time.sleep(CALM)
    after = sum(map(_pss, pids))
    say(
        "P10", what="idle again", mb=round(after, 1), limit=LIMITS["idle_mb"], ratio=round(after / LIMITS["idle_mb"], 2)
    )
    with bare({}, house.folder) as port:
        volley(port, trips)
        below = [pid for pid, words in _below(os.getpid()) if "bench._bare" in words]
        say("P10", what="bare handler after load", mb=round(sum(map(_pss, below)), 1))


def _most_while(work: Callable[[], object], measure: Callable[[], float]) -> float:
    """Return the largest value that `measure` had while `work` ran."""
    seen, done = [measure()], threading.Event()

    def watch() -> None:
        while not done.wait(0.25):
            seen.append(measure())

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        work()
    finally:
        done.set()
        watcher.join()
    return max(seen)


def _pss(pid: int) -> float:
    """Return the memory of a process in megabytes, what it shares counted in parts."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return round(int(line.split()[1]) / 1024, 1)
    return 0.0


def _name(words: str) -> str:
    return "server" if "granian" in words else "worker" if "dengar work" in words else "other"


def _numbered(names: list[str]) -> list[str]:
    return [f"{n}. {name}" for n, name in enumerate(names, 1)]


if __name__ == "__main__":
    main()
