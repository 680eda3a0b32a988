from datetime import timedelta

import pytest

from dengar.complaints.models import Complaint
from dengar.intake import operations, queries
from dengar.intake.models import Draft, Story
from dengar.kit import keyring
from dengar.ledger.models import Entry
from dengar.notices.models import Notice
from dengar.people.models import Membership
from dengar.vault.models import Box, Person
from tests.cast import MONDAY_9AM

LATER = MONDAY_9AM + timedelta(minutes=5)
STORY = "Tiga kali datang, tiga syarat yang berbeda."
WHOLE = {
    "about": "service",
    "mode": "confidential",
    "story": STORY,
    "wishes": ("solved",),
    "reach": "phone",
    "name": "Sari",
    "phone": "0812 0000 4321",
    "safe_hours": "morning",
}


def whole(place, **changes):
    placed = {"agency_id": place.dukcapil.pk, "service_id": place.akta.pk}
    return operations.begin(place.mall, {**WHOLE, **placed, **changes}, at=MONDAY_9AM)


def file(draft, token, at=LATER, **more):
    return operations.file(draft, token, by=operations.SOMEBODY, at=at, **more)


def test_a_draft_is_opened_by_its_token_alone(place):
    draft, token = operations.begin(place.mall, {"story": STORY}, at=MONDAY_9AM)
    assert queries.answers(queries.by_token(token, LATER)).story == STORY
    assert queries.by_token(token[:-1] + "x", LATER) is None
    assert queries.by_token(draft.token_hash, LATER) is None
    assert queries.by_token("", LATER) is None


def test_neither_token_nor_answers_are_readable_in_the_database(place):
    _draft, token = operations.begin(place.mall, {"story": STORY, "phone": "0812 0000 4321"}, at=MONDAY_9AM)
    row = Draft.objects.values().get()
    assert token not in str(row)
    assert b"0812" not in bytes(row["answers"])
    assert STORY.encode() not in bytes(row["answers"])


def test_two_tabs_keep_each_other_s_answers(place):
    draft, token = operations.begin(place.mall, {"about": "unknown"}, at=MONDAY_9AM)
    one, other = queries.by_token(token, LATER), queries.by_token(token, LATER)
    operations.answer(one, {"story": "dari satu", "mode": "open"}, at=LATER)
    operations.answer(other, {"story": "dari dua"}, at=LATER)
    kept = queries.answers(queries.by_token(token, LATER))
    assert (kept.about, kept.mode, kept.story) == ("unknown", "open", "dari dua")
    assert draft.pk == one.pk == other.pk


def test_filing_makes_one_report_with_all_that_was_told(place):
    draft, token = whole(place, counter="loket-4")
    complaint, words = file(draft, token)

    assert Complaint.objects.get() == complaint
    assert len(words) == 5
    assert (complaint.agency, complaint.service, complaint.counter) == (place.dukcapil, place.akta, place.loket)
    assert (complaint.mode, complaint.reach, complaint.received_at) == ("confidential", "phone", LATER)
    told = queries.told(complaint)
    assert (told.story, told.wishes) == (STORY, ("solved",))
    assert Person.objects.get().box == complaint.box == draft.box
    assert bytes(Draft.objects.get().answers) == b""
    assert Entry.objects.filter(event="file").count() == 1


def test_every_repeated_sending_gives_the_same(place):
    draft, token = whole(place)
    first = file(draft, token)
    assert file(draft, token, at=LATER + timedelta(minutes=29)) == first
    assert file(queries.by_token(token, LATER), token) == first
    assert Complaint.objects.count() == 1


def test_a_new_receipt_key_does_not_change_words_that_are_still_shown(place, keys_dir):
    draft, token = whole(place)
    _complaint, words = file(draft, token)
    keyring.rotate(keys_dir, place.mall.slug, "receipt")
    assert operations.words_again(token, LATER + timedelta(minutes=1)) == words


