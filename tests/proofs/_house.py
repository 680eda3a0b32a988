"""A whole installation for the proofs: real processes on a free port, which may be killed at any moment."""

import contextlib
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from urllib.request import urlopen

import psycopg

ROOT = Path(__file__).resolve().parents[2]
ANSWER = """
import importlib, json, sys, django
django.setup()
print(json.dumps(importlib.import_module(sys.argv[1]).answer(json.load(sys.stdin))))
"""
PATIENCE = 90.0  # seconds until it must be well


class House:
    """`dengar serve` in a folder and a database of its own; `url` is of a PostgreSQL cluster, or empty for SQLite."""

    def __init__(self, url: str = "", **more: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="dengar-proof-"))
        self.logs, self.temporary = self.folder / "logs", self.folder / "tmp"
        for folder in (self.logs, self.temporary):
            folder.mkdir()
        self.cluster = Cluster(url) if url else None
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        outside = {name: value for name, value in os.environ.items() if not name.startswith(("DENGAR_", "DJANGO_"))}
        self.env = outside | {
            "DENGAR_DATA_DIR": str(self.folder / "data"),
            "DENGAR_KEYS_DIR": str(self.folder / "keys"),
            "DATABASE_URL": self.cluster.new_database() if self.cluster else "",
            "DJANGO_SETTINGS_MODULE": "dengar.config.settings",
            "PORT": str(self.port),
            "TMPDIR": str(self.temporary),
            **more,
        }
        self.serving: subprocess.Popen[bytes] | None = None

    def run(self, *words: object) -> str:
        """Run `dengar WORDS` to its end and return what it said."""
        command = [sys.executable, "-m", "dengar", *map(str, words)]
        with (self.logs / "commands.log").open("ab") as log:
            done = subprocess.run(command, env=self.env, cwd=ROOT, stdout=subprocess.PIPE, stderr=log, check=False)
        if done.returncode:
            raise AssertionError(f"{words[0]} failed: {(self.logs / 'commands.log').read_text()[-2000:]}")
        return done.stdout.decode()

    def ask(self, module: str, question: object) -> Any:
        """Run `answer` of a module of the proofs beside the house; question and answer go as JSON."""
        command, words = [sys.executable, "-c", ANSWER, module], json.dumps(question)
        done = subprocess.run(command, env=self.env, cwd=ROOT, input=words, capture_output=True, text=True, check=False)
        if done.returncode:
            raise AssertionError(done.stderr[-3000:])
        with (self.logs / "commands.log").open("a") as log:
            log.write(done.stderr)
        return json.loads(done.stdout.splitlines()[-1])

    def start(self, *options: str) -> None:
        """Start server and worker; return once both are well."""
        with (self.logs / "serve.log").open("ab") as log:
            command = [sys.executable, "-m", "dengar", "serve", *options]
            self.serving = subprocess.Popen(command, env=self.env, cwd=ROOT, stdout=log, stderr=log)
        deadline = time.monotonic() + PATIENCE
        while not self.is_well():
            if self.serving.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"it did not start: {(self.logs / 'serve.log').read_text()[-2000:]}")
            time.sleep(0.05)

    def is_well(self) -> bool:
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/sehat", timeout=5) as answer:
                return answer.status == 200
        except OSError:
            return False

    def kill(self, part: str) -> None:
        """Kill -9: the "server" with its children, the "worker", or "all" of it and who watches it."""
        assert self.serving is not None
        pids = [pid for pid, words in _below(self.serving.pid) if part == "all" or _is(part, words)]
        if part == "all":
            pids.insert(0, self.serving.pid)
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.serving.wait(30)  # the watcher says so, stops the other part and ends
        _gone(pids)

    def stop(self) -> None:
        if self.serving and self.serving.poll() is None:
            self.serving.terminate()
            self.serving.wait(30)

    def close(self) -> None:
        self.stop()
        if self.cluster:
            self.cluster.drop_databases()
        shutil.rmtree(self.folder, ignore_errors=True)


class Cluster:
    """A PostgreSQL cluster on this machine, whose main process may be killed too."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.login = {"host": unquote(parts.hostname or ""), "port": parts.port, "user": parts.username}
        self.url = url.rpartition("/")[0]
        self.made: list[str] = []
        with self._asked("SELECT current_setting('data_directory')") as rows:
            self.data = Path(rows[0][0])
        words = (self.data / "postmaster.opts").read_text().split()
        self.program, self.options = words[0], " ".join(word.strip('"') for word in words[3:])

    def new_database(self) -> str:
        name = f"proof_{secrets.token_hex(4)}"
        self.made.append(name)
        with self._asked(f"CREATE DATABASE {name}"):
            return f"{self.url}/{name}"

    def drop_databases(self) -> None:
        for name in self.made:
            with self._asked(f"DROP DATABASE {name} WITH (FORCE)"):
                pass

    def kill(self) -> None:
        """Kill -9 the main process and all its children."""
        main = int((self.data / "postmaster.pid").read_text().split()[0])
        pids = [main, *(pid for pid, _words in _below(main))]
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        _gone(pids)

    def start(self) -> None:
        control = Path(self.program).with_name("pg_ctl")
        user = ["runuser", "-u", self.data.owner(), "--"] if os.getuid() == 0 else []
        log = self.data.parent / "log"
        command = [*user, control, "-D", self.data, "-l", log, "-o", self.options, "-w", "start"]
        for _attempt in range(20):  # the shared memory of the killed one may linger for a moment
            done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
            if done.returncode == 0:
                return
            time.sleep(0.5)
        raise AssertionError(done.stdout + done.stderr)

    @contextlib.contextmanager
    def _asked(self, statement: str):
        with psycopg.connect(dbname="postgres", autocommit=True, **self.login) as server:
            cursor = server.execute(statement)
            yield cursor.fetchall() if cursor.description else []


def _below(pid: int) -> list[tuple[int, str]]:
    """Return the processes under `pid` with their command lines."""
    found = []
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                words = Path(f"/proc/{child}/cmdline").read_bytes().replace(b"\0", b" ").decode()
                found += [(int(child), words), *_below(int(child))]
    return found


def _is(part: str, words: str) -> bool:
    return "granian" in words if part == "server" else "dengar work" in words


def _gone(pids: list[int]) -> None:
    deadline = time.monotonic() + 10
    while any(_runs(pid) for pid in pids) and time.monotonic() < deadline:
        time.sleep(0.02)


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
