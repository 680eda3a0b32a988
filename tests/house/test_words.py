"""Both languages complete: each msgid has one Indonesian text, the same in every room."""

import re
from collections import defaultdict

import polib
from django.utils.translation import templatize

from tests.house.sources import ROOT, mails, sources, templates
from tests.house.wording import Word, words_of_python, words_of_template

CATALOGUES = sorted((ROOT / "dengar").rglob("locale/id/LC_MESSAGES/django.po"))
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w*)\}")


def used_words() -> dict[Word, set[str]]:
    found: dict[Word, set[str]] = defaultdict(set)
    for source in sources():
        for word in words_of_python(source.tree):
            found[word].add(str(source))
    for path in [*templates(), *mails()]:
        for word in words_of_template(templatize(path.read_text(encoding="utf-8"))):
            found[word].add(path.relative_to(ROOT).as_posix())
    return found


def translated() -> dict[Word, dict[str, list[str]]]:
    """Return word -> Indonesian text -> the catalogues that say so."""
    found: dict[Word, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for path in CATALOGUES:
        for entry in polib.pofile(str(path)):
            text = entry.msgstr or "\n".join(entry.msgstr_plural[key] for key in sorted(entry.msgstr_plural))
            if not entry.obsolete:
                found[Word(entry.msgid, entry.msgctxt or "", entry.msgid_plural or "")][text].append(
                    path.relative_to(ROOT).as_posix()
                )
    return found


def test_every_word_on_a_screen_has_an_indonesian_text():
    known = {word for word, texts in translated().items() if any(texts)}
    missing = [f"{sorted(places)[0]}: {word}" for word, places in used_words().items() if word not in known]
    assert not missing, f"{len(missing)} without Indonesian:\n" + "\n".join(sorted(missing))


def test_the_same_words_are_the_same_in_every_room():
    differing = {word: dict(texts) for word, texts in translated().items() if len(texts) > 1}
    assert not differing, "\n".join(f"{word}: {texts}" for word, texts in differing.items())


def test_catalogues_are_whole():
    for path in CATALOGUES:
        look_at(path)


def look_at(path):
    catalogue = polib.pofile(str(path))
    assert "charset=utf-8" in catalogue.metadata.get("Content-Type", "").lower()
    for entry in catalogue:
        texts = [entry.msgstr, *entry.msgstr_plural.values()]
        assert any(texts), f"no text for {entry.msgid!r}"
        assert not entry.fuzzy, f"fuzzy: {entry.msgid!r}"
        if entry.msgid_plural:
            assert "nplurals=1" in catalogue.metadata.get("Plural-Forms", ""), "Indonesian has one form"
            assert set(entry.msgstr_plural) == {0}, entry.msgid
        for text in filter(None, texts):
            asked = {entry.msgid, entry.msgid_plural} - {""}
            allowed = set().union(*(names(msgid) for msgid in asked))
            assert names(text) <= allowed, f"unknown placeholder in {text!r}"
            assert names(entry.msgid_plural or entry.msgid) <= names(text), f"placeholder lost in {text!r}"


def names(text: str) -> set[str]:
    return {match.group(0) for match in PLACEHOLDER.finditer(text)}


def test_no_catalogue_repeats_a_word():
    for path in CATALOGUES:
        seen = [(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(path)) if not entry.obsolete]
        assert len(seen) == len(set(seen)), path


def test_no_catalogue_keeps_words_that_nobody_uses():
    used = set(used_words())
    idle = [
        f"{paths[0]}: {word}" for word, texts in translated().items() for paths in texts.values() if word not in used
    ]
    assert not idle, f"{len(idle)} idle:\n" + "\n".join(sorted(idle))
