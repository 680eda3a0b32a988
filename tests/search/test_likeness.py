"""Which stories are the same, in the words of people who do not write alike."""

import hashlib

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as some

from dengar.search.likeness import LOWEST, VERY, scores
from tests.house.sources import ROOT

AKTA = (
    "Saya sudah tiga kali datang mengurus akta lahir anak saya. Setiap kali diminta syarat yang lain. "
    "Petugas di loket bilang berkas kurang, padahal kemarin sudah lengkap."
)
AKTA_AGAIN = (
    "Udah 3x dateng ngurus akte lahir anak, tiap kali syaratnya beda. Petugas loket bilang berkasnya kurang "
    "padahal kemaren udah lengkap"
)
EMPTY = "Loket akta kosong jam 13.00, menunggu dua jam tidak ada petugas yang datang."
EMPTY_AGAIN = "Loket kosong jam 1 siang di bagian akta, nunggu 2 jam ga ada petugas"
RUDE = "Petugas loket 2 membentak ibu saya ketika bertanya tentang akta kelahiran adik."
BRIBE = "Saya diminta uang lima puluh ribu supaya akta lahir anak cepat selesai. Tidak ada kuitansi."
QUEUE = "Antrean daring tidak bisa dibuka, nomor antrean tidak keluar padahal sudah daftar dari pagi"
ALL = [AKTA, AKTA_AGAIN, EMPTY, EMPTY_AGAIN, RUDE, BRIBE, QUEUE]


@pytest.mark.parametrize(("story", "same"), [(AKTA, AKTA_AGAIN), (EMPTY, EMPTY_AGAIN), (EMPTY_AGAIN, EMPTY)])
def test_the_same_event_in_other_words_is_alike_and_the_same_service_is_not(story, same):
    others = [text for text in ALL if text != story]
    alike = [text for text, score in zip(others, scores(story, others), strict=True) if score >= LOWEST]
    assert alike == [same]


def test_the_same_words_are_very_alike():
    assert scores(AKTA, [AKTA, AKTA.upper(), QUEUE])[:2] == [100, 100]
    assert scores(AKTA, [AKTA_AGAIN, RUDE, BRIBE])[0] >= VERY


@pytest.mark.parametrize("others", [1, 20, 200])
def test_a_large_group_of_the_same_event_does_not_hide_itself(others):
    assert set(scores(AKTA, [AKTA_AGAIN] * others)) == set(scores(AKTA, [AKTA_AGAIN]))


@pytest.mark.parametrize("sentences", [5, 10, 20, 40])
def test_long_texts_about_different_things_are_not_alike(sentences):
    texts = _sentences()
    for start in range(0, 10 * sentences, 2 * sentences):
        one, other = (" ".join(texts[place : place + sentences]) for place in (start, start + sentences))
        assert scores(one, [other])[0] < LOWEST
        half = " ".join(texts[start + sentences // 2 : start + sentences])
        assert scores(one, [f"{half} {half}"])[0] >= LOWEST  # half of it is the same


def _sentences() -> list[str]:
    """Return the program's own Indonesian sentences, in an order that mixes what they speak of."""
    found = {
        entry.msgstr
        for path in sorted((ROOT / "dengar").rglob("*.po"))
        for entry in polib.pofile(str(path))
        if len(entry.msgstr) > 40
    }
    return sorted(found, key=lambda words: hashlib.sha256(words.encode()).digest())


@pytest.mark.parametrize("story", ["", "Tolong.", "😡😡😡", "12345"])
def test_what_is_too_short_is_like_nothing(story):
    assert scores(story, [story, AKTA]) == [0, 0]


def test_with_nothing_to_compare_there_is_nothing():
    assert scores(AKTA, []) == []


@given(some.text(max_size=300), some.lists(some.text(max_size=300), max_size=4))
def test_a_score_is_a_share_and_the_order_of_two_does_not_matter(story, others):
    assert all(0 <= score <= 100 for score in scores(story, others))
    for other in others:
        assert scores(story, [other]) == scores(other, [story])
