"""Public pages of what became of complaints: no cookie, no name, no day, and never a text without a standing yes."""

import random
from contextlib import suppress
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from dengar.close.models import Objection
from dengar.close.operations import reopen
from dengar.complaints.models import NEVER, Complaint
from dengar.kit.errors import Refused
from dengar.publish import operations, queries
from dengar.publish.models import Publication, PublicText
from tests.cast import SARI, STORY, Cast, file_one
from tests.publish.endings import SHOWN, TEXT, dispute, enough_others, offered, published, run, settle

WEEK = timedelta(weeks=1)


def page(path: str, language: str = "id") -> str:
    browser = Client()
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    answer = browser.get(path)
    assert answer.status_code == 200, path
    assert not answer.cookies
    return answer.text


def test_the_list_is_there_before_anything_is(cast):
    assert "Belum ada yang terbit" in page("/kisah/")
    assert "/kisah/" in page("/")


def test_a_case_with_a_yes_tells_its_text(cast):
    row = published(cast)
    listed, told = page("/kisah/"), page(f"/kisah/{row.slug}/")
    assert TEXT["title"] in listed
    for words in (*TEXT.values(), "Disdukcapil", "Akta kelahiran", "1 minggu", "Ombudsman", "137"):
        assert words in told


def test_a_case_without_a_yes_tells_facts_only(cast):
    row = published(cast, text=False)
    told = page(f"/kisah/{row.slug}/")
    assert "hanya ada faktanya" in told
    assert "Beres, menurut orangnya sendiri." in told
    assert "Disdukcapil, Akta kelahiran" in page("/kisah/")


def test_neither_a_name_nor_a_number_nor_a_day_stands_there(cast):
    row = published(cast)
    everything = page("/kisah/") + page(f"/kisah/{row.slug}/")
    for words in (SARI.name, SARI.phone, STORY, cast.complaint.number, "Hendra", "Rina", "26 November"):
        assert words not in everything


def test_the_dispute_stands_beside_the_answer(cast):
    dispute(cast)
    enough_others(cast)
    story = offered(cast, dispute="Saya tetap tidak setuju.")
    operations.answer(story, PublicText.Answer.YES, by=cast.sari, at=story.offered_at)
    run(SHOWN)
    told = page(f"/kisah/{Publication.objects.get().slug}/")
    assert "Jawaban instansi" in told
    assert "Saya tetap tidak setuju." in told


def test_both_languages(cast):
    row = published(cast)
    assert "How it ended for others" in page("/kisah/", "en")
    told = page(f"/kisah/{row.slug}/", "en")
    assert 'lang="id"' in told
    assert "Settled: the person said so." in told


def test_what_was_taken_down_keeps_its_address_and_says_so(cast):
    row = published(cast)
    operations.take_back(cast.complaint, by=cast.sari, at=SHOWN)
    told = page(f"/kisah/{row.slug}/")
    assert "Diturunkan atas permintaan." in told
    assert "4 Januari 2027" in told
    for words in (*TEXT.values(), "Akta kelahiran"):
        assert words not in told
    assert row.slug not in page("/kisah/")


def test_what_was_opened_again_says_so(cast):
    row = published(cast)
    reopen(cast.complaint, "Ada yang baru.", Objection.Wish.TALK, by=cast.sari, at=SHOWN)
    run(SHOWN)
    assert "Aduan ini dibuka lagi" in page(f"/kisah/{row.slug}/")
    assert "Dibuka lagi" in page("/kisah/")


def test_an_address_that_never_was_is_not_found(cast):
    for slug in ("22222222", "tidak-ada", cast.complaint.number):
        assert Client().get(f"/kisah/{slug}/").status_code == 404


def test_a_long_list_has_pages(cast, monkeypatch):
    published(cast)
    monkeypatch.setattr(queries, "PAGE", 2)
    for number in range(4):
        row = file_one(cast.mall, agency=cast.dukcapil)
        Complaint.objects.filter(pk=row.pk).update(state="closed_confirmed", closed_at=SHOWN - 6 * WEEK, due_at=NEVER)
        Publication.objects.create(
            complaint=row, mall=cast.mall, slug=f"s{number}", outcome="settled", weeks=1, late=False,
            names_service=False, week=SHOWN.date(),
        )  # fmt: skip
    assert "Halaman 1 dari 3" in page("/kisah/")
    assert "Halaman 3 dari 3" in page("/kisah/?hal=3")
    assert "Halaman 3 dari 3" in page("/kisah/?hal=99")
    assert "Halaman 1 dari 3" in page("/kisah/?hal=x")


class Walk:
    """People act in any order; the book says whose text may be read at most."""

    def __init__(self, cast: Cast):
        self.cast, self.at, self.allowed = cast, SHOWN, ""
        self.texts: list[str] = []

    def offer(self) -> None:
        self.texts.append(f"Kisah nomor {len(self.texts) + 1}")
        offered(self.cast, at=self.at, title=self.texts[-1])

    def answer(self, said: str) -> None:
        story = queries.story_of(self.cast.complaint)
        if story is not None:
            operations.answer(story, PublicText.Answer(said), wish="Samarkan.", by=self.cast.sari, at=self.at)
            self.allowed = self.texts[-1] if said == "yes" else ""

    def end(self, act, by) -> None:
        act(self.cast.complaint, by=by, at=self.at)
        self.allowed = ""

    def do(self, name: str) -> None:
        self.at += WEEK if name == "week" else timedelta(minutes=1)
        match name:
            case "offer":
                self.offer()
            case "yes" | "no" | "change":
                self.answer(name)
            case "correct":
                self.end(operations.correct, self.cast.rina)
            case "take_back" | "keep_out":
                self.end(getattr(operations, name), self.cast.sari)


WISHES = [*["offer"] * 4, *["yes"] * 4, "no", "change", "take_back", "correct", "keep_out", *["week"] * 5]


@pytest.mark.parametrize("seed", range(12))
def test_no_text_is_ever_public_without_a_standing_yes(cast, seed):
    chance, walk = random.Random(seed), Walk(cast)
    settle(cast)
    enough_others(cast)
    for _step in range(14):
        name = chance.choice(WISHES)
        with suppress(Refused):
            walk.do(name)
        run(walk.at)
        row = Publication.objects.filter(complaint=cast.complaint).first()
        seen = page("/kisah/") + (page(f"/kisah/{row.slug}/") if row else "")
        for text in walk.texts:
            assert text not in seen or text == walk.allowed, (name, text)
