"""Who leaves hands over what is in their hands, in the act that ends the role."""

from datetime import timedelta

import pytest

from dengar.complaints import operations
from dengar.complaints.models import Complaint, Grant, Recusal
from dengar.complaints.operations.leaving import NotASuccessor
from dengar.ledger.models import Entry
from dengar.people.models import Membership, Officer
from dengar.people.operations import rules
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


def test_only_somebody_with_the_same_part_takes_over(cast, granted):
    for name in ("lutfi", "rina", "budi"):
        with pytest.raises(NotASuccessor):
            operations.leave(role_of(cast, "hendra"), to=cast.officers[name], by=cast.nor, at=LATER)
    assert Grant.objects.current(LATER).count() == 1


def test_nobody_else_ends_a_role(cast, granted):
    with pytest.raises(rules.NotAGiver):
        operations.leave(role_of(cast, "hendra"), by=cast.rina, at=LATER)
    assert Grant.objects.current(LATER).count() == 1
