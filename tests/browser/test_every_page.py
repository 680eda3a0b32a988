"""Every page of pages.py: usable by everyone, on the smallest phone, by keyboard, in the dark, and light to fetch."""

import gzip
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import Page

from tests.browser import checks, shown
from tests.browser.conftest import DESK, NARROWEST, PHONE
from tests.browser.pages import PAGES, Stop

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
every_page = pytest.mark.parametrize("stop", PAGES, ids=lambda stop: stop.name)

HTML_MOST = 20_000  # bytes, raw
TOGETHER_MOST = 15_000  # bytes of HTML, kit.css and scripts through one gzip
REQUESTS_MOST = 3
SCRIPTS = ("tells.js",)  # of the kit, that a citizen's page may have
EXPECTED = "Failed to load resource: the server responded with"  # the browser's remark on every 4xx page


def go(open_page, stop: Stop) -> tuple[Page, list[str], list[str]]:
    """Return the page where the stop wants it looked at, what it fetched (itself first), and what the browser says."""
    stop.prepare()
    page = open_page("about:blank", script=True)
    fetched: list[str] = []
    said: list[str] = []  # such as a breach of the page's own policy
    page.on("pageerror", lambda error: said.append(f"script: {error}"))
    page.on("response", lambda answer: said.append(f"{answer.status} {answer.url}") if answer.status >= 500 else None)
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)

    def note(request) -> None:
        if request.resource_type == "document":
            fetched.clear()
        fetched.append(request.url)

    page.on("request", note)
    page.goto(stop.path)
    if stop.come:
        stop.come(page)
    page.wait_for_load_state()
    return page, fetched, [line for line in said if not line.startswith(EXPECTED)]


@every_page
def test_a_page_stands_in_nobodys_way(open_page, stop):
    page, fetched, said = go(open_page, stop)
    if shown.WRITING:
        shown.write(stop.name, page.url)
        return
    wrong = [*said, *shown.differs(stop.name, page.url), *checks.once(page)]
    if stop.citizen:
        wrong += weight(page, fetched)
    wrong += [f"keyboard: {line}" for line in checks.keyboard(page)]
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        for scheme, only in (("light", checks.EVERYTHING), ("dark", checks.COLOURS)):
            page.emulate_media(color_scheme=scheme)
            wrong += [f"{size['width']} {scheme}: {line}" for line in checks.axe(page, only)]
        wrong += [f"{size['width']}: {line}" for line in checks.reflow(page) + checks.targets(page)]
    page.set_viewport_size(NARROWEST)
    wrong += [f"320: {line}" for line in checks.reflow(page) + checks.targets(page)]
    assert wrong == []


def weight(page: Page, fetched: list[str]) -> list[str]:
    """Return where a citizen's page is heavier than a phone that pays for every kilobyte should bear."""
    html = page.content().encode()
    css = Path(finders.find("kit/kit.css")).read_bytes()
    scripts = [
        Path(finders.find(f"kit/{name}")).read_bytes()
        for name in SCRIPTS
        if any(f"/{name[:-3]}." in url for url in fetched)
    ]
    together = len(gzip.compress(html + css + b"".join(scripts), 9))
    wrong = []
    if len(html) > HTML_MOST:
        wrong.append(f"{len(html)} bytes of HTML")
    if together > TOGETHER_MOST:
        wrong.append(f"{together} bytes of HTML and style, compressed")
    fetched = list(dict.fromkeys(fetched))  # a page that was left while it loaded may still ask for the style sheet
    if len(fetched) > REQUESTS_MOST:
        wrong.append(f"{len(fetched)} requests: {fetched}")
    return wrong


def test_the_style_sheets_keep_their_budget():
    assert Path(finders.find("kit/kit.css")).stat().st_size <= 20_000
    assert Path(finders.find("kit/desk.css")).stat().st_size <= 10_000
