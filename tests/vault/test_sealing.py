import uuid

import pytest
from django.db import connection
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from dengar.kit import keyring
from dengar.kit.keyring import KeyRing, MissingKey
from dengar.vault import operations, sealing
from dengar.vault.models import Box
from dengar.vault.sealing import Shredded, Tampered
from tests.vault.conftest import MALL, THURSDAY

STORY = "Saya datang tiga kali untuk akta anak saya, dan setiap kali diminta syarat yang berbeda."
once_per_box = hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)


@once_per_box
@given(st.text())
def test_any_text_comes_back_as_it_was(box: Box, text: str) -> None:
    assert sealing.open_words(box, sealing.seal_words(box, text, "story"), "story") == text


@pytest.mark.parametrize(
    "text", ["", "e\u0301\u0327a\u030a", "\u202eאבג\u202c شكوى", "😡👨‍👩‍👧", "ꦱꦼꦤꦼꦁ", "a\0b", "x" * 1_000_000]
)
def test_hard_texts_come_back_as_they_were(box: Box, text: str) -> None:
    assert sealing.open_words(box, sealing.seal_words(box, text, "story"), "story") == text


@once_per_box
@given(st.integers(1, 400))
def test_texts_of_near_lengths_look_alike(box: Box, length: int) -> None:
    lengths = {len(sealing.seal_words(box, "a" * n, "story")) for n in (length, length + 1, length + 2)}
    assert len(lengths) <= 2
    assert {len(sealing.seal_words(box, "a" * n, "story")) for n in (0, 1, 30, 60)} == {93}


def test_a_box_read_from_the_database_opens(box: Box) -> None:
    sealed = sealing.seal_words(box, STORY, "story")
    assert sealing.open_words(Box.objects.get(pk=box.pk), sealed, "story") == STORY


def test_a_text_does_not_open_in_another_box_or_place(box: Box) -> None:
    sealed = sealing.seal_words(box, STORY, "story")
    with pytest.raises(Tampered):
        sealing.open_words(operations.make_box(MALL, at=THURSDAY), sealed, "story")
    with pytest.raises(Tampered):
        sealing.open_words(box, sealed, "message")


def test_keys_exchanged_between_two_boxes_do_not_open(box: Box) -> None:
    other = operations.make_box(MALL, at=THURSDAY)
    Box.objects.filter(pk=box.pk).update(words_key=other.words_key)
    with pytest.raises(Tampered):
        sealing.seal_words(Box.objects.get(pk=box.pk), STORY, "story")


def test_identity_and_words_are_two_keys(box: Box) -> None:
    assert sealing.data_key(box, "identity") != sealing.data_key(box, "words")
    Box.objects.filter(pk=box.pk).update(words_key=box.identity_key)
    with pytest.raises(Tampered):
        sealing.seal_words(Box.objects.get(pk=box.pk), STORY, "story")


def test_words_mac_is_the_same_for_the_same_words_in_one_box_only(box: Box) -> None:
    other = operations.make_box(MALL, at=THURSDAY)
    mac = sealing.words_mac(box, STORY)
    assert len(mac) == 64
    assert mac == sealing.words_mac(Box.objects.get(pk=box.pk), STORY)
    assert mac != sealing.words_mac(box, STORY + " ")
    assert mac != sealing.words_mac(other, STORY)


def test_the_row_holds_neither_words_nor_bare_keys(box: Box) -> None:
    words_key = sealing.data_key(box, "words")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM vault_box")
        row = b"|".join(
            bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode() for cell in cursor.fetchone()
        )
    assert words_key not in row
    assert sealing.data_key(box, "identity") not in row
    assert words_key.hex().encode() not in row


def test_without_the_malls_key_nothing_opens(box: Box, keys: KeyRing) -> None:
    sealed = sealing.seal_words(box, STORY, "story")
    keys.path("wrap").unlink()
    assert sealing.open_words(box, sealed, "story") == STORY, "this instance has opened it before"
    with pytest.raises(MissingKey):
        sealing.open_words(Box.objects.get(pk=box.pk), sealed, "story")


def test_another_malls_key_does_not_open(box: Box, keys: KeyRing) -> None:
    keyring.create(keys.root, "other")
    Box.objects.filter(pk=box.pk).update(keys="other")
    with pytest.raises(MissingKey, match="does not hold"):
        sealing.seal_words(Box.objects.get(pk=box.pk), STORY, "story")


def test_a_shredded_box_seals_and_opens_no_words(box: Box) -> None:
    sealed = sealing.seal_words(box, STORY, "story")
    operations.destroy(box, "words")
    for held in (box, Box.objects.get(pk=box.pk)):
        with pytest.raises(Shredded):
            sealing.open_words(held, sealed, "story")
        with pytest.raises(Shredded):
            sealing.seal_words(held, STORY, "story")
        with pytest.raises(Shredded):
            sealing.words_mac(held, STORY)


def test_a_box_is_named_at_random(box: Box) -> None:
    assert isinstance(box.pk, uuid.UUID)
    assert box.pk.version == 4
