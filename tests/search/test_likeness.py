"""Which stories are the same, in the words of people who do not write alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from dengar.search.likeness import LOWEST, VERY, scores

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
