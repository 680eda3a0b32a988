from dataclasses import replace
from datetime import timedelta

import pytest

from dengar.close import operations
from dengar.close.models import Objection
from dengar.close.operations.ending import NothingNew, NotLateYet, NoWords
from dengar.close.operations.withdrawing import AskedAlready, NothingAsked, OwnCase, SaidAlready
from dengar.close.queries import attempts
from dengar.complaints import journey
from dengar.complaints.models import Complaint, Contact, Mode, Reach, Thread
from dengar.complaints.operations import NotNow, NotYours, advance, record_contact, say, speak_for
from dengar.ledger.models import Entry
from dengar.notices.models import Notice
from dengar.vault.operations import keep_person
from tests.cast import SARI, make_cast
from tests.trips import LATER, to_agreed, to_talking

TALK, EXAMINE = Objection.Wish.TALK, Objection.Wish.EXAMINE


def later(**span: float):
    return LATER + timedelta(**span)


def to_acted(cast, at=LATER):
    to_agreed(cast)
    advance(cast.complaint, journey.REPORT_DONE, by=cast.hendra, at=at)
    return cast.complaint


def state(cast) -> str:
    cast.complaint.refresh_from_db()
    return cast.complaint.state


def test_only_the_person_confirms(cast):
    to_acted(cast)
    for who in (cast.rina, cast.hendra, cast.nor):
        with pytest.raises(NotYours):
            operations.confirm(cast.complaint, by=who, at=LATER)
    operations.confirm(cast.complaint, by=cast.sari, at=LATER)
    assert state(cast) == "closed_confirmed"
    assert cast.complaint.closed_at == LATER


def test_a_spoken_confirmation_waits_for_a_call_back(cast):
    to_acted(cast)
    row, _nobody = speak_for(cast.complaint, journey.CONFIRM, read_back=True, by=cast.rina, at=LATER)
    operations.confirm_called_back(row, upheld=True, by=cast.yusuf, at=LATER)
    assert state(cast) == "closed_confirmed"


def running(cast) -> set[str]:
    return set(cast.complaint.clocks.filter(stopped_at=None).values_list("kind", flat=True))


def test_what_is_opened_again_does_not_wait_for_an_objection(cast):
    to_acted(cast)
    operations.confirm(cast.complaint, by=cast.sari, at=LATER)
    assert running(cast) == {"objection"}
    operations.reopen(cast.complaint, "Ditolak lagi di loket.", EXAMINE, by=cast.rina, at=later(days=1))
    assert running(cast) == {"reopening", "decision"}


def test_the_first_step_after_opening_again_stops_its_clock(cast):
    to_acted(cast)
    operations.object_to(cast.complaint, "Belum jadi.", TALK, by=cast.sari, at=LATER)
    assert "reopening" in running(cast)
    call, reached = Contact.Way.CALL, Contact.Outcome.REACHED
    record_contact(cast.complaint, call, reached, when=later(days=1), by=cast.rina, at=later(days=1))
    assert "reopening" not in running(cast)
    assert cast.complaint.clocks.get(kind="reopening").outcome == "kept"


def test_a_second_decision_answers_what_was_opened_again(cast):
    to_acted(cast)
    operations.object_to(cast.complaint, "Belum jadi.", EXAMINE, by=cast.sari, at=LATER)
    advance(cast.complaint, journey.DECIDE, by=cast.rina, at=later(days=1))
    assert "reopening" not in running(cast)


@pytest.mark.parametrize(("wish", "to"), [(TALK, "talking"), (EXAMINE, "examining")])
def test_objecting_leads_where_the_person_chooses(cast, wish, to):
    to_acted(cast)
    operations.object_to(cast.complaint, "Belum jadi.", wish, by=cast.sari, at=LATER)
    assert state(cast) == to


def test_objecting_to_a_promise_past_its_day_marks_it_broken(cast):
    agreement = to_agreed(cast)
    operations.object_to(cast.complaint, "Belum jadi.", EXAMINE, by=cast.sari, at=later(days=5))
    commitment = agreement.commitments.get()
    assert commitment.broken_at == later(days=5)


def test_there_are_thirty_days_to_object_and_then_something_new_opens_it(cast):
    to_acted(cast)
    operations.confirm(cast.complaint, by=cast.sari, at=LATER)
    with pytest.raises(NotLateYet):
        operations.reopen(cast.complaint, "Ada yang baru.", TALK, by=cast.sari, at=later(days=29))
    with pytest.raises(operations.TooLate):
        operations.object_to(cast.complaint, "Belum.", TALK, by=cast.sari, at=later(days=31))
    with pytest.raises(NothingNew):
        operations.reopen(cast.complaint, " ", TALK, by=cast.sari, at=later(days=31))
    operations.reopen(cast.complaint, "Ditolak lagi.", TALK, by=cast.sari, at=later(days=31))
    assert state(cast) == "talking"
    assert cast.complaint.closed_at is None


