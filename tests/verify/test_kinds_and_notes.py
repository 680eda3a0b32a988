"""What is noted at an answer, what is alleged, what the overseer is told, what cannot wait."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import translation

from dengar.complaints.models import Escalation, Urgency
from dengar.complaints.visibility import may_see
from dengar.ledger.models import Entry
from dengar.notices.models import Notice
from dengar.verify import queries
from dengar.verify.models import Verification
from dengar.verify.operations import open_dialogue, record, record_then
from dengar.verify.operations.checking import HardFlagged, NoReason
from tests.carry import LATER, findings, reach, to_talking
from tests.trips import journey

NOTES = {"whom": "Petugas yang mana?", "what": "Jam berapa?"}


def entries(cast, event: str) -> list[dict[str, object]]:
    rows = Entry.objects.filter(subject=cast.complaint.subject, event=event).order_by("pk")
    return [row.facts for row in rows]


def test_what_is_noted_is_sealed_and_read_beside_its_question(cast):
    record(cast.complaint, replace(findings(whom="unclear"), notes=NOTES), by=cast.rina, at=LATER)
    row = Verification.objects.get()
    assert row.notes is not None
    assert b"Petugas" not in bytes(row.notes)
    seen = queries.verification(cast.complaint)
    assert seen is not None
    assert seen.notes == NOTES
    assert [(str(answer), note) for _question, answer, note in seen.doubts] == [
        ("Ya", "Jam berapa?"),
        ("Belum", "Petugas yang mana?"),
    ]
    assert "Petugas" not in str(entries(cast, "verified"))


def test_what_was_noted_at_the_unclear_answers_is_the_question_to_the_person(cast):
    unclear = replace(findings(whom="unclear", enough="unclear"), notes={**NOTES, "enough": "Ada fotonya?"})
    record_then(cast.complaint, unclear, journey.ASK, by=cast.rina, at=LATER)
    gap = queries.open_gap(cast.complaint)
    assert gap is not None
    assert gap.words == "Petugas yang mana?\nAda fotonya?"


def test_own_words_go_before_the_notes(cast):
    unclear = replace(findings(whom="unclear"), notes=NOTES)
    record_then(cast.complaint, unclear, journey.ASK, missing="Siapa?", by=cast.rina, at=LATER)
    gap = queries.open_gap(cast.complaint)
    assert gap is not None
    assert gap.words == "Siapa?"


def test_several_kinds_are_alleged_and_none_is_a_value_of_its_own(cast):
    record(cast.complaint, findings(), by=cast.rina, at=LATER)
    assert Verification.objects.get().kinds == ["uncategorised"]
    assert entries(cast, "categorised") == []
    alleged = replace(findings(), kinds=frozenset(["TP", "PB"]), component="time")
    record(cast.complaint, alleged, by=cast.rina, at=LATER + timedelta(hours=1))
    assert entries(cast, "categorised") == [{"kinds": "pb.tp", "version": 1, "component": "time"}]
    first, second = reversed(queries.verifications(cast.complaint))
    assert first.kinds == []
    assert (second.kinds, second.component) == (["Penundaan berlarut", "Tidak patut"], "Jangka waktu penyelesaian")
    with translation.override("en"):
        assert queries.verifications(cast.complaint)[0].component == "Completion time"


def test_asking_for_a_reward_forces_the_formal_route(cast):
    reach(cast)
    bribe = replace(findings(), kinds=frozenset(["PI"]))
    with pytest.raises(HardFlagged):
        record(cast.complaint, bribe, by=cast.rina, at=LATER)
    record(cast.complaint, replace(bribe, route="formal", reason=""), by=cast.rina, at=LATER)
    assert Verification.objects.get().flags == ["illegal_fee"]
    with pytest.raises(HardFlagged):
        open_dialogue(cast.complaint, by=cast.rina, at=LATER)


def test_asking_for_a_reward_found_in_a_talk_ends_the_talk(cast):
    to_talking(cast)
    record(cast.complaint, replace(findings(route="formal"), kinds=frozenset(["PI"])), by=cast.rina, at=LATER)
    assert cast.complaint.state == "examining"


@pytest.mark.parametrize("kind", ["PW", "KK"])
def test_abuse_and_conflict_advise_the_formal_route(cast, kind):
    advised = replace(findings(reason=""), kinds=frozenset([kind]))
    with pytest.raises(NoReason):
        record(cast.complaint, advised, by=cast.rina, at=LATER)
    record(cast.complaint, replace(advised, reason="Pengadu ingin bicara."), by=cast.rina, at=LATER)
    record(cast.complaint, replace(advised, route="formal"), by=cast.rina, at=LATER + timedelta(hours=1))


@pytest.mark.parametrize("kind", ["BP", "DK", "TP", "KL"])
def test_other_kinds_need_no_reason_for_a_talk_and_one_for_the_formal_route(cast, kind):
    alleged = replace(findings(reason=""), kinds=frozenset([kind]))
    record(cast.complaint, alleged, by=cast.rina, at=LATER)
    with pytest.raises(NoReason):
        record(cast.complaint, replace(alleged, route="formal"), by=cast.rina, at=LATER)


@pytest.mark.parametrize("wrong", [{"kinds": frozenset(["XX"])}, {"component": "colour"}, {"urgent": "soon"}])
def test_what_no_form_offers_is_a_bug(cast, wrong):
    with pytest.raises((ValueError, KeyError)):
        record(cast.complaint, replace(findings(), **wrong), by=cast.rina, at=LATER)


@pytest.mark.parametrize("flag", ["illegal_fee", "own_circle", "danger"])
def test_of_a_crime_a_superior_and_a_danger_the_overseer_is_told_once(cast, flag):
    assert not may_see(cast.ombi, cast.complaint, LATER)
    for hours in (1, 2):
        found = findings(flag, route="formal")
        record(cast.complaint, found, by=cast.rina, at=LATER + timedelta(hours=hours))
    assert may_see(cast.ombi, cast.complaint, LATER)
    whys = list(Escalation.objects.values_list("why", flat=True))
    assert whys.count("flag") == 1


@pytest.mark.parametrize("flag", ["violence", "harassment", "would_reveal", "in_court"])
def test_of_other_marks_nobody_else_is_told(cast, flag):
    record(cast.complaint, findings(flag, route="formal"), by=cast.rina, at=LATER)
    assert not Escalation.objects.exists()
    assert not may_see(cast.ombi, cast.complaint, LATER)


def test_danger_to_life_cannot_wait(cast):
    record(cast.complaint, findings("danger", route="formal"), by=cast.rina, at=LATER)
    assert Urgency.objects.get().why == "life"
    told = set(Notice.objects.filter(kind="desk_urgent").values_list("to", flat=True))
    assert told == {f"overseers:{cast.mall.pk}", f"coordinators:{cast.mall.pk}"}


def test_the_means_to_live_are_marked_in_the_same_press(cast):
    record(cast.complaint, replace(findings(), urgent="living"), by=cast.rina, at=LATER)
    assert Urgency.objects.get().why == "living"
    assert cast.complaint.state == "received"
