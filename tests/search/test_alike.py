"""Which reports are shown as perhaps the same, and to whom."""

from datetime import timedelta

import pytest

from dengar.complaints.models import Complaint, Kind, Mode, Thread
from dengar.complaints.operations import NotYours, recuse, say
from dengar.kit.actors import complainant
from dengar.search import queries
from dengar.search.models import Likeness
from dengar.search.operations import tell_apart
from tests.cast import MONDAY_9AM
from tests.search.telling import another, read_all, tell
from tests.search.test_likeness import AKTA, AKTA_AGAIN, EMPTY, EMPTY_AGAIN, QUEUE
from tests.trips import LATER


def alike(cast, complaint: Complaint, name: str = "rina") -> list[str]:
    return [one.complaint.number for one in queries.alike(complaint, getattr(cast, name), LATER)]


def test_a_report_of_the_same_event_is_shown_at_both(cast):
    tell(cast.complaint, AKTA)
    again, other = another(cast, AKTA_AGAIN), another(cast, QUEUE)
    read_all()
    assert alike(cast, again) == [cast.complaint.number]
    assert alike(cast, cast.complaint) == [again.number]
    assert alike(cast, other) == []


@pytest.mark.parametrize(
    "choices",
    [{"service": None}, {"at": MONDAY_9AM + timedelta(days=91)}, {"mode": Mode.ANONYMOUS}, {"kind": Kind.QUESTION}],
)
def test_another_service_time_or_kind_and_the_nameless_are_never_compared(cast, choices):
    tell(cast.complaint, AKTA)
    another(cast, AKTA, **choices)
    read_all()
    assert not Likeness.objects.exists()


def test_two_without_a_name_are_compared(cast):
    first, second = (another(cast, text, mode=Mode.ANONYMOUS) for text in (EMPTY, EMPTY_AGAIN))
    read_all()
    assert alike(cast, second) == [first.number]


def test_whoever_goes_nameless_later_stands_beside_nobody_with_a_name(cast):
    tell(cast.complaint, AKTA)
    again = another(cast, AKTA)
    read_all()
    Complaint.objects.filter(pk=again.pk).update(mode=Mode.ANONYMOUS)
    again.refresh_from_db()
    assert alike(cast, again) == []
    assert alike(cast, cast.complaint) == []


def test_likeness_shows_nothing_that_does_not_exist_for_the_officer(cast):
    tell(cast.complaint, AKTA)
    again = another(cast, AKTA)
    read_all()
    recuse(cast.complaint, cast.officers["yusuf"], by=cast.yusuf, at=LATER)
    assert alike(cast, again, "yusuf") == []


def test_two_told_apart_stay_apart(cast):
    tell(cast.complaint, AKTA)
    again = another(cast, AKTA)
    read_all()
    with pytest.raises(NotYours):
        tell_apart(again, [cast.complaint], by=cast.nor, at=LATER)
    tell_apart(cast.complaint, [again], by=cast.rina, at=LATER)
    say(again, Thread.COMPLAINANT, "Ada lagi.", by=complainant(again.pk), at=LATER)
    read_all()
    assert alike(cast, again) == []
    assert Likeness.objects.get().apart_by == cast.officers["rina"]
