"""The warning while writing: the same rules as the house's, in the page alone."""

import pytest
from playwright.sync_api import Page

from dengar.kit.redaction import find
from tests.browser.filing import FILING
from tests.browser.pages import front_door
from tests.kit.labelled import sentences
from tests.kit.script import SCRIPT

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOWN = "[data-dengar-tells] .note"


def at_story(open_page, *, script: bool) -> Page:
    front_door()
    page = open_page("/", script=script)
    FILING["filing, story"](page)
    return page


def test_the_page_finds_what_the_house_finds(open_page):
    page = open_page("about:blank", script=True)
    page.add_script_tag(content=SCRIPT.read_text(encoding="utf-8"))
    texts = [sentence.text for sentence in sentences()]
    found = page.evaluate("texts => texts.map(tells)", texts)
    for text, kinds in zip(texts, found, strict=True):
        assert kinds == list(dict.fromkeys(hit.kind for hit in find(text))), text


def test_what_tells_is_said_while_writing_and_nothing_is_sent(open_page):
    page = at_story(open_page, script=True)
    assert not page.locator(SHOWN).is_visible()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    page.fill("#id_story", "Hubungi 0812 0000 4321, saya datang tanggal 19.")
    page.locator(SHOWN).wait_for()
    marks = [mark.inner_text() for mark in page.locator(f"{SHOWN} mark").all() if mark.is_visible()]
    assert marks == ["nomor telepon", "tanggal"]
    page.fill("#id_story", "Loket kosong dari jam 8 sampai 12.")
    page.locator(SHOWN).wait_for(state="hidden")
    assert sent == []


def test_without_script_the_page_says_nothing_wrong(open_page):
    page = at_story(open_page, script=False)
    assert not page.locator(SHOWN).is_visible()
