"""P4: the coordinator's figures of a year at 10,000, 100,000 and 1,000,000 entries, and how fast they are folded."""

import sys
from statistics import median

from bench._house import cluster, open_house
from bench._load import say
from bench.desk import read

POSTGRES = True
SIZES = (10_000, 100_000, 1_000_000)
PAGE = "/ringkasan/?minggu=52"
WHO = "coordinator"


def main() -> None:
    sizes = tuple(int(size) for size in sys.argv[1:]) or SIZES
    with open_house(cluster(), DENGAR_WORKERS="1") as house:
        cookie = house.ask("bench._inside", {"ask": "signed_in", "role": WHO})
        first = 0.0
        for size in sizes:
            filled = house.ask("bench._inside", {"ask": "year", "entries": size})
            statements = house.ask("bench._inside", {"ask": "desk", "role": WHO, "path": PAGE})
            times = read(house.port, PAGE, cookie)
            first = first or median(times)
            say(
                "P4",
                **filled,
                median_ms=round(median(times), 1),
                most_ms=round(max(times), 1),
                statements=len(statements),
                in_database_ms=round(sum(took for took, _sql in statements) * 1000, 1),
                to_smallest=round(median(times) / first, 2),
                limit=1.3,
            )


if __name__ == "__main__":
    main()
