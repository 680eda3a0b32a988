"""No page without a declared audience: a new view cannot be public by mistake."""

import pytest
from django.urls import get_resolver

from dengar.web.audiences import AUDIENCES
from tests.house.pages import DOCUMENT, all_routes, table


def test_every_page_says_who_it_is_for():
    silent = [path for path, route in all_routes() if getattr(route.callback, "audience", None) not in AUDIENCES]
    assert not silent


def test_the_table_of_roles_and_pages_is_what_the_code_does():
    assert DOCUMENT.read_text(encoding="utf-8") == table(), "run: .venv/bin/python -m tests.house.pages"


@pytest.mark.parametrize("name", ["handler400", "handler403", "handler404", "handler500"])
def test_pages_of_failures_are_ours(name):
    resolver = get_resolver()
    handler = resolver.resolve_error_handler(int(name[-3:]))
    assert handler.__module__.startswith("dengar."), name
