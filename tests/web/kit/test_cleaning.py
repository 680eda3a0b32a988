import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengar.web.kit.cleaning import UNSEEN, one_line, tidy


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("biasa saja", "biasa saja"),
        ("satu\r\ndua\rtiga", "satu\ndua\ntiga"),
        ("e\u0301", "é"),
        ("ba\u202eik\u202c", "baik"),
        ("a\u2066b\u2069c", "abc"),
        ("lonceng\x07 dan\x1b[31m merah", "lonceng dan[31m merah"),
        ("tab\tboleh", "tab\tboleh"),
        ("\ufeffawal", "awal"),
        ("sendiri\ud800an", "sendirian"),
        ("مرحبا", "مرحبا"),
        ("<b>tebal</b>", "<b>tebal</b>"),
        ("👩\u200d⚕️", "👩\u200d⚕️"),
    ],
)
def test_a_text_keeps_its_words_and_loses_what_cannot_be_seen(typed, kept):
    assert tidy(typed) == kept


def test_marks_piled_upon_one_letter_are_cut():
    assert len(tidy("z" + "\u0334" * 500)) < 20


def test_one_line_has_single_spaces():
    assert one_line("  satu\n dua\t\ttiga ") == "satu dua tiga"


@given(st.text())
def test_tidying_twice_is_tidying_once_and_leaves_nothing_unseen(typed):
    kept = tidy(typed)
    assert tidy(kept) == kept
    assert not UNSEEN.search(kept)
    kept.encode()  # no lone surrogate


@given(st.text(alphabet="ae\u0301\u0327\u0334 \u0c4d\u1100\u1161", max_size=60))
def test_marks_of_any_order_stay_in_one_form(typed):
    kept = tidy(typed)
    assert tidy(kept) == kept
