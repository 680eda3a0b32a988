"""The checks themselves: each finds what it is for. A check that finds nothing anywhere would pass every page."""

import pytest

from tests.browser import checks
from tests.browser.conftest import NARROWEST

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FAULTY = """<!doctype html><html><head><title>x</title>
<style>*:focus { outline: none } p { width: 900px; color: #ccc; background: #fff } button { height: 20px }</style>
</head><body><h3>Out of order</h3><img src="data:,"><p>Grey on white.</p><input><button>Small</button></body></html>"""


@pytest.fixture
def faulty(open_page):
    page = open_page("about:blank", size=NARROWEST, script=True)
    page.set_content(FAULTY)
    return page


def test_axe_finds_faults(faulty):
    found = {line.split(":")[0] for line in checks.axe(faulty)}
    assert {"image-alt", "color-contrast", "label", "html-has-lang", "landmark-one-main"} <= found
    colours = {line.split(":")[0] for line in checks.axe(faulty, checks.COLOURS)}
    assert colours == {"color-contrast"}


def test_reflow_finds_what_is_too_wide(faulty):
    assert checks.reflow(faulty) == ["P. reaches 908"]


def test_targets_find_what_is_too_small(faulty):
    assert any("20 px: Small" in line for line in checks.targets(faulty))


def test_the_keyboard_walk_finds_what_shows_no_focus(faulty):
    assert len(checks.keyboard(faulty)) == 2
