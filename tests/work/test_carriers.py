"""From a reference to a reader: by mail over a real socket, by a call, on the page, or not at all."""

import email
import logging
from datetime import timedelta
from email import policy

import pytest

from dengar.complaints.models import Complaint, Reach, Recusal
from dengar.notices import operations, queries
from dengar.notices.models import LAST_ATTEMPT, Carrier, Notice
from dengar.people.models import Membership, Officer
from dengar.vault.details import PersonDetails
from dengar.vault.operations import keep_person
from dengar.work import chores
from tests.cast import MONDAY_9AM, SARI, file_one

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def nothing_owed_yet(cast):
    Notice.objects.all().delete()  # filing owed the handlers one


def owe(to, kind="proposed", at=MONDAY_9AM, **more):
    operations.tell(to, kind, mall="contoh", at=at, **more)
    return Notice.objects.latest("pk")


def owe_person(cast, *, kind="proposed", reach=Reach.MAIL, **details):
    """Owe a notice to a person who left these details."""
    complaint = file_one(cast.mall, reach=reach)
    keep_person(complaint.box, PersonDetails(**details), at=MONDAY_9AM)
    Notice.objects.all().delete()
    return owe(f"complainant:{complaint.subject}", kind)


def deliver(notice, at=MONDAY_9AM):
    chores.deliver_notices(at)
    notice.refresh_from_db()
    return notice


def test_a_person_with_e_mail_gets_a_neutral_letter(cast, smtp):
    notice = deliver(owe_person(cast, email=SARI.email, name=SARI.name, phone=SARI.phone))
    assert (notice.carrier, notice.sent_at) == (Carrier.MAIL, MONDAY_9AM)
    [(readers, text)] = smtp.letters
    assert readers == [SARI.email]
    letter = email.message_from_string(text, policy=policy.default)
    assert letter["Subject"] == "Ada kabar untuk Anda"
    assert letter["From"] == "MPP Contoh <kabar@mpp.example>"
    assert letter["Message-ID"].endswith("@mpp.example>")
    assert "buka halaman yang Anda simpan" in letter.get_content()
    for told in ("adu", "lapor", "Disdukcapil", "Sari Wulandari", notice.about):
        assert told not in letter.get_content()


def test_whoever_gave_a_phone_only_becomes_a_task_of_the_handlers(cast, smtp):
    notice = deliver(owe_person(cast, reach=Reach.PHONE, phone=SARI.phone, safe_hours="Siang, 13.00–15.30"))
    assert smtp.letters == []
    assert list(queries.phone_tasks("contoh")) == [notice]
    assert notice.due_at == MONDAY_9AM + 4 * HOUR  # 13.00
    operations.mark_told_by_phone(notice, by=cast.rina, at=MONDAY_9AM + 5 * HOUR)
    notice.refresh_from_db()
    assert notice.told_by == cast.rina.ref


def test_news_that_is_not_worth_a_call_waits_on_the_page(cast):
    notice = deliver(owe_person(cast, kind="talk_opened", reach=Reach.PHONE, phone=SARI.phone))
    assert (notice.carrier, notice.sent_at) == (Carrier.PAGE, MONDAY_9AM)


@pytest.mark.parametrize("reach", [Reach.PAGE, Reach.DESK])
def test_who_wants_no_message_gets_none(cast, smtp, reach):
    notice = deliver(owe_person(cast, reach=reach, email=SARI.email, phone=SARI.phone))
    assert smtp.letters == []
    assert notice.carrier == Carrier.PAGE


def test_who_left_nothing_reads_it_on_the_page(cast):
    notice = deliver(owe_person(cast, reach=Reach.MAIL, name="Sari"))
    assert notice.carrier == Carrier.PAGE
    assert list(queries.news(notice.about)) == [notice]


def test_a_mail_too_keeps_to_the_hours_that_the_person_chose(cast, smtp):
    notice = deliver(owe_person(cast, email=SARI.email, safe_hours="19.30-21.00"))
    assert smtp.letters == []
    assert (notice.attempts, notice.due_at) == (0, MONDAY_9AM + timedelta(hours=10, minutes=30))
    deliver(notice, at=notice.due_at)
    assert len(smtp.letters) == 1


def test_officers_read_that_something_waits_and_no_more(cast, smtp):
    deliver(owe(f"officer:{cast.officers['rina'].pk}", "desk_message", about=cast.complaint.subject))
    [(readers, text)] = smtp.letters
    assert readers == ["rina@example.go.id"]
    assert "Ada yang menunggu di meja Anda" in str(email.message_from_string(text, policy=policy.default)["Subject"])
    assert cast.complaint.number not in text
    assert "contoh" not in text.lower().replace("mpp contoh <", "")


