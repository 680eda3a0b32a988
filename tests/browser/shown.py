"""
Which page of the house each stop of pages.py shows: tests/browser/shown.txt, so that none is forgotten.

SHOWN=write pytest tests/browser/test_every_page.py -m browser -n0    writes the file anew, without looking at the pages
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

FILE = Path(__file__).with_suffix(".txt")
WRITING = os.environ.get("SHOWN") == "write"


def routes() -> dict[str, str]:
    """Return the name of each stop with the route of the page it shows."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


def route(url: str) -> str:
    """Return the route of an address; "-" where the house has none (its pages of failures)."""
    try:
        return resolve(urlsplit(url).path).route or "/"
    except Resolver404:
        return "-"


def differs(stop: str, url: str) -> list[str]:
    """Return what is wrong with the file's line of a stop."""
    told, seen = routes().get(stop), route(url)
    return [] if told == seen else [f"shown.txt says {told}, the browser is at {seen}: see shown.py"]


def write(stop: str, url: str) -> None:
    """Put the line of one stop into the file."""
    lines = {**(routes() if FILE.exists() else {}), stop: route(url)}
    FILE.write_text("".join(f"{name}\t{at}\n" for name, at in sorted(lines.items())), encoding="utf-8")
