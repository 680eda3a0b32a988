from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from dengar.close.models import Objection
from dengar.close.operations import reopen
from dengar.complaints.operations import Gone, NotNow, NotYours, change_secrecy
from dengar.ledger.models import Entry
from dengar.notices.models import Notice
from dengar.publish import operations, queries
from dengar.publish.models import Publication, PublicText, Refusal
from tests.publish.endings import ENDED, SHOWN, TEXT, dispute, enough_others, offered, published, run, settle

WEEK = timedelta(weeks=1)
YES, NO, CHANGE = PublicText.Answer.YES, PublicText.Answer.NO, PublicText.Answer.CHANGE


def events(cast, *names: str) -> list[str]:
    rows = Entry.objects.filter(subject=cast.complaint.subject, event__in=names).order_by("pk")
    return [f"{row.event}:{row.facts.get('reason') or row.facts.get('text', '')}" for row in rows]


def shown(cast) -> queries.PublicCase | None:
    row = Publication.objects.filter(complaint=cast.complaint).first()
    return queries.public_case(row.slug) if row else None


def test_a_settled_case_appears_after_its_weeks_without_a_text(cast):
    settle(cast)
    enough_others(cast)
    run(SHOWN - timedelta(seconds=3600 * 9 + 1))  # Sunday
    assert shown(cast) is None
    run(SHOWN)
    case = shown(cast)
    assert (case.agency, case.service, case.outcome, case.weeks) == ("Disdukcapil", "Akta kelahiran", "settled", 1)
    assert case.text == {}
    assert events(cast, "published") == ["published:False"]
    assert run(SHOWN) == 0


def test_a_disputed_case_appears_too(cast):
    dispute(cast)
    enough_others(cast)
    run(SHOWN)
    assert shown(cast).outcome == "disputed"


def test_where_there_are_few_cases_none_appears_and_the_rule_looks_again_next_week(cast):
    settle(cast)
    run(SHOWN)
    assert shown(cast) is None
    assert Refusal.objects.get(complaint=cast.complaint).why == "too_few"
    assert run(SHOWN + timedelta(days=6)) == 0
    enough_others(cast, at=SHOWN)
    run(SHOWN + WEEK)
    assert shown(cast).outcome == "settled"
    assert not Refusal.objects.filter(complaint=cast.complaint).exists()


def test_every_case_that_does_not_appear_has_a_reason_in_the_register(cast):
    settle(cast)
    others = enough_others(cast)
    change_secrecy(cast.complaint, True, by=cast.sari, at=ENDED)
    run(SHOWN)
    assert Refusal.objects.get(complaint=cast.complaint).why == "secret"
    assert Refusal.objects.filter(complaint__in=others).count() == len(others)
    assert events(cast, "publication_refused") == ["publication_refused:secret"]
    assert run(SHOWN + 5 * WEEK) == 0, "what cannot change is not asked again"


def test_the_text_appears_after_the_persons_yes_and_not_in_the_same_week(cast):
    published(cast, text=False)
    story = offered(cast, at=SHOWN)
    operations.answer(story, YES, by=cast.sari, at=SHOWN)
    run(SHOWN + timedelta(days=6))
    assert shown(cast).text == {}
    run(SHOWN + WEEK)
    assert shown(cast).title == TEXT["title"]
    assert events(cast, "published") == ["published:False", "published:True"]


@pytest.mark.parametrize("said", [None, NO, CHANGE])
def test_without_a_yes_no_text_appears(cast, said):
    settle(cast)
    enough_others(cast)
    story = offered(cast)
    if said:
        operations.answer(story, said, wish="Kata loketnya.", by=cast.sari, at=ENDED)
    run(SHOWN)
    run(SHOWN + WEEK)
    assert shown(cast).outcome == "settled"
    assert shown(cast).text == {}


