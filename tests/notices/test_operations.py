"""Owing, delivering, calling and giving up, with the time handed in."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from dengar.kit.actors import Actor, Role
from dengar.notices import operations, queries
from dengar.notices.kinds import KINDS, Audience
from dengar.notices.models import LAST_ATTEMPT, Carrier, Notice
from dengar.notices.operations import NotDelivered, Outcome

pytestmark = pytest.mark.django_db

MONDAY_9AM = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # 09.00 in Makassar
SUBJECT = "5f" * 16
PERSON = f"complainant:{SUBJECT}"
MINUTE = timedelta(minutes=1)
RINA = Actor(Role.HANDLER, "handler:7", mall_id=1, officer_id=7)


class Post:
    """A carrier that keeps what it was given, and fails or calls when told to."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.seen = []

    def __call__(self, notice):
        self.seen.append(notice.kind)
        answer = self.answers.pop(0) if self.answers else Outcome(Carrier.MAIL)
        if isinstance(answer, BaseException):
            raise answer
        return answer


def owe(to=PERSON, kind="proposed", at=MONDAY_9AM, **more):
    operations.tell(to, kind, mall="mpp", at=at, **more)
    return Notice.objects.latest("pk")


def test_a_notice_is_sent_once_and_stays_as_proof():
    notice, post = owe(), Post()
    assert operations.deliver_next(post, at=MONDAY_9AM)
    assert not operations.deliver_next(post, at=MONDAY_9AM + timedelta(days=9))
    notice.refresh_from_db()
    assert (notice.sent_at, notice.carrier, notice.about) == (MONDAY_9AM, Carrier.MAIL, SUBJECT)
    assert post.seen == ["proposed"]


def test_a_notice_for_later_waits():
    owe(due_at=MONDAY_9AM + MINUTE)
    assert not operations.deliver_next(Post(), at=MONDAY_9AM)
    assert operations.deliver_next(Post(), at=MONDAY_9AM + MINUTE)


def test_the_one_that_waited_longest_goes_first():
    owe(kind="agreed", at=MONDAY_9AM + MINUTE)
    owe(kind="proposed", at=MONDAY_9AM)
    post = Post()
    while operations.deliver_next(post, at=MONDAY_9AM + MINUTE):
        pass
    assert post.seen == ["proposed", "agreed"]


def test_a_failing_carrier_is_tried_after_1_2_4_minutes_and_then_no_more():
    notice, at, waits = owe(), MONDAY_9AM, []
    post = Post(*[NotDelivered("busy")] * LAST_ATTEMPT)
    while notice.attempts < LAST_ATTEMPT:
        assert operations.deliver_next(post, at=at)
        notice.refresh_from_db()
        waits.append((notice.due_at - at) // MINUTE)
        assert not operations.deliver_next(post, at=notice.due_at - timedelta(seconds=1))
        at = notice.due_at
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128]
    assert not operations.deliver_next(post, at=at + timedelta(days=1))
    assert queries.hopeless() == notice


def test_an_address_that_does_not_exist_is_not_tried_again():
    notice = owe()
    operations.deliver_next(Post(NotDelivered("no such mailbox", for_good=True)), at=MONDAY_9AM)
    assert queries.hopeless() == notice


def test_a_bug_in_a_carrier_is_not_swallowed_and_loses_nothing():
    owe()
    with pytest.raises(ZeroDivisionError):
        operations.deliver_next(Post(ZeroDivisionError()), at=MONDAY_9AM)
    assert operations.deliver_next(Post(), at=MONDAY_9AM + MINUTE)
    assert Notice.objects.get().sent_at


def test_a_worker_that_dies_after_the_claim_loses_nothing():
    owe()
    with pytest.raises(KeyboardInterrupt):
        operations.deliver_next(Post(KeyboardInterrupt()), at=MONDAY_9AM)
    assert operations.deliver_next(Post(), at=MONDAY_9AM + MINUTE)


def test_the_second_of_two_workers_does_not_send_again():
    notice, second = owe(), Post()

    def first(seen):
        operations.deliver_next(second, at=MONDAY_9AM)  # comes while the first is still sending
        return Outcome(Carrier.MAIL)

    operations.deliver_next(first, at=MONDAY_9AM)
    assert second.seen == []
    notice.refresh_from_db()
    assert notice.attempts == 1


def test_put_off_is_not_a_failed_attempt():
    notice, later = owe(), MONDAY_9AM + timedelta(hours=5)
    operations.deliver_next(Post(Outcome(Carrier.UNKNOWN, due_at=later)), at=MONDAY_9AM)
    notice.refresh_from_db()
    assert (notice.attempts, notice.due_at, notice.sent_at) == (0, later, None)


def phone_task():
    notice = owe()
    operations.deliver_next(Post(Outcome(Carrier.PHONE, due_at=MONDAY_9AM + MINUTE)), at=MONDAY_9AM)
    notice.refresh_from_db()
    return notice


