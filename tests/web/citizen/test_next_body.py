"""Wherever a report ends, the page says who goes on with it, and whom else the person may ask."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from dengar.close.operations import request_withdrawal, withdraw_due
from dengar.complaints import journey
from dengar.complaints.journey import ENDS, Reason, State
from dengar.complaints.models import Complaint, Kind
from dengar.complaints.operations import advance
from dengar.intake.operations import settle
from dengar.kit.actors import HOUSE
from dengar.kit.words import parse_words
from dengar.vault.receipts import receipt_words
from dengar.verify import operations as verify
from tests.carry import to_decided
from tests.cast import MONDAY_9AM, WORDS, Cast, file_one
from tests.publish import endings

LATER = MONDAY_9AM + timedelta(hours=1)
OMBUDSMAN = ("Ombudsman", "137")
# What came from older records has no receipt, and so no page of its person.
ENDED = [*sorted(ENDS - {State.CLOSED_OTHER}), *(reason for reason in Reason if reason != Reason.IMPORTED)]
End = Callable[[Cast], Complaint]


def withdrawn(cast: Cast) -> Complaint:
    request_withdrawal(cast.complaint, by=cast.sari, at=LATER)
    assert withdraw_due(LATER + timedelta(days=4))
    return cast.complaint


def forwarded(cast: Cast) -> Complaint:
    forward = verify.forward_ask(cast.complaint, "Dinas Perhubungan", by=cast.rina, at=LATER)
    verify.forward_accepted(forward, "Pak Joko, nomor 12.", by=cast.rina, at=LATER)
    return cast.complaint


def dismissed(reason: Reason) -> End:
    def end(cast: Cast) -> Complaint:
        into = file_one(cast.mall) if reason == Reason.MERGED else None
        verify.dismiss(cast.complaint, reason, "Begini alasannya.", into=into, by=cast.rina, at=LATER)
        return cast.complaint

    return end


def replied(cast: Cast) -> Complaint:
    row = file_one(cast.mall, kind=Kind.QUESTION)
    verify.answer(row, "Buka pukul 08.00.", by=cast.rina, at=LATER)
    return row


def thanked(*, used: bool) -> End:
    def end(cast: Cast) -> Complaint:
        row = file_one(cast.mall, kind=Kind.SUGGESTION)
        verify.thank(row, "Begini alasannya.", used=used, by=cast.rina, at=LATER)
        return row

    return end


def incomplete(cast: Cast) -> Complaint:
    verify.ask(cast.complaint, "Jam berapa?", by=cast.rina, at=LATER)
    advance(cast.complaint, journey.EXPIRE, by=HOUSE, at=LATER, reason=Reason.INCOMPLETE)
    return cast.complaint


def unconfirmed(cast: Cast) -> Complaint:
    to_decided(cast)
    advance(cast.complaint, journey.LAPSE, by=HOUSE, at=LATER)
    return cast.complaint


def at_the_counter(cast: Cast) -> Complaint:
    return settle(cast.mall, "Nomor terlewat.", "Dipanggil kembali.", token="satu", by=cast.rina, at=LATER)


ENDINGS: dict[State | Reason, End] = {
    State.CLOSED_CONFIRMED: endings.settle,
    State.CLOSED_UNCONFIRMED: unconfirmed,
    State.SETTLED_AT_COUNTER: at_the_counter,
    Reason.WITHDRAWN: withdrawn,
    Reason.FORWARDED: forwarded,
    Reason.NOT_A_COMPLAINT: dismissed(Reason.NOT_A_COMPLAINT),
    Reason.MERGED: dismissed(Reason.MERGED),
    Reason.ANSWERED: replied,
    Reason.USED: thanked(used=True),
    Reason.NOT_USED: thanked(used=False),
    Reason.IN_COURT: dismissed(Reason.IN_COURT),
    Reason.INCOMPLETE: incomplete,
    Reason.OUTSIDE_TIME: dismissed(Reason.OUTSIDE_TIME),
    Reason.NOT_AGREED: endings.dispute,
}


def own_page(client: Client, complaint: Complaint) -> str:
    words = WORDS
    if complaint.state == State.SETTLED_AT_COUNTER:
        words = receipt_words(complaint.mall.slug, "satu")
        assert parse_words(" ".join(words)) == words
    page = client.post("/pantau/", {"number": complaint.number, "words": " ".join(words)}, follow=True)
    assert page.request["PATH_INFO"] == "/pantau/kabar/"
    return page.text.split("<main")[1].split("</main>")[0]


@pytest.mark.parametrize("end", ENDED)
def test_every_end_names_the_next_body(client, cast, end):
    complaint = ENDINGS[end](cast)
    complaint.refresh_from_db()
    assert (complaint.close_reason or complaint.state) == end
    page = own_page(client, complaint)
    tiles = page.index('<ul class="tiles">')  # a link to another page names nobody
    for word in OMBUDSMAN:
        assert word in page[:tiles]


def test_what_was_forwarded_names_the_body_and_how_to_find_it(client, cast):
    page = own_page(client, forwarded(cast))
    assert "Yang melanjutkan: Dinas Perhubungan" in page
    assert "Pak Joko, nomor 12." in page


def test_a_body_that_is_asked_is_named_and_one_that_refused_is_not(client, cast):
    forward = verify.forward_ask(cast.complaint, "Dinas Perhubungan", by=cast.rina, at=LATER)
    assert "Instansi lain sudah kami tanya: Dinas Perhubungan." in own_page(client, cast.complaint)
    verify.forward_refused(forward, "Bukan wewenang mereka.", by=cast.rina, at=LATER)
    page = own_page(client, cast.complaint)
    assert "Dinas Perhubungan" not in page
    assert "Bukan wewenang" not in page


@pytest.mark.parametrize("end", ENDED)
def test_what_has_ended_claims_no_step_that_was_never_taken(client, cast, end):
    assert "Sampai di mana" in own_page(client, cast.complaint)
    complaint = ENDINGS[end](cast)
    complaint.refresh_from_db()
    assert "Sampai di mana" not in own_page(client, complaint)
