"""A talk of both sides together: only when both want it, and nobody outside learns of it."""

from datetime import timedelta

import pytest

from dengar.close import operations as close
from dengar.complaints.models import Mode
from dengar.complaints.operations import NotNow, NotYours
from dengar.complaints.operations.behalf import NotReadBack
from dengar.ledger.models import Entry
from dengar.notices.kinds import KINDS
from dengar.notices.models import Notice
from dengar.talk import operations, queries
from dengar.talk.models import Apart, JointTalk
from dengar.talk.operations.meeting import AskedAlready, Nameless, NoPlace, NotTogether, PastMoment
from tests import trips
from tests.cast import make_cast
from tests.trips import LATER

THURSDAY = LATER + timedelta(days=3)
ROOM = "Ruang Seroja, lantai 2"


@pytest.fixture
def asked(cast):
    trips.to_talking(cast)
    operations.ask_joint(cast.complaint, THURSDAY, ROOM, by=cast.rina, at=LATER)
    return cast


def row(cast) -> JointTalk:
    return JointTalk.objects.select_related("complaint").get(complaint=cast.complaint)


def answer(cast, yes: bool, who) -> bool:
    return operations.answer_joint(row(cast), yes, by=who, at=LATER)


def test_it_is_fixed_only_by_two_yeses(asked):
    assert not answer(asked, True, asked.hendra)
    assert not Entry.objects.filter(event="appointment_made").exists()
    assert answer(asked, True, asked.sari)
    assert Entry.objects.filter(event="appointment_made").exists()
    assert queries.joint(asked.complaint).row.agreed


def test_nobody_answers_for_another(asked):
    for who in (asked.rina, asked.nor):
        with pytest.raises(NotYours):
            answer(asked, True, who)


def test_who_has_only_a_phone_answers_by_voice_and_never_through_the_agency(asked):
    said = {"at": LATER}
    with pytest.raises(NotReadBack):
        operations.speak_joint(row(asked), True, read_back=False, by=asked.rina, **said)
    with pytest.raises(NotYours):
        operations.speak_joint(row(asked), True, read_back=True, by=asked.hendra, **said)
    assert row(asked).complainant == ""
    answer(asked, True, asked.hendra)
    assert operations.speak_joint(row(asked), True, read_back=True, by=asked.rina, **said)
    told = Entry.objects.filter(event="joint_talk_answered").last()
    assert (told.actor, told.facts["side"]) == (f"on_behalf:{asked.rina.officer}", "complainant")
    assert Notice.objects.filter(kind="joint_settled").exists()
    assert not answer(asked, False, asked.sari), "what was recorded is taken back on one's own page"


@pytest.mark.parametrize("who", ["sari", "hendra"])
def test_a_no_ends_it_and_costs_nothing(asked, who):
    step, state = asked.complaint.step, asked.complaint.state
    answer(asked, True, asked.hendra)
    answer(asked, False, getattr(asked, who))
    asked.complaint.refresh_from_db()
    assert (asked.complaint.step, asked.complaint.state) == (step, state)
    assert queries.joint(asked.complaint) is None
    with pytest.raises(NotNow):
        answer(asked, True, asked.sari)
    assert operations.ask_joint(asked.complaint, THURSDAY, ROOM, by=asked.rina, at=LATER)


def test_a_yes_may_become_a_no_until_it_begins(asked):
    answer(asked, True, asked.hendra)
    answer(asked, True, asked.sari)
    with pytest.raises(NotNow):
        operations.answer_joint(row(asked), False, by=asked.sari, at=THURSDAY)
    assert not answer(asked, False, asked.sari)
    assert row(asked).over_at == LATER


@pytest.mark.parametrize(
    ("starts_at", "place", "why"), [(LATER, ROOM, PastMoment), (THURSDAY, "  ", NoPlace), (THURSDAY, ROOM, NotTogether)]
)
def test_what_cannot_be_asked(cast, starts_at, place, why):
    trips.to_talking(cast)
    if why is NotTogether:
        operations.keep_apart(cast.complaint, Apart.Why.FEAR, by=cast.rina, at=LATER)
    with pytest.raises(why):
        operations.ask_joint(cast.complaint, starts_at, place, by=cast.rina, at=LATER)


def test_one_at_a_time_and_not_before_people_talk(asked):
    with pytest.raises(AskedAlready):
        operations.ask_joint(asked.complaint, THURSDAY, ROOM, by=asked.rina, at=LATER)
    close.confirm(asked.complaint, by=asked.sari, at=LATER)
    with pytest.raises(NotNow):
        answer(asked, True, asked.hendra)


def test_who_is_nameless_is_not_asked(db):
    cast = make_cast(mode=Mode.ANONYMOUS)
    trips.to_talking(cast)
    with pytest.raises(Nameless):
        operations.ask_joint(cast.complaint, THURSDAY, ROOM, by=cast.rina, at=LATER)


@pytest.mark.parametrize(("who", "told"), [("sari", 0), ("rina", 1)])
def test_keeping_them_apart_calls_it_off_and_tells_the_others(asked, who, told):
    operations.keep_apart(asked.complaint, Apart.Why.FEAR, by=getattr(asked, who), at=LATER)
    assert queries.joint(asked.complaint) is None
    assert Entry.objects.filter(event="joint_talk_off").count() == 1
    assert Notice.objects.filter(kind="joint_settled").count() == told


def test_both_are_reminded_once_a_day_before_and_never_without_both(asked):
    near = THURSDAY - timedelta(hours=20)
    answer(asked, True, asked.sari)
    assert not operations.remind_due(near)
    answer(asked, True, asked.hendra)
    assert not operations.remind_due(THURSDAY - timedelta(days=2))
    assert operations.remind_due(near)
    assert not operations.remind_due(near)
    assert Notice.objects.filter(kind="joint_soon").count() == 1


def test_messages_outside_are_as_neutral_as_all_others():
    for kind in ("joint_asked", "joint_settled", "joint_soon"):
        assert (KINDS[kind].subject, KINDS[kind].body) == (KINDS["message"].subject, KINDS["message"].body)
    assert KINDS["desk_joint"].body == KINDS["desk_message"].body


def test_it_was_held_only_with_both_and_once_it_began(asked):
    answer(asked, True, asked.hendra)
    answer(asked, True, asked.sari)
    with pytest.raises(NotNow):
        operations.end_joint(row(asked), held=True, by=asked.rina, at=LATER)
    operations.end_joint(row(asked), held=True, by=asked.rina, at=THURSDAY)
    assert (row(asked).held, Entry.objects.filter(event="talk_held").count()) == (True, 1)
    with pytest.raises(NotNow):
        operations.end_joint(row(asked), held=False, by=asked.rina, at=THURSDAY)


def test_the_place_is_sealed(asked):
    assert b"Seroja" not in bytes(row(asked).place)
    assert queries.joint(asked.complaint).place == ROOM
