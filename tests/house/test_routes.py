"""No page without a declared audience: a new view cannot be public by mistake."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from dengar.web.audiences import AUDIENCES


def routes(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield prefix + str(pattern.pattern), pattern
        else:
            yield from routes(pattern.url_patterns, prefix + str(pattern.pattern))


ALL = sorted(routes(get_resolver().url_patterns), key=lambda route: route[0])


@pytest.mark.parametrize(("path", "pattern"), ALL, ids=[path or "/" for path, _ in ALL])
def test_every_page_says_who_it_is_for(path, pattern):
    assert getattr(pattern.callback, "audience", None) in AUDIENCES, path


@pytest.mark.parametrize("name", ["handler400", "handler403", "handler404", "handler500"])
def test_pages_of_failures_are_ours(name):
    resolver = get_resolver()
    handler = resolver.resolve_error_handler(int(name[-3:]))
    assert handler.__module__.startswith("dengar."), name
