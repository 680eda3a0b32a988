"""Carry Sari's report along the journey by the steps' own operations, for tests of what comes later."""

from datetime import date, datetime, timedelta

from dengar.agree import operations as agree
from dengar.agree.models import Agreement, Commitment
from dengar.complaints.models import Complaint, Concern
from dengar.complaints.operations import approve_brief, grant, name_respondents
from dengar.decide.models import Decision
from dengar.decide.operations import Finding, decide
from dengar.kit.actors import Actor
from dengar.talk.models import Side, Summary
from dengar.talk.operations import add_option, write_summary
from dengar.verify import operations as verify
from dengar.verify.checklist import QUESTIONS
from tests.cast import MONDAY_9AM, Cast
from tests.trips import speak_with

LATER = MONDAY_9AM + timedelta(hours=1)
FRIDAY = date(2026, 11, 27)
UNHEARD = "Dua kali ditelepon, tidak tersambung."


def findings(*flags: str, route: str = "talk", reason: str = "Begini.", **ticks: str) -> verify.Findings:
    checks = dict.fromkeys(QUESTIONS, "yes") | ticks
    return verify.Findings(checks=checks, klass="ordinary", route=route, flags=frozenset(flags), reason=reason)


def reach(cast: Cast, complaint: Complaint | None = None) -> None:
    """Rina calls, and somebody answers; a nameless person she writes to."""
    speak_with(complaint or cast.complaint, by=cast.rina, at=LATER)


def let_in(cast: Cast, name: str = "hendra") -> None:
    """The agency's speaker may see the summary."""
    complaint, rina = cast.complaint, cast.rina
    name_respondents(complaint, Concern.UNIT, agency=cast.dukcapil, by=rina, at=LATER)
    approve_brief(complaint, title="Syarat akta", words="Syarat berbeda-beda.", by=rina, at=LATER)
    grant(complaint, cast.officers[name], cast.dukcapil, by=rina, at=LATER)


def to_talking(cast: Cast) -> Complaint:
    reach(cast)
    verify.record(cast.complaint, findings(), by=cast.rina, at=LATER)
    verify.open_dialogue(cast.complaint, by=cast.rina, at=LATER)
    return cast.complaint


def to_agreed(cast: Cast, due_on: date = FRIDAY) -> Agreement:
    """Two promises of the agency, due on the same day; the agency's speaker is let in."""
    complaint = to_talking(cast)
    let_in(cast)
    for side in (Side.COMPLAINANT, Side.AGENCY):
        how = Summary.How.READ_BACK
        write_summary(complaint, side, words="Begini.", need="Kepastian.", how=how, by=cast.rina, at=LATER)
        add_option(complaint, "Akta selesai Jumat.", author=side, by=cast.rina, at=LATER)
    bearer = Commitment.Bearer.AGENCY
    promises = [agree.Promise(what, bearer, due_on) for what in ("Akta diserahkan", "Daftar syarat ditempel")]
    agreement = agree.propose(complaint, "Akta selesai Jumat.", promises, by=cast.hendra, at=LATER)
    assert agree.accept(agreement, by=cast.sari, at=LATER)
    complaint.refresh_from_db()
    return agreement


def to_examining(cast: Cast) -> Complaint:
    """By a mark of which the overseer is not told."""
    verify.record(cast.complaint, findings("violence", route="formal"), by=cast.rina, at=LATER)
    verify.examine(cast.complaint, by=cast.rina, at=LATER)
    return cast.complaint


POINT = Finding(matter="Izin tertahan.", finding="proven", reason="Berkas lengkap sejak Agustus.")
ORDERED = Finding(
    matter="Diminta kembali.",
    finding="partly",
    reason="Dua kunjungan diakui.",
    remedy="DPMPTSP memberi jawaban tertulis.",
    remedy_due=FRIDAY,
    remedy_kind="explanation",
)


def to_decided(cast: Cast, *points: Finding, by: Actor | None = None, at: datetime = LATER) -> Decision:
    if cast.complaint.state == "received":
        to_examining(cast)
    return decide(
        cast.complaint, points or (POINT,), official="Kepala DPMPTSP", unheard=UNHEARD, by=by or cast.rina, at=at
    )
