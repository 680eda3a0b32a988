"""The raw limits: pgbench doing the same work, and a bare handler on the same server doing the same SQL."""

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
from psycopg.conninfo import make_conninfo

from bench._load import CLIENTS

ROOT = Path(__file__).resolve().parents[1]
BOXES = 60_000  # made beforehand, since filing finds the draft's box there already


def conninfo(url: str) -> str:
    parts = urlsplit(url)
    host, name = unquote(parts.hostname or ""), parts.path.lstrip("/")
    return make_conninfo(host=host, port=parts.port, user=parts.username, dbname=name)


def pgbench(url: str, script: str, seconds: int, folder: Path) -> dict[str, float]:
    """Run a script with eight clients; return transactions a second and their mean in milliseconds."""
    parts, file = urlsplit(url), folder / "limit.sql"
    file.write_text(script)
    program = next(Path("/usr/lib/postgresql").glob("1[5-9]/bin/pgbench"))
    command = [program, "-n", "-f", file, "-c", str(CLIENTS), "-j", "2", "-T", str(seconds), "-M", "prepared"]
    command += ["-h", unquote(parts.hostname or ""), "-p", str(parts.port), "-U", parts.username or ""]
    command += [parts.path.lstrip("/")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=seconds + 60)
    found = re.search(r"tps = ([\d.]+)", done.stdout)
    if done.returncode or not found or "failed transactions: 0" not in done.stdout:
        raise SystemExit(f"pgbench: {done.stdout[-500:]}{done.stderr[-2000:]}")
    rate = float(found[1])
    return {"per_second": round(rate, 1), "median_ms": round(CLIENTS / rate * 1000, 2)}


def as_pgbench(statements: list[str], before: str = "") -> str:
    """One transaction; what a statement returns as n or c is kept for the next ones."""
    lines = [sql + (r" \gset" if sql.endswith((" AS n", " AS c")) else ";") for sql in statements]
    return "\n".join([before, "BEGIN;", *lines, "COMMIT;"]) + "\n"


class Copies:
    """Statements that insert once more what one real filing inserted, for any number of times."""

    def __init__(self, url: str, complaint: int) -> None:
        self.complaint = complaint
        self.server = psycopg.connect(conninfo(url), autocommit=True)
        found = "SELECT subject, box_id::text FROM complaints_complaint WHERE id = %s"
        self.subject, self.box = self.server.execute(found, [complaint]).fetchone()

    def statements(self) -> list[str]:
        self._make_boxes()
        mine, box = f"complaint_id = {self.complaint}", "md5(:n::text)::uuid"
        subject, number = "md5('s' || :n::text)", "lpad(:n::text, 9, '0')"
        one = {"box_id": box, "number": number, "subject": subject}
        clocks = self._copy("complaints_clock", mine, complaint_id=":c::bigint") + " RETURNING id"
        first = f"(SELECT min(id) FROM complaints_clock WHERE {mine})"
        change = f"(SELECT * FROM complaints_clockchange WHERE clock_id = {first} LIMIT 1)"
        names = self._names("complaints_clockchange")
        values = self._names("complaints_clockchange", clock_id="k.id")
        started = f"INSERT INTO complaints_clockchange ({names}) SELECT {values} FROM k, {change} t"
        stopped = f"INSERT INTO complaints_clockchange ({names}) SELECT {values} FROM (SELECT max(id) AS id"
        stopped += f" FROM complaints_clock WHERE complaint_id = :c::bigint) k, {change} t"
        about = {"about": subject, "sent_at": "made_at"}  # told already: the worker must not send these
        return [
            "SELECT nextval('bench_box') AS n",
            self._copy("complaints_complaint", f"id = {self.complaint}", **one) + " RETURNING id AS c",
            f"WITH k AS ({clocks}) {started}",
            stopped,
            self._copy("ledger_entry", self._ids("ledger_entry", "subject"), subject=subject),
            self._copy("notices_notice", self._ids("notices_notice", "about"), **about),
            self._copy("intake_story", mine, complaint_id=":c::bigint"),
            self._copy("vault_person", f"box_id = '{self.box}'", box_id=box),
        ]

    def _make_boxes(self) -> None:
        self.server.execute("CREATE SEQUENCE IF NOT EXISTS bench_box")
        names, values = (
            self._names("vault_box", keep_id=True),
            self._names("vault_box", keep_id=True, id="md5(g::text)::uuid"),
        )
        self.server.execute(
            f"INSERT INTO vault_box ({names}) SELECT {values} FROM vault_box b, generate_series(1, {BOXES}) g"
            f" WHERE b.id = '{self.box}'"
        )
        self.server.execute("ANALYZE")

    def _ids(self, table: str, column: str) -> str:
        """Return the condition that finds the filing's rows by their keys, without looking through the table."""
        rows = self.server.execute(f"SELECT id FROM {table} WHERE {column} = %s", [self.subject]).fetchall()
        return f"id IN ({', '.join(str(pk) for (pk,) in rows)})"

    def _copy(self, table: str, where: str, **new: str) -> str:
        return (
            f"INSERT INTO {table} ({self._names(table)}) SELECT {self._names(table, **new)} FROM {table} WHERE {where}"
        )

    def _names(self, table: str, *, keep_id: bool = False, **new: str) -> str:
        asked = "SELECT column_name FROM information_schema.columns WHERE table_name = %s ORDER BY ordinal_position"
        names = [name for (name,) in self.server.execute(asked, [table]).fetchall()]
        return ", ".join(new.get(name, f'"{name}"') for name in names if name != "id" or keep_id)


@contextmanager
def bare(work: dict[str, list[str]], folder: Path, url: str = "") -> Iterator[int]:
    """Serve the bare handler with our number of workers and threads; give its port. `work`: SQL for each method."""
    port = free_port()
    file, log = folder / "bare.json", folder / "bare.log"
    file.write_text(json.dumps(work))
    env = os.environ | {"BARE_SQL": str(file), "BARE_DATABASE": conninfo(url) if url else ""}
    command = ["-m", "granian", "--interface", "wsgi", "--port", str(port), "--workers", "2", "--no-ws"]
    command += ["--blocking-threads", "4", "--log-level", "warning", "bench._bare:app"]
    with log.open("wb") as out:
        server = subprocess.Popen(
            [sys.executable, *command], env=env, cwd=ROOT, stdout=out, stderr=out, start_new_session=True
        )
    try:
        _await(server, port, log)
        yield port
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.wait(10)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await(server: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and server.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=2):
            return
        time.sleep(0.02)
    raise SystemExit(f"the bare handler does not answer: {log.read_text()[-2000:]}")
