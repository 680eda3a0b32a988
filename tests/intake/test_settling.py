import pytest

from dengar.complaints.models import Complaint
from dengar.complaints.operations import NotYours
from dengar.intake import operations, queries
from dengar.ledger.models import Entry
from dengar.notices.models import Notice
from dengar.vault.models import Box, Person
from tests.cast import MONDAY_9AM

WHAT, DONE = "Nomor antrean terlewat dipanggil.", "Dipanggil kembali saat itu juga."


def settle(place, by, **more):
    return operations.settle(place.mall, WHAT, DONE, by=by, at=MONDAY_9AM, **more)


@pytest.mark.parametrize("who", ["budi", "hendra", "rina"])
def test_whoever_stands_there_may_note_it(place, who):
    complaint = settle(place, getattr(place, who), agency=place.dukcapil, phone="0812 0000 4321")
    row, what, done = queries.settlement(complaint)
    assert (what, done) == (WHAT, DONE)
    assert row.officer_id == getattr(place, who).officer_id
    assert complaint.state == "settled_at_counter"
    assert Person.objects.get().box == complaint.box
    assert [entry.event for entry in Entry.objects.all()] == ["settle"]


@pytest.mark.parametrize("who", ["budi", "hendra"])
def test_nobody_notes_it_for_another_agency(place, who):
    with pytest.raises(NotYours):
        settle(place, getattr(place, who), agency=place.samsat)
    assert not Box.objects.exists()


def test_the_coordinator_may_not(place):
    with pytest.raises(NotYours):
        settle(place, place.nor)


def test_what_is_grave_must_become_a_report(place):
    with pytest.raises(operations.NotOnTheSpot):
        settle(place, place.rina, grave=True)
    assert not Complaint.objects.exists()


def test_both_sentences_are_needed(place):
    with pytest.raises(operations.NothingNoted):
        operations.settle(place.mall, WHAT, " ", by=place.rina, at=MONDAY_9AM)


def test_nobody_is_owed_a_message_about_it(place):
    complaint = settle(place, place.rina, phone="0812 0000 4321")
    assert not Notice.objects.filter(to=f"complainant:{complaint.subject}").exists()
