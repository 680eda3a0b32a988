"""P2: the complainant's page by receipt, 8 clients, 2 workers, PostgreSQL."""

import random

from bench._house import cluster, open_house
from bench._limits import as_pgbench, bare, pgbench
from bench._load import Shot, paired, say_with_limits, volley
from bench.filing import trips_for

POSTGRES = True
ROUNDS, PEOPLE, READS, SECONDS = 3, 120, 240, 3


def main() -> None:
    with open_house(cluster(), DENGAR_WORKERS="2") as house:
        url = house.env["DATABASE_URL"]
        traced = house.ask("bench._inside", {"ask": "filing"})
        made = house.ask("bench._inside", {"ask": "drafts", "count": PEOPLE})
        volley(house.port, trips_for(house.port, made["cookie"], made["tokens"]))
        cookies = house.ask("bench._inside", {"ask": "pages", "count": PEOPLE})
        statements = house.ask("bench._inside", {"ask": "reading", "pk": traced["id"]})
        chance, first = random.Random(7), traced["id"]
        trips: list[list[Shot]] = [
            [("GET", "/pantau/kabar/", {"Cookie": f"pantau={chance.choice(cookies)}"}, "")] for _n in range(READS)
        ]
        plain: list[list[Shot]] = [[("GET", f"/{first + chance.randrange(PEOPLE)}", {}, "")] for _n in range(READS)]
        script = as_pgbench(statements, rf"\set c random({first}, {first + PEOPLE - 1})")
        with bare({"GET": statements}, house.folder, url) as port:
            for warm, shots in ((house.port, trips), (port, plain)):
                volley(warm, shots)
            seen = paired(
                ROUNDS,
                dengar=lambda: volley(house.port, trips, "dengar.config.wsgi"),
                pgbench=lambda: pgbench(url, script, SECONDS, house.folder),
                bare=lambda: volley(port, plain * 2, "bench._bare"),
            )
    say_with_limits("P2", seen, statements=len(statements))


if __name__ == "__main__":
    main()
