"""Decided point by point; examined again by somebody else; told; standing in the end."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dengar.act.operations import remedy_done
from dengar.close.models import Objection
from dengar.close.operations import object_to
from dengar.complaints.models import Clock, Complaint, Contact, Escalation
from dengar.complaints.operations import Gone, NotNow, NotYours, escalate, recuse
from dengar.complaints.visibility import standing
from dengar.decide import queries
from dengar.decide.models import Decision, Point
from dengar.decide.operations import decide, hand_to_overseer, mark_remedied, stand_due, take_second, tell_recorded
from dengar.decide.operations.deciding import (
    NoMatter,
    NoOfficial,
    NoPoint,
    NoReason,
    NotAlleged,
    PastDay,
    RemedyIncomplete,
    TooManyPoints,
)
from dengar.decide.operations.second import NotTheirTurn, SameExaminer, SomebodyFree
from dengar.decide.operations.standing import ToldAlready
from dengar.kit.actors import Role
from dengar.ledger.models import Entry
from dengar.notices.models import Notice
from dengar.verify.models import Verification
from tests.carry import LATER, ORDERED, POINT, UNHEARD, let_in, to_decided, to_examining

OFFICIAL = "Kepala DPMPTSP"


def object_again(cast, at) -> None:
    object_to(cast.complaint, "Tidak benar.", Objection.Wish.EXAMINE, by=cast.sari, at=at)


def test_a_decision_is_reasoned_point_by_point(cast):
    decision = to_decided(cast, POINT, ORDERED)
    cast.complaint.refresh_from_db()
    assert cast.complaint.state == "decided"
    seen = queries.decision(cast.complaint)
    assert seen is not None
    assert (seen.row, seen.official, seen.second) == (decision, OFFICIAL, False)
    assert [point.matter for point in seen.points] == ["Izin tertahan.", "Diminta kembali."]
    assert [point.remedy for point in seen.points] == ["", "DPMPTSP memberi jawaban tertulis."]
    assert [point.open for point in seen.points] == [False, True]
    facts = Entry.objects.get(subject=cast.complaint.subject, event="decide").facts
    assert (facts["points"], facts["remedy"], facts["outcome"]) == (2, True, "mixed")
    assert "Agustus" not in str(facts)


def test_a_remedy_has_a_clock_to_the_end_of_its_day(cast):
    to_decided(cast, ORDERED)
    point = Point.objects.get()
    assert point.clock is not None
    assert point.clock.due_at.isoformat() == "2026-11-27T15:59:59+00:00"  # 23.59.59 WITA
    assert mark_remedied(point, by=cast.rina, at=LATER)
    assert not mark_remedied(point, by=cast.rina, at=LATER)
    assert Clock.objects.get(pk=point.clock_id).outcome == "kept"


@pytest.mark.parametrize(
    "points, refusal",
    [
        ([], NoPoint),
        ([POINT] * 21, TooManyPoints),
        ([replace(POINT, matter=" ")], NoMatter),
        ([POINT, replace(POINT, reason="\n")], NoReason),
        ([replace(POINT, finding="guilty")], NoReason),
        ([replace(ORDERED, remedy_due=None)], RemedyIncomplete),
        ([replace(ORDERED, remedy=" ")], RemedyIncomplete),
        ([replace(ORDERED, remedy_kind="")], RemedyIncomplete),
        ([replace(ORDERED, remedy_kind="revenge")], RemedyIncomplete),
        ([replace(ORDERED, remedy_due=date(2026, 11, 22))], PastDay),
    ],
)
def test_what_a_decision_refuses(cast, points, refusal):
    to_examining(cast)
    with pytest.raises(refusal):
        decide(cast.complaint, points, official=OFFICIAL, unheard=UNHEARD, by=cast.rina, at=LATER)
    assert not Decision.objects.exists()
    cast.complaint.refresh_from_db()
    assert cast.complaint.state == "examining"


def test_who_decides_is_said(cast):
    to_examining(cast)
    with pytest.raises(NoOfficial):
        decide(cast.complaint, [POINT], official=" ", unheard=UNHEARD, by=cast.rina, at=LATER)


def test_only_the_desk_writes_decisions_and_only_in_an_examination(cast):
    with pytest.raises(NotNow):
        decide(cast.complaint, [POINT], official=OFFICIAL, unheard=UNHEARD, by=cast.rina, at=LATER)
    to_examining(cast)
    let_in(cast)
    with pytest.raises(NotYours):
        decide(cast.complaint, [POINT], official=OFFICIAL, unheard=UNHEARD, by=cast.hendra, at=LATER)
    with pytest.raises(Gone):
        decide(cast.complaint, [POINT], official=OFFICIAL, unheard=UNHEARD, by=cast.lutfi, at=LATER)
    with pytest.raises(NotNow):
        decide(cast.complaint, [POINT], official=OFFICIAL, unheard=UNHEARD, by=cast.rina, at=LATER, seen=0)


def test_a_second_examination_is_by_somebody_else(cast):
    to_decided(cast)
    object_again(cast, LATER)
    assert queries.examined_before(cast.complaint, cast.rina.officer_id)
    with pytest.raises(SameExaminer):
        to_decided(cast)
    decision = to_decided(cast, by=cast.yusuf)
    assert decision.round == 2
    assert [one.row.round for one in queries.decisions(cast.complaint)] == [1, 2]


def test_the_overseer_examines_where_nobody_else_can(cast):
    to_decided(cast)
    object_again(cast, LATER)
    with pytest.raises(Gone):
        to_decided(cast, by=cast.ombi)
    escalate(cast.complaint, Escalation.Why.SECOND_EXAMINATION, by=cast.rina, at=LATER)
    assert to_decided(cast, by=cast.ombi).round == 2


def only_rina_handles(cast):
    cast.officers["yusuf"].memberships.update(until_at=LATER)


def test_whose_turn_a_second_examination_is_follows_from_who_is_free(cast):
    assert queries.examiners(cast.complaint, LATER) is None
    to_decided(cast)
    assert queries.examiners(cast.complaint, LATER) is None, "nobody objects"
    object_again(cast, LATER)
    ids = {name: officer.pk for name, officer in cast.officers.items()}
    assert queries.examiners(cast.complaint, LATER) == queries.Examiners(Role.HANDLER, [ids["yusuf"]])
    recuse(cast.complaint, cast.officers["yusuf"], by=cast.yusuf, at=LATER)
    assert queries.examiners(cast.complaint, LATER) == queries.Examiners(Role.COORDINATOR, [ids["nor"]])
    recuse(cast.complaint, cast.officers["nor"], by=cast.nor, at=LATER)
    assert queries.examiners(cast.complaint, LATER) == queries.Examiners(Role.OVERSEER, [])


def test_the_coordinator_examines_where_no_other_officer_is_free(cast):
    """Nobody has to step aside by hand: who examined first is simply not free for it."""
    to_decided(cast)
    object_again(cast, LATER)
    with pytest.raises(NotTheirTurn):
        to_decided(cast, by=cast.nor)
    only_rina_handles(cast)
    assert queries.second_examinations(cast.nor, LATER, 9) == [cast.complaint]
    assert queries.second_examinations(cast.rina, LATER, 9) == []
    take_second(cast.complaint, by=cast.nor, at=LATER)
    assert queries.second_examinations(cast.nor, LATER, 9) == []
    cast.complaint.refresh_from_db()
    assert cast.complaint.handler == cast.officers["nor"]
    assert standing(cast.nor, cast.complaint, LATER) is Role.HANDLER
    assert to_decided(cast, by=cast.nor).round == 2


def test_the_coordinator_may_decide_without_taking_it_first(cast):
    to_decided(cast)
    only_rina_handles(cast)
    object_again(cast, LATER)
    assert to_decided(cast, by=cast.nor).round == 2


def test_a_first_examination_is_not_the_coordinators(cast):
    to_examining(cast)
    with pytest.raises(NotNow):
        take_second(cast.complaint, by=cast.nor, at=LATER)
    with pytest.raises(NotYours):
        to_decided(cast, by=cast.nor)


def test_whoever_is_free_is_told_and_the_overseer_only_where_nobody_is(cast):
    to_decided(cast)
    object_again(cast, LATER)
    told = Notice.objects.filter(to=f"officer:{cast.officers['yusuf'].pk}", about=cast.complaint.subject)
    assert told.count() == 1
    with pytest.raises(SomebodyFree):
        hand_to_overseer(cast.complaint, by=cast.rina, at=LATER)
    assert not Escalation.objects.exists()


def test_the_handler_is_told_too_that_the_person_chose_the_formal_route_after_a_decision(cast):
    to_decided(cast)
    Complaint.objects.update(handler=cast.officers["rina"])
    Notice.objects.all().delete()
    object_again(cast, LATER)
    assert cast.complaint.state == "examining"
    told = Notice.objects.filter(kind="desk_moved", about=cast.complaint.subject).values_list("to", flat=True)
    assert sorted(told) == sorted(f"officer:{cast.officers[name].pk}" for name in ("rina", "yusuf"))


def test_where_nobody_is_free_it_rises_by_itself(cast):
    only_rina_handles(cast)
    cast.officers["nor"].memberships.update(until_at=LATER)
    to_decided(cast)
    object_again(cast, LATER)
    assert Escalation.objects.get().why == "second"
    assert queries.second_examinations(cast.ombi, LATER, 9) == [cast.complaint]
    assert to_decided(cast, by=cast.ombi).round == 2


def test_it_is_recorded_once_that_the_decision_was_told(cast):
    decision = to_decided(cast)
    assert Clock.objects.filter(complaint=cast.complaint, kind="telling", stopped_at=None).exists()
    tell_recorded(decision, Contact.Way.CALL, by=cast.rina, at=LATER)
    assert Clock.objects.get(complaint=cast.complaint, kind="telling").outcome == "kept"
    with pytest.raises(ToldAlready):
        tell_recorded(decision, Contact.Way.CALL, by=cast.rina, at=LATER)
    with pytest.raises(NotYours):
        tell_recorded(decision, Contact.Way.CALL, by=cast.sari, at=LATER)


def test_that_the_first_was_told_does_not_tell_the_second(cast):
    only_rina_handles(cast)
    first = to_decided(cast)
    object_again(cast, LATER)
    second = to_decided(cast, by=cast.nor, at=LATER + timedelta(days=1))
    telling = Clock.objects.filter(complaint=cast.complaint, kind="telling", stopped_at=None)
    tell_recorded(first, Contact.Way.CALL, by=cast.nor, at=second.at)
    assert telling.exists()
    tell_recorded(second, Contact.Way.CALL, by=cast.nor, at=second.at)
    assert not telling.exists()


def test_a_second_decision_stands_after_fourteen_days_and_the_dispute_is_shown(cast):
    to_decided(cast)
    assert not stand_due(LATER + timedelta(days=60))
    object_again(cast, LATER)
    to_decided(cast, by=cast.yusuf)
    assert not stand_due(LATER + timedelta(days=13))
    assert stand_due(LATER + timedelta(days=14))
    cast.complaint.refresh_from_db()
    assert (cast.complaint.state, cast.complaint.close_reason) == ("closed_other", "not_agreed")
    assert not stand_due(LATER + timedelta(days=15))


def test_an_open_remedy_keeps_a_second_decision_open(cast):
    to_decided(cast)
    object_again(cast, LATER)
    to_decided(cast, ORDERED, by=cast.yusuf)
    late = LATER + timedelta(days=14)
    assert not stand_due(late)
    remedy_done(Point.objects.get(remedy_due__isnull=False), "Surat nomor 5.", by=cast.yusuf, at=late)
    assert stand_due(late)


def test_what_was_alleged_is_found_or_not(cast):
    to_examining(cast)
    Verification.objects.filter(complaint=cast.complaint).update(kinds=["PB", "TP"])
    points = [replace(POINT, kind="PB"), replace(POINT, kind="TP", finding="not"), POINT]
    decide(cast.complaint, points, official=OFFICIAL, unheard=UNHEARD, by=cast.rina, at=LATER)
    seen = queries.decision(cast.complaint)
    assert seen is not None
    assert [(one.kind, one.row.finding) for one in seen.points] == [
        ("Penundaan berlarut", "proven"),
        ("Tidak patut", "not"),
        ("", "proven"),
    ]
    assert Entry.objects.get(subject=cast.complaint.subject, event="decide").facts["found"] == "pb"


def test_nothing_is_found_that_was_not_alleged(cast):
    to_examining(cast)
    with pytest.raises(NotAlleged):
        decide(cast.complaint, [replace(POINT, kind="PI")], official=OFFICIAL, unheard=UNHEARD, by=cast.rina, at=LATER)
    assert not Decision.objects.exists()