def test_an_objection_needs_words(cast):
    to_acted(cast)
    with pytest.raises(NoWords):
        operations.object_to(cast.complaint, "\n", TALK, by=cast.sari, at=LATER)


def test_withdrawing_takes_three_days_and_a_question_by_somebody_else(cast):
    to_talking(cast)
    asked = operations.request_withdrawal(cast.complaint, "Sudah cukup.", by=cast.sari, at=LATER)
    with pytest.raises(AskedAlready):
        operations.request_withdrawal(cast.complaint, by=cast.sari, at=LATER)
    with pytest.raises(OwnCase):
        operations.check_withdrawal(asked, free=True, by=cast.rina, at=LATER)
    operations.check_withdrawal(asked, free=True, by=cast.yusuf, at=LATER)
    assert operations.withdraw_due(later(days=2)) is False
    assert operations.withdraw_due(later(days=3)) is True
    assert state(cast) == "closed_other"
    assert cast.complaint.close_reason == "withdrawn"
    assert operations.withdraw_due(later(days=4)) is False


def test_whoever_is_to_ask_about_it_is_told_what_it_is_about(cast):
    """So that the carrier can keep it from anybody in conflict."""
    to_talking(cast)
    operations.request_withdrawal(cast.complaint, by=cast.sari, at=LATER)
    told = Notice.objects.get(kind="desk_withdrawal")
    assert (told.to, told.about) == (f"coordinators:{cast.mall.pk}", cast.complaint.subject)


def test_a_withdrawal_that_was_not_free_goes_no_further(cast):
    to_talking(cast)
    asked = operations.request_withdrawal(cast.complaint, by=cast.sari, at=LATER)
    operations.check_withdrawal(asked, free=False, by=cast.nor, at=LATER)
    assert operations.withdraw_due(later(days=9)) is False
    assert state(cast) == "talking"


def facts_of(cast, event: str) -> list[dict[str, object]]:
    """The facts of every entry of this event, the oldest first."""
    return [one.facts for one in Entry.objects.filter(subject=cast.complaint.subject, event=event).order_by("pk")]


def questions(cast) -> int:
    return Notice.objects.filter(kind="withdrawal_question", to=f"complainant:{cast.complaint.subject}").count()


def test_the_person_is_sent_the_question_once_and_a_day_later(cast):
    operations.request_withdrawal(cast.complaint, by=cast.sari, at=LATER)
    assert operations.ask_due(later(hours=23)) is False
    assert operations.ask_due(later(days=1)) is True
    assert operations.ask_due(later(days=1)) is False
    assert questions(cast) == 1


def test_whoever_has_said_it_is_not_asked_again(cast):
    asked = operations.request_withdrawal(cast.complaint, by=cast.sari, at=LATER)
    operations.check_withdrawal(asked, free=True, by=cast.yusuf, at=LATER)
    assert operations.ask_due(later(days=1)) is False
    operations.take_back_withdrawal(cast.complaint, by=cast.sari, at=LATER)
    operations.request_withdrawal(cast.complaint, by=cast.sari, at=LATER)
    operations.answer_withdrawal(cast.complaint, free=True, by=cast.sari, at=LATER)
    assert operations.ask_due(later(days=1)) is False
    assert questions(cast) == 0


def test_the_persons_own_yes_spares_nobody_the_call(cast):
    asked = operations.request_withdrawal(cast.complaint, by=cast.sari, at=LATER)
    with pytest.raises(NotYours):
        operations.answer_withdrawal(cast.complaint, free=True, by=cast.rina, at=LATER)
    operations.answer_withdrawal(cast.complaint, free=True, by=cast.sari, at=LATER)
    with pytest.raises(SaidAlready):
        operations.answer_withdrawal(cast.complaint, free=False, by=cast.sari, at=LATER)
    operations.check_withdrawal(asked, free=False, by=cast.yusuf, at=LATER)
    assert operations.withdraw_due(later(days=9)) is False


def test_the_persons_own_no_ends_it(cast):
    operations.request_withdrawal(cast.complaint, by=cast.sari, at=LATER)
    operations.answer_withdrawal(cast.complaint, free=False, by=cast.sari, at=LATER)
    assert facts_of(cast, "withdrawal_checked") == [{"free": False}]
    assert cast.complaint.withdrawals.get().free is False
    assert "withdrawal" not in running(cast)
    assert operations.withdraw_due(later(days=9)) is False
    with pytest.raises(NothingAsked):
        operations.answer_withdrawal(cast.complaint, free=True, by=cast.sari, at=LATER)


