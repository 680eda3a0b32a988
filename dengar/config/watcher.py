"""
Server and worker, watched as one: python -m dengar.config.watcher BIND PORT ADDRESS WORKERS

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
from http.client import HTTPConnection, HTTPException
from types import FrameType

PATIENCE = 60.0  # seconds until it must have answered once
GRACE = 15.0  # seconds between asking a process to stop and killing it
THREADS = 8  # requests at once, for each server process
PR_SET_PDEATHSIG = 1

Children = dict[str, "subprocess.Popen[bytes]"]


def main(bind: str, port: int, address: str, workers: int) -> int:
    stop = threading.Event()

    def on_signal(number: int, frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, on_signal)
    if taken := _taken(bind, port):
        sys.stderr.write(f"dengar: cannot listen on {bind} port {port} ({taken}). Set PORT to a free one.\n")
        return 1
    children = {"server": _start(_server(bind, port, workers)), "worker": _start(["-m", "dengar", "work"])}
    try:
        return _watch(children, stop, bind, port, address)
    finally:
        _stop(children)


def _watch(children: Children, stop: threading.Event, bind: str, port: int, address: str) -> int:
    deadline: float | None = time.monotonic() + PATIENCE
    while not stop.wait(0.1 if deadline else 0.5):
        for name, child in children.items():
            if child.poll() is not None:
                sys.stderr.write(f"dengar: the {name} ended by itself (code {child.returncode}); stopping the other.\n")
                return 1
        if deadline is None:
            continue
        answer = _answer(bind, port)
        if answer == 200:
            print(f"Dengar answers at {address}/", flush=True)
            deadline = None
        elif time.monotonic() > deadline:
            sys.stderr.write(
                f"dengar: no healthy answer within {PATIENCE:.0f} s (last: {answer or 'none'}); stopping.\n"
            )
            return 1
    return 0


def _server(bind: str, port: int, workers: int) -> list[str]:
    return [
        *("-m", "granian", "--interface", "wsgi", "--host", bind, "--port", str(port), "--no-ws"),
        *("--workers", str(workers), "--blocking-threads", str(THREADS), "--workers-kill-timeout", "10"),
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


def _taken(bind: str, port: int) -> str:
    """Return why nobody can listen there now, or "" if we can."""
    family = socket.AF_INET6 if ":" in bind else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((bind, port))
        except OSError as error:
            return error.strerror or str(error)
    return ""


def _answer(bind: str, port: int) -> int | None:
    """Return the status of the health page, or None while nobody answers."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(bind, bind)  # nosec B104: compared, not bound
    connection = HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/sehat", headers={"Host": "localhost"})
        return connection.getresponse().status
    except (OSError, HTTPException):
        return None
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), sys.argv[3], int(sys.argv[4])))
