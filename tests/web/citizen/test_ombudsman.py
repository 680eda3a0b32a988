"""The pages of the file for the Ombudsman: what it needs, what goes in, the sheet."""

import io

import pikepdf
import pytest
from django.test import Client
from django.utils import translation

from dengar.complaints.journey import ENDS, Reason, State
from dengar.complaints.models import NEVER, Complaint, Referral, Thread
from dengar.complaints.operations import say
from dengar.kit.now import now
from tests import trips
from tests.cast import SARI
from tests.signing import sign_in

PATH, SHEET = "/pantau/ombudsman/", "/pantau/ombudsman/berkas/"
SAID = "Kami cari jalan keluarnya."


def talked(cast) -> None:
    trips.to_agreed(cast)
    say(cast.complaint, Thread.COMPLAINANT, SAID, by=cast.rina, at=now())


def test_what_goes_in_is_shown_before_and_only_what_was_chosen_stands_on_the_sheet(sari, cast):
    talked(cast)
    assert PATH in sari.get("/pantau/langkah/").text
    page = sari.get(PATH).text
    for words in (cast.complaint.number, SAID, "Akta selesai Rabu.", "Nama lengkap"):
        assert words in page
    assert sari.get(SHEET).status_code == 404
    sent = sari.post(PATH, {"parts": ["steps", "agreement"], "consent": "on"})
    assert (sent.status_code, sent["Location"]) == (302, SHEET)
    sheet = sari.get(SHEET).text
    assert "Akta selesai Rabu." in sheet
    assert cast.complaint.number in sheet
    for left_out in (SAID, SARI.name, SARI.phone):
        assert left_out not in sheet


def test_without_consent_or_without_parts_nothing_is_prepared(sari, cast):
    talked(cast)
    for data in ({"parts": ["steps"]}, {"consent": "on"}, {"parts": ["everything"], "consent": "on"}, {}):
        assert sari.post(PATH, data).status_code == 422
    assert not Referral.objects.exists()


def test_the_sheet_is_kept_as_pdf_under_a_neutral_name(sari, cast):
    sari.post(PATH, {"parts": ["steps"], "consent": "on"})
    got = sari.get("/pantau/ombudsman/berkas.pdf")
    assert got["Content-Disposition"] == 'attachment; filename="berkas.pdf"'
    with pikepdf.open(io.BytesIO(got.content)) as found:
        assert len(found.pages) == 1


def test_the_desk_sees_that_it_was_prepared(sari, cast):

    sari.post(PATH, {"parts": ["steps"], "consent": "on"})
    page = sign_in(Client(), cast.officers["rina"]).get(f"/meja/laporan/{cast.complaint.number}/").text
    assert "menyiapkan berkas untuk Ombudsman" in page


def test_a_stranger_without_the_words_gets_nothing(client, cast):
    for path in (PATH, SHEET, "/pantau/ombudsman/berkas.pdf"):
        assert client.get(path).status_code == 302


@pytest.mark.parametrize("reason", Reason.values)
def test_every_closing_says_why_in_plain_words_and_names_the_next_body(sari, cast, reason):
    close(cast, state="closed_other", close_reason=reason)
    page = sari.get("/pantau/kabar/").text
    with translation.override("id"):
        assert str(Reason(reason).label) in page
    assert "Ombudsman" in page.split("</main>")[0]


@pytest.mark.parametrize("state", sorted(ENDS - {State.CLOSED_OTHER}))
def test_every_other_end_names_the_next_body(sari, cast, state):
    close(cast, state=state)
    assert "Ombudsman" in sari.get("/pantau/kabar/").text.split("</main>")[0]


def close(cast, **how) -> None:
    """End it as a step would have, whatever it takes to come there."""
    Complaint.objects.filter(pk=cast.complaint.pk).update(closed_at=now(), due_at=NEVER, **how)
