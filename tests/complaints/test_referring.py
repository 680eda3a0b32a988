"""A file for the Ombudsman: prepared by the person alone, marked, and the journey goes on."""

import pytest

from dengar.complaints.models import Kind, Referral
from dengar.complaints.operations import Gone, NotNow, NotYours, prepare_referral
from dengar.complaints.operations.referring import NothingChosen
from dengar.kit.actors import complainant
from dengar.ledger.models import Entry
from tests.cast import make_cast
from tests.trips import LATER, to_agreed


def test_the_file_is_marked_and_nothing_else_changes(cast):
    to_agreed(cast)
    before = (cast.complaint.state, cast.complaint.step, cast.complaint.due_at)
    made = prepare_referral(cast.complaint, ["steps", "story", "nonsense"], by=cast.sari, at=LATER)
    cast.complaint.refresh_from_db()
    assert (cast.complaint.state, cast.complaint.step, cast.complaint.due_at) == before
    assert made.parts == ["story", "steps"]
    assert Entry.objects.get(event="referral_prepared").facts == {"to": "ombudsman"}


def test_nobody_prepares_it_for_the_person(cast):
    for other, refusal in ((cast.rina, NotYours), (cast.hendra, Gone), (complainant(cast.complaint.pk + 1), Gone)):
        with pytest.raises(refusal):
            prepare_referral(cast.complaint, ["story"], by=other, at=LATER)
    assert not Referral.objects.exists()


def test_at_least_one_part_goes_in(cast):
    with pytest.raises(NothingChosen):
        prepare_referral(cast.complaint, [], by=cast.sari, at=LATER)


def test_a_question_is_no_matter_for_it(db):
    cast = make_cast(kind=Kind.QUESTION)
    with pytest.raises(NotNow):
        prepare_referral(cast.complaint, ["story"], by=cast.sari, at=LATER)