@pytest.mark.parametrize("who", ["officer", "page", "nobody"])
def test_the_ledger_says_who_has_asked_before_it_took_effect(cast, who):
    asked = operations.request_withdrawal(cast.complaint, by=cast.sari, at=LATER)
    if who != "nobody":
        operations.answer_withdrawal(cast.complaint, free=True, by=cast.sari, at=LATER)
    if who == "officer":
        operations.check_withdrawal(asked, free=True, by=cast.yusuf, at=LATER)
    assert operations.withdraw_due(later(days=3)) is True
    assert facts_of(cast, "withdraw")[0]["asked"] == who


def test_a_withdrawal_can_be_taken_back(cast):
    to_talking(cast)
    operations.request_withdrawal(cast.complaint, by=cast.sari, at=LATER)
    operations.take_back_withdrawal(cast.complaint, by=cast.sari, at=later(days=1))
    with pytest.raises(NothingAsked):
        operations.take_back_withdrawal(cast.complaint, by=cast.sari, at=later(days=1))
    assert operations.withdraw_due(later(days=4)) is False
    assert cast.complaint.clocks.get(kind="withdrawal").outcome == "void"


def test_nothing_ended_can_be_withdrawn(cast):
    to_acted(cast)
    operations.confirm(cast.complaint, by=cast.sari, at=LATER)
    with pytest.raises(NotNow):
        operations.request_withdrawal(cast.complaint, by=cast.sari, at=LATER)


def test_silence_lapses_only_after_two_attempts_and_ten_days(cast):
    to_acted(cast)
    assert operations.lapse_due(later(days=11)) is False, "nobody has tried"
    call, missed = Contact.Way.CALL, Contact.Outcome.NO_ANSWER
    record_contact(cast.complaint, call, missed, when=later(days=1), by=cast.rina, at=later(days=1))
    say(cast.complaint, Thread.COMPLAINANT, "Apakah sudah beres?", by=cast.rina, at=later(days=1))
    assert operations.lapse_due(later(days=9)) is False
    assert operations.lapse_due(later(days=11)) is True
    assert state(cast) == "closed_unconfirmed"


def asked_whether_settled(cast) -> int:
    return Notice.objects.filter(kind="silence", to=f"complainant:{cast.complaint.subject}").count()


def test_whoever_is_silent_is_asked_once_after_half_of_the_time(cast):
    to_acted(cast)
    assert operations.ask_silent(later(days=4)) is False
    assert operations.ask_silent(later(days=5)) is True
    assert operations.ask_silent(later(days=6)) is False
    assert asked_whether_settled(cast) == 1


def test_whoever_has_just_written_is_not_asked(cast):
    to_acted(cast)
    say(cast.complaint, Thread.COMPLAINANT, "Belum sempat melihat.", by=cast.sari, at=later(days=3))
    assert operations.ask_silent(later(days=7)) is False
    assert operations.ask_silent(later(days=8)) is True


@pytest.mark.parametrize(
    ("done", "count", "missing"),
    [((), 0, "both"), (("call",), 1, "message"), (("say",), 1, "call"), (("call", "say"), 2, "")],
)
def test_what_is_missing_where_two_ways_are_known(cast, done, count, missing):
    to_acted(cast)
    for what in done:
        if what == "call":
            record_contact(cast.complaint, what, "no_answer", when=later(days=1), by=cast.rina, at=later(days=1))
        else:
            say(cast.complaint, Thread.COMPLAINANT, "Apakah sudah beres?", by=cast.rina, at=later(days=1))
    found = attempts(cast.complaint)
    assert (found.count, found.missing) == (count, missing)


def test_what_is_missing_where_one_way_is_known(cast):
    by_phone_alone(cast)
    to_acted(cast)
    assert attempts(cast.complaint).missing == "days"
    record_contact(cast.complaint, "call", "no_answer", when=later(days=1), by=cast.rina, at=later(days=1))
    assert attempts(cast.complaint).missing == "day"


def by_phone_alone(cast):
    keep_person(cast.complaint.box, replace(SARI, email=""), at=LATER)


def test_where_telephone_and_mail_are_known_two_calls_are_not_enough(cast):
    to_acted(cast)
    for days in (1, 2, 3):
        record_contact(cast.complaint, "call", "no_answer", when=later(days=days), by=cast.rina, at=later(days=days))
    assert operations.lapse_due(later(days=60)) is False
    say(cast.complaint, Thread.COMPLAINANT, "Apakah sudah beres?", by=cast.rina, at=later(days=61))
    assert operations.lapse_due(later(days=61)) is True


