import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengar.vault import cipher
from dengar.vault.cipher import Tampered

KEY = cipher.new_key()


@given(st.binary(max_size=5000))
def test_what_is_sealed_opens(data: bytes) -> None:
    assert cipher.unseal(KEY, cipher.seal(KEY, data, label=b"story"), label=b"story") == data


@given(st.binary(max_size=500), st.data())
def test_one_changed_bit_anywhere_is_noticed(data: bytes, draw: st.DataObject) -> None:
    sealed = bytearray(cipher.seal(KEY, data, label=b"story"))
    place = draw.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= 1 << draw.draw(st.integers(0, 7))
    with pytest.raises(Tampered):
        cipher.unseal(KEY, bytes(sealed), label=b"story")


@given(st.binary(max_size=200), st.integers(0, 120))
def test_a_cut_seal_is_noticed(data: bytes, length: int) -> None:
    sealed = cipher.seal(KEY, data, label=b"story")
    with pytest.raises(Tampered):
        cipher.unseal(KEY, sealed[: min(length, len(sealed) - 1)], label=b"story")


def test_another_key_or_another_label_does_not_open() -> None:
    sealed = cipher.seal(KEY, b"rotan", label=b"story")
    with pytest.raises(Tampered):
        cipher.unseal(cipher.new_key(), sealed, label=b"story")
    with pytest.raises(Tampered):
        cipher.unseal(KEY, sealed, label=b"message")


def test_the_same_words_never_look_the_same() -> None:
    assert cipher.seal(KEY, b"rotan", label=b"") != cipher.seal(KEY, b"rotan", label=b"")


@given(st.integers(0, 60))
def test_short_texts_are_all_of_one_length(length: int) -> None:
    assert len(cipher.seal(KEY, os.urandom(length), label=b"")) == 64 + 29


@given(st.integers(0, 1_000_000))
def test_a_size_is_one_of_few_and_at_most_half_as_much_again(length: int) -> None:
    size = cipher.size_for(length)
    assert length <= size < max(length * 1.5, 65)
    assert bin(size).count("1") <= 2
    assert cipher.size_for(size) == size
