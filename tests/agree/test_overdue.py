"""A promise whose day has passed is told to the person once."""

from datetime import timedelta

from dengar.act.operations import keep
from dengar.agree.models import Commitment
from dengar.agree.operations import Promise, accept, propose, tell_overdue
from dengar.close.models import Objection
from dengar.close.operations import object_to
from dengar.notices.models import Notice
from tests import carry, trips
from tests.trips import LATER

AFTER = LATER + timedelta(days=9)


def told(cast) -> int:
    return Notice.objects.filter(kind="promise_overdue", to=f"complainant:{cast.complaint.subject}").count()


def test_the_person_is_told_once_the_day_after(cast):
    promised = trips.to_agreed(cast).commitments.get()
    last = promised.clock.due_at
    assert tell_overdue(last) is False
    assert tell_overdue(last + timedelta(seconds=1)) is True
    assert tell_overdue(AFTER) is False
    assert told(cast) == 1


def test_of_two_that_are_late_the_person_is_told_in_one(cast):
    carry.to_agreed(cast)
    assert tell_overdue(AFTER) is True
    assert tell_overdue(AFTER) is False
    assert told(cast) == 1


def test_of_what_was_kept_nobody_is_told(cast):
    promised = trips.to_agreed(cast).commitments.get()
    keep(promised, "Akta diserahkan.", by=cast.hendra, at=LATER)
    assert tell_overdue(AFTER) is False


def test_whoever_has_chosen_already_is_not_asked_to_choose(cast):
    trips.to_agreed(cast)
    object_to(cast.complaint, "Tidak ada kabar.", Objection.Wish.TALK, by=cast.sari, at=AFTER)
    assert tell_overdue(AFTER) is False


def test_of_their_own_promise_the_person_is_not_told(cast):
    trips.to_talking(cast)
    trips.both_needs(cast)
    trips.two_options(cast)
    own = Promise("Berkas dibawa", Commitment.Bearer.COMPLAINANT, (LATER + timedelta(days=2)).date())
    accept(propose(cast.complaint, "Berkas dibawa.", [own], by=cast.hendra, at=LATER), by=cast.sari, at=LATER)
    cast.complaint.refresh_from_db()
    assert cast.complaint.state == "agreed"
    assert tell_overdue(AFTER) is False
