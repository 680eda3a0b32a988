"""Eight clients with kept connections, in processes of their own, against one address of this machine."""

import json
import multiprocessing
import os
import queue
import statistics
import time
from collections.abc import Callable, Sequence
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from tests.proofs._house import _below

CLIENTS = 8
PATIENCE = 120.0  # seconds for one volley
Shot = tuple[str, str, dict[str, str], str]  # method, path, headers, body
Trip = Sequence[Shot]


def volley(port: int, trips: Sequence[Trip], server: str = "") -> dict[str, float]:
    """
    Make all trips, spread over the clients; return trips a second, and median and P99 of one trip in milliseconds.

    A trip is one or more requests, one after the other on one connection. The first wrong answer ends the measure.

    :param server: a word in the command of the server's processes; then also the processor's milliseconds that
        they took for one trip, which a busy machine changes little.
    """
    context = multiprocessing.get_context("fork")
    go, told = context.Event(), context.Queue()
    clients = [
        context.Process(target=_client, args=(port, trips[n::CLIENTS], go, told), daemon=True) for n in range(CLIENTS)
    ]
    try:
        for client in clients:
            client.start()
        _collect(told, 30)  # all are connected
        busy, began = _cpu_seconds(server), time.perf_counter()
        go.set()
        rows = _collect(told, PATIENCE)
        span, busy = time.perf_counter() - began, _cpu_seconds(server) - busy
    finally:
        for client in clients:
            client.kill()
            client.join()
    times = sorted(one for row in rows for one in row)
    return {
        "per_second": round(len(times) / span, 1),
        "median_ms": round(statistics.median(times) * 1000, 2),
        "p99_ms": round(times[int(len(times) * 0.99)] * 1000, 2),
        "cpu_ms": round(busy / len(times) * 1000, 2),
    }


def _cpu_seconds(server: str) -> float:
    """Return what the processes below us with this word in their command have taken of the processor so far."""
    ticks = 0
    for pid, words in _below(os.getpid()):
        if server and server in words:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _client(port: int, trips: Sequence[Trip], go: Any, told: Any) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    times: list[float] = []
    try:
        connection.connect()
        told.put(times)
        if not go.wait(60):
            raise TimeoutError("never told to go")
        for trip in trips:
            began = time.perf_counter()
            for shot in trip:
                _shoot(connection, shot)
            times.append(time.perf_counter() - began)
        told.put(times)
    except Exception as error:  # whatever it was: the parent ends the measure and says it
        told.put(f"{type(error).__name__}: {error}")


def _shoot(connection: HTTPConnection, shot: Shot) -> None:
    method, path, headers, body = shot
    connection.request(method, path, body.encode() or None, headers)
    answer = connection.getresponse()
    answer.read()
    if answer.status >= 400:
        raise ValueError(f"{method} {path}: {answer.status}")


def _collect(told: Any, patience: float) -> list[list[float]]:
    rows = []
    for _client in range(CLIENTS):
        try:
            row = told.get(timeout=patience)
        except queue.Empty:
            raise SystemExit("a client did not answer in time") from None
        if isinstance(row, str):
            raise SystemExit(f"a client failed: {row}")
        rows.append(row)
    return rows


def paired(rounds: int, **measures: Callable[[], dict[str, float]]) -> dict[str, dict[str, float]]:
    """Run the measures in turn, A B C A B C …, so that all see the same machine; return each one's median."""
    seen: dict[str, list[dict[str, float]]] = {name: [] for name in measures}
    for _round in range(rounds):
        for name, measure in measures.items():
            seen[name].append(measure())
    return {
        name: {key: round(statistics.median(one[key] for one in rows), 2) for key in rows[0]}
        for name, rows in seen.items()
    }


def say(figure: str, **values: object) -> None:
    """Print one figure as a JSON line."""
    print(json.dumps({"figure": figure, **values}, ensure_ascii=False), flush=True)


def say_with_limits(figure: str, seen: dict[str, dict[str, float]], **more: object) -> None:
    """Print our figure, both limits, and the ratios."""
    for name, row in seen.items():
        say(figure, what=name, **row)
    ours = seen["dengar"]
    say(
        figure,
        what="ratio",
        to_pgbench=round(ours["per_second"] / seen["pgbench"]["per_second"], 3),
        to_bare=round(ours["per_second"] / seen["bare"]["per_second"], 3),
        to_bare_by_cpu=round(seen["bare"]["cpu_ms"] / ours["cpu_ms"], 3),
        p99_to_median=round(ours["p99_ms"] / ours["median_ms"], 2),
        **more,
    )
