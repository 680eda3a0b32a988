"""What tells is found and hidden; how often, is measured on sentences labelled by hand."""

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengar.kit.identifying import RULES, Kind
from dengar.kit.redaction import IN_PLACE, Hit, find, pieces, redact
from tests.house.sources import ROOT
from tests.kit.labelled import Sentence, measure, sentences, table
from tests.kit.script import SCRIPT, written

ALL = sentences()
LETTERS = st.text(st.sampled_from("0123456789 .-/@()abjkortuPakBuSitiJl.DAXY\n"), max_size=300)


def of(kind: Kind) -> list[Sentence]:
    return [one for one in ALL if any(span.kind == kind for span in one.spans)]


def test_the_set_is_wide_enough():
    assert len(ALL) >= 150
    assert len([one for one in ALL if one.held]) * 3 >= len(ALL) - 3
    assert len([one for one in ALL if not one.spans]) >= 60, "hard negatives"
    for kind in Kind:
        assert len(of(kind)) >= 7, kind


def test_labels_stand_on_words_and_not_beside_them():
    for sentence in ALL:
        for span in sentence.spans:
            words = sentence.text[span.start : span.end]
            assert words, sentence
            assert words == words.strip(" ,"), sentence


def test_what_tells_is_found_in_sentences_that_no_rule_was_written_with():
    figure = measure([one for one in ALL if one.held])["all"]
    assert figure.recall >= 0.85
    assert figure.precision >= 0.90


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_holds_its_floor(kind):
    figure = measure(ALL)[kind]
    assert figure.recall >= 0.80
    assert figure.precision >= 0.85


def test_the_figures_in_the_documents_are_these():
    assert table() in (ROOT / "docs" / "redaction.md").read_text(encoding="utf-8"), "python -m tests.kit.labelled"


def test_words_stand_in_place():
    text = "Pak Budi minta ditransfer, lapor saja ke 0812 0000 4321."
    assert redact(text, find(text)) == "[nama] minta ditransfer, lapor saja ke [nomor telepon]."
    assert set(IN_PLACE) == set(Kind)


def test_names_of_the_case_are_found_however_they_are_written():
    text = "MAWARNI datang bersama putri mawarni, dan Intan menunggu."
    assert [text[hit.start : hit.end] for hit in find(text, ["Putri  Mawarni"])] == ["MAWARNI", "putri mawarni"]
    assert find("Siapa pun boleh datang.", ["", " ", "Al"]) == []


def test_a_name_may_hold_signs_that_mean_something_to_a_rule():
    assert find("kata (Ny. O'Brien) saja", ["Ny. O'Brien)"])


@given(LETTERS)
def test_hits_stand_in_order_and_never_on_each_other(text):
    hits = find(text)
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
    assert all(one.end <= other.start for one, other in pairwise(hits))


@given(LETTERS)
def test_pieces_are_the_whole_text(text):
    hits = find(text)
    assert "".join(words for words, _ in pieces(text, hits)) == text
    assert [Hit(hit.start, hit.end, hit.kind) for hit in hits] == hits


@given(LETTERS)
def test_nothing_that_was_found_is_left(text):
    left = redact(text, find(text))
    assert sum(left.count(words) for words in IN_PLACE.values()) >= len(find(text))


@pytest.mark.parametrize("rule", RULES, ids=[f"{place} {rule.kind}" for place, rule in enumerate(RULES)])
def test_every_rule_has_one_group_that_ends_the_match_and_earns_its_place(rule):
    pattern = re.compile(rule.pattern, re.ASCII | (re.IGNORECASE if rule.any_case else 0))
    matches = [match for one in ALL for match in pattern.finditer(one.text)]
    assert pattern.groups == 1
    assert all(match.end() == match.end(1) for match in matches)
    assert matches, "no sentence needs this rule"


@pytest.mark.parametrize("sign", ["1", "a", "A ", "Pak ", "0 8", "a.", "1/", "Jl. A ", "no rek ", "[", "1-"])
def test_a_hostile_text_does_not_hold_the_house(sign):
    started = time.perf_counter()
    find((sign * 6000)[:6000])
    assert time.perf_counter() - started < 3  # seconds; less than half of one on an idle machine


def test_the_pages_script_holds_these_rules():
    assert SCRIPT.read_text(encoding="utf-8") == written(), "python -m tests.kit.script"
