"""P9: import of older records, killed in the middle and continued, against COPY of the same rows; PostgreSQL."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg

from bench._history import MAP, write
from bench._house import cluster, open_house
from bench._limits import conninfo
from bench._load import say
from tests.proofs._house import ROOT, House

POSTGRES = True
ROWS = 1_000_000
TABLES = ("vault_box", "complaints_complaint", "complaints_pastcase", "ledger_entry")
TARGET = 0.2
KILLED_AT = 0.4  # of the rows
MARK = re.compile(r"^VmHWM:\s+(\d+) kB", re.MULTILINE)


def main() -> None:
    rows = int(sys.argv[1]) if sys.argv[1:] else ROWS
    with open_house(cluster(), serve=False) as house:
        book, given = house.folder / "book.csv", house.folder / "book.toml"
        write(book, rows)
        given.write_text(MAP)
        server = psycopg.connect(conninfo(house.env["DATABASE_URL"]), autocommit=True)
        server.execute("ANALYZE")
        killed, memory, before = _killed(house, book, given, server, round(rows * KILLED_AT))
        say("P9", what="killed", seconds=round(killed, 1), rows=before, memory_mb=round(memory / 1024))
        went_on, more_memory, here = _brought(house, book, given, server)
        if here != rows:
            raise SystemExit(f"{here} of {rows} are here")
        say("P9", what="continued", seconds=round(went_on, 1), rows=here, memory_mb=round(more_memory / 1024))
        copied = _copied(server, house.folder)
        ours = went_on + killed
        ratio = round(copied / ours, 3)
        say(
            "P9",
            what="copy",
            seconds=round(copied, 1),
            import_per_second=round(rows / ours),
            copy_per_second=round(rows / copied),
        )
        say("P9", what="ratio", to_copy=ratio, target=TARGET, file_mb=round(book.stat().st_size / 1e6))


def _start(house: House, book: Path, given: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "dengar", "import", "complaints", str(book), "--map", str(given)]
    return subprocess.Popen(command, env=house.env, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _killed(house: House, book: Path, given: Path, server: psycopg.Connection, enough: int) -> tuple[float, int, int]:
    """Begin, and kill it once `enough` rows are here; return seconds, peak memory in kB, and the rows that stayed."""
    began, process, memory = time.perf_counter(), _start(house, book, given), 0
    while process.poll() is None and _count(server) < enough:
        memory = _memory(process.pid, memory)
        time.sleep(0.2)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    return time.perf_counter() - began, memory, _count(server)


def _brought(house: House, book: Path, given: Path, server: psycopg.Connection) -> tuple[float, int, int]:
    """Run it to its end; return the same."""
    began, process, memory = time.perf_counter(), _start(house, book, given), 0
    while process.poll() is None:
        memory = _memory(process.pid, memory)
        time.sleep(0.2)
    if process.returncode:
        raise SystemExit("the import failed")
    return time.perf_counter() - began, memory, _count(server)


def _memory(pid: int, before: int) -> int:
    try:
        found = MARK.search(Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return before
    return max(before, int(found[1])) if found else before


def _count(server: psycopg.Connection) -> int:
    found = server.execute("SELECT count(*) FROM complaints_pastcase").fetchone()
    return int(found[0]) if found else 0


def _copied(server: psycopg.Connection, folder: Path) -> float:
    """Return the seconds in which COPY puts the same rows into tables with the same constraints and indexes."""
    seconds = 0.0
    for table in TABLES:
        server.execute(f"CREATE TABLE bench_{table} (LIKE {table} INCLUDING ALL)")
        file = folder / f"{table}.copy"
        with file.open("wb") as out, server.cursor().copy(f"COPY {table} TO STDOUT (FORMAT BINARY)") as copy:
            for part in copy:
                out.write(part)
        began = time.perf_counter()
        with file.open("rb") as rows, server.cursor().copy(f"COPY bench_{table} FROM STDIN (FORMAT BINARY)") as copy:
            while part := rows.read(1 << 20):
                copy.write(part)
        seconds += time.perf_counter() - began
        file.unlink()
    return seconds


if __name__ == "__main__":
    main()
