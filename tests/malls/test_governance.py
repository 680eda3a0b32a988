"""Who governs complaints: decrees, papers, rooms, and what the leaders decided."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from dengar.kit.actors import Actor, Role
from dengar.ledger.models import Entry
from dengar.malls import operations, queries
from dengar.malls.models import GovernanceKind, GovernanceRecord, ReviewDecision
from tests.malls.conftest import MONDAY_9AM

TODAY = date(2026, 11, 23)
OFFICER = {"what": "Kepala Subbagian Umum", "number": "41/2026", "dated": date(2026, 1, 2), "signed_by": "Wali Kota"}


def written() -> list[str]:
    return list(Entry.objects.filter(event="governance_changed").order_by("pk").values_list("facts__kind", flat=True))


@pytest.fixture
def by(cast) -> dict[str, object]:
    return {"by": cast.nor, "at": MONDAY_9AM}


@pytest.fixture
def officer(cast, by) -> GovernanceRecord:
    return operations.record_governance(cast.mall, GovernanceKind.OFFICER, **OFFICER, **by)


@pytest.fixture
def review(cast, by):
    return operations.hold_review(
        cast.mall, held_on=date(2026, 10, 5), led_by="Sekretaris Daerah", took_part="Kepala Disdukcapil", **by
    )


def test_a_decree_is_written_down_put_right_and_ended_and_each_is_an_entry(cast, officer, by):
    assert queries.governance(cast.mall, TODAY)[GovernanceKind.OFFICER] == [officer]
    operations.change_governance(officer, **OFFICER, lacks="belum diumumkan", seen=0, **by)
    operations.change_governance(officer, **OFFICER, ends_on=TODAY - timedelta(days=1), seen=1, **by)
    assert queries.governance(cast.mall, TODAY)[GovernanceKind.OFFICER] == []
    assert queries.governance(cast.mall)[GovernanceKind.OFFICER] == [officer]
    assert written() == ["officer"] * 3
    assert "Kepala" not in str(list(Entry.objects.values_list("facts", flat=True)))


def test_every_kind_is_there_also_where_nothing_is(cast):
    assert queries.governance(cast.mall, TODAY) == {kind: [] for kind in GovernanceKind}


def test_what_begins_later_does_not_hold_yet(cast, by):
    operations.record_governance(
        cast.mall, GovernanceKind.ROOM, what="Lantai 2", starts_on=TODAY + timedelta(days=1), **by
    )
    assert queries.governance(cast.mall, TODAY)[GovernanceKind.ROOM] == []


def test_what_a_sent_twice_form_says_stands_once(cast, officer, by):
    with pytest.raises(operations.RecordTaken):
        operations.record_governance(cast.mall, GovernanceKind.OFFICER, **OFFICER, **by)


def test_an_empty_one_and_one_that_ends_before_it_starts_are_refused(cast, officer, by):
    with pytest.raises(operations.NothingSaid):
        operations.record_governance(cast.mall, GovernanceKind.ROOM, what="  ", **by)
    with pytest.raises(operations.EndsBeforeStart):
        operations.change_governance(
            officer, **OFFICER, starts_on=TODAY, ends_on=TODAY - timedelta(days=1), seen=0, **by
        )
    assert written() == ["officer"]


def test_who_saw_an_older_page_is_told(officer, by):
    operations.change_governance(officer, **OFFICER, seen=0, **by)
    with pytest.raises(operations.ChangedMeanwhile):
        operations.change_governance(officer, what="Sekretaris", seen=0, **by)
    officer.refresh_from_db()
    assert officer.what == OFFICER["what"]


def test_a_review_its_decisions_and_what_came_of_them_are_entries(cast, review, by):
    decision = operations.decide(review, what="Antrean akta dipisah", due_on=date(2026, 11, 1), **by)
    operations.follow_decision(decision, owner="Disdukcapil", done_on=date(2026, 11, 10), seen=0, **by)
    operations.change_review(
        review, held_on=date(2026, 10, 6), led_by="Wali Kota", took_part="", looked_at="Angka", seen=0, **by
    )
    decision.refresh_from_db()
    assert (decision.done_on, decision.owner, decision.due_on) == (date(2026, 11, 10), "Disdukcapil", date(2026, 11, 1))
    assert written() == ["leadershipreview", "reviewdecision", "reviewdecision", "leadershipreview"]


def test_reviews_come_with_their_decisions_in_two_queries(cast, review, by, django_assert_num_queries):
    older = operations.hold_review(cast.mall, held_on=date(2026, 4, 1), led_by="Wali Kota", **by)
    for one in (review, older):
        operations.decide(one, what="Sesuatu", due_on=TODAY, **by)
    with django_assert_num_queries(2):
        found = [(one.pk, len(one.decisions.all())) for one in queries.reviews(cast.mall)]
    assert found == [(review.pk, 1), (older.pk, 1)]


def test_what_has_not_come_yet_was_not_held_and_is_not_done(cast, review, by):
    tomorrow = TODAY + timedelta(days=1)
    with pytest.raises(operations.NotYet):
        operations.hold_review(cast.mall, held_on=tomorrow, led_by="Wali Kota", **by)
    decision = operations.decide(review, what="Sesuatu", due_on=tomorrow, **by)
    with pytest.raises(operations.NotYet):
        operations.follow_decision(decision, owner="", done_on=tomorrow, seen=0, **by)


def test_nothing_is_due_or_done_before_it_was_decided(review, by):
    before = review.held_on - timedelta(days=1)
    with pytest.raises(operations.BeforeReview):
        operations.decide(review, what="Sesuatu", due_on=before, **by)
    decision = operations.decide(review, what="Sesuatu", due_on=review.held_on, **by)
    with pytest.raises(operations.BeforeReview):
        operations.follow_decision(decision, owner="", done_on=before, seen=0, **by)


def test_one_review_a_day_and_one_decision_of_a_kind(cast, review, by):
    with pytest.raises(operations.RecordTaken):
        operations.hold_review(cast.mall, held_on=review.held_on, led_by="Wali Kota", **by)
    operations.decide(review, what="Sesuatu", due_on=TODAY, **by)
    with pytest.raises(operations.RecordTaken):
        operations.decide(review, what="sesuatu", due_on=TODAY, **by)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewDecision.objects.create(review=review, what="Sesuatu", due_on=TODAY)


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.COORDINATOR, Role.HOUSE)])
def test_others_change_nothing(cast, officer, review, role):
    decision = operations.decide(review, what="Sesuatu", due_on=TODAY, by=cast.nor, at=MONDAY_9AM)
    by = {"by": Actor(role, f"{role}:1", cast.mall.pk, 1), "at": MONDAY_9AM}
    before = written()
    for refused in (
        lambda: operations.record_governance(cast.mall, GovernanceKind.ROOM, what="X", **by),
        lambda: operations.change_governance(officer, what="X", seen=0, **by),
        lambda: operations.hold_review(cast.mall, held_on=TODAY, led_by="X", **by),
        lambda: operations.change_review(review, held_on=TODAY, led_by="X", took_part="", looked_at="", seen=0, **by),
        lambda: operations.decide(review, what="X", due_on=TODAY, **by),
        lambda: operations.follow_decision(decision, owner="X", done_on=None, seen=0, **by),
    ):
        with pytest.raises(operations.NotYourMall):
            refused()
    assert written() == before


def test_a_coordinator_of_another_mall_changes_nothing_here(cast, officer):
    other = Actor(Role.COORDINATOR, "coordinator:2", cast.elsewhere.pk, 2)
    with pytest.raises(operations.NotYourMall):
        operations.change_governance(officer, what="X", by=other, at=MONDAY_9AM, seen=0)
