"""Wherever a person writes in own words, the page says while they write what in it may tell who they are."""

import re

import pytest
from django.test import Client

from dengar.close.operations import confirm
from dengar.complaints.models import Kind
from dengar.intake.operations import SOMEBODY, file_note, settle
from dengar.kit.now import now
from dengar.vault.receipts import receipt_words
from tests import trips
from tests.web.citizen.steps import to_check
from tests.web.citizen.test_mine import to_proposed

NEWS, STEPS = "/pantau/kabar/", "/pantau/langkah/"


def watched(page: str, *more: str) -> bool:
    """Whether the page has the script, and its warning for every box to write in and for `more` controls."""
    boxes = {*re.findall(r'<textarea[^>]*\bid="([^"]+)"', page), *more}
    assert boxes, "nothing to write in: the test looks at the wrong page"
    return "kit/tells" in page and boxes <= set(re.findall(r'data-dengar-tells="([^"]+)"', page))


@pytest.mark.parametrize(
    ("path", "lines"), [("/lapor/cerita/", ()), ("/lapor/harapan/", ("id_earlier", "id_loss")), ("/saran/", ())]
)
def test_while_filing(client, place, path, lines):
    to_check(client)
    assert watched(client.get(path).text, *lines)


def test_in_talks_with_a_proposal_on_the_table(sari, cast):
    to_proposed(cast)
    page = sari.get(NEWS).text
    assert 'name="tolak-words"' in page
    assert watched(page)


def test_why_it_is_withdrawn(sari):
    page = sari.get(STEPS).text
    assert 'name="cabut-words"' in page
    assert watched(page)


def test_an_objection(sari, cast):
    trips.to_talking(cast)
    confirm(cast.complaint, by=cast.sari, at=now())
    page = sari.get(STEPS).text
    assert 'name="keberatan-words"' in page
    assert watched(page)


def test_what_is_said_against_the_note_of_the_counter(client: Client, cast):
    row = settle(cast.mall, "Nomor antrean lama.", "Dipanggil ulang.", token="satu", by=cast.rina, at=now())
    client.post("/pantau/", {"number": row.number, "words": " ".join(receipt_words(row.mall.slug, "satu"))})
    assert watched(client.get(NEWS).text)


def test_a_message_about_a_suggestion(client: Client, cast):
    row = file_note(cast.mall, "", Kind.SUGGESTION, "Tambah kursi.", agency_id=cast.dukcapil.pk, by=SOMEBODY, at=now())[
        0
    ]
    assert watched(client.post("/pantau/", {"number": row.number, "words": ""}, follow=True).text)