def test_words_are_shown_for_half_an_hour(place):
    draft, token = whole(place)
    complaint, words = file(draft, token)
    assert operations.words_again(token, LATER + timedelta(minutes=29)) == words
    assert operations.words_again(token, LATER + timedelta(minutes=30)) == ()
    assert operations.words_again("x" * 43, LATER) == ()
    assert file(draft, token, at=LATER + timedelta(minutes=31)) == (complaint, ())


def test_without_a_name_nobody_is_kept(place):
    draft, token = whole(place, mode="anonymous")
    complaint, _words = file(draft, token)
    assert not Person.objects.exists()
    assert complaint.reach == "page"


def test_about_the_desk_itself_goes_to_the_overseer(place):
    draft, token = whole(place, about="desk")
    complaint, _words = file(draft, token)
    assert complaint.around_desk
    assert complaint.handler is None
    assert complaint.agency is None
    assert [notice.to for notice in Notice.objects.all()] == [f"overseers:{place.mall.pk}"]


def test_about_the_desk_is_refused_where_nobody_else_would_read_it(place):
    draft, token = whole(place, about="desk")
    Membership.objects.filter(role="overseer").delete()
    with pytest.raises(operations.NobodyAbove):
        file(draft, token)
    assert not Complaint.objects.exists()
    draft.refresh_from_db()
    assert draft.filed_at is None, "what was written is still there"


def test_who_wants_mail_is_told_that_it_arrived(place):
    draft, token = whole(place, reach="mail", email="sari@example.org")
    complaint, _words = file(draft, token)
    assert Notice.objects.filter(to=f"complainant:{complaint.subject}", kind="received").exists()


def test_what_is_missing_is_refused_and_leaves_nothing(place):
    draft, token = whole(place, story="  ")
    with pytest.raises(operations.NotComplete):
        file(draft, token)
    assert not Complaint.objects.exists()
    assert Draft.objects.get().filed_at is None


def test_what_was_not_seen_is_not_filed(place):
    draft, token = whole(place)
    seen = queries.seen(draft)
    operations.answer(queries.by_token(token, LATER), {"story": "lain"}, at=LATER)
    with pytest.raises(operations.Otherwise):
        file(draft, token, seen=seen)
    assert file(draft, token, seen=queries.seen(queries.by_token(token, LATER)))


def test_nothing_is_answered_after_filing(place):
    draft, token = whole(place)
    file(draft, token)
    with pytest.raises(operations.FiledAlready):
        operations.answer(draft, {"story": "lain"}, at=LATER)
    assert bytes(Draft.objects.get().answers) == b""


def test_somebody_else_s_token_files_nothing(place):
    draft, _token = whole(place)
    with pytest.raises(ValueError, match="token"):
        file(draft, "x" * 43)


def test_a_service_of_another_mall_is_left_out(place):
    draft, token = whole(place, service_id=999_999, agency_id=999_999)
    complaint, _words = file(draft, token)
    assert (complaint.agency, complaint.service) == (None, None)


def test_an_old_draft_is_forgotten_with_everything_in_it(place):
    _draft, token = whole(place)
    soon = MONDAY_9AM + timedelta(hours=48)
    assert not operations.forget_drafts(soon - timedelta(seconds=1))
    assert queries.by_token(token, soon) is None  # even before the chore comes round
    assert operations.forget_drafts(soon)
    assert not operations.forget_drafts(soon)
    assert not Draft.objects.exists()
    assert not Box.objects.exists()


def test_a_filed_draft_loses_its_token_and_the_report_stays(place):
    draft, token = whole(place)
    complaint, _words = file(draft, token)
    assert operations.forget_drafts(LATER + timedelta(hours=48))
    assert not Draft.objects.exists()
    assert Story.objects.get().complaint == complaint
    assert Box.objects.get() == complaint.box
    assert operations.words_again(token, LATER) == ()


def test_beginning_twice_with_one_token_gives_one_draft(place):
    first, token = operations.begin(place.mall, at=MONDAY_9AM, token="t" * 43)
    again, _token = operations.begin(place.mall, at=MONDAY_9AM, token=token)
    assert first == again
    assert Box.objects.count() == 1
