"""Every page stands on one base; every part says what for; nothing is styled or scripted in place."""

import re

from tests.house.sources import ROOT, sources, templates

EXTENDS = re.compile(r"""\{%-?\s*extends\s+["'][\w./-]+\.html["']""")
FORBIDDEN = {
    "a style= attribute: the page's policy would refuse it": re.compile(r"\sstyle\s*=", re.I),
    "a handler in place: use a data-dengar-… hook": re.compile(r"\son(click|load|change|submit|input|error)\s*=", re.I),
    "a script in place": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*\bnonce=)", re.I),
    "something from elsewhere: no third party": re.compile(r"""(src|href|action)\s*=\s*["']?(https?:)?//""", re.I),
    "words of people are never marked as safe": re.compile(r"\|\s*safe\b|autoescape\s+off"),
}
COMMENT_WITHIN = 400  # characters from the top
COMMENT = re.compile(r"\{% comment.*?endcomment %\}|\{#.*?#\}", re.DOTALL)
ALONE = re.compile(r"""\{%\s*include\s+["']([\w./-]+)["'](.*?)\bonly\s*%\}""")


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def texts():
    return [(name_of(path), path.read_text(encoding="utf-8")) for path in templates()]


def test_a_page_extends_a_base_and_a_part_says_what_for():
    silent = [
        name
        for name, text in texts()
        if not EXTENDS.search(text)
        and "<html" not in text
        and "/specimens/" not in name  # one state of a part, for /kit/
        and not re.search(r"\{#|\{% comment", text[:COMMENT_WITHIN])
    ]
    assert not silent, "open with a comment: what for, parameters, one call:\n" + "\n".join(silent)


def test_nothing_forbidden():
    found = [f"{name}: {why}" for name, text in texts() for why, what in FORBIDDEN.items() if what.search(text)]
    assert not found, "\n".join(found)


def test_only_bases_are_whole_documents():
    whole = {name for name, text in texts() if "<html" in text}
    assert {name.rpartition("/")[2] for name in whole} <= {"base.html", "paper.html", "kiosk.html", "mail.html"}, whole


def test_only_the_kit_marks_anything_as_safe():
    used = {str(source) for source in sources() if re.search(r"\bmark_safe\(|SafeString\(", source.text)}
    assert not {name for name in used if not name.startswith("dengar/web/kit/")}


def test_a_part_with_a_form_is_handed_the_forms_secret():
    """`include … only` hands on nothing, not even csrf_token: each post of such a form would be refused."""
    said = {path: COMMENT.sub("", path.read_text(encoding="utf-8")) for path in templates()}
    sends = {path.as_posix().split("/templates/")[1] for path, text in said.items() if "{% csrf_token %}" in text}
    without = [
        f"{name_of(path)}: {part}"
        for path, text in said.items()
        for part, handed in ALONE.findall(text)
        if part in sends and "csrf_token=csrf_token" not in handed
    ]
    assert not without, "\n".join(without)