def test_the_person_is_told_neutrally_that_they_are_asked(cast):
    settle(cast)
    offered(cast)
    assert Notice.objects.filter(kind="publication_question", to=f"complainant:{cast.complaint.subject}").count() == 1


def test_a_wish_brings_another_text_and_another_question(cast):
    settle(cast)
    first = offered(cast)
    operations.answer(first, CHANGE, wish="Sebutkan 'sebuah loket'.", by=cast.sari, at=ENDED)
    second = offered(cast, told="Seseorang datang ke sebuah loket.")
    with pytest.raises(NotNow):
        operations.answer(first, YES, by=cast.sari, at=ENDED)
    operations.answer(second, YES, by=cast.sari, at=ENDED)
    assert queries.opened(cast.complaint, queries.story_of(cast.complaint))["told"].endswith("sebuah loket.")


def test_a_wish_needs_words(cast):
    settle(cast)
    with pytest.raises(operations.NoWish):
        operations.answer(offered(cast), CHANGE, wish=" ", by=cast.sari, at=ENDED)


def test_a_no_is_not_asked_again_and_a_yes_is_not_written_over(cast):
    settle(cast)
    operations.answer(offered(cast), NO, by=cast.sari, at=ENDED)
    with pytest.raises(operations.SaidNo):
        offered(cast)


def test_a_yes_is_for_exactly_that_text(cast):
    settle(cast)
    operations.answer(offered(cast), YES, by=cast.sari, at=ENDED)
    with pytest.raises(operations.Answered):
        offered(cast, told="Lain.")


@pytest.mark.parametrize("who", ["rina", "hendra", "nor", "ombi"])
def test_nobody_answers_for_the_person(cast, who):
    settle(cast)
    story = offered(cast)
    for act in (
        lambda by: operations.answer(story, YES, by=by, at=ENDED),
        lambda by: operations.take_back(cast.complaint, by=by, at=ENDED),
        lambda by: operations.keep_out(cast.complaint, by=by, at=ENDED),
    ):
        with pytest.raises(NotYours):
            act(getattr(cast, who))
    story.refresh_from_db()
    assert story.answer == ""


@pytest.mark.parametrize(("who", "why"), [("hendra", NotYours), ("lutfi", Gone), ("budi", Gone), ("sari", NotYours)])
def test_only_the_desk_offers_a_text(cast, who, why):
    settle(cast)
    with pytest.raises(why):
        operations.offer(cast.complaint, TEXT, by=getattr(cast, who), at=ENDED)


def test_a_text_is_offered_for_what_may_appear_only(cast):
    with pytest.raises(operations.NotPublic):
        offered(cast)
    settle(cast)
    with pytest.raises(operations.Blank):
        offered(cast, way=" ")
    with pytest.raises(NotNow):
        operations.offer(cast.complaint, TEXT, by=cast.rina, at=ENDED, seen=cast.complaint.step - 1)
    change_secrecy(cast.complaint, True, by=cast.sari, at=ENDED)
    with pytest.raises(operations.NotPublic):
        offered(cast)


def test_a_yes_that_is_taken_back_leaves_a_tombstone(cast):
    row = published(cast)
    assert shown(cast).title == TEXT["title"]
    operations.take_back(cast.complaint, by=cast.sari, at=SHOWN + timedelta(days=2))
    case = queries.public_case(row.slug)
    assert case.down_on == SHOWN.date()
    assert (case.text, case.agency, case.service, case.outcome, case.weeks) == ({}, "", "", None, 0)
    assert not PublicText.objects.filter(words__isnull=False).exists(), "the text is gone"
    assert list(queries.public_cases(cast.mall)) == []
    assert events(cast, "text_removed") == ["text_removed:withdrawn"]
    with pytest.raises(operations.NotPublic):
        offered(cast, at=SHOWN)
    assert run(SHOWN + 9 * WEEK) == 0, "what was taken down does not come back"