def test_the_handlers_get_a_letter_each(cast, smtp):
    deliver(owe(f"handlers:{cast.mall.pk}", "desk_new"))
    assert [readers for readers, _text in smtp.letters] == [["rina@example.go.id"], ["yusuf@example.go.id"]]


def test_for_whoever_is_in_conflict_there_is_no_letter_either(cast, smtp):
    Complaint.objects.update(handler=cast.officers["rina"])
    Recusal.objects.create(complaint=cast.complaint, officer=cast.officers["rina"], at=MONDAY_9AM)
    deliver(owe(f"handlers:{cast.mall.pk}", "desk_new", about=cast.complaint.subject))
    assert [readers for readers, _text in smtp.letters] == [["yusuf@example.go.id"]]
    deliver(owe(f"officer:{cast.officers['rina'].pk}", "desk_message", about=cast.complaint.subject))
    assert smtp.letters[1][0] == ["yusuf@example.go.id"], "whoever acts instead of her"
    Recusal.objects.create(complaint=cast.complaint, officer=cast.officers["hendra"], at=MONDAY_9AM)
    notice = deliver(owe(f"officer:{cast.officers['hendra'].pk}", "desk_message", about=cast.complaint.subject))
    assert len(smtp.letters) == 2
    assert notice.sent_at is None
    assert chores.give_up_notices(MONDAY_9AM)
    assert notice in queries.dead_letters("contoh")


def test_one_letter_is_enough_for_a_busy_half_hour(cast, smtp):
    to = f"officer:{cast.officers['rina'].pk}"
    deliver(owe(to, "desk_message"))
    second = deliver(owe(to, "desk_moved"), at=MONDAY_9AM + timedelta(minutes=10))
    assert second.carrier == Carrier.PAGE
    deliver(owe(to, "desk_moved"), at=MONDAY_9AM + timedelta(minutes=31))
    assert len(smtp.letters) == 2


def test_nobody_reads_for_an_officer_who_has_left(cast, smtp):
    Officer.objects.filter(pk=cast.officers["rina"].pk).update(is_active=False)
    notice = deliver(owe(f"officer:{cast.officers['rina'].pk}", "desk_message"))
    assert smtp.letters == []
    assert queries.hopeless() == notice


def test_a_busy_server_is_tried_again_and_the_log_names_nobody(cast, smtp, caplog):
    caplog.set_level(logging.INFO)
    smtp.refusals[SARI.email] = "451 try later"
    notice = deliver(owe_person(cast, email=SARI.email))
    assert (notice.attempts, notice.sent_at) == (1, None)
    said = [record.getMessage() for record in caplog.records if record.name != "mail.log"]  # the server's own
    assert said == [f"notice {notice.pk} not delivered, attempt 1: recipient refused [451]"]
    smtp.refusals.clear()
    deliver(notice, at=notice.due_at)
    assert notice.sent_at
    assert len(smtp.letters) == 1


def test_no_server_at_all_is_tried_again(cast, smtp, settings):
    settings.EMAIL_PORT = 1
    notice = deliver(owe_person(cast, email=SARI.email))
    assert (notice.attempts, notice.sent_at) == (1, None)


@pytest.mark.parametrize("address", [SARI.email, "no-address", "a\nBcc: b@example.org"])
def test_an_address_that_leads_nowhere_becomes_a_call_where_there_is_a_number(cast, smtp, address):
    smtp.refusals[SARI.email] = "550 no such mailbox"
    notice = deliver(owe_person(cast, email=address, phone=SARI.phone))
    assert notice.attempts == LAST_ATTEMPT
    assert chores.give_up_notices(MONDAY_9AM)
    assert not chores.give_up_notices(MONDAY_9AM)
    assert list(queries.phone_tasks("contoh")) == [notice]


def test_calls_that_nobody_answers_end_as_a_dead_letter(cast, smtp):
    notice = deliver(owe_person(cast, reach=Reach.PHONE, phone=SARI.phone))
    for _day in range(operations.LAST_CALL):
        operations.mark_not_reached(notice, by=cast.rina, at=MONDAY_9AM)
        notice.refresh_from_db()
    assert chores.give_up_notices(MONDAY_9AM)
    assert list(queries.dead_letters("contoh")) == [notice]


def test_what_goes_to_the_overseer_waits_until_there_is_one(cast, smtp):
    held = Membership.objects.filter(role="overseer")
    officer = held.get().officer_id
    held.delete()
    notice = deliver(owe(f"overseers:{cast.mall.pk}", "desk_moved"))
    assert (notice.sent_at, notice.attempts, notice.given_up_at) == (None, 0, None)
    assert not smtp.letters
    Membership.objects.create(officer_id=officer, mall=cast.mall, role="overseer", from_at=MONDAY_9AM)
    assert deliver(notice, MONDAY_9AM + timedelta(days=1)).sent_at
    assert smtp.letters
