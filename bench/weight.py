"""P6: what every citizen page weighs and asks for, with an empty cache: HTML, style, requests."""

import statistics

from bench._house import open_house
from bench._load import say

LIMITS = {"html": 20_000, "css": 20_000, "together": 12_000, "requests": 3}  # bytes; together: gzip -9


def main() -> None:
    with open_house(example=False, serve=False) as house:
        pages = house.ask("bench._pages", {})
    for page in pages:
        over = [name for name, most in LIMITS.items() if page[name] > most]
        say("P6", **page, **({"over": over} if over else {}))
    for name, most in LIMITS.items():
        all_of = [page[name] for page in pages]
        heaviest = max(pages, key=lambda page: page[name])["page"]
        median, largest = statistics.median(all_of), max(all_of)
        say("P6", what=name, median=median, largest=largest, limit=most, ratio=round(largest / most, 2), at=heaviest)


if __name__ == "__main__":
    main()