def test_a_yes_can_be_taken_back_before_it_appears(cast):
    settle(cast)
    enough_others(cast)
    operations.answer(offered(cast), YES, by=cast.sari, at=ENDED)
    operations.take_back(cast.complaint, by=cast.sari, at=ENDED)
    run(SHOWN + WEEK)
    assert shown(cast).text == {}
    with pytest.raises(NotNow):
        operations.take_back(cast.complaint, by=cast.sari, at=ENDED)


def test_who_wishes_that_nothing_appears_is_heard_at_once(cast):
    row = published(cast, text=False)
    operations.keep_out(cast.complaint, by=cast.sari, at=SHOWN)
    assert queries.public_case(row.slug).down_on == SHOWN.date()
    operations.keep_out(cast.complaint, by=cast.sari, at=SHOWN)
    assert events(cast, "secrecy_changed", "text_removed") == ["secrecy_changed:", "text_removed:secret"]


def test_the_desk_takes_down_what_told_too_much(cast):
    row = published(cast)
    operations.correct(cast.complaint, by=cast.rina, at=SHOWN)
    assert queries.public_case(row.slug).down_words == str(Publication.Reason.MISTAKE.label)
    with pytest.raises(NotNow):
        operations.correct(cast.complaint, by=cast.rina, at=SHOWN)


def test_a_case_that_is_opened_again_says_so_and_its_text_is_gone(cast):
    row = published(cast)
    at = SHOWN + timedelta(days=1)
    reopen(cast.complaint, "Ada yang baru.", Objection.Wish.TALK, by=cast.sari, at=at)
    run(at)
    case = queries.public_case(row.slug)
    assert case.reopened_on == SHOWN.date()
    assert (case.agency, case.outcome, case.text) == ("Disdukcapil", None, {})


def test_a_case_that_ends_again_stands_at_its_old_address(cast):
    row = published(cast)
    at = SHOWN + timedelta(days=1)
    reopen(cast.complaint, "Ada yang baru.", Objection.Wish.EXAMINE, by=cast.sari, at=at)
    run(at)
    dispute(cast, at=at)
    run(at + 5 * WEEK)
    assert queries.public_case(row.slug).outcome is None
    enough_others(cast, at=at)
    run(at + 6 * WEEK)
    assert queries.public_case(row.slug).outcome == "disputed"


def test_a_service_with_few_cases_is_not_named(cast):
    settle(cast)
    for other in enough_others(cast)[:1]:
        type(other).objects.filter(pk=other.pk).update(service=None)
    run(SHOWN)
    assert (shown(cast).agency, shown(cast).service) == ("Disdukcapil", "")


def test_texts_are_sealed(cast):
    published(cast)
    assert b"Syarat akta" not in bytes(PublicText.objects.get().words)


def test_the_database_lets_no_text_stand_behind_a_tombstone(cast):
    row = published(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.filter(pk=row.pk).update(down_on=SHOWN.date(), down_reason="mistake")


def test_names_of_the_case_are_handed_in(cast):
    settle(cast)
    assert "Hendra" in queries.names_of(cast.complaint)


def test_a_text_is_made_from_the_approved_words(cast):
    settle(cast)
    source = queries.sources(cast.complaint)
    assert (source["title"], source["told"], source["dispute"]) == ("Syarat akta", "Syarat berbeda-beda.", "")
    assert source["way"].startswith("Akta selesai Jumat.\nAkta diserahkan: ")


def test_the_persons_dispute_stands_beside_the_decision(cast):
    dispute(cast)
    source = queries.sources(cast.complaint)
    assert "Berkas lengkap sejak Agustus." in source["way"]
    assert source["dispute"] == "Saya tidak setuju."


def test_the_list_is_read_in_one_query(cast, django_assert_num_queries):
    published(cast)
    with django_assert_num_queries(1):
        assert [queries.shown(row).title for row in queries.public_cases(cast.mall)] == [TEXT["title"]]