def test_with_one_way_known_a_call_and_a_message_on_one_day_are_not_enough(cast):
    by_phone_alone(cast)
    to_acted(cast)
    record_contact(cast.complaint, "call", "no_answer", when=later(days=1), by=cast.rina, at=later(days=1))
    say(cast.complaint, Thread.COMPLAINANT, "Apakah sudah beres?", by=cast.rina, at=later(days=1))
    assert operations.lapse_due(later(days=60)) is False
    record_contact(cast.complaint, "call", "no_answer", when=later(days=2), by=cast.rina, at=later(days=2))
    assert operations.lapse_due(later(days=60)) is True


def test_a_visit_to_the_desk_is_no_attempt(cast):
    by_phone_alone(cast)
    to_acted(cast)
    for days, way in ((1, "call"), (2, "visit")):
        record_contact(cast.complaint, way, "no_answer", when=later(days=days), by=cast.rina, at=later(days=days))
    assert operations.lapse_due(later(days=60)) is False


def test_whoever_was_spoken_with_is_not_silent(cast):
    by_phone_alone(cast)
    to_acted(cast)
    for days, outcome in ((1, "no_answer"), (8, "reached")):
        record_contact(cast.complaint, "call", outcome, when=later(days=days), by=cast.rina, at=later(days=days))
    assert operations.lapse_due(later(days=17)) is False
    assert operations.lapse_due(later(days=18)) is True


def test_two_calls_on_one_day_are_one_attempt(cast):
    by_phone_alone(cast)
    to_acted(cast)
    for hours in (1, 2):
        when = later(hours=hours)
        record_contact(cast.complaint, "call", "no_answer", when=when, by=cast.rina, at=when)
    assert operations.lapse_due(later(days=11)) is False


def test_without_any_contact_the_page_and_thirty_days_have_to_do(db):
    cast = make_cast(mode=Mode.ANONYMOUS)
    to_acted(cast)
    lapse = cast.complaint.clocks.get(kind="lapse")
    assert (lapse.due_at - LATER).days == 30, "the page shows the date that the house keeps"
    for days in (1, 8):
        say(cast.complaint, Thread.COMPLAINANT, "Apakah sudah beres?", by=cast.rina, at=later(days=days))
    assert operations.lapse_due(later(days=20)) is False
    assert operations.lapse_due(later(days=31)) is True


def test_a_word_from_the_person_starts_the_silence_anew(cast):
    to_acted(cast)
    by_phone_alone(cast)
    for days in (1, 2):
        record_contact(cast.complaint, "call", "no_answer", when=later(days=days), by=cast.rina, at=later(days=days))
    say(cast.complaint, Thread.COMPLAINANT, "Sebentar lagi.", by=cast.sari, at=later(days=8))
    assert operations.lapse_due(later(days=11)) is False
    assert operations.lapse_due(later(days=18)) is True


def test_a_lapsed_one_can_still_be_confirmed_or_objected(cast):
    to_acted(cast)
    by_phone_alone(cast)
    for days in (1, 2):
        record_contact(cast.complaint, "call", "no_answer", when=later(days=days), by=cast.rina, at=later(days=days))
    operations.lapse_due(later(days=11))
    cast.complaint.refresh_from_db()
    operations.confirm(cast.complaint, by=cast.sari, at=later(days=12))
    assert state(cast) == "closed_confirmed"


def test_one_message_is_one_attempt_also_where_it_goes_out_by_mail(db):
    cast = make_cast()
    Complaint.objects.update(reach=Reach.MAIL)
    cast.complaint.refresh_from_db()
    keep_person(cast.complaint.box, replace(SARI, phone=""), at=LATER)
    to_acted(cast, later(hours=1))
    say(cast.complaint, Thread.COMPLAINANT, "Apakah sudah beres?", by=cast.rina, at=later(days=1))
    assert operations.lapse_due(later(days=60)) is False, "the message and its own record are not two ways"
    say(cast.complaint, Thread.COMPLAINANT, "Apakah sudah beres?", by=cast.rina, at=later(days=3))
    assert operations.lapse_due(later(days=60)) is True


def test_two_calls_on_one_morning_are_one_day_although_it_is_two_in_greenwich(cast):
    by_phone_alone(cast)
    to_acted(cast, later(hours=1))
    seven = LATER.replace(hour=23, minute=50)  # 07.50 in Banjarbaru, the day before in UTC
    for when in (seven, seven + timedelta(minutes=30)):
        record_contact(cast.complaint, "call", "no_answer", when=when, by=cast.rina, at=when)
    assert operations.lapse_due(later(days=20)) is False


def test_whoever_objects_does_not_withdraw_any_more(cast):
    to_acted(cast)
    operations.request_withdrawal(cast.complaint, by=cast.sari, at=LATER)
    operations.object_to(cast.complaint, "Belum beres.", EXAMINE, by=cast.sari, at=later(days=1))
    assert operations.withdraw_due(later(days=4)) is False
    assert state(cast) == "examining"
    assert cast.complaint.clocks.get(kind="withdrawal").outcome == "void"
