from datetime import timedelta

import pytest

from dengar.kit.actors import HOUSE, Actor, Role
from dengar.ledger.models import Entry
from dengar.people import operations, queries, second_factor
from dengar.people.models import Invitation, Membership, Officer
from dengar.people.operations import rules
from dengar.people.operations.second_factors import OwnFactor, ResetGone, SamePerson
from tests.people.conftest import MONDAY_9AM, make_officer

LATER = MONDAY_9AM + timedelta(hours=1)
PASSWORD = "empat kata milik saya"


def invited(cast, *, email="siti@example.go.id", role="custodian", **rest):
    by = cast.acting(cast.nor)
    return operations.invite(email, "Siti", role, mall=cast.mall, by=by, at=MONDAY_9AM, **rest)


def events():
    return [entry.event for entry in Entry.objects.order_by("pk")]


def test_an_invitation_becomes_an_account_and_a_role(cast):
    invitation, token = invited(cast)
    membership = operations.accept(token, PASSWORD, at=LATER)
    assert membership.officer.email == "siti@example.go.id"
    assert membership.officer.check_password(PASSWORD)
    assert membership.from_at == LATER
    assert queries.actor(membership.officer, at=LATER).role == "custodian"
    assert events() == ["person_invited", "member_begun"]
    assert token not in Invitation.objects.get(pk=invitation.pk).token_hash


def test_the_ledger_holds_no_name_and_no_address(cast):
    _, token = invited(cast)
    operations.accept(token, PASSWORD, at=LATER)
    written = str(list(Entry.objects.values()))
    assert "siti" not in written.lower()


def test_a_link_works_once_and_for_seven_days(cast):
    _, token = invited(cast)
    operations.accept(token, PASSWORD, at=LATER)
    with pytest.raises(rules.InvitationGone):
        operations.accept(token, PASSWORD, at=LATER)
    _, late = invited(cast, email="late@example.go.id", role="trainer")
    with pytest.raises(rules.InvitationGone):
        operations.accept(late, PASSWORD, at=MONDAY_9AM + timedelta(days=7))


def test_a_withdrawn_link_is_gone(cast):
    invitation, token = invited(cast)
    operations.withdraw_invitation(invitation, by=cast.acting(cast.nor), at=MONDAY_9AM)
    with pytest.raises(rules.InvitationGone):
        operations.accept(token, PASSWORD, at=LATER)
    assert events()[-1] == "invitation_withdrawn"


def test_an_invitation_is_no_way_into_an_existing_account(cast):
    _, token = invited(cast, email=cast.rina.email, role="trainer")
    with pytest.raises(rules.SignInFirst):
        operations.accept(token, "a password of my own", at=LATER)
    with pytest.raises(rules.SignInFirst):
        operations.accept(token, "a password of my own", at=LATER, signed_in=cast.budi)
    operations.accept(token, at=LATER, signed_in=cast.rina)
    cast.rina.refresh_from_db()
    assert not cast.rina.check_password("a password of my own")
    assert cast.rina.memberships.count() == 2


@pytest.mark.parametrize("password", ["", "short", "password1234", "siti@example.go.id"])
def test_an_easy_password_leaves_the_invitation_open(cast, password):
    _, token = invited(cast)
    with pytest.raises(rules.WeakPassword):
        operations.accept(token, password, at=LATER)
    assert operations.find_invitation(token, at=LATER)
    assert not Officer.objects.filter(email="siti@example.go.id").exists()


def test_the_operator_gives_no_role_and_agrees_to_no_new_factor(cast, lost):
    oki = Actor(Role.OPERATOR, f"operator:{cast.rina.pk}", mall_id=cast.mall.pk, officer_id=cast.rina.pk)
    with pytest.raises(rules.NotAGiver):
        operations.invite("x@example.go.id", "X", "handler", mall=cast.mall, by=oki, at=LATER)
    with pytest.raises(rules.NotAGiver):
        operations.agree_reset(lost, by=oki, at=MONDAY_9AM)


@pytest.mark.parametrize("who", ["rina", "hendra", "budi"])
def test_only_the_coordinator_invites(cast, who):
    with pytest.raises(rules.NotAGiver):
        operations.invite(
            "x@example.go.id", "X", "handler", mall=cast.mall, by=cast.acting(getattr(cast, who)), at=LATER
        )
    with pytest.raises(rules.NotAGiver):
        operations.invite("x@example.go.id", "X", "handler", mall=cast.elsewhere, by=cast.acting(cast.nor), at=LATER)
    assert events() == []


def test_nobody_gives_themselves_a_role(cast):
    with pytest.raises(rules.NotYourself):
        invited(cast, email=" NOR@example.go.id ", role="handler")


@pytest.mark.parametrize(
    ("role", "refusal"),
    [("liaison", rules.NeedsAgency), ("house", rules.NoSuchRole), ("complainant", rules.NoSuchRole)],
)
def test_roles_that_cannot_be_given_so(cast, role, refusal):
    with pytest.raises(refusal):
        invited(cast, role=role)


def test_custodian_and_overseer_do_nothing_else_here(cast):
    with pytest.raises(rules.RolesApart):
        invited(cast, email=cast.rina.email, role="custodian")
    make_officer("Siti", cast.mall, "custodian")
    with pytest.raises(rules.RolesApart):
        invited(cast, role="handler")


def test_the_same_role_twice_is_refused(cast):
    with pytest.raises(rules.HasRole):
        invited(cast, email=cast.hendra.email, role="liaison", agency=cast.dukcapil)


def test_the_last_role_takes_the_account_with_it(cast):
    operations.end_membership(cast.budi.memberships.get(), by=cast.acting(cast.nor), at=LATER)
    cast.budi.refresh_from_db()
    assert not cast.budi.is_active
    assert events() == ["member_ended", "account_closed"]
    with pytest.raises(rules.RoleEnded):
        operations.end_membership(cast.budi.memberships.get(), by=cast.acting(cast.nor), at=LATER)


