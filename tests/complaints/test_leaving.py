"""Who leaves hands over what is in their hands, in the act that ends the role."""

from datetime import timedelta
from functools import partial

import pytest
from django.core import mail

from dengar.close.models import Objection
from dengar.close.operations import object_to
from dengar.complaints import operations, queries
from dengar.complaints.models import Complaint, Grant, Recusal
from dengar.complaints.operations.leaving import NotASuccessor
from dengar.ledger.models import Entry
from dengar.notices.models import Notice
from dengar.notices.operations import deliver_next
from dengar.people.models import Membership, Officer
from dengar.people.operations import rules
from dengar.people.queries import actor
from dengar.work.carriers import carry
from tests.carry import to_decided
from tests.cast import MONDAY_9AM

LATER = MONDAY_9AM + timedelta(hours=1)


@pytest.fixture
def aminah(cast) -> Officer:
    officer = Officer.objects.create_user(email="aminah@example.go.id", name="Aminah")
    Membership.objects.create(
        officer=officer, mall=cast.mall, role="liaison", agency=cast.dukcapil, stand_in=True, from_at=MONDAY_9AM
    )
    return officer


@pytest.fixture
def granted(cast) -> Grant:
    hendra = cast.officers["hendra"]
    rina = cast.officers["rina"]
    return Grant.objects.create(
        complaint=cast.complaint, officer=hendra, agency=cast.dukcapil, by=rina, from_at=MONDAY_9AM
    )


def told(kind: str) -> list[str]:
    return sorted(Notice.objects.filter(kind=kind).values_list("to", flat=True))


def role_of(cast, name):
    return Membership.objects.select_related("mall", "officer", "agency").get(officer=cast.officers[name])


def test_a_liaisons_reports_go_to_the_successor(cast, granted, aminah):
    role = role_of(cast, "hendra")
    assert operations.successors(role, LATER) == [aminah]
    assert operations.in_hand(role, cast.nor, LATER) == 1
    operations.leave(role, to=aminah, by=cast.nor, at=LATER)
    assert list(Grant.objects.current(LATER).values_list("officer", flat=True)) == [aminah.pk]
    assert not Officer.objects.get(pk=cast.officers["hendra"].pk).is_active
    written = set(Entry.objects.values_list("event", flat=True))
    assert {"member_ended", "account_closed", "grant_ended", "grant_begun"} <= written


def test_without_a_successor_the_sight_ends_all_the_same(cast, granted):
    operations.leave(role_of(cast, "hendra"), by=cast.nor, at=LATER)
    assert not Grant.objects.current(LATER).exists()


def test_a_successor_in_conflict_does_not_learn_of_it(cast, granted, aminah):
    Recusal.objects.create(complaint=cast.complaint, officer=aminah, at=MONDAY_9AM)
    operations.leave(role_of(cast, "hendra"), to=aminah, by=cast.nor, at=LATER)
    assert not Grant.objects.current(LATER).exists()


def test_what_does_not_exist_for_the_coordinator_is_not_counted_and_not_handed_on(cast, granted, aminah):
    Recusal.objects.create(complaint=cast.complaint, officer=cast.officers["nor"], at=MONDAY_9AM)
    assert operations.in_hand(role_of(cast, "hendra"), cast.nor, LATER) == 0
    operations.leave(role_of(cast, "hendra"), to=aminah, by=cast.nor, at=LATER)
    assert not Grant.objects.current(LATER).exists()


def test_a_handlers_cases_go_to_the_next_who_is_free(cast):
    Complaint.objects.update(handler=cast.officers["rina"])
    operations.leave(role_of(cast, "rina"), by=cast.nor, at=LATER)
    assert Complaint.objects.get().handler == cast.officers["yusuf"]


def test_whoever_gets_a_report_is_told(cast):
    Complaint.objects.update(handler=cast.officers["rina"])
    operations.leave(role_of(cast, "rina"), by=cast.nor, at=LATER)
    assert told("desk_offer") == [f"officer:{cast.officers['yusuf'].pk}"]


def test_what_nobody_is_free_for_is_in_nobodys_hands_and_the_desk_is_told(cast):
    Complaint.objects.update(handler=cast.officers["rina"])
    Recusal.objects.create(complaint=cast.complaint, officer=cast.officers["yusuf"], at=MONDAY_9AM)
    Notice.objects.all().delete()
    operations.leave(role_of(cast, "rina"), by=cast.nor, at=LATER)
    assert [row.held for row in queries.desk(cast.nor, LATER)] == [False]
    assert told("desk_offer") == [f"handlers:{cast.mall.pk}"]
    deliver_next(partial(carry, at=LATER), at=LATER)
    assert [letter.to for letter in mail.outbox] == [["nor@example.go.id"]]


def test_a_coordinators_cases_are_handed_on_too_unless_they_go_on_handling(cast):
    nor = cast.officers["nor"]
    made = Officer.objects.create_user(email="made@example.go.id", name="Made")
    Membership.objects.create(officer=made, mall=cast.mall, role="coordinator", from_at=MONDAY_9AM)
    Complaint.objects.update(handler=nor)
    role, also = role_of(cast, "nor"), {"officer": nor, "mall": cast.mall, "role": "handler"}
    assert operations.in_hand(role, cast.nor, LATER) == 1
    handler = Membership.objects.create(**also, from_at=MONDAY_9AM)
    assert operations.in_hand(role, cast.nor, LATER) == 0
    operations.leave(role, by=actor(made, at=LATER), at=LATER)
    assert Complaint.objects.get().handler == nor
    yusuf = cast.officers["yusuf"]
    operations.leave(handler, to=yusuf, by=actor(made, at=LATER), at=LATER)
    assert Complaint.objects.get().handler == yusuf


def test_a_handler_who_takes_over_from_a_coordinator_does_not_come_to_speak_for_an_agency(cast):
    nor, made = cast.officers["nor"], Officer.objects.create_user(email="made@example.go.id", name="Made")
    Membership.objects.create(officer=made, mall=cast.mall, role="coordinator", from_at=MONDAY_9AM)
    Grant.objects.create(complaint=cast.complaint, officer=nor, agency=cast.dukcapil, by=nor, from_at=MONDAY_9AM)
    operations.leave(role_of(cast, "nor"), to=cast.officers["yusuf"], by=actor(made, at=LATER), at=LATER)
    assert not Grant.objects.current(LATER).exists()


def test_what_comes_back_after_its_officer_left_concerns_all_of_the_desk(cast):
    to_decided(cast)
    rina, yusuf = cast.officers["rina"], cast.officers["yusuf"]
    Complaint.objects.update(handler=rina)
    Membership.objects.filter(officer=rina).update(until_at=LATER)  # when it was closed, say
    Notice.objects.all().delete()
    object_to(cast.complaint, "Tidak benar.", Objection.Wish.EXAMINE, by=cast.sari, at=LATER)
    assert told("desk_moved") == [f"handlers:{cast.mall.pk}", f"officer:{yusuf.pk}"]
    assert [row.held for row in queries.desk(cast.yusuf, LATER)] == [False]


def test_only_somebody_with_the_same_part_takes_over(cast, granted):
    for name in ("lutfi", "rina", "budi"):
        with pytest.raises(NotASuccessor):
            operations.leave(role_of(cast, "hendra"), to=cast.officers[name], by=cast.nor, at=LATER)
    assert Grant.objects.current(LATER).count() == 1


def test_nobody_else_ends_a_role(cast, granted):
    with pytest.raises(rules.NotAGiver):
        operations.leave(role_of(cast, "hendra"), by=cast.rina, at=LATER)
    assert Grant.objects.current(LATER).count() == 1
