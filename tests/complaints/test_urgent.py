"""What cannot wait: who may say so, who is told, how it ends."""

import pytest

from dengar.close.operations import confirm
from dengar.complaints.models import Urgency
from dengar.complaints.operations import Gone, NotNow, NotYours, end_urgency, mark_urgent
from dengar.complaints.operations.urgent import NoReason, NotUrgent
from dengar.ledger.models import Entry
from dengar.notices.models import Notice
from tests import trips
from tests.cast import MONDAY_9AM, file_one
from tests.trips import LATER

LIFE = Urgency.Why.LIFE


def told() -> set[str]:
    return set(Notice.objects.filter(kind="desk_urgent").values_list("to", flat=True))


@pytest.mark.parametrize("name", ["rina", "yusuf", "nor"])
def test_whoever_is_at_the_desk_may_say_so_and_two_are_told_at_once(cast, name):
    marked = mark_urgent(cast.complaint, LIFE, by=getattr(cast, name), at=LATER)
    assert told() == {f"coordinators:{cast.mall.pk}", f"overseers:{cast.mall.pk}"}
    assert Notice.objects.filter(kind="desk_urgent", due_at__gt=LATER).count() == 0
    assert Entry.objects.get(event="urgency_marked").facts == {"why": "life"}
    assert mark_urgent(cast.complaint, Urgency.Why.LIVING, by=cast.rina, at=LATER) == marked
    assert Entry.objects.filter(event="urgency_marked").count() == 1


def test_around_the_desk_only_the_overseer_is_told(cast):
    mine = file_one(cast.mall, around_desk=True)
    mark_urgent(mine, LIFE, by=cast.ombi, at=LATER)
    assert told() == {f"overseers:{cast.mall.pk}"}


def test_it_ends_with_a_reason_and_may_come_back(cast):
    mark_urgent(cast.complaint, LIFE, by=cast.rina, at=LATER)
    with pytest.raises(NoReason):
        end_urgency(cast.complaint, " ", by=cast.nor, at=LATER)
    ended = end_urgency(cast.complaint, "Sudah dirawat.", by=cast.nor, at=LATER)
    assert ended.words is not None
    assert b"dirawat" not in bytes(ended.words)
    with pytest.raises(NotUrgent):
        end_urgency(cast.complaint, "Lagi.", by=cast.nor, at=LATER)
    mark_urgent(cast.complaint, LIFE, by=cast.rina, at=LATER)
    assert Urgency.objects.open().count() == 1
    assert Urgency.objects.count() == 2


def test_strangers_speakers_and_the_person_have_no_part_in_it(cast):
    with pytest.raises(Gone):
        mark_urgent(cast.complaint, LIFE, by=cast.lutfi, at=LATER)
    with pytest.raises(NotYours):
        mark_urgent(cast.complaint, LIFE, by=cast.sari, at=LATER)
    trips.to_talking(cast)
    with pytest.raises(NotYours):
        mark_urgent(cast.complaint, LIFE, by=cast.hendra, at=LATER)
    assert not Urgency.objects.exists()


def test_what_has_ended_can_wait(cast):
    trips.to_talking(cast)
    confirm(cast.complaint, by=cast.sari, at=LATER)
    with pytest.raises(NotNow):
        mark_urgent(cast.complaint, LIFE, by=cast.rina, at=MONDAY_9AM)
