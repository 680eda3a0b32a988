"""Nobody's report waits where no one may see it; old copies and late records change nothing that is true."""

from datetime import timedelta

import pytest

from dengar.complaints import journey
from dengar.complaints.models import Complaint, Concern, Contact, Grant, Reach, Thread
from dengar.complaints.operations import (
    Gone,
    advance,
    end_grant,
    escalate_due,
    name_respondents,
    record_contact,
    recuse,
    say,
    speak_for,
    start_clock,
)
from dengar.complaints.operations.behalf import NobodyElse
from dengar.complaints.visibility import visible_to
from dengar.notices.models import Notice
from dengar.people import operations as people
from dengar.work import carriers
from tests.cast import MONDAY_9AM, file_one, second_overseer
from tests.trips import LATER, let_hendra_in


def told(complaint: Complaint, kind: str) -> str:
    return Notice.objects.filter(about=complaint.subject, kind=kind).latest("pk").to


def name(cast, *names: str) -> None:
    officers = [cast.officers[one] for one in names]
    name_respondents(cast.complaint, Concern.PERSON, officers=officers, by=cast.rina, at=LATER)


def test_where_nobody_in_the_mall_is_free_the_overseer_is_let_in(cast, mailoutbox):
    name(cast, "rina", "yusuf")
    assert escalate_due(LATER) is False, "the coordinator is free"
    recuse(cast.complaint, cast.officers["nor"], by=cast.nor, at=LATER)
    assert not visible_to(cast.ombi, LATER).exists()
    assert escalate_due(LATER) is True
    assert escalate_due(LATER) is False, "once is enough"
    assert visible_to(cast.ombi, LATER).get() == cast.complaint
    say(cast.complaint, Thread.COMPLAINANT, "Halo?", by=cast.sari, at=LATER)
    carriers.carry(Notice.objects.get(about=cast.complaint.subject, kind="desk_message"), at=LATER)
    assert [mail.to for mail in mailoutbox] == [["ombi@example.go.id"]]


def test_keeping_out_of_an_agency_counts_too(cast):
    for one in ("rina", "yusuf", "nor"):
        people.recuse(cast.officers[one], agency=cast.dukcapil, by=cast.nor, at=LATER)
    assert escalate_due(LATER) is True
    assert visible_to(cast.ombi, LATER).get() == cast.complaint


@pytest.mark.parametrize("move", [journey.AGREE, journey.CONFIRM, journey.WITHDRAW])
def test_where_nobody_else_could_call_back_it_is_refused_beforehand(cast, move):
    other = file_one(cast.mall, around_desk=True)
    with pytest.raises(NobodyElse):
        speak_for(other, move, read_back=True, by=cast.ombi, at=LATER)
    assert not other.on_behalf.exists()
    speak_for(other, journey.EXAMINE, read_back=True, by=cast.ombi, at=LATER)
    second_overseer(cast)
    assert speak_for(other, move, read_back=True, by=cast.ombi, at=LATER)[1] is None


def test_who_is_in_conflict_or_spoke_for_the_agency_does_not_count_as_somebody_else(cast):
    for one in ("yusuf", "nor"):
        recuse(cast.complaint, cast.officers[one], by=cast.rina, at=LATER)
    with pytest.raises(NobodyElse):
        speak_for(cast.complaint, journey.CONFIRM, read_back=True, by=cast.rina, at=LATER)


def test_what_goes_around_the_desk_is_never_told_to_it(cast):
    other = file_one(cast.mall, around_desk=True)
    second_overseer(cast)
    speak_for(other, journey.CONFIRM, read_back=True, by=cast.ombi, at=LATER)
    assert told(other, "desk_call_back") == f"overseers:{cast.mall.pk}"


def test_only_who_handles_it_ends_a_speaker_s_sight(cast):
    let_hendra_in(cast)
    held = Grant.objects.get()
    with pytest.raises(Gone):
        end_grant(held, by=cast.lutfi, at=LATER)
    assert visible_to(cast.hendra, LATER).exists()
    end_grant(held, by=cast.rina, at=LATER)
    assert not visible_to(cast.hendra, LATER).exists()


def test_no_call_and_no_message_counts_as_telling_the_decision(cast):
    advance(cast.complaint, journey.EXAMINE, by=cast.rina, at=LATER)
    advance(cast.complaint, journey.DECIDE, by=cast.rina, at=LATER)
    Complaint.objects.update(reach=Reach.PAGE)  # whoever is written to
    cast.complaint.refresh_from_db()
    record_contact(cast.complaint, Contact.Way.CALL, Contact.Outcome.REACHED, when=LATER, by=cast.rina, at=LATER)
    say(cast.complaint, Thread.COMPLAINANT, "Selamat pagi.", by=cast.rina, at=LATER)
    assert cast.complaint.clocks.get(kind="telling").stopped_at is None


def test_a_clock_that_starts_at_the_very_end_makes_nothing_due(cast):
    seen_before = Complaint.objects.select_related("box", "mall").get(pk=cast.complaint.pk)
    advance(cast.complaint, journey.DISMISS, by=cast.rina, at=LATER, reason="in_court")
    start_clock(seen_before, "withdrawal", by=cast.sari, at=LATER, due_at=LATER + timedelta(days=3))
    cast.complaint.refresh_from_db()
    assert cast.complaint.due_at.year == 9999


def test_naming_with_an_old_copy_keeps_the_agency(cast):
    unknown = file_one(cast.mall, at=MONDAY_9AM)
    stale = Complaint.objects.select_related("box", "mall").get(pk=unknown.pk)
    name_respondents(unknown, Concern.UNIT, agency=cast.samsat, by=cast.rina, at=LATER)
    name_respondents(stale, Concern.UNKNOWN, by=cast.rina, at=LATER)
    unknown.refresh_from_db()
    assert unknown.agency == cast.samsat
