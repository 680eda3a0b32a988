"""A note "settled at the counter" in the person's own word."""

from datetime import timedelta

import pytest

from dengar.close.models import Objection
from dengar.close.operations import TooLate, confirm, never_happened, not_settled
from dengar.complaints.models import Clock, Complaint, Contact, Recusal
from dengar.complaints.operations import NotNow, NotYours, record_contact, say
from dengar.complaints.visibility import may_see, standing
from dengar.intake.operations import settle
from dengar.kit.actors import Role, complainant
from dengar.ledger.models import Entry
from dengar.people.models import Membership
from tests.cast import MONDAY_9AM, Cast

LATER = MONDAY_9AM + timedelta(hours=3)
THEN = LATER + timedelta(hours=2)


def settled(cast: Cast, by: str = "rina", phone: str = "") -> Complaint:
    what, done = "Nomor antrean terlewat.", "Dipanggil kembali."
    return settle(cast.mall, what, done, agency=cast.dukcapil, phone=phone, by=getattr(cast, by), at=MONDAY_9AM)


def running(complaint: Complaint) -> set[str]:
    return set(Clock.objects.filter(complaint=complaint, stopped_at=None).values_list("kind", flat=True))


def test_not_settled_it_becomes_a_complaint_with_a_contact_in_one_working_day(cast):
    complaint = settled(cast)
    made = not_settled(complaint, by=complainant(complaint.pk), at=LATER)
    complaint.refresh_from_db()
    assert complaint.state == "talking"
    assert {"first_contact", "decision"} <= running(complaint)
    assert complaint.clocks.get(kind="first_contact").due_at <= LATER + timedelta(days=2)
    assert (made.says, made.words == b"") == ("not_settled", False)
    assert Entry.objects.get(subject=complaint.subject, event="object").facts["says"] == "not_settled"


def test_whoever_left_no_number_is_written_to_and_that_is_the_contact(cast):
    complaint = settled(cast)
    assert complaint.reach == "desk"
    not_settled(complaint, "Masih belum dipanggil.", by=complainant(complaint.pk), at=LATER)
    complaint.refresh_from_db()
    assert complaint.reach == "page"
    say(complaint, "complainant", "Saya sudah membaca, nama saya Rina.", by=cast.rina, at=THEN)
    assert "first_contact" not in running(complaint)


def test_whoever_leaves_a_number_now_is_called(cast):
    complaint = settled(cast)
    not_settled(complaint, phone="0812 0000 4321", by=complainant(complaint.pk), at=LATER)
    complaint.refresh_from_db()
    assert complaint.reach == "phone"
    record_contact(complaint, Contact.Way.CALL, Contact.Outcome.REACHED, when=THEN, by=cast.rina, at=THEN)
    assert "first_contact" not in running(complaint)


@pytest.mark.parametrize("who", ["rina", "hendra", "budi"])
def test_what_never_happened_is_read_by_the_coordinator_and_not_by_who_noted_it(cast, who):
    complaint = settled(cast, who)
    never_happened(complaint, "Saya tidak ke sana.", by=complainant(complaint.pk), at=LATER)
    complaint.refresh_from_db()
    assert complaint.state == "examining"
    assert complaint.handler == cast.officers["nor"]
    assert standing(cast.nor, complaint, LATER) is Role.HANDLER
    assert Recusal.objects.get(complaint=complaint).officer == cast.officers[who]
    assert not may_see(getattr(cast, who), complaint, LATER)


def test_where_no_coordinator_is_free_the_overseer_is_let_in(cast):
    Membership.objects.filter(role="coordinator").update(until_at=MONDAY_9AM)
    complaint = settled(cast)
    never_happened(complaint, by=complainant(complaint.pk), at=LATER)
    assert complaint.escalations.get().why == "conflict"
    assert may_see(cast.ombi, complaint, LATER)


@pytest.mark.parametrize("deny", [not_settled, never_happened])
def test_it_is_the_persons_alone_once_and_within_thirty_days(cast, deny):
    complaint = settled(cast)
    with pytest.raises(NotYours):
        deny(complaint, by=cast.rina, at=LATER)
    with pytest.raises(TooLate):
        deny(complaint, by=complainant(complaint.pk), at=MONDAY_9AM + timedelta(days=31))
    assert not Objection.objects.exists()
    deny(complaint, by=complainant(complaint.pk), at=LATER)
    complaint.refresh_from_db()
    with pytest.raises(NotNow):
        deny(complaint, by=complainant(complaint.pk), at=THEN)
    assert Objection.objects.count() == 1


def test_what_is_confirmed_can_no_longer_be_denied_as_a_note(cast):
    complaint = settled(cast)
    confirm(complaint, by=complainant(complaint.pk), at=LATER)
    complaint.refresh_from_db()
    with pytest.raises(NotNow):
        not_settled(complaint, by=complainant(complaint.pk), at=THEN)
