"""P1: file a report through the web form (POST to committed, receipt answered), 8 clients, 2 workers, PostgreSQL."""

import re
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench._house import cluster, open_house
from bench._limits import Copies, as_pgbench, bare, pgbench
from bench._load import Shot, paired, say_with_limits, volley

POSTGRES = True
ROUNDS, EACH, SECONDS = 3, 120, 3
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
CHECK, RECEIPT = "/lapor/periksa/", "/lapor/tanda-terima/"
WRITTEN = Path(__file__).with_name("filing.sql.txt")
TEXT = re.compile(r"'(?:[^']|'')*'")


def trips_for(port: int, cookie: str, drafts: list[list[str]]) -> list[list[Shot]]:
    """Return the requests of filing for each draft: the last form posted, the receipt opened."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", CHECK, headers={"Cookie": f"{cookie}={drafts[0][0]}"})
    answer = connection.getresponse()
    text = answer.read().decode()
    csrf = next(one for one in answer.headers.get_all("Set-Cookie") or () if "csrf" in one).split(";")[0]
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', text))
    trips: list[list[Shot]] = []
    for token, seen in drafts:
        headers = {"Cookie": f"{cookie}={token}; {csrf}"}
        sent = urlencode(hidden | {"seen": seen})
        trips.append([("POST", CHECK, headers | FORM, sent), ("GET", RECEIPT, headers, "")])
    return trips


def main() -> None:
    with open_house(cluster(), DENGAR_WORKERS="2") as house:
        url = house.env["DATABASE_URL"]
        traced = house.ask("bench._inside", {"ask": "filing"})
        inserts = Copies(url, traced["id"]).statements()
        made = house.ask("bench._inside", {"ask": "drafts", "count": EACH * (ROUNDS + 1)})
        trips = trips_for(house.port, made["cookie"], made["tokens"])
        volley(house.port, trips[:EACH])  # warm
        rest = iter(range(EACH, len(trips), EACH))

        def ours() -> dict[str, float]:
            start = next(rest)
            return volley(house.port, trips[start : start + EACH], "dengar.config.wsgi")

        asked = [sql for sql in traced["post"] if sql.startswith("SELECT")]
        with bare({"POST": asked + inserts, "GET": traced["receipt"]}, house.folder, url) as port:
            plain: list[list[Shot]] = [[("POST", "/", {}, ""), ("GET", "/", {}, "")]] * (EACH * 3)
            volley(port, plain[:EACH])
            seen = paired(
                ROUNDS,
                dengar=ours,
                pgbench=lambda: pgbench(url, as_pgbench(inserts), SECONDS, house.folder),
                bare=lambda: volley(port, plain, "bench._bare"),
            )
    counts = {"statements_post": len(traced["post"]), "statements_receipt": len(traced["receipt"])}
    say_with_limits("P1", seen, **counts)
    write_down(traced)


def write_down(traced: dict[str, Any]) -> None:
    """Keep the statements of one filing, without their values, beside the measures."""
    lines = [
        "The statements of one filing (P1) in their order, without BEGIN and COMMIT. Written by script/bench filing."
    ]
    for part, title in (("post", "The form, posted"), ("receipt", "The receipt, opened")):
        lines += ["", f"{title}: {len(traced[part])}"]
        lines += [f"{n:2d}. {_short(sql)}" for n, sql in enumerate(traced[part], 1)]
    WRITTEN.write_text("\n".join(lines) + "\n")


def _short(sql: str) -> str:
    """Leave out the list of columns and all values."""
    sql = TEXT.sub("?", re.sub(r"\s+", " ", sql)).replace('"', "")
    sql = re.sub(r"^(SELECT|INSERT INTO \w+) .*?( FROM |$)", _head, sql, count=1)
    return sql if len(sql) <= 130 else sql[:129] + "…"


def _head(found: re.Match[str]) -> str:
    return f"{found[1]} …{found[2]}"


if __name__ == "__main__":
    main()
