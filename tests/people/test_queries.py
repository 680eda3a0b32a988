from datetime import timedelta

import pytest

from dengar.kit.actors import Role
from dengar.people import queries
from dengar.people.models import Membership, Officer, Recusal
from tests.people.conftest import MONDAY_9AM, make_officer

DAY = timedelta(days=1)


def test_someone_with_several_roles_is_first_the_one_whose_work_waits(cast, django_assert_num_queries):
    Membership.objects.create(officer=cast.budi, mall=cast.mall, role="handler", from_at=MONDAY_9AM, stand_in=True)
    with django_assert_num_queries(1):
        actor = queries.actor(cast.budi, at=MONDAY_9AM)
    assert actor is not None
    assert (actor.role, actor.ref, actor.mall_id) == (Role.HANDLER, f"handler:{cast.budi.pk}", cast.mall.pk)


def test_a_role_can_be_chosen_but_not_somebody_elses(cast):
    own = cast.budi.memberships.get()
    other = cast.nor.memberships.get()
    Membership.objects.create(officer=cast.budi, mall=cast.mall, role="handler", from_at=MONDAY_9AM)
    assert queries.actor(cast.budi, at=MONDAY_9AM, membership_id=own.pk).role is Role.OFFICER
    assert queries.actor(cast.budi, at=MONDAY_9AM, membership_id=other.pk).role is Role.HANDLER


def test_an_ended_role_and_a_closed_account_are_nobody(cast):
    cast.rina.memberships.update(until_at=MONDAY_9AM + DAY)
    assert queries.actor(cast.rina, at=MONDAY_9AM) is not None
    assert queries.actor(cast.rina, at=MONDAY_9AM + DAY) is None
    Officer.objects.filter(pk=cast.budi.pk).update(is_active=False)
    assert queries.actor(cast.budi, at=MONDAY_9AM) is None


def test_a_role_that_begins_later_does_not_hold_yet(cast):
    assert queries.actor(cast.rina, at=MONDAY_9AM - DAY) is None


def test_an_agency_speaks_by_its_liaison_then_deputy_then_off_site_superior(cast):
    deputy = make_officer("Aminah", cast.mall, "liaison", agency=cast.dukcapil, stand_in=True)
    head = make_officer("Kadis", cast.mall, "liaison", agency=cast.dukcapil)
    Officer.objects.filter(pk=head.pk).update(off_site=True)
    make_officer("Lutfi", cast.mall, "liaison", agency=cast.samsat)
    assert [one.officer for one in queries.speakers(cast.dukcapil, MONDAY_9AM)] == [cast.hendra, deputy, head]
    deputy.memberships.update(until_at=MONDAY_9AM)
    assert [one.officer for one in queries.speakers(cast.dukcapil, MONDAY_9AM)] == [head], "a small agency"


def test_handlers_come_before_their_deputies(cast):
    deputy = make_officer("Yusuf", cast.mall, "handler", stand_in=True)
    make_officer("Other", cast.elsewhere, "handler")
    assert queries.handlers(cast.mall, MONDAY_9AM) == [cast.rina, deputy]


def test_an_agency_of_fewer_than_three_is_heard_off_site(cast):
    assert queries.heard_off_site(cast.dukcapil, MONDAY_9AM)
    make_officer("Third", cast.mall, "officer", agency=cast.dukcapil)
    assert not queries.heard_off_site(cast.dukcapil, MONDAY_9AM)


@pytest.mark.parametrize("cycle", [False, True])
def test_superiors_go_all_the_way_up_and_a_cycle_does_no_harm(cast, cycle):
    Officer.objects.filter(pk=cast.budi.pk).update(superior=cast.hendra)
    Officer.objects.filter(pk=cast.hendra.pk).update(superior=cast.nor)
    if cycle:
        Officer.objects.filter(pk=cast.nor.pk).update(superior=cast.budi)
    assert queries.is_superior_of(cast.nor, cast.budi)
    assert queries.is_superior_of(cast.budi, cast.nor) is cycle
    assert {cast.hendra.pk, cast.budi.pk} <= queries.subordinates(cast.nor.pk)
    assert not queries.is_superior_of(cast.rina, cast.budi)


def test_who_keeps_out_of_what(cast):
    Recusal.objects.create(officer=cast.rina, agency=cast.samsat, from_at=MONDAY_9AM)
    Recusal.objects.create(officer=cast.rina, about=cast.budi, from_at=MONDAY_9AM, until_at=MONDAY_9AM + DAY)
    Recusal.objects.create(officer=cast.nor, agency=cast.dukcapil, from_at=MONDAY_9AM)
    assert queries.recused_agencies(cast.rina, MONDAY_9AM) == {cast.samsat.pk}
    assert queries.recused_officers(cast.rina.pk, MONDAY_9AM) == {cast.budi.pk}
    assert queries.recused_officers(cast.rina, MONDAY_9AM + DAY) == set()
