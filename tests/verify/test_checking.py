"""Verification, and the route that follows from it."""

from datetime import timedelta

import pytest

from dengar.complaints import journey
from dengar.complaints.models import Clock, Contact
from dengar.complaints.operations import Gone, NotNow, NotYours, record_contact
from dengar.ledger.models import Entry
from dengar.verify import queries
from dengar.verify.checklist import QUESTIONS
from dengar.verify.models import Gap, Verification
from dengar.verify.operations import Findings, examine, open_dialogue, record, record_then
from dengar.verify.operations.checking import (
    HardFlagged,
    NoReason,
    NotContacted,
    NotVerified,
    NotWished,
    Unanswered,
)
from dengar.verify.operations.completing import NothingAsked
from tests.cast import MONDAY_9AM

LATER = MONDAY_9AM + timedelta(hours=1)


def findings(*flags: str, route: str = "talk", reason: str = "", klass: str = "ordinary", **ticks: str) -> Findings:
    checks = dict.fromkeys(QUESTIONS, "yes") | ticks
    return Findings(checks=checks, klass=klass, route=route, flags=frozenset(flags), reason=reason)


def reach(cast) -> None:
    way, outcome = Contact.Way.CALL, Contact.Outcome.REACHED
    record_contact(cast.complaint, way, outcome, when=LATER, by=cast.rina, at=LATER)


def test_a_verification_is_recorded_sets_the_class_and_stops_its_clock(cast):
    record(cast.complaint, findings("guessable", reason="Ringkasan dibuat umum."), by=cast.rina, at=LATER)

    seen = queries.verification(cast.complaint)
    assert seen is not None
    assert seen.reason == "Ringkasan dibuat umum."
    assert (len(seen.hard), len(seen.soft), seen.may_talk) == (0, 1, True)
    cast.complaint.refresh_from_db()
    assert cast.complaint.klass == "ordinary"
    assert cast.complaint.state == "received"
    clock = Clock.objects.get(complaint=cast.complaint, kind="verification")
    assert clock.outcome == "kept"
    assert Clock.objects.filter(complaint=cast.complaint, kind="class", stopped_at=None).exists()
    entry = Entry.objects.get(subject=cast.complaint.subject, event="verified")
    assert entry.facts["flag"] == "guessable"
    assert "umum" not in str(entry.facts)


def test_a_later_verification_stands_beside_the_first_and_holds(cast):
    record(cast.complaint, findings(), by=cast.rina, at=LATER)
    record(
        cast.complaint,
        findings("violence", route="formal", klass="serious"),
        by=cast.rina,
        at=LATER + timedelta(minutes=5),
    )
    seen = queries.verification(cast.complaint)
    assert seen is not None
    assert not seen.may_talk
    assert Verification.objects.filter(complaint=cast.complaint).count() == 2


@pytest.mark.parametrize(
    "wrong, refusal",
    [
        (findings("violence"), HardFlagged),
        (findings("counsel"), NoReason),
        (findings(route="formal"), NoReason),
        (findings(klass=""), Unanswered),
        (findings(klass="question"), Unanswered),
        (findings(route="elsewhere"), Unanswered),
        (findings(what="perhaps"), Unanswered),
        (Findings(checks={"what": "yes"}, klass="ordinary", route="talk"), Unanswered),
    ],
)
def test_what_a_verification_refuses(cast, wrong, refusal):
    with pytest.raises(refusal):
        record(cast.complaint, wrong, by=cast.rina, at=LATER)
    assert not Verification.objects.exists()


def test_only_the_desk_verifies(cast):
    with pytest.raises(Gone):
        record(cast.complaint, findings(), by=cast.hendra, at=LATER)
    with pytest.raises(NotYours):
        record(cast.complaint, findings(), by=cast.sari, at=LATER)


def test_a_stale_page_is_told(cast):
    with pytest.raises(NotNow):
        record(cast.complaint, findings(), by=cast.rina, at=LATER, seen=7)


def test_a_conversation_needs_verification_and_a_personal_contact(cast):
    with pytest.raises(NotVerified):
        open_dialogue(cast.complaint, by=cast.rina, at=LATER)
    record(cast.complaint, findings(), by=cast.rina, at=LATER)
    with pytest.raises(NotContacted):
        open_dialogue(cast.complaint, by=cast.rina, at=LATER)
    reach(cast)
    open_dialogue(cast.complaint, by=cast.rina, at=LATER)
    assert cast.complaint.state == "talking"


def test_a_hard_flag_leaves_only_the_formal_route(cast):
    reach(cast)
    flagged = findings("illegal_fee", route="formal")
    record_then(cast.complaint, flagged, journey.EXAMINE, by=cast.rina, at=LATER)
    assert cast.complaint.state == "examining"
    assert Entry.objects.get(subject=cast.complaint.subject, event="examine").facts["flag"] == "illegal_fee"
    with pytest.raises(HardFlagged):
        open_dialogue(cast.complaint, wished=True, by=cast.rina, at=LATER)


def test_from_an_examination_back_to_a_talk_only_by_the_persons_wish(cast):
    reach(cast)
    record(cast.complaint, findings(), by=cast.rina, at=LATER)
    examine(cast.complaint, by=cast.rina, at=LATER)
    with pytest.raises(NotWished):
        open_dialogue(cast.complaint, by=cast.rina, at=LATER)
    open_dialogue(cast.complaint, wished=True, by=cast.rina, at=LATER)
    assert cast.complaint.state == "talking"


def test_the_person_takes_the_formal_route_at_any_time_without_a_verification(cast):
    with pytest.raises(NotVerified):
        examine(cast.complaint, by=cast.rina, at=LATER)
    examine(cast.complaint, by=cast.sari, at=LATER)
    assert cast.complaint.state == "examining"


def test_one_press_records_and_asks_or_does_neither(cast):
    unclear = findings(whom="unclear")
    with pytest.raises(NothingAsked):
        record_then(cast.complaint, unclear, journey.ASK, by=cast.rina, at=LATER)
    assert not Verification.objects.exists()
    made = record_then(cast.complaint, unclear, journey.ASK, missing="Jam berapa?", by=cast.rina, at=LATER)
    assert made.checks["whom"] == "unclear"
    assert Gap.objects.get().answered_at is None
    assert cast.complaint.state == "incomplete"


def test_a_hard_mark_found_while_people_talk_forces_the_examination(cast):
    record(cast.complaint, findings(), by=cast.rina, at=LATER)
    reach(cast)
    open_dialogue(cast.complaint, by=cast.rina, at=LATER)
    record_then(cast.complaint, findings("violence", route="formal"), journey.EXAMINE, by=cast.rina, at=LATER)
    cast.complaint.refresh_from_db()
    assert cast.complaint.state == "examining"
    assert Entry.objects.filter(subject=cast.complaint.subject, event="examine").count() == 1


def test_a_hard_mark_that_is_only_saved_forces_it_too(cast):
    record(cast.complaint, findings(), by=cast.rina, at=LATER)
    reach(cast)
    open_dialogue(cast.complaint, by=cast.rina, at=LATER)
    record_then(cast.complaint, findings("harassment", route="formal"), None, by=cast.rina, at=LATER)
    cast.complaint.refresh_from_db()
    assert cast.complaint.state == "examining"
