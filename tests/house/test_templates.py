"""Every page stands on one base; every part says what for; nothing is styled or scripted in place."""

import re

import pytest

from tests.house.sources import ROOT, templates

BASES = re.compile(r"""\{%-?\s*extends\s+["'][\w./-]*base[\w./-]*\.html["']""")
STYLED = re.compile(r"\sstyle\s*=", re.IGNORECASE)
HANDLERS = re.compile(r"\son(click|load|change|submit|input|error)\s*=", re.IGNORECASE)
SCRIPT_IN_PLACE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*\bnonce=)(?![^>]*type=.(application/json|importmap))", re.I
)
ELSEWHERE = re.compile(r"""(src|href|action)\s*=\s*["']?(https?:)?//""", re.IGNORECASE)
LONGEST_COMMENT_OFFSET = 400


def name_of(path):
    return path.relative_to(ROOT).as_posix()


pages = pytest.mark.parametrize("path", templates(), ids=name_of)


@pages
def test_a_page_extends_a_base_and_a_part_says_what_for(path):
    text = path.read_text(encoding="utf-8")
    if BASES.search(text) or "<html" in text or "/specimens/" in path.as_posix():  # one state of a part, for /kit/
        return
    head = text[:LONGEST_COMMENT_OFFSET]
    assert "{#" in head or "{% comment" in head, f"{name_of(path)}: open with a comment: what for, parameters, one call"


@pages
def test_nothing_is_styled_or_scripted_in_place(path):
    text = path.read_text(encoding="utf-8")
    assert not STYLED.search(text), "a style= attribute: the policy of the page would refuse it"
    assert not HANDLERS.search(text), "a handler in place: use a data-dengar-… hook"
    assert not SCRIPT_IN_PLACE.search(text), "a script in place needs a nonce"


@pages
def test_nothing_comes_from_elsewhere(path):
    assert not ELSEWHERE.search(path.read_text(encoding="utf-8")), "no third party"


@pages
def test_loops_and_conditions_only(path):
    text = path.read_text(encoding="utf-8")
    assert "{% load humanize" not in text
    assert "|safe" not in text, "words of people are never marked as safe"
    assert "autoescape off" not in text


def test_only_bases_are_whole_documents():
    whole = [name_of(path) for path in templates() if "<html" in path.read_text(encoding="utf-8")]
    assert all("base" in name or "/print" in name or "/mail" in name for name in whole), whole


def test_no_words_of_people_are_marked_as_safe_in_python():
    from tests.house.sources import sources

    used = [str(source) for source in sources() if re.search(r"\bmark_safe\(|SafeString\(", source.text)]
    allowed = {name for name in used if name.startswith("dengar/web/kit/")}
    assert set(used) <= allowed, set(used) - allowed