def test_someone_who_had_left_comes_back_by_a_new_invitation(cast):
    operations.end_membership(cast.budi.memberships.get(), by=cast.acting(cast.nor), at=MONDAY_9AM)
    _, token = invited(cast, email=cast.budi.email, role="trainer")
    operations.accept(token, PASSWORD, at=LATER)
    cast.budi.refresh_from_db()
    assert cast.budi.is_active
    assert cast.budi.check_password(PASSWORD)


def test_a_mall_keeps_a_coordinator(cast):
    own = cast.nor.memberships.get()
    with pytest.raises(rules.LastCoordinator):
        operations.end_membership(own, by=cast.acting(cast.nor), at=LATER)
    make_officer("Dua", cast.mall, "coordinator")
    operations.end_membership(own, by=cast.acting(cast.nor), at=LATER)
    assert not Membership.objects.current(LATER).filter(pk=own.pk).exists()


def test_nobody_becomes_the_superior_of_their_superior(cast):
    by = cast.acting(cast.nor)
    operations.set_superior(cast.budi, cast.hendra, by=by, at=LATER)
    operations.set_superior(cast.hendra, cast.rina, by=by, at=LATER)
    for below in (cast.rina, cast.hendra):
        with pytest.raises(rules.Circle):
            operations.set_superior(cast.rina, below if below != cast.rina else cast.budi, by=by, at=LATER)
    with pytest.raises(rules.Circle):
        operations.set_superior(cast.rina, cast.rina, by=by, at=LATER)
    operations.set_superior(cast.hendra, None, by=by, at=LATER)
    assert events() == ["superior_set"] * 3


def test_people_of_another_mall_are_out_of_reach(cast):
    stranger = Officer.objects.get(name="Noise")
    with pytest.raises(rules.NotHere):
        operations.set_superior(stranger, None, by=cast.acting(cast.nor), at=LATER)
    with pytest.raises(rules.NotHere):
        operations.set_superior(cast.budi, stranger, by=cast.acting(cast.nor), at=LATER)


def test_anyone_keeps_out_by_themselves_but_not_back_in(cast):
    recusal = operations.recuse(cast.rina, agency=cast.samsat, by=cast.acting(cast.rina), at=LATER)
    assert queries.recused_agencies(cast.rina, LATER) == {cast.samsat.pk}
    with pytest.raises(rules.NotYourOwn):
        operations.end_recusal(recusal, by=cast.acting(cast.rina), at=LATER)
    operations.end_recusal(recusal, by=cast.acting(cast.nor), at=LATER + timedelta(hours=1))
    assert events() == ["recusal_set", "recusal_ended"]


def test_keeping_out_twice_is_one_row(cast):
    by = cast.acting(cast.nor)
    first = operations.recuse(cast.rina, about=cast.budi, by=by, at=LATER)
    assert operations.recuse(cast.rina, about=cast.budi, by=by, at=LATER) == first
    assert events() == ["recusal_set"]


def test_nobody_but_a_giver_keeps_others_out(cast):
    with pytest.raises(rules.NotAGiver):
        operations.recuse(cast.rina, about=cast.hendra, by=cast.acting(cast.budi), at=LATER)


def test_keeping_out_names_one_thing(cast):
    by = cast.acting(cast.nor)
    for what in ({}, {"agency": cast.samsat, "about": cast.budi}, {"about": cast.rina}):
        with pytest.raises(rules.OneThing):
            operations.recuse(cast.rina, by=by, at=LATER, **what)


def test_the_house_makes_the_first_coordinator(cast):
    _, token = operations.invite("x@example.go.id", "X", "coordinator", mall=cast.elsewhere, by=HOUSE, at=MONDAY_9AM)
    assert operations.accept(token, PASSWORD, at=LATER).role == "coordinator"


@pytest.fixture
def lost(cast):
    second_factor.set_secret(cast.budi, second_factor.new_secret())
    return operations.ask_reset(cast.budi, by=cast.acting(cast.nor), at=MONDAY_9AM)


def test_a_lost_second_factor_needs_two_other_people(cast, lost):
    assert second_factor.has_second_factor(cast.budi)
    operations.agree_reset(lost, by=cast.acting(cast.rina), at=LATER - timedelta(minutes=1))
    assert not second_factor.has_second_factor(cast.budi)
    assert events() == ["second_factor_reset"]


def test_neither_the_same_twice_nor_the_person_nor_another_role_agrees(cast, lost):
    for who, refusal in [(cast.nor, SamePerson), (cast.hendra, rules.NotAGiver), (cast.budi, rules.NotAGiver)]:
        with pytest.raises(refusal):
            operations.agree_reset(lost, by=cast.acting(who), at=MONDAY_9AM)
    stranger = Officer.objects.get(name="Noise")
    with pytest.raises(rules.NotHere):
        operations.agree_reset(lost, by=cast.acting(stranger), at=MONDAY_9AM)
    with pytest.raises(OwnFactor):
        operations.ask_reset(cast.nor, by=cast.acting(cast.nor), at=MONDAY_9AM)
    assert second_factor.has_second_factor(cast.budi)


def test_it_holds_for_an_hour_and_works_once(cast, lost):
    with pytest.raises(ResetGone):
        operations.agree_reset(lost, by=cast.acting(cast.rina), at=LATER)
    operations.agree_reset(lost, by=cast.acting(cast.rina), at=MONDAY_9AM)
    with pytest.raises(ResetGone):
        operations.agree_reset(lost, by=cast.acting(cast.rina), at=MONDAY_9AM)
