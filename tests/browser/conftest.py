"""
A real browser for the tests marked `browser`.

The variable CHROMIUM names another one than that of the path.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from dengar.kit import now as clock
from tests.browser.working import enter
from tests.cast import Cast, make_cast
from tests.trips import LATER

# The browser's own loop runs in the thread of the tests; Django would refuse to speak to the database there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1366, "height": 768}
NARROWEST = {"width": 320, "height": 640}  # WCAG 2.2, 1.4.10
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        pytest.fail("No Chromium found. Install it, or name it in CHROMIUM.")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser, live_server) -> Iterator[Open]:
    """
    Return a function that opens a fresh visitor's page: nobody shares cookies with anybody.

    open_page("/", size=PHONE, script=False, scheme="dark")
    """
    contexts: list[BrowserContext] = []

    def open_(path: str = "/", *, size: dict = PHONE, script: bool = False, scheme: str = "light", **more) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport=size,
            java_script_enabled=script,
            color_scheme=scheme,
            locale="id-ID",
            **more,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)  # a busy machine is no fault of the page
        page.goto(path)
        return page

    yield open_
    for context in contexts:
        context.close()


@pytest.fixture
def cast(db, monkeypatch) -> Cast:
    """The cast, in a house whose clock stands where their day begins."""
    cast = make_cast()
    monkeypatch.setattr(clock, "shift", LATER - timedelta(minutes=30) - (clock.now() - clock.shift))
    return cast


@pytest.fixture
def phone(open_page) -> Page:
    """The person's own small phone, at the front page."""
    return open_page("/")


@pytest.fixture
def at(open_page, cast) -> Callable[[str, str], Page]:
    """Open a desk's page as one of the cast."""

    def at_(name: str, path: str = "/meja/") -> Page:
        page = open_page("/", size=DESK)
        enter(page, cast, name, path)
        return page

    return at_
