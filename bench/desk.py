"""P3: the desk of a handler and of the coordinator, at 10,000, 100,000 and 1,000,000 reports, PostgreSQL."""

import re
import sys
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from time import perf_counter

from bench._fill import Fill
from bench._house import cluster, open_house
from bench._load import say

POSTGRES = True
SIZES = (10_000, 100_000, 1_000_000)
READS = 40
LONGEST = 900  # letters of a statement that are kept
COLUMNS, SHORT = re.compile(r'"(\w+)"\."\w+"(?:, "\1"\."\w+")+'), r'"\1".*'
FOLDER = Path(__file__).parent  # the statements at the largest size, each with what it took, stay beside the measure
PAGES = {"handler": "/meja/", "coordinator": "/meja/"}


def main() -> None:
    sizes = tuple(int(size) for size in sys.argv[1:]) or SIZES
    with open_house(cluster(), DENGAR_WORKERS="1") as house:
        traced = house.ask("bench._inside", {"ask": "filing"})
        fill = Fill(house.env["DATABASE_URL"], traced["id"])
        first: dict[str, float] = {}
        for size in sizes:
            began = perf_counter()
            fill.up_to(size)
            say("P3", what="filled", reports=size, seconds=round(perf_counter() - began, 1))
            for who, path in PAGES.items():
                cookie = house.ask("bench._inside", {"ask": "signed_in", "role": who})
                statements = house.ask("bench._inside", {"ask": "desk", "role": who, "path": path})
                times = read(house.port, path, cookie)
                _keep(who, size, statements)
                first.setdefault(who, median(times))
                say(
                    "P3",
                    who=who,
                    reports=size,
                    median_ms=round(median(times), 1),
                    most_ms=round(max(times), 1),
                    statements=len(statements),
                    in_database_ms=round(sum(took for took, _sql in statements) * 1000, 1),
                    to_smallest=round(median(times) / first[who], 2),
                    limit=1.3,
                )


def _keep(who: str, size: int, statements: list[tuple[float, str]]) -> None:
    """Write down what the page asks, each with what it took; the columns of one table as one."""
    lines = [f"{took * 1000:8.1f} ms  {COLUMNS.sub(SHORT, sql)[:LONGEST]}" for took, sql in statements]
    (FOLDER / f"desk.{who}.sql.txt").write_text("\n".join([f"{size} reports", *lines, ""]))


def read(port: int, path: str, cookie: str) -> list[float]:
    """Return the milliseconds of each read, one after the other on a kept connection."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    times = []
    for _n in range(READS + 5):
        began = perf_counter()
        connection.request("GET", path, headers={"Cookie": cookie})
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise SystemExit(f"{path}: {answer.status}")
        times.append((perf_counter() - began) * 1000)
    return times[5:]


if __name__ == "__main__":
    main()
