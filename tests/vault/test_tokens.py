"""Stems and their keyed tokens: what is searched, what is not, what a rotation and a destruction do."""

import pytest
from django.conf import settings

from dengar.kit import keyring
from dengar.vault.models import Box, Token
from dengar.vault.operations import claim_unread, destroy, keep_tokens, make_box, read_again, renew_tokens
from dengar.vault.sealing import ring
from dengar.vault.stems import stems
from dengar.vault.tokens import tokens, wanted
from tests.cast import MONDAY_9AM


@pytest.fixture
def box(db) -> Box:
    keyring.create(settings.KEYS_DIR, "contoh")
    return make_box("contoh", at=MONDAY_9AM)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Menunggu, ditunggu; TUNGGU!", ["tunggu"]),
        ("persyaratannya", ["syarat"]),
        ("Diminta uang di loket 4", ["minta", "uang", "loket"]),
        ("hubungi 081234567890 atau 6371012345670001, DA 1234 XY", ["hubung"]),
        ("saya yang di ke dan tidak sudah", []),
        ("nggak dilayani sih", ["layan"]),
        ("a" * 31, []),
        ("\uff4d\uff45\uff4d\uff45nunggu", ["tunggu"]),
        ("", []),
    ],
)
def test_only_words_that_carry_something_have_a_stem(text, found):
    assert stems(text) == found


def test_a_token_tells_nothing_without_its_key(box):
    key = ring("contoh").current("search")
    other = keyring.create(settings.KEYS_DIR, "lain").current("search")
    mine, theirs = tokens(key, ["Menunggu di loket"]), tokens(other, ["Menunggu di loket"])
    assert len(mine) == len(theirs) == 2
    assert not mine & theirs
    assert tokens(key, ["ditunggu", "loketnya"]) == mine


def test_what_is_kept_is_what_the_texts_say_now(box):
    keep_tokens(box, ["Menunggu di loket"])
    first = set(Token.objects.values_list("pk", flat=True))
    keep_tokens(box, ["Menunggu di parkir"])
    kept = set(Token.objects.values_list("pk", flat=True))
    assert len(kept) == 2
    assert len(kept & first) == 1  # "tunggu" is the same row as before
    keep_tokens(box, [])
    assert not Token.objects.exists()


def test_a_box_is_unread_from_the_start_and_after_each_change(box):
    assert claim_unread(box)
    assert not claim_unread(box)
    read_again(box)
    read_again(box)
    assert claim_unread(box)


def test_with_the_words_their_tokens_go(box):
    keep_tokens(box, ["Menunggu di loket"])
    destroy(box, "identity")
    assert Token.objects.count() == 2
    destroy(box, "words")
    assert not Token.objects.exists()


def test_after_a_rotation_both_keys_are_searched_until_the_tokens_are_anew(box):
    keep_tokens(box, ["loket"])
    claim_unread(box)
    assert not renew_tokens("contoh")
    keyring.rotate(settings.KEYS_DIR, "contoh", "search")
    marks = wanted("contoh", "loketnya", most=8)
    assert [len(ways) for ways in marks] == [2]
    assert Token.objects.get().token in marks[0]
    assert renew_tokens("contoh")
    assert not renew_tokens("contoh")  # marked already; the next round of reading makes them anew
    assert claim_unread(box)
    keep_tokens(box, ["loket"])
    assert Token.objects.get().key_id == ring("contoh").current("search").id
    assert Token.objects.get().token in marks[0]


def test_a_search_looks_for_so_many_words_and_no_more(box):
    assert len(wanted("contoh", "loket parkir antre paspor", most=2)) == 2
