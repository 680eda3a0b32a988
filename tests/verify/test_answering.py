"""Answers, thanks, reasons for closing, and other bodies."""

from datetime import datetime, timedelta

import pytest

from dengar.complaints.models import Concern, Kind, Mode
from dengar.complaints.operations import Gone, NotNow, NotTogether, NotYours, approve_brief, grant, name_respondents
from dengar.complaints.visibility import visible_to
from dengar.ledger.models import Entry
from dengar.notices.models import Notice
from dengar.verify import queries
from dengar.verify.operations import (
    answer,
    dismiss,
    forward_accepted,
    forward_ask,
    forward_refused,
    thank,
)
from dengar.verify.operations.answering import Ended, NoOther, NoReply, NotAReason, OtherKind, UsedOrNot
from dengar.verify.operations.forwarding import AnsweredAlready, AskedAlready, NoBody, NoReasonGiven
from tests.cast import MONDAY_9AM, file_one

LATER = MONDAY_9AM + timedelta(hours=1)


def test_a_question_is_answered(cast):
    question = file_one(cast.mall, kind=Kind.QUESTION)
    answer(question, "Buka pukul 08.00.", by=cast.rina, at=LATER)
    assert (question.state, question.close_reason) == ("closed_other", "answered")
    reply = queries.reply(question)
    assert reply is not None
    assert reply.words == "Buka pukul 08.00."


def test_a_suggestion_is_used_or_not_and_why(cast):
    used, unused = (file_one(cast.mall, kind=Kind.SUGGESTION) for _ in range(2))
    with pytest.raises(UsedOrNot):
        thank(used, "Terima kasih.", by=cast.rina, at=LATER)
    thank(used, "Sepuluh orang lain berkata sama.", used=True, by=cast.rina, at=LATER)
    thank(unused, "Instansi pusat tutup 15.30.", used=False, by=cast.rina, at=LATER)
    assert (used.close_reason, unused.close_reason) == ("used", "not_used")


def test_a_compliment_is_thanked_for(cast):
    compliment = file_one(cast.mall, kind=Kind.COMPLIMENT)
    thank(compliment, "Sudah kami sampaikan.", by=cast.rina, at=LATER)
    assert compliment.close_reason == "answered"


def test_a_complaint_is_neither_answered_nor_thanked_away(cast):
    with pytest.raises(OtherKind):
        answer(cast.complaint, "Sudah.", by=cast.rina, at=LATER)
    with pytest.raises(OtherKind):
        thank(cast.complaint, "Terima kasih.", used=True, by=cast.rina, at=LATER)
    assert cast.complaint.state == "received"


def test_a_liaison_answers_only_what_was_granted(cast):
    question = file_one(cast.mall, kind=Kind.QUESTION, agency=cast.dukcapil)
    with pytest.raises(Gone):
        answer(question, "Ya.", by=cast.hendra, at=LATER)
    name_respondents(question, Concern.UNIT, agency=cast.dukcapil, by=cast.rina, at=LATER)
    approve_brief(question, title="Jam buka", words="Menanyakan jam buka.", by=cast.rina, at=LATER)
    grant(question, cast.officers["hendra"], cast.dukcapil, by=cast.rina, at=LATER)
    answer(question, "Buka pukul 08.00.", by=cast.hendra, at=LATER)
    assert question.state == "closed_other"


@pytest.mark.parametrize("reason", ["not_a_complaint", "in_court", "outside_time"])
def test_it_is_closed_with_a_reason_of_the_list_and_in_words(cast, reason):
    with pytest.raises(NoReply):
        dismiss(cast.complaint, reason, " ", by=cast.rina, at=LATER)
    dismiss(cast.complaint, reason, "Karena begini.", by=cast.rina, at=LATER)
    assert cast.complaint.close_reason == reason


@pytest.mark.parametrize("reason", ["withdrawn", "answered", "used", "", "because"])
def test_other_reasons_do_not_close_it(cast, reason):
    with pytest.raises(NotAReason):
        dismiss(cast.complaint, reason, "Karena begini.", by=cast.rina, at=LATER)


