"""Nobody in conflict is given a report, or told of it; there is always somebody who is."""

import pytest

from dengar.close.operations import request_withdrawal
from dengar.complaints import journey
from dengar.complaints.models import Complaint, Concern, Contact, Mode
from dengar.complaints.operations import (
    advance,
    name_respondents,
    record_contact,
    recuse,
    speak_for,
    take_in_hand,
)
from dengar.complaints.operations.contact import NoNumber
from dengar.notices.models import Notice
from dengar.people.models import Recusal
from tests.cast import LAST_YEAR, file_one, make_cast, second_overseer
from tests.trips import LATER


def told(complaint: Complaint) -> set[str]:
    rows = Notice.objects.filter(about=complaint.subject).exclude(to__startswith="complainant:")
    return set(rows.values_list("to", flat=True))


def test_of_what_goes_around_the_desk_only_the_overseer_hears(cast):
    complaint = file_one(cast.mall, around_desk=True)
    person = cast.sari.__class__(cast.sari.role, cast.sari.ref, complaint_id=complaint.pk)
    request_withdrawal(complaint, by=person, at=LATER)
    second_overseer(cast)
    speak_for(complaint, journey.CONFIRM, read_back=True, by=cast.ombi, at=LATER)
    assert told(complaint) == {f"overseers:{cast.mall.pk}"}
    assert not Notice.objects.filter(kind="desk_withdrawal", to__startswith="coordinators").exists()


def test_a_handler_who_is_named_loses_the_case_to_one_who_is_free(cast):
    rina, yusuf = cast.officers["rina"], cast.officers["yusuf"]
    Complaint.objects.update(handler=rina)
    cast.complaint.refresh_from_db()
    name_respondents(cast.complaint, Concern.PERSON, officers=[rina], by=cast.yusuf, at=LATER)
    assert cast.complaint.handler_id == yusuf.pk
    recuse(cast.complaint, yusuf, by=cast.yusuf, at=LATER)
    assert cast.complaint.handler_id is None, "nobody is free: the coordinator acts"


def test_whoever_took_it_in_hand_meanwhile_is_told_of_a_move(cast):
    Complaint.objects.update(handler=cast.officers["rina"])
    read_before = Complaint.objects.get(pk=cast.complaint.pk)
    take_in_hand(cast.complaint, by=cast.yusuf, at=LATER)
    Notice.objects.all().delete()
    advance(read_before, journey.EXAMINE, by=cast.sari, at=LATER)
    assert told(cast.complaint) == {f"officer:{cast.officers['yusuf'].pk}"}


def test_whoever_keeps_out_of_an_agency_is_given_nothing_about_it(cast):
    Recusal.objects.create(officer=cast.officers["rina"], agency=cast.dukcapil, from_at=LAST_YEAR)
    held = {file_one(cast.mall, agency=cast.dukcapil).handler_id for _ in range(8)}
    assert held == {cast.officers["yusuf"].pk}


def test_somebody_without_a_name_is_not_reached_by_telephone(db):
    cast = make_cast(mode=Mode.ANONYMOUS)
    with pytest.raises(NoNumber):
        record_contact(cast.complaint, Contact.Way.CALL, Contact.Outcome.REACHED, when=LATER, by=cast.rina, at=LATER)
    assert not cast.complaint.contacts.exists()
