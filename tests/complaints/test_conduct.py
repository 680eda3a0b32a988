"""Unreasonable conduct: a plan on how people speak with each other, which never stops or slows the complaint."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from dengar.complaints import conduct as plans
from dengar.complaints.journey import moves_from
from dengar.complaints.models import Clock, ConductPlan
from dengar.complaints.operations import NotNow, NotYours, say
from dengar.complaints.operations import conduct as operations
from dengar.complaints.operations.timing import local_day
from dengar.complaints.visibility import may_see
from dengar.kit.actors import Role
from dengar.ledger.models import Entry
from dengar.notices.models import Notice
from dengar.people import queries as people
from dengar.people.models import Membership, Officer
from tests import trips
from tests.cast import LAST_YEAR, MONDAY_9AM, Cast
from tests.trips import LATER

WHAT, WHY = "Menelepon 14 kali pada hari yang sama.", "Supaya petugas lain bisa dilayani juga."
MONTH = (MONDAY_9AM + timedelta(days=30)).date()
OUTSIDE = [0, -1, 91]


def propose(cast: Cast, by="rina", **more) -> ConductPlan:
    given = {"conduct": WHAT, "measures": ["one_person", "shorter"], "reason": WHY, "review_on": MONTH, **more}
    return operations.propose_plan(cast.complaint, **given, by=getattr(cast, by), at=LATER)


def in_force(cast: Cast) -> ConductPlan:
    plan = propose(cast)
    operations.decide_plan(plan, True, by=cast.nor, at=LATER)
    return ConductPlan.objects.get(pk=plan.pk)


def coordinator(cast: Cast, name: str = "dewi"):
    officer = Officer.objects.create_user(email=f"{name}@example.go.id", name=name.title())
    Membership.objects.create(officer=officer, mall=cast.mall, role="coordinator", from_at=LAST_YEAR)
    return people.actor(officer, at=MONDAY_9AM)


def test_it_holds_only_after_somebody_senior_has_approved_it_and_the_person_is_told(cast):
    plan = propose(cast)
    assert not ConductPlan.objects.in_force(local_day(cast.complaint, LATER)).exists()
    assert not Notice.objects.filter(kind="conduct").exists()
    operations.decide_plan(plan, True, by=cast.nor, at=LATER)
    assert ConductPlan.objects.in_force(local_day(cast.complaint, LATER)).get() == plan
    assert Notice.objects.get(kind="conduct").to == f"complainant:{cast.complaint.subject}"
    shown = plans.plans(cast.complaint)[0]
    assert (shown.conduct, shown.reason, len(shown.measures)) == (WHAT, WHY, 2)
    assert "14 kali" not in str(list(Entry.objects.values_list("facts", flat=True)))


def test_nothing_of_the_journey_changes(cast):
    trips.to_talking(cast)
    roles = [Role.COMPLAINANT, Role.HANDLER, Role.LIAISON]
    fields = ["kind", "due_at", "stopped_at"]
    before = [moves_from(cast.complaint.state, role) for role in roles]
    clocks = list(Clock.objects.order_by("pk").values_list(*fields))
    in_force(cast)
    cast.complaint.refresh_from_db()
    assert [moves_from(cast.complaint.state, role) for role in roles] == before
    assert list(Clock.objects.order_by("pk").values_list(*fields)) == clocks
    say(cast.complaint, "complainant", "Saya tetap boleh menulis.", by=cast.sari, at=LATER)


def test_the_whole_journey_goes_on_under_a_plan(cast):
    in_force(cast)
    trips.to_agreed(cast)
    assert cast.complaint.state == "agreed"


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"conduct": "  "}, operations.NothingSaid),
        ({"reason": ""}, operations.NothingSaid),
        ({"measures": []}, operations.NoMeasure),
        ({"measures": ["shut_the_door"]}, operations.NoMeasure),
        *[({"review_on": MONDAY_9AM.date() + timedelta(days=days)}, operations.NoReview) for days in OUTSIDE],
    ],
)
def test_what_is_missing_or_unlimited_is_refused(cast, given, refusal):
    with pytest.raises(refusal):
        propose(cast, **given)
    assert not ConductPlan.objects.exists()


def test_nobody_approves_what_they_proposed_themselves(cast):
    plan = propose(cast)
    for who in (cast.rina, cast.yusuf, cast.sari):
        with pytest.raises(NotYours):
            operations.decide_plan(plan, True, by=who, at=LATER)
    ConductPlan.objects.filter(pk=plan.pk).update(proposed_by=cast.officers["nor"])
    plan.refresh_from_db()
    with pytest.raises(operations.NotYourOwn):
        operations.decide_plan(plan, True, by=cast.nor, at=LATER)
    with pytest.raises(IntegrityError), transaction.atomic():
        ConductPlan.objects.update(approved=True, decided_by=cast.officers["nor"], decided_at=LATER)


def test_there_is_one_plan_at_a_time_and_a_refused_one_makes_room(cast):
    plan = propose(cast)
    with pytest.raises(operations.OneAlready):
        propose(cast)
    with pytest.raises(operations.NothingSaid):
        operations.decide_plan(plan, False, " ", by=cast.nor, at=LATER)
    operations.decide_plan(plan, False, "Cukup satu petugas saja dulu.", by=cast.nor, at=LATER)
    with pytest.raises(NotNow):
        operations.decide_plan(plan, True, by=cast.nor, at=LATER)
    propose(cast)


def test_the_person_objects_and_somebody_without_a_part_in_it_looks_anew(cast):
    plan = in_force(cast)
    dewi = coordinator(cast)
    operations.object_to_plan(plan, "Saya menelepon karena tidak dijawab.", by=cast.sari, at=LATER)
    plan.refresh_from_db()
    assert plans.waiting_for(cast.nor, LATER) == []
    assert plans.waiting_for(dewi, LATER) == [plan]
    assert not cast.complaint.escalations.exists()
    with pytest.raises(operations.NotYourOwn):
        operations.renew_plan(plan, "Masih perlu.", MONTH, by=cast.nor, at=LATER)
    made = operations.renew_plan(plan, "Masih perlu.", MONTH, by=dewi, at=LATER)
    assert (made.renews, made.decided_by_id, made.objected_at) == (plan, dewi.officer_id, None)
    with pytest.raises(NotNow):
        operations.object_to_plan(plan, "Lagi.", by=cast.sari, at=LATER)


def test_with_one_coordinator_the_overseer_looks_at_the_objection(cast):
    plan = in_force(cast)
    assert not may_see(cast.ombi, cast.complaint, LATER)
    operations.object_to_plan(plan, "Tidak benar.", by=cast.sari, at=LATER)
    assert may_see(cast.ombi, cast.complaint, LATER)
    assert plans.waiting_for(cast.ombi, LATER) == [ConductPlan.objects.get()]


def test_whoever_works_at_the_desk_may_end_it_with_a_reason(cast):
    plan = in_force(cast)
    with pytest.raises(operations.NothingSaid):
        operations.end_plan(plan, "", by=cast.rina, at=LATER)
    with pytest.raises(NotYours):
        operations.end_plan(plan, "Cukup.", by=cast.sari, at=LATER)
    operations.end_plan(plan, "Sudah tenang.", by=cast.rina, at=LATER)
    assert plans.plans(cast.complaint)[0].words == "Sudah tenang."
    with pytest.raises(NotNow):
        operations.end_plan(plan, "Lagi.", by=cast.nor, at=LATER)


def test_what_nobody_reviews_holds_no_more_and_stays_a_task(cast):
    plan = in_force(cast)
    week_before, after = LATER + timedelta(days=23), LATER + timedelta(days=31)
    assert plans.waiting_for(cast.nor, LATER) == []
    assert plans.waiting_for(cast.nor, week_before) == [plan]
    assert plans.holds(plans.plans(cast.complaint)[0], week_before)
    assert not plans.holds(plans.plans(cast.complaint)[0], after)
    assert plans.waiting_for(cast.nor, after) == [plan]