def test_a_report_goes_on_with_another_one(cast):
    other = file_one(cast.mall)
    for wrong in (None, cast.complaint):
        with pytest.raises(NoOther):
            dismiss(cast.complaint, "merged", "Sama.", into=wrong, by=cast.rina, at=LATER)
    dismiss(cast.complaint, "merged", "Sama.", into=other, by=cast.rina, at=LATER)
    facts = Entry.objects.get(subject=cast.complaint.subject, event="dismiss").facts
    assert facts["merged_into"] == other.subject


def test_nothing_goes_on_with_what_has_ended(cast):
    other = file_one(cast.mall)
    dismiss(other, "in_court", "Sedang disidangkan.", by=cast.rina, at=LATER)
    with pytest.raises(Ended):
        dismiss(cast.complaint, "merged", "Sama.", into=other, by=cast.rina, at=LATER)


def test_with_and_without_a_name_are_never_joined(cast):
    nameless = file_one(cast.mall, mode=Mode.ANONYMOUS)
    with pytest.raises(NotTogether):
        dismiss(cast.complaint, "merged", "Sama.", into=nameless, by=cast.rina, at=LATER)


def test_another_body_is_asked_and_only_its_yes_closes(cast):
    forward = forward_ask(cast.complaint, "Dinas Perhubungan", by=cast.rina, at=LATER)
    assert cast.complaint.state == "received"
    assert Notice.objects.filter(kind="forwarded").count() == 1
    with pytest.raises(AskedAlready):
        forward_ask(cast.complaint, "Dinas lain", by=cast.rina, at=LATER)
    forward_accepted(forward, "Nomor mereka 12/2026", by=cast.rina, at=LATER)
    assert (cast.complaint.state, cast.complaint.close_reason) == ("closed_other", "forwarded")
    (seen,) = queries.forwards(cast.complaint)
    assert (seen.body, seen.answer) == ("Dinas Perhubungan", "Nomor mereka 12/2026")
    with pytest.raises(AnsweredAlready):
        forward_refused(forward, "Ternyata tidak.", by=cast.rina, at=LATER)


def test_a_refusal_of_the_other_body_keeps_it_here(cast):
    forward = forward_ask(cast.complaint, "Dinas Perhubungan", by=cast.rina, at=LATER)
    with pytest.raises(NoReasonGiven):
        forward_refused(forward, "", by=cast.rina, at=LATER)
    forward_refused(forward, "Bukan wewenang mereka.", by=cast.rina, at=LATER)
    assert cast.complaint.state == "received"
    assert queries.open_forward(cast.complaint) is None
    forward_ask(cast.complaint, "Samsat", by=cast.rina, at=LATER)


def test_what_forwarding_refuses(cast):
    with pytest.raises(NoBody):
        forward_ask(cast.complaint, "  ", by=cast.rina, at=LATER)
    with pytest.raises(NotYours):
        forward_ask(cast.complaint, "Dinas", by=cast.sari, at=LATER)
    dismiss(cast.complaint, "in_court", "Sedang disidangkan.", by=cast.rina, at=LATER)
    with pytest.raises(NotNow):
        forward_ask(cast.complaint, "Dinas", by=cast.rina, at=LATER)


def waiting(cast, at: datetime, name: str = "rina") -> list[str]:
    seen = visible_to(getattr(cast, name), at)
    return [row.complaint.number for row in queries.forwards_waiting(seen, cast.mall.pk, at, most=20)]


def test_a_body_that_stays_silent_for_five_working_days_is_asked_again(cast):
    forward = forward_ask(cast.complaint, "Dinas Perhubungan", by=cast.rina, at=LATER)  # a Monday
    assert waiting(cast, LATER + timedelta(days=6)) == []  # Sunday
    assert waiting(cast, LATER + timedelta(days=7)) == []  # Monday, the fifth working day
    assert waiting(cast, LATER + timedelta(days=8)) == [cast.complaint.number]
    assert waiting(cast, LATER + timedelta(days=8), "lutfi") == []
    forward_refused(forward, "Bukan wewenang mereka.", by=cast.rina, at=LATER)
    assert waiting(cast, LATER + timedelta(days=8)) == []
