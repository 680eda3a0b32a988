"""Every page of pages.py: usable by everyone, on the smallest phone, by keyboard, in the dark, and light to fetch."""

import gzip
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from tests.browser import checks
from tests.browser.conftest import DESK, NARROWEST, PHONE
from tests.browser.pages import PAGES, Stop

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
every_page = pytest.mark.parametrize("stop", PAGES, ids=lambda stop: stop.name)
citizens = pytest.mark.parametrize("stop", [stop for stop in PAGES if stop.citizen], ids=lambda stop: stop.name)

HTML_MOST = 20_000  # bytes, raw
TOGETHER_MOST = 15_000  # bytes of HTML and kit.css through one gzip
REQUESTS_MOST = 3


def go(open_page, stop: Stop, **how):
    stop.prepare()
    page = open_page(stop.path, script=True, **how)
    if stop.come:
        stop.come(page)
    return page


@every_page
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_nothing_stands_in_anyones_way(open_page, stop, size, scheme):
    page = go(open_page, stop, size=size, scheme=scheme)
    assert checks.all_checks(page) == []


@every_page
def test_nothing_scrolls_sideways_on_the_narrowest_phone(open_page, stop):
    page = go(open_page, stop, size=NARROWEST)
    assert [*checks.reflow(page), *checks.targets(page)] == []


@every_page
def test_the_keyboard_reaches_everything_and_shows_where_it_is(open_page, stop):
    page = go(open_page, stop, size=PHONE)
    assert checks.keyboard(page) == []


@citizens
def test_a_citizens_page_is_light(open_page, stop):
    """For a phone that pays for every kilobyte."""
    stop.prepare()
    page = open_page("about:blank", size=PHONE, script=True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(stop.path)
    if stop.come:
        stop.come(page)
        asked.clear()
        page.reload()
    html = page.content().encode()
    css = Path(finders.find("kit/kit.css")).read_bytes()
    assert len(html) <= HTML_MOST
    assert len(gzip.compress(html + css, 9)) <= TOGETHER_MOST
    assert len(asked) <= REQUESTS_MOST, asked


@every_page
def test_a_page_says_what_it_is_once(open_page, stop):
    page = go(open_page, stop)
    assert page.locator("h1").count() == 1
    assert page.title().strip(" –")
    assert page.locator("html").get_attribute("lang") == "id"


def test_the_style_sheets_keep_their_budget():
    assert Path(finders.find("kit/kit.css")).stat().st_size <= 20_000
    assert Path(finders.find("kit/desk.css")).stat().st_size <= 10_000