def test_a_call_waits_for_the_handlers_and_is_done_by_one_of_them():
    notice = phone_task()
    assert list(queries.phone_tasks("mpp")) == [notice]
    assert list(queries.phone_tasks("elsewhere")) == []
    assert not operations.deliver_next(Post(), at=MONDAY_9AM + timedelta(days=30))
    operations.mark_told_by_phone(notice, by=RINA, at=MONDAY_9AM + 5 * MINUTE)
    notice.refresh_from_db()
    assert (notice.told_by, notice.sent_at) == ("handler:7", MONDAY_9AM + 5 * MINUTE)
    assert list(queries.phone_tasks("mpp")) == []


def test_the_second_handler_is_told_that_it_is_done():
    notice = phone_task()
    operations.mark_told_by_phone(notice, by=RINA, at=MONDAY_9AM)
    with pytest.raises(operations.AlreadyTold):
        operations.mark_told_by_phone(notice, by=RINA, at=MONDAY_9AM)
    with pytest.raises(operations.AlreadyTold):
        operations.mark_not_reached(notice, by=RINA, at=MONDAY_9AM)


def test_what_is_no_call_cannot_be_told_by_phone():
    with pytest.raises(operations.AlreadyTold):
        operations.mark_told_by_phone(owe(), by=RINA, at=MONDAY_9AM)


def test_three_calls_without_an_answer_are_hopeless():
    notice = phone_task()
    for day in range(3):
        assert queries.hopeless() is None
        operations.mark_not_reached(notice, by=RINA, at=MONDAY_9AM + timedelta(days=day))
        notice.refresh_from_db()
    assert queries.hopeless() == notice
    assert list(queries.phone_tasks("mpp")) == []


def test_a_dead_letter_is_shown_and_can_be_tried_again():
    notice = owe()
    operations.deliver_next(Post(NotDelivered("gone", for_good=True)), at=MONDAY_9AM)
    assert operations.give_up(notice, at=MONDAY_9AM)
    assert not operations.give_up(notice, at=MONDAY_9AM)
    assert list(queries.dead_letters("mpp")) == [notice]
    operations.try_again(notice, by=RINA, at=MONDAY_9AM)
    assert list(queries.dead_letters("mpp")) == []
    assert operations.deliver_next(Post(), at=MONDAY_9AM)
    with pytest.raises(operations.AlreadyTold):
        operations.try_again(notice, by=RINA, at=MONDAY_9AM)


def test_what_no_mail_could_carry_becomes_a_call():
    notice = owe()
    assert not operations.hand_to_desk(notice, due_at=MONDAY_9AM)  # not hopeless yet
    operations.deliver_next(Post(NotDelivered("gone", for_good=True)), at=MONDAY_9AM)
    assert operations.hand_to_desk(notice, due_at=MONDAY_9AM)
    assert list(queries.phone_tasks("mpp")) == [notice]


def test_telling_many_takes_one_insert_and_tells_nobody_twice(django_assert_num_queries):
    with django_assert_num_queries(1):
        operations.tell_all(["officer:1", "officer:2", "officer:1"], "desk_new", mall="mpp", at=MONDAY_9AM)
    assert list(Notice.objects.values_list("to", flat=True).order_by("to")) == ["officer:1", "officer:2"]


def test_the_page_shows_the_news_of_one_person_only():
    mine = owe()
    owe(to="complainant:" + "0a" * 16)
    owe(to="handlers:1", kind="desk_moved", about=SUBJECT)
    assert list(queries.news(SUBJECT)) == [mine]


@pytest.mark.parametrize("to", ["sari@example.org", "081200004321", "Sari", "complainant:7K2M-94R7", "officer:1\n", ""])
def test_an_address_or_a_number_is_refused_as_reader(to):
    with pytest.raises(ValueError, match="reference"):
        owe(to=to)


@pytest.mark.parametrize("fact", ["Sari Rahmah", "sari@example.org", ["a"], {"a": 1}, "x" * 41, 1.5])
def test_free_text_is_refused_as_a_fact(fact):
    with pytest.raises(ValueError, match="free text"):
        owe(facts={"why": fact})


def test_codes_and_moments_are_facts():
    assert owe(facts={"move": "propose", "due_at": MONDAY_9AM.isoformat(), "n": 2, "late": True, "by": None}).facts


def test_an_unknown_kind_is_a_bug():
    with pytest.raises(ValueError, match="no such kind"):
        owe(kind="gossip")


def test_the_database_refuses_a_notice_both_told_and_given_up():
    notice = owe()
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.filter(pk=notice.pk).update(sent_at=MONDAY_9AM, given_up_at=MONDAY_9AM)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("kind", KINDS.values(), ids=str)
def test_outside_messages_are_neutral(kind, language):
    with override(language):
        words = f"{kind.subject}\n{kind.body}".lower()
    told = ["adu", "lapor", "keluh", "complain", "report", "instansi", "agency", "ombudsman", "nomor", "number"]
    assert not [word for word in told if word in words]
    assert not any(sign.isdigit() for sign in words)


def test_every_kind_has_its_own_words_behind_the_door():
    assert len({str(kind.news) for kind in KINDS.values()}) == len(KINDS)
    assert {kind.audience for kind in KINDS.values()} == set(Audience)
