"""The spine: one writer, one truth."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from dengar.complaints import journey, queries
from dengar.complaints.journey import Reason, State
from dengar.complaints.models import NEVER, Clock, Complaint, Concern, Contact, Grant, Kind, Mode, Thread
from dengar.complaints.operations import (
    Gone,
    NotNow,
    NotYours,
    NoWords,
    advance,
    approve_brief,
    call_back,
    change_mode,
    classify,
    grant,
    name_respondents,
    open_identity,
    read_open_identity,
    record_contact,
    rotate_words,
    say,
    say_whether_heard,
    speak_for,
)
from dengar.complaints.operations.behalf import NotReadBack, SameOfficer
from dengar.complaints.operations.contact import NotYet, OnlyInWords, TooEarly, count_contact
from dengar.complaints.operations.granting import (
    InConflict,
    NoBrief,
    NoConcern,
    NotTheirSpeaker,
)
from dengar.complaints.operations.identity import NobodyThere, NoContact, NoReason
from dengar.kit.actors import HOUSE
from dengar.ledger.models import Entry
from dengar.notices.models import Notice
from dengar.people.models import Membership
from dengar.vault.operations import read_person
from tests.cast import MONDAY_9AM, SARI, WORDS, file_one, make_cast

LATER = MONDAY_9AM + timedelta(hours=1)


def events(complaint: Complaint) -> list[str]:
    return list(Entry.objects.filter(subject=complaint.subject).order_by("pk").values_list("event", flat=True))


def reach(cast, at=LATER) -> None:
    way, outcome = Contact.Way.CALL, Contact.Outcome.REACHED
    record_contact(cast.complaint, way, outcome, when=at, by=cast.rina, at=at)


def talking(cast) -> Complaint:
    advance(cast.complaint, journey.OPEN_DIALOGUE, by=cast.rina, at=LATER)
    return cast.complaint


def let_in(cast, name: str = "hendra") -> Grant:
    name_respondents(cast.complaint, Concern.UNIT, agency=cast.dukcapil, by=cast.rina, at=LATER)
    approve_brief(cast.complaint, title="Syarat akta", words="Syarat berbeda-beda.", by=cast.rina, at=LATER)
    return grant(cast.complaint, cast.officers[name], cast.dukcapil, by=cast.rina, at=LATER)


def test_a_report_gets_a_number_clocks_entries_and_a_named_officer(cast):
    complaint = Complaint.objects.get(pk=cast.complaint.pk)
    assert complaint.handler.name == "Rina", "the deputy is not first"
    assert events(complaint)[0] == "file"
    assert {clock.kind for clock in complaint.clocks.all()} == {"receipt", "first_contact", "verification", "answer"}
    first = complaint.clocks.get(kind="first_contact")
    assert first.due_at.isoformat() == "2026-11-24T15:59:59+00:00", "one working day, to its end in WITA"
    assert complaint.due_at == first.due_at
    assert Notice.objects.filter(to=f"officer:{complaint.handler_id}", kind="desk_new").exists()


def test_a_suggestion_has_no_clock_of_a_complaint(cast):
    other = file_one(cast.mall, kind=Kind.SUGGESTION)
    assert {clock.kind for clock in other.clocks.all()} <= {"receipt", "answer"}


def test_words_open_it_and_nothing_else_does(cast):
    number = cast.complaint.number
    assert queries.by_receipt(number, WORDS) == cast.complaint
    assert queries.by_receipt(number, WORDS[::-1]) is None
    assert queries.by_receipt(number, None) is None
    assert queries.by_receipt("2222-2222", WORDS) is None


def test_new_words_close_the_old(cast):
    new = ("padi", "jukung", "teduh", "rotan", "sungai")
    rotate_words(cast.complaint, new, by=cast.sari, at=LATER)
    assert queries.by_receipt(cast.complaint.number, WORDS) is None
    assert queries.by_receipt(cast.complaint.number, new) == cast.complaint
    with pytest.raises(NotYours):
        rotate_words(cast.complaint, WORDS, by=cast.rina, at=LATER)


def test_a_move_changes_state_clocks_entries_and_notices_together(cast):
    complaint = talking(cast)
    complaint.refresh_from_db()
    assert (complaint.state, complaint.step) == ("talking", 1)
    assert "open_dialogue" in events(complaint)
    assert complaint.clocks.get(kind="verification").outcome == "kept"
    assert complaint.clocks.get(kind="decision").stopped_at is None
    assert Notice.objects.filter(to=f"complainant:{complaint.subject}", kind="talk_opened").count() == 1


def test_the_second_of_two_at_once_is_told_and_leaves_no_trace(cast):
    stale = Complaint.objects.get(pk=cast.complaint.pk)
    talking(cast)
    before = (Entry.objects.count(), Notice.objects.count(), Clock.objects.count())
    with pytest.raises(NotNow):
        advance(stale, journey.ASK, by=cast.yusuf, at=LATER)
    assert (Entry.objects.count(), Notice.objects.count(), Clock.objects.count()) == before


def test_moves_keep_to_the_table(cast):
    with pytest.raises(NotNow):
        advance(cast.complaint, journey.AGREE, by=cast.sari, at=LATER)
    with pytest.raises(NotYours):
        advance(cast.complaint, journey.OPEN_DIALOGUE, by=cast.sari, at=LATER)
    with pytest.raises(NotYours):
        advance(cast.complaint, journey.OPEN_DIALOGUE, by=cast.nor, at=LATER)
    with pytest.raises(ValueError, match="reason"):
        advance(cast.complaint, journey.DISMISS, by=cast.rina, at=LATER)


@pytest.mark.parametrize("who", ["hendra", "lutfi", "budi", "siti", "ombi"])
def test_for_whoever_has_no_part_it_does_not_exist(cast, who):
    actor = getattr(cast, who)
    assert queries.one(actor, cast.complaint.number, LATER) is None
    with pytest.raises(Gone):
        advance(cast.complaint, journey.OPEN_DIALOGUE, by=actor, at=LATER)


def test_reaching_an_end_leaves_only_the_time_to_object(cast):
    reason = Reason.NOT_A_COMPLAINT
    advance(cast.complaint, journey.DISMISS, by=cast.rina, at=LATER, reason=reason)
    cast.complaint.refresh_from_db()
    assert cast.complaint.due_at == NEVER
    assert cast.complaint.closed_at == LATER
    assert [clock.kind for clock in cast.complaint.clocks.filter(stopped_at=None)] == ["objection"]


def test_what_became_late_stays_late(cast):
    friday = MONDAY_9AM + timedelta(days=4)
    reach(cast, friday)
    late = cast.complaint.clocks.get(kind="first_contact")
    assert late.outcome == "late"
    advance(cast.complaint, journey.DISMISS, by=cast.rina, at=friday, reason=Reason.IN_COURT)
    advance(cast.complaint, journey.OBJECT, by=cast.sari, at=friday, to=State.TALKING)
    late.refresh_from_db()
    assert late.outcome == "late"


def test_classifying_counts_from_the_day_of_filing(cast):
    classify(cast.complaint, "ordinary", by=cast.rina, at=LATER)
    clock = cast.complaint.clocks.get(kind="class")
    assert clock.started_at == MONDAY_9AM
    classify(cast.complaint, "serious", by=cast.rina, at=LATER)
    assert cast.complaint.clocks.filter(kind="class", stopped_at=None).count() == 1


def moved_dates(cast) -> int:
    return Notice.objects.filter(kind="date_moved", to=f"complainant:{cast.complaint.subject}").count()


def test_the_person_is_told_of_a_target_that_another_class_has_moved(cast):
    classify(cast.complaint, "ordinary", by=cast.rina, at=LATER)
    assert moved_dates(cast) == 0, "it is the first day that they are told"
    classify(cast.complaint, "serious", by=cast.rina, at=LATER)
    assert moved_dates(cast) == 1


def test_of_another_class_with_the_same_day_nobody_is_told(cast):
    classify(cast.complaint, "ordinary", by=cast.rina, at=LATER)
    classify(cast.complaint, "ordinary", by=cast.rina, at=LATER)
    assert moved_dates(cast) == 0


def test_only_a_personal_contact_stops_its_clock(cast):
    record_contact(cast.complaint, Contact.Way.CALL, Contact.Outcome.NO_ANSWER, when=LATER, by=cast.rina, at=LATER)
    assert cast.complaint.clocks.get(kind="first_contact").stopped_at is None
    say(cast.complaint, Thread.COMPLAINANT, "Selamat pagi.", by=cast.rina, at=LATER)
    assert cast.complaint.clocks.get(kind="first_contact").stopped_at is None, "she asked to be called"
    reach(cast)
    assert cast.complaint.clocks.get(kind="first_contact").outcome == "kept"
    contact = cast.complaint.contacts.last()
    say_whether_heard(contact, False, by=cast.sari, at=LATER)
    assert (contact.outcome, contact.heard) == ("reached", "no"), "both words stand"


def test_a_signed_message_reaches_whoever_is_nameless(db):
    cast = make_cast(mode=Mode.ANONYMOUS)
    say(cast.complaint, Thread.COMPLAINANT, "Selamat pagi, saya Rina.", by=cast.rina, at=LATER)
    assert cast.complaint.clocks.get(kind="first_contact").outcome == "kept"
    with pytest.raises(NobodyThere):
        open_identity(cast.complaint, reason="Ingin tahu", by=cast.rina, at=LATER)


def test_a_written_contact_is_its_message(db):
    cast = make_cast(mode=Mode.ANONYMOUS)
    said = say(cast.complaint, Thread.COMPLAINANT, "Selamat pagi, saya Rina.", by=cast.rina, at=LATER)
    contact = cast.complaint.contacts.get()
    assert (contact.way, contact.message, contact.at) == ("written", said, said.at)


def test_no_written_contact_without_words(db):
    cast = make_cast(mode=Mode.ANONYMOUS)
    way, outcome = Contact.Way.WRITTEN, Contact.Outcome.REACHED
    with pytest.raises(OnlyInWords):
        record_contact(cast.complaint, way, outcome, when=LATER, by=cast.rina, at=LATER)
    with pytest.raises(IntegrityError), transaction.atomic():
        count_contact(cast.complaint, way, outcome, when=LATER, by=cast.rina, at=LATER)
    assert not cast.complaint.contacts.exists()
    assert cast.complaint.clocks.get(kind="first_contact").stopped_at is None


def test_a_call_recorded_later_stops_the_clock_when_it_was_made(cast):
    called, recorded = LATER, LATER + timedelta(days=3)
    call, reached = Contact.Way.CALL, Contact.Outcome.REACHED
    record_contact(cast.complaint, call, reached, when=called, by=cast.rina, at=recorded)
    clock = cast.complaint.clocks.get(kind="first_contact")
    assert (clock.stopped_at, clock.outcome) == (called, "kept")
    change = clock.changes.get(kind="stop")
    assert (change.at, change.recorded_at) == (called, recorded)
    contact = cast.complaint.contacts.get()
    assert (contact.at, contact.recorded_at) == (called, recorded)


@pytest.mark.parametrize(
    ("when", "refusal"),
    [(LATER + timedelta(minutes=1), NotYet), (MONDAY_9AM - timedelta(minutes=1), TooEarly)],
)
def test_a_call_was_made_between_the_filing_and_now(cast, when, refusal):
    with pytest.raises(refusal):
        record_contact(cast.complaint, Contact.Way.CALL, Contact.Outcome.REACHED, when=when, by=cast.rina, at=LATER)
    assert not cast.complaint.contacts.exists()


def test_threads_are_kept_apart(cast):
    let_in(cast)
    say(cast.complaint, Thread.COMPLAINANT, "Rahasia saya", by=cast.sari, at=LATER)
    say(cast.complaint, Thread.AGENCY, "Kami cek", by=cast.hendra, at=LATER)
    assert [words for _m, words in queries.thread(cast.complaint, Thread.AGENCY)] == ["Kami cek"]
    with pytest.raises(NotYours):
        say(cast.complaint, Thread.COMPLAINANT, "Halo", by=cast.hendra, at=LATER)
    with pytest.raises(NoWords):
        say(cast.complaint, Thread.COMPLAINANT, " \n ", by=cast.sari, at=LATER)


def test_opening_a_name_needs_a_reason_and_is_written_down(cast):
    with pytest.raises(NoReason):
        open_identity(cast.complaint, reason="  ", by=cast.rina, at=LATER)
    assert read_open_identity(cast.complaint, by=cast.rina, at=LATER) is None
    details = open_identity(cast.complaint, reason="Menelepon", by=cast.rina, at=LATER)
    assert details == SARI
    assert "identity_opened" in events(cast.complaint)
    again = read_open_identity(cast.complaint, by=cast.rina, at=LATER + timedelta(minutes=9))
    assert again is not None
    assert again[0] == SARI
    assert read_open_identity(cast.complaint, by=cast.rina, at=LATER + timedelta(minutes=10)) is None
    assert read_open_identity(cast.complaint, by=cast.yusuf, at=LATER) is None, "each opens for themselves"
    assert cast.complaint.looks.count() == 1


@pytest.mark.parametrize(("mode", "may"), [(Mode.CONFIDENTIAL, False), (Mode.OPEN, True)])
def test_an_agency_sees_a_name_only_where_the_person_said_so(db, mode, may):
    cast = make_cast(mode=mode)
    let_in(cast)
    if may:
        assert open_identity(cast.complaint, reason="Mencari berkas", by=cast.hendra, at=LATER) == SARI
        assert Notice.objects.filter(kind="identity_opened").exists()
    else:
        with pytest.raises(NotYours):
            open_identity(cast.complaint, reason="Mencari berkas", by=cast.hendra, at=LATER)


def test_a_coordinator_opens_a_name_only_where_every_handler_is_in_conflict(cast):
    with pytest.raises(NotYours):
        open_identity(cast.complaint, reason="Ingin tahu", by=cast.nor, at=LATER)
    assert not cast.complaint.looks.exists()
    both = [cast.officers["rina"], cast.officers["yusuf"]]
    name_respondents(cast.complaint, Concern.PERSON, officers=both, by=cast.rina, at=LATER)
    assert open_identity(cast.complaint, reason="Menelepon", by=cast.nor, at=LATER) == SARI
    assert Notice.objects.filter(kind="identity_opened").exists()


def test_the_overseer_opens_a_name_only_of_what_stands_on_their_list(cast):
    with pytest.raises(Gone):
        open_identity(cast.complaint, reason="Menelepon", by=cast.ombi, at=LATER)
    other = file_one(cast.mall, around_desk=True)
    assert open_identity(other, reason="Menelepon", by=cast.ombi, at=LATER) == SARI


def test_going_nameless_destroys_the_name(cast):
    change_mode(cast.complaint, Mode.ANONYMOUS, by=cast.sari, at=LATER)
    cast.complaint.refresh_from_db()
    assert cast.complaint.reach == "page"
    assert read_person(cast.complaint.box) is None
    with pytest.raises(NoContact):
        change_mode(cast.complaint, Mode.CONFIDENTIAL, by=cast.sari, at=LATER)
    with pytest.raises(NotYours):
        change_mode(cast.complaint, Mode.OPEN, by=cast.rina, at=LATER)


def test_an_agency_is_let_in_only_after_all_that_protection_asks(cast):
    hendra = cast.officers["hendra"]
    with pytest.raises(NoConcern):
        grant(cast.complaint, hendra, cast.dukcapil, by=cast.rina, at=LATER)
    name_respondents(cast.complaint, Concern.UNKNOWN, by=cast.rina, at=LATER)
    with pytest.raises(NoBrief):
        grant(cast.complaint, hendra, cast.dukcapil, by=cast.rina, at=LATER)
    approve_brief(cast.complaint, title="Syarat", words="Syarat berbeda.", by=cast.rina, at=LATER)
    with pytest.raises(NotTheirSpeaker):
        grant(cast.complaint, cast.officers["lutfi"], cast.dukcapil, by=cast.rina, at=LATER)
    grant(cast.complaint, hendra, cast.dukcapil, by=cast.rina, at=LATER)
    handle = cast.complaint.handles.get().code
    assert queries.by_handle(cast.hendra, handle, LATER) == cast.complaint
    assert queries.by_handle(cast.lutfi, handle, LATER) is None
    assert queries.brief(cast.complaint) == ("Syarat", "Syarat berbeda.")


def test_whoever_is_named_loses_sight_at_once_and_is_never_let_in(cast):
    let_in(cast)
    hendra = [cast.officers["hendra"]]
    name_respondents(cast.complaint, Concern.PERSON, officers=hendra, agency=cast.dukcapil, by=cast.rina, at=LATER)
    assert queries.one(cast.hendra, cast.complaint.number, LATER) is None
    with pytest.raises(InConflict):
        grant(cast.complaint, hendra[0], cast.dukcapil, by=cast.rina, at=LATER)
    assert "grant_ended" in events(cast.complaint)


def test_the_coordinator_acts_where_every_handler_is_in_conflict(cast):
    both = [cast.officers["rina"], cast.officers["yusuf"]]
    name_respondents(cast.complaint, Concern.PERSON, officers=both, by=cast.rina, at=LATER)
    with pytest.raises(Gone):
        advance(cast.complaint, journey.OPEN_DIALOGUE, by=cast.rina, at=LATER)
    advance(cast.complaint, journey.OPEN_DIALOGUE, by=cast.nor, at=LATER)
    assert cast.complaint.state == "talking"


def test_what_is_about_the_desk_goes_around_it_to_the_overseer(cast):
    other = file_one(cast.mall, around_desk=True)
    assert other.handler is None
    for actor in (cast.rina, cast.yusuf, cast.nor):
        assert queries.one(actor, other.number, LATER) is None
    assert queries.one(cast.ombi, other.number, LATER) == other
    advance(other, journey.OPEN_DIALOGUE, by=cast.ombi, at=LATER)
    assert not Notice.objects.filter(about=other.subject, to__startswith="handlers").exists()


def test_speaking_for_somebody_needs_reading_back_and_for_some_moves_another_officer(cast):
    talking(cast)
    with pytest.raises(NotReadBack):
        speak_for(cast.complaint, journey.EXAMINE, read_back=False, by=cast.rina, at=LATER)
    _row, person = speak_for(cast.complaint, journey.EXAMINE, read_back=True, by=cast.rina, at=LATER)
    assert person is not None
    row, nobody = speak_for(cast.complaint, journey.CONFIRM, read_back=True, by=cast.rina, at=LATER)
    assert nobody is None
    with pytest.raises(SameOfficer):
        call_back(row, upheld=True, by=cast.rina, at=LATER)
    person = call_back(row, upheld=True, by=cast.yusuf, at=LATER)
    advance(cast.complaint, journey.CONFIRM, by=person, at=LATER)
    entry = Entry.objects.get(subject=cast.complaint.subject, event="confirm")
    assert entry.actor == f"on_behalf:{cast.officers['rina'].pk}"
    assert entry.facts["on_behalf"] is True


def test_nobody_speaks_for_both_sides(cast):
    rina = cast.officers["rina"]
    Membership.objects.create(
        officer=rina, mall=cast.mall, role="liaison", agency=cast.dukcapil, from_at=cast.complaint.received_at
    )
    let_in(cast)
    speak_for(cast.complaint, journey.EXAMINE, read_back=True, by=cast.rina, at=LATER)
    with pytest.raises(InConflict):
        grant(cast.complaint, rina, cast.dukcapil, by=cast.rina, at=LATER)
    yusuf = cast.officers["yusuf"]
    Membership.objects.create(
        officer=yusuf, mall=cast.mall, role="liaison", agency=cast.dukcapil, from_at=cast.complaint.received_at
    )
    grant(cast.complaint, yusuf, cast.dukcapil, reason="Hendra cuti", by=cast.rina, at=LATER)
    with pytest.raises(Gone):
        speak_for(cast.complaint, journey.EXAMINE, read_back=True, by=cast.yusuf, at=LATER)


def test_the_house_may_not_do_what_is_a_persons(cast):
    with pytest.raises(NotYours):
        advance(cast.complaint, journey.OPEN_DIALOGUE, by=HOUSE, at=LATER)


def test_desk_is_three_queries_and_shows_what_is_most_urgent_first(cast, django_assert_num_queries):
    for hours in range(5):
        file_one(cast.mall, at=MONDAY_9AM - timedelta(days=7, hours=hours), agency=cast.dukcapil)
    rina = cast.rina
    with django_assert_num_queries(3):
        rows = list(queries.desk(rina, LATER)[: queries.PAGE])
        assert [queries.heading(row) for row in rows] == [""] * 6
    assert [row.due_at for row in rows] == sorted(row.due_at for row in rows)
    assert rows[-1] == cast.complaint
