"""What people do on pages, without script: find a form by where it leads, unfold it, fill it in, send it."""

from dataclasses import dataclass
from datetime import timedelta

from playwright.sync_api import Locator, Page

from dengar.kit import now as clock

CLOSED = "xpath=ancestor::details[not(@open)]/summary"


def form(page: Page, action: str = "") -> Locator:
    """Return the form that posts to an address ending so; without one, the page's own form."""
    chosen = f'main form[action$="{action}"]' if action else "main form:not([action])"
    return page.locator(chosen).first


def fill(form: Locator, **fields: str | bool) -> Locator:
    """Fill in controls by their name ("pesan__words" for "pesan-words"), of whatever sort they are."""
    for name, value in fields.items():
        named = form.locator(f'[name="{name.replace("__", "-")}"]')
        unfold(named.first)
        kind = named.first.get_attribute("type")
        if kind == "radio":
            form.locator(f'[name="{name.replace("__", "-")}"][value="{value}"]').check()
        elif kind == "checkbox":
            named.first.set_checked(bool(value))
        elif named.first.get_attribute("name") and named.first.locator("option").count():
            named.first.select_option(str(value))
        else:
            named.first.fill(str(value))
    return form


def unfold(control: Locator) -> None:
    for summary in control.locator(CLOSED).all():
        summary.click()


def press(control: Locator) -> None:
    """Press a link or a button, and wait for the page that it leads to."""
    with control.page.expect_navigation():
        control.click()


def follow(page: Page, link: str) -> None:
    press(page.locator(link).first)


def send(form: Locator, button: str = ".btn:not([name=ready])") -> None:
    """Press the form's button, not one that puts in a ready text; the page must not refuse it."""
    pressed = form.locator(button).last
    unfold(pressed)
    press(pressed)
    page = form.page
    refused = page.locator(".errors, [role=alert]")
    assert not refused.count(), refused.first.inner_text()


def tomorrow(days: float = 1) -> None:
    """Let days pass for the house."""
    clock.shift += timedelta(days=days)


@dataclass
class Slips:
    """The two pieces of paper that a person holds."""

    number: str
    words: str


def slips_of(page: Page) -> Slips:
    """Copy number and words from the receipt."""
    words = " ".join(word.strip() for word in page.locator(".keys li").all_inner_texts())
    return Slips(page.locator(".number").first.inner_text(), words)


def open_own(page: Page, slips: Slips) -> None:
    """From the home page to one's own page, as at any later visit."""
    page.goto("/")
    follow(page, 'a[href="/pantau/"]')
    if page.locator('[name="number"]').count():
        send(fill(form(page), number=slips.number, words=slips.words))
    assert page.url.endswith("/pantau/kabar/"), page.url
