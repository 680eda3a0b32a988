"""One in ten of what was noted as settled is asked by another officer."""

from datetime import timedelta

import pytest

from dengar.close.operations import TooLate, call_back_settled, confirm
from dengar.complaints.models import Complaint, Contact
from dengar.complaints.operations import NotNow, NotYours
from dengar.complaints.operations.behalf import AnsweredAlready, SameOfficer
from dengar.complaints.visibility import may_see, visible_to
from dengar.intake.models import Settlement
from dengar.intake.operations import NoneDrawn, settle, settling
from dengar.intake.queries import settled_calls
from dengar.kit.actors import complainant
from dengar.ledger.models import Entry
from dengar.notices.models import Notice
from dengar.people.models import Membership
from tests.cast import MONDAY_9AM, Cast

LATER = MONDAY_9AM + timedelta(hours=3)
REACHED, NO_ANSWER, WRONG = Contact.Outcome.REACHED, Contact.Outcome.NO_ANSWER, Contact.Outcome.WRONG
Answer = Settlement.Answer


@pytest.fixture(autouse=True)
def everybody_is_drawn(monkeypatch):
    monkeypatch.setattr(settling, "ONE_IN", 1)


def noted(cast: Cast, by: str = "rina", phone: str = "0812 0000 4321") -> Settlement:
    what, done = "Nomor antrean terlewat.", "Dipanggil kembali."
    made = settle(cast.mall, what, done, agency=cast.dukcapil, phone=phone, by=getattr(cast, by), at=MONDAY_9AM)
    return made.settlement


def tasks(cast: Cast, name: str) -> list[Settlement]:
    actor = getattr(cast, name)
    return list(settled_calls(visible_to(actor, LATER), actor, LATER))


def fresh(row: Settlement) -> Settlement:
    return Settlement.objects.select_related("complaint__mall", "complaint__box").get(pk=row.pk)


def test_whoever_was_drawn_is_the_task_of_another_handler(cast):
    row = noted(cast)
    assert row.call_back
    assert (tasks(cast, "rina"), tasks(cast, "yusuf"), tasks(cast, "nor")) == ([], [row], [])
    assert Notice.objects.filter(kind="desk_call_back", about=row.complaint.subject).exists()
    assert Entry.objects.get(subject=row.complaint.subject, event="settle").facts["call_back"] is True


def test_nobody_is_drawn_who_left_no_number(cast):
    assert not noted(cast, phone="").call_back
    assert not Notice.objects.filter(kind="desk_call_back").exists()


def test_where_the_draw_falls_elsewhere_nobody_calls(cast, monkeypatch):
    monkeypatch.setattr(settling.secrets, "randbelow", lambda most: most)
    row = noted(cast)
    assert not row.call_back
    with pytest.raises(NoneDrawn):
        call_back_settled(row, REACHED, Answer.RIGHT, by=cast.yusuf, at=LATER)


def test_where_only_one_handles_reports_the_coordinator_calls(cast):
    Membership.objects.filter(officer=cast.officers["yusuf"]).delete()
    row = noted(cast)
    assert tasks(cast, "nor") == [row]
    call_back_settled(fresh(row), REACHED, Answer.RIGHT, by=cast.nor, at=LATER)
    assert fresh(row).called_by == cast.officers["nor"]


def test_a_yes_stands_beside_the_note_and_counts_as_nothing_more(cast):
    row = noted(cast)
    call_back_settled(row, REACHED, Answer.RIGHT, by=cast.yusuf, at=LATER)
    row = fresh(row)
    assert (row.answer, row.called_at, row.complaint.state) == ("right", LATER, "settled_at_counter")
    assert tasks(cast, "yusuf") == []
    entry = Entry.objects.get(subject=row.complaint.subject, event="called_back")
    assert (entry.facts["move"], entry.facts["upheld"]) == ("settle", True)
    with pytest.raises(AnsweredAlready):
        call_back_settled(row, REACHED, Answer.NEVER, by=cast.yusuf, at=LATER)


def test_a_no_makes_it_a_complaint(cast):
    row = noted(cast)
    call_back_settled(row, REACHED, Answer.NOT_SETTLED, "Masih menunggu.", by=cast.yusuf, at=LATER)
    complaint = Complaint.objects.get(pk=row.complaint_id)
    assert complaint.state == "talking"
    assert complaint.objections.get().says == "not_settled"
    assert Entry.objects.get(subject=complaint.subject, event="object").facts["on_behalf"] is True


def test_never_happened_is_kept_from_whoever_noted_it(cast):
    row = noted(cast)
    call_back_settled(row, REACHED, Answer.NEVER, by=cast.yusuf, at=LATER)
    complaint = Complaint.objects.get(pk=row.complaint_id)
    assert complaint.state == "examining"
    assert not may_see(cast.rina, complaint, LATER)


def test_a_call_in_vain_is_made_once_more_and_recorded(cast):
    row = noted(cast)
    call_back_settled(row, NO_ANSWER, by=cast.yusuf, at=LATER)
    assert tasks(cast, "yusuf") == [row]
    call_back_settled(fresh(row), NO_ANSWER, by=cast.yusuf, at=LATER + timedelta(hours=2))
    assert fresh(row).answer == "unreached"
    assert row.complaint.contacts.count() == 2
    assert tasks(cast, "yusuf") == []


def test_a_wrong_number_ends_it(cast):
    row = noted(cast)
    call_back_settled(row, WRONG, by=cast.yusuf, at=LATER)
    assert fresh(row).answer == "unreached"


@pytest.mark.parametrize(("name", "refusal"), [("rina", SameOfficer), ("nor", NotYours)])
def test_who_may_not_call(cast, name, refusal):
    row = noted(cast)
    with pytest.raises(refusal):
        call_back_settled(row, REACHED, Answer.RIGHT, by=getattr(cast, name), at=LATER)
    assert not row.complaint.contacts.exists()


def test_what_the_person_said_first_holds(cast):
    row = noted(cast)
    confirm(row.complaint, by=complainant(row.complaint_id), at=LATER)
    with pytest.raises(NotNow):
        call_back_settled(row, REACHED, Answer.NOT_SETTLED, by=cast.yusuf, at=LATER)
    assert tasks(cast, "yusuf") == []


def test_after_thirty_days_it_cannot_become_a_complaint_any_more(cast):
    row = noted(cast)
    with pytest.raises(TooLate):
        call_back_settled(row, REACHED, Answer.NOT_SETTLED, by=cast.yusuf, at=LATER + timedelta(days=31))
    assert fresh(row).answer == ""
