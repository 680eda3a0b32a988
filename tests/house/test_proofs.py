"""The proofs can fail: what they look for they find, in whatever shape it lies."""

import base64

import pytest

from dengar.ledger.models import Entry
from dengar.notices.models import Notice
from tests.cast import WORDS, make_cast
from tests.emptying import triggers_put_aside
from tests.proofs import _count, stolen

WORD = "qsamplewordz"
SHAPES = {
    "plain": WORD.encode(),
    "title": WORD.title().encode(),
    "utf-16": WORD.encode("utf-16-le"),
    "hexadecimal": WORD.encode().hex().upper().encode(),
    **{f"base64 at {n}": base64.b64encode(b"x" * n + WORD.encode() + b"behind") for n in range(3)},
    "base64 of a title": base64.b64encode(b"xy" + WORD.title().encode() + b" and more"),
}


@pytest.mark.parametrize("data", SHAPES.values(), ids=SHAPES)
def test_a_stolen_word_is_found_in_every_shape(tmp_path, data):
    (tmp_path / "found").write_bytes(b"\0" * 1000 + data + b"\0" * 1000)
    (tmp_path / "other").write_bytes(b"nothing of it, nor qsample wordz")
    hits = list(stolen.search([tmp_path], [WORD]))
    assert len(hits) == 1
    assert "found" in hits[0]


def test_a_word_across_two_readings_is_found(tmp_path, monkeypatch):
    monkeypatch.setattr(stolen, "CHUNK", 10)
    (tmp_path / "found").write_bytes(b"\0" * 7 + WORD.encode())
    assert list(stolen.search([tmp_path], [WORD]))


@pytest.mark.django_db
def test_the_count_notices_a_loss_and_a_double():
    cast = make_cast()
    assert _count.answer({})["wrong"] == []
    assert _count.answer({"AAAA-AAAA": list(WORDS)})["wrong"] == ["AAAA-AAAA is gone"]
    twice = Notice.objects.get(kind="desk_new")
    twice.pk = None
    twice.save()
    assert _count.answer({})["wrong"] == [f"{cast.complaint.subject} was told to the desk not once"]
    with triggers_put_aside():
        Entry.objects.filter(event="file").delete()
    assert f"{cast.complaint.subject} stands in the ledger not once" in _count.answer({})["wrong"]
