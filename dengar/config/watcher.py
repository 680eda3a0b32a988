"""
Server and worker, watched as one. `dengar serve` becomes this program once everything is ready.

Prints one line with the address once it really answers. Stops both on SIGTERM or SIGINT. When one of
them ends by itself, it says so, stops the other and ends with 1: whoever watches us (systemd, a person)
decides about starting again. Standard library only, so that watching costs little memory.
"""

import ctypes
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from types import FrameType

PATIENCE = 60.0  # seconds until it must have answered once
GRACE = 15.0  # seconds between asking a process to stop and killing it
THREADS = 4  # requests at once, for each server process
PR_SET_PDEATHSIG = 1

Children = dict[str, "subprocess.Popen[bytes]"]


@dataclass(frozen=True)
class Place:
    """Where the server listens, and with how many processes; `address` is how people reach it."""

    bind: str
    port: int
    address: str
    workers: int


def main(place: Place, parts: list[str]) -> int:
    """Run the `parts` ("server", "worker") until told to stop; return the exit code."""
    stop = threading.Event()

    def on_signal(number: int, frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, on_signal)
    if "server" in parts and (taken := _taken(place)):
        sys.stderr.write(
            f"dengar: cannot listen on {place.bind} port {place.port} ({taken}). Set PORT to a free one.\n"
        )
        return 1
    commands = {"server": _server(place), "worker": ["-m", "dengar", "work"]}
    children = {part: _start(commands[part]) for part in parts}
    try:
        return _watch(children, stop, place)
    finally:
        _stop(children)


def _watch(children: Children, stop: threading.Event, place: Place) -> int:
    # The whole house must be well before the address is said; a server alone need only answer.
    well = {200} if len(children) > 1 else {200, 503}
    deadline = time.monotonic() + PATIENCE if "server" in children else None
    while not stop.wait(0.1 if deadline else 0.5):
        for name, child in children.items():
            if child.poll() is not None:
                sys.stderr.write(f"dengar: the {name} ended by itself (code {child.returncode}); stopping.\n")
                return 1
        if deadline is None:
            continue
        answer = _answer(place)
        if answer in well:
            print(f"Dengar answers at {place.address}/", flush=True)
            deadline = None
        elif time.monotonic() > deadline:
            sys.stderr.write(
                f"dengar: no healthy answer within {PATIENCE:.0f} s (last: {answer or 'none'}); stopping.\n"
            )
            return 1
    return 0


def _server(place: Place) -> list[str]:
    return [
        *("-m", "granian", "--interface", "wsgi", "--host", place.bind, "--port", str(place.port), "--no-ws"),
        *("--workers", str(place.workers), "--blocking-threads", str(THREADS), "--workers-kill-timeout", "10"),
        *("--log-level", "warning", "dengar.config.wsgi:application"),
    ]


def _start(arguments: list[str]) -> "subprocess.Popen[bytes]":
    # A group of its own: Ctrl-C reaches the children through us alone, and in order.
    return subprocess.Popen([sys.executable, *arguments], start_new_session=True, preexec_fn=_end_with_us)


def _end_with_us() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)  # Linux: if we are killed, they are asked to stop


def _stop(children: Children) -> None:
    for child in children.values():
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + GRACE
    for name, child in children.items():
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            sys.stderr.write(f"dengar: the {name} did not stop within {GRACE:.0f} s; killing it.\n")
            child.kill()
            child.wait()


def _taken(place: Place) -> str:
    """Return why nobody can listen there now, or "" if we can."""
    family = socket.AF_INET6 if ":" in place.bind else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((place.bind, place.port))
        except OSError as error:
            return error.strerror or str(error)
    return ""


def _answer(place: Place) -> int | None:
    """Return the status of the health page, or None while nobody answers. By hand: http.client would cost 4 MB."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(place.bind, place.bind)
    try:
        with socket.create_connection((host, place.port), timeout=5) as connection:
            connection.sendall(b"GET /sehat HTTP/1.0\r\nHost: localhost\r\n\r\n")
            return int(connection.recv(64).split()[1])
    except (OSError, ValueError, IndexError):
        return None


def main_from(arguments: list[str]) -> int:
    """BIND PORT ADDRESS WORKERS PART [PART]: what `dengar serve` has checked and hands over."""
    bind, port, address, workers, *parts = arguments
    return main(Place(bind, int(port), address, int(workers)), parts)


if __name__ == "__main__":
    sys.exit(main_from(sys.argv[1:]))
