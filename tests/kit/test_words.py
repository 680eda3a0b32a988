import re
from collections import defaultdict
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengar.kit.codes import SPOKEN
from dengar.kit.words import WORDS, parse_words, words_from

FIVE = ("sungai", "rotan", "teduh", "jukung", "padi")  # as in the drawings

HEARD_ALIKE = (
    ("ny", "N"),
    ("ng", "G"),
    ("sy", "s"),
    ("kh", "k"),
    ("q", "k"),
    ("x", "ks"),
    ("v", "p"),
    ("f", "p"),
    ("z", "s"),
    ("j", "c"),
    ("h", ""),
)

# A small sample of what must never stand on somebody's slip.
BLOCKED = """
    anjing babi monyet setan iblis hantu mati mayat bunuh darah luka perang bom senjata perkosa payudara pantat kelamin
    masjid gereja kuil vihara pura salat puasa haji tuhan nabi presiden partai menteri politik komunis kafir murtad
    pelapor terlapor lapor korban polisi penjara takut ancam dendam marah sakit kanker demam racun narkoba miras arak
    judi korupsi suap maling bodoh goblok tolol gila jelek gendut hamil cerai sari dewi budi agus putri melati mawar
"""


def heard(word: str) -> str:
    """How a word sounds, roughly: two words with the same key are one word on a bad line."""
    for written, sound in HEARD_ALIKE:
        word = word.replace(written, sound)
    word = re.sub(r"[bdg]$", lambda end: {"b": "p", "d": "t", "g": "k"}[end[0]], word)
    word = re.sub(r"iy(?=[aeou])", "i", word)
    word = re.sub(r"uw(?=[aeio])", "u", word)
    return re.sub(r"(.)\1", r"\1", word)


def edits(first: str, second: str) -> int:
    """Levenshtein distance."""
    row = list(range(len(second) + 1))
    for place, sign in enumerate(first, 1):
        above, row = row, [place]
        for column, other in enumerate(second, 1):
            row.append(min(above[column] + 1, row[-1] + 1, above[column - 1] + (sign != other)))
    return row[-1]


def close_pairs(keys: dict[str, str]) -> set[tuple[str, str]]:
    """Pairs of words whose keys are less than two edits apart: those share a key with one sign left out."""
    shelves = defaultdict(set)
    for word, key in keys.items():
        for shape in {key, *(key[:at] + key[at + 1 :] for at in range(len(key)))}:
            shelves[shape].add(word)
    pairs = {pair for shelf in shelves.values() for pair in combinations(sorted(shelf), 2)}
    return {pair for pair in pairs if edits(keys[pair[0]], keys[pair[1]]) < 2}


def test_there_are_2048_different_words_in_order():
    assert len(WORDS) == len(set(WORDS)) == 2_048
    assert list(WORDS) == sorted(WORDS)


def test_every_word_is_short_and_plain():
    assert [word for word in WORDS if not re.fullmatch("[a-z]{3,8}", word)] == []
    assert sum(len(word) for word in WORDS) / len(WORDS) < 6.5


def test_no_two_words_look_alike():
    assert close_pairs({word: word for word in WORDS}) == set()


def test_no_two_words_sound_alike():
    assert close_pairs({word: heard(word) for word in WORDS}) == set()


def test_no_word_sounds_like_a_sign_of_a_number_that_is_read_aloud():
    signs = {"nol", "satu", "sepuluh", *(word.lower() for word in SPOKEN.values())}
    assert [(word, sign) for word in WORDS for sign in signs if edits(heard(word), heard(sign)) < 2] == []


def test_no_word_hurts():
    assert set(WORDS).isdisjoint(BLOCKED.split())


def test_the_words_of_the_drawings_are_there():
    assert set(FIVE) <= set(WORDS)


def test_55_bits_choose_five_words():
    assert words_from(bytes(7)) == (WORDS[0],) * 5
    assert words_from(b"\xff" * 32) == (WORDS[-1],) * 5
    assert words_from(b"\x00\x20" + bytes(5)) == (WORDS[1], *(WORDS[0],) * 4)
    assert words_from(bytes(6) + b"\x02") == (*(WORDS[0],) * 4, WORDS[1])
    assert words_from(bytes(6) + b"\x01") == words_from(bytes(7))  # the 56th bit has no part
    with pytest.raises(ValueError, match="7 bytes"):
        words_from(bytes(6))


@given(st.lists(st.sampled_from(WORDS), min_size=5, max_size=5))
def test_any_five_words_come_from_some_digest(words):
    number = 0
    for word in words:
        number = number << 11 | WORDS.index(word)
    assert words_from((number << 1).to_bytes(7, "big")) == tuple(words)


@pytest.mark.parametrize(
    "typed",
    [
        "sungai rotan teduh jukung padi",
        "  Sungai,Rotan , TEDUH;jukung\n\npadi ",
        "sungai\r\nrotan\tteduh - jukung - padi.",
        "1. sungai\n2. rotan\n3. teduh\n4. jukung\n5. padi",
        "súngai rótan tedùh jukûng pādi",
        "sungai\u00a0rotan teduh jukung padi",
        "ｓｕｎｇａｉ rotan teduh jukung padi",
    ],
)
def test_how_they_are_typed_does_not_matter(typed):
    assert parse_words(typed) == FIVE


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "sungai rotan teduh jukung",
        "sungai rotan teduh jukung padi padi",
        "sungai rotan teduh jukung pady",
        "sunga i rotan teduh jukung padi",
        "sungairotan teduh jukung padi",
        "s\u0443ngai rotan teduh jukung padi",  # a Cyrillic letter
        "sungai rotan teduh jukung padi\x00",
        "sungai rotan teduh jukung padi" + " " * 400,
        "ѕ" * 10_000_000,
    ],
)
def test_nothing_is_corrected(typed):
    assert parse_words(typed) is None


def test_the_order_matters():
    assert parse_words("padi jukung teduh rotan sungai") == FIVE[::-1]


@given(st.text(max_size=60))
def test_any_text_gets_an_answer(typed):
    words = parse_words(typed)
    assert words is None or set(words) <= set(WORDS)
