"""Short cuts through the journey, made by the same operations as in life. Each returns what it made."""

from datetime import datetime, timedelta

from dengar.agree.models import Agreement, Commitment
from dengar.agree.operations import Promise, accept, propose
from dengar.complaints import journey
from dengar.complaints.models import Complaint, Concern, Contact, Mode, Thread
from dengar.complaints.operations import advance, let_in, record_contact, say
from dengar.kit.actors import Actor
from dengar.talk.models import Side, Summary
from dengar.talk.operations import add_option, write_summary
from tests.cast import MONDAY_9AM, Cast

LATER = MONDAY_9AM + timedelta(hours=1)


def speak_with(complaint: Complaint, *, by: Actor, at: datetime) -> None:
    """A nameless person is written to; everyone else is called."""
    if complaint.mode == Mode.ANONYMOUS:
        say(complaint, Thread.COMPLAINANT, "Saya sudah membaca laporan Anda.", by=by, at=at)
    else:
        record_contact(complaint, Contact.Way.CALL, Contact.Outcome.REACHED, when=at, by=by, at=at)


def reach(cast: Cast, at: datetime = LATER) -> None:
    speak_with(cast.complaint, by=cast.rina, at=at)


def let_hendra_in(cast: Cast, at: datetime = LATER) -> None:
    let_in(
        cast.complaint,
        concern=Concern.UNIT,
        agency=cast.dukcapil,
        respondent=None,
        superior=None,
        title="Syarat akta",
        words="Syarat berbeda-beda.",
        speaker=cast.officers["hendra"],
        by=cast.rina,
        at=at,
    )


def to_talking(cast: Cast, at: datetime = LATER) -> None:
    reach(cast, at)
    advance(cast.complaint, journey.OPEN_DIALOGUE, by=cast.rina, at=at)
    let_hendra_in(cast, at)


def both_needs(cast: Cast, at: datetime = LATER) -> None:
    read = Summary.How.READ_BACK
    for side, words, need in (
        (Side.COMPLAINANT, "Tiga kali datang.", "Akta sebelum 5 Desember"),
        (Side.AGENCY, "Ada edaran baru.", "Satu daftar syarat"),
    ):
        write_summary(cast.complaint, side, words=words, need=need, how=read, by=cast.rina, at=at)


def two_options(cast: Cast, at: datetime = LATER) -> None:
    add_option(cast.complaint, "Berkas dijemput", author=Side.COMPLAINANT, by=cast.rina, at=at)
    add_option(cast.complaint, "Akta selesai Rabu", by=cast.hendra, at=at)


def promise(at: datetime = LATER, days: int = 2) -> Promise:
    return Promise("Akta selesai", Commitment.Bearer.AGENCY, (at + timedelta(days=days)).date())


def to_proposed(cast: Cast, by: Actor | None = None, at: datetime = LATER) -> Agreement:
    to_talking(cast, at)
    both_needs(cast, at)
    two_options(cast, at)
    return propose(cast.complaint, "Akta selesai Rabu.", [promise(at)], by=by or cast.hendra, at=at)


def to_agreed(cast: Cast, at: datetime = LATER) -> Agreement:
    agreement = to_proposed(cast, at=at)
    accept(agreement, by=cast.sari, at=at)
    agreement.refresh_from_db()
    cast.complaint.refresh_from_db()
    return agreement
