"""The guides for people say what the screens say: a bold word is a button or a heading that exists."""

import re
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).parents[2]
GUIDES = sorted((ROOT / "docs" / "panduan").glob("*.md"))
BOLD = re.compile(r"\*\*(.+?)\*\*")
LINK = re.compile(r"\]\(([^)#:]+)\)")
PLAIN = {"tebal", "pengganti", "nomor", "lima kata kunci", "pengadu yang memilih"}  # stressed, not on a screen
each = pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)


def on_screens() -> set[str]:
    """Return every Indonesian sentence of every page, small, without marks of HTML."""
    said = set()
    for po in (ROOT / "dengar").glob("**/locale/id/LC_MESSAGES/django.po"):
        for entry in polib.pofile(str(po)):
            for words in (entry.msgstr, *entry.msgstr_plural.values()):
                said.add(re.sub(r"<[^>]+>", "", words).casefold())
    return said


def unknown(text: str, said: set[str]) -> set[str]:
    labels = {" ".join(label.split()) for label in BOLD.findall(text)}
    return {label for label in labels - PLAIN if label.casefold() not in said}


@each
def test_what_is_bold_stands_on_a_screen(guide):
    assert unknown(guide.read_text(encoding="utf-8"), on_screens()) == set()


def test_a_button_that_does_not_exist_is_found():
    assert unknown("Tekan **Hapus semua aduan**.", on_screens()) == {"Hapus semua aduan"}


@each
def test_its_links_and_pictures_are_there(guide):
    gone = [to for to in LINK.findall(guide.read_text(encoding="utf-8")) if not (guide.parent / to).exists()]
    assert gone == []
