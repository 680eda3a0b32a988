"""
Who may open which page, as docs/pages.md: python -m tests.house.pages writes it anew.

A page for officers still shows only what `complaints/visibility.py` lets this officer see.
"""

import os
from collections.abc import Iterator

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django
from django.apps import apps

if not apps.ready:
    django.setup()

from django.urls import URLPattern, URLResolver, get_resolver

from dengar.kit.actors import Role
from tests.house.sources import ROOT

DOCUMENT = ROOT / "docs" / "pages.md"
COLUMNS = [role for role in Role if role is not Role.HOUSE]
HEAD = """# Who may open which page

Made from the code by `python -m tests.house.pages`; a test compares the two. "all": without signing in. "signed in":
everyone with an account. A page of a report answers 404 to whoever may not see this report, whatever the role.

"""


def routes(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield prefix + str(pattern.pattern), pattern
        else:
            yield from routes(pattern.url_patterns, prefix + str(pattern.pattern))


def all_routes() -> list[tuple[str, URLPattern]]:
    return sorted(routes(get_resolver().url_patterns), key=lambda route: route[0])


def table() -> str:
    head = ["page", *(role.value for role in COLUMNS)]
    lines = [" | ".join(head), " | ".join("---" for _ in head)]
    for path, pattern in all_routes():
        lines.append(" | ".join([f"`/{_readable(path)}`", *_cells(pattern)]))
    return HEAD + "".join(f"| {line} |\n" for line in lines)


def _cells(pattern: URLPattern) -> list[str]:
    audience, roles = pattern.callback.audience, pattern.callback.roles
    if audience == "everyone":
        return ["all"] * len(COLUMNS)
    if audience == "signed in":
        return ["" if role is Role.COMPLAINANT else "signed in" for role in COLUMNS]
    return ["yes" if role in roles else "" for role in COLUMNS]


def _readable(path: str) -> str:
    for converter in ("str:", "int:", "slug:"):
        path = path.replace(f"<{converter}", "<")
    return path.replace("^", "").replace("$", "").replace("(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)", "<key>")


if __name__ == "__main__":
    DOCUMENT.write_text(table(), encoding="utf-8")
