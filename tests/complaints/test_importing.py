"""A case from older records has ended, and stays so: nothing asks for it, nothing moves it, nobody is told."""

from datetime import timedelta

import pytest

from dengar.close.models import Objection
from dengar.close.operations import reopen
from dengar.complaints import queries
from dengar.complaints.models import NEVER, Clock, Complaint, Kind, LostWords, Mode, PastCase, Thread
from dengar.complaints.operations import NotYours, ask_new_words, open_identity, say
from dengar.complaints.operations.importing import bring_in
from dengar.complaints.visibility import visible_to
from dengar.ledger import queries as ledger
from dengar.ledger.models import Entry, Leaf
from dengar.ledger.sealing import seal_due
from dengar.notices.models import Notice
from dengar.publish import operations as publish
from dengar.publish.models import Refusal
from dengar.search import operations as search
from dengar.vault.details import PersonDetails
from dengar.vault.models import Box, Person
from tests.cast import MONDAY_9AM, SARI, WORDS
from tests.complaints.older import BOOK, CAME, TOLD, bring, brought, past
from tests.search.telling import read_all

LATER = MONDAY_9AM + timedelta(days=100)


def test_it_comes_in_as_ended_at_its_own_moment_with_one_entry(cast):
    row = brought(cast, answer="Sudah dibetulkan.", ended=PastCase.Ended.SETTLED)
    assert (row.state, row.close_reason, row.due_at, row.step) == ("closed_other", "imported", NEVER, 0)
    assert (row.received_at, row.closed_at, row.agency) == (CAME, CAME + timedelta(days=3), cast.dukcapil)
    said = queries.past(row)
    assert (said.key, said.text, said.answer, said.row.ended) == ("2024/17", TOLD, "Sudah dibetulkan.", "settled")
    entry = Entry.objects.get(subject=row.subject)
    assert (entry.event, entry.actor, entry.at) == ("import_case", "operator", CAME)
    assert entry.recorded_at > CAME + timedelta(days=365)
    assert entry.facts["file"] == BOOK.digest
    assert TOLD not in str(entry.facts)
    assert "2024/17" not in str(entry.facts)


def test_nobody_is_told_and_no_clock_runs(cast):
    clocks, notices = Clock.objects.count(), Notice.objects.count()
    row = brought(cast)
    assert (Clock.objects.count(), Notice.objects.count()) == (clocks, notices)
    assert row not in queries.desk(cast.rina, LATER)
    assert row in visible_to(cast.rina, LATER)
    assert row not in visible_to(cast.hendra, LATER)


def test_what_is_about_the_desk_exists_for_the_overseer_alone(cast):
    row = brought(cast, about_desk=True)
    assert row not in visible_to(cast.rina, LATER)
    assert row in visible_to(cast.ombi, LATER)


def test_the_same_row_comes_in_once(cast):
    assert bring(cast, past("1"), past("2"), past("1")) == 2
    assert bring(cast, past("2"), past("3")) == 1
    assert PastCase.objects.count() == 3
    assert Entry.objects.filter(event="import_case").count() == 3
    assert Box.objects.count() == Complaint.objects.count() == 4  # with Sari's


def test_only_the_technician_brings_cases_in(cast):
    with pytest.raises(NotYours):
        bring_in(cast.mall, BOOK, [past()], by=cast.nor, at=MONDAY_9AM)
    assert not PastCase.objects.exists()


def test_nothing_moves_it_and_nothing_is_said(cast):
    row = brought(cast)
    for actor in (cast.rina, cast.nor):
        with pytest.raises(NotYours):
            reopen(row, "Ada yang baru.", Objection.Wish.TALK, by=actor, at=LATER)
        with pytest.raises(NotYours):
            say(row, Thread.COMPLAINANT, "Halo.", by=actor, at=LATER)


def test_no_words_open_it_and_none_can_be_asked_for(cast):
    row = brought(cast, person=SARI)
    assert queries.by_receipt(row.number, WORDS) is None
    ask_new_words(row.number, "telepon", at=LATER)
    assert not LostWords.objects.exists()


def test_a_nameless_question_is_not_opened_by_its_number(cast):
    row = brought(cast, kind=Kind.QUESTION, mode=Mode.ANONYMOUS)
    assert queries.by_number_alone(row.number) is None


def test_it_never_appears_in_public_and_the_rule_is_not_asked(cast):
    row = brought(cast)
    while publish.publish_due(LATER):
        pass
    assert not Refusal.objects.filter(complaint=row).exists()
    assert not Entry.objects.filter(subject=row.subject).exclude(event="import_case").exists()


def test_it_is_found_by_its_words_and_its_old_number(cast):
    row = brought(cast)
    read_all()
    for text in ("salah tulis", "2024/17"):
        assert [one.pk for one in search.search(cast.mall, text, by=cast.rina, at=LATER).rows] == [row.pk]


def test_a_name_is_kept_in_the_vault_and_opening_it_is_recorded(cast):
    row = brought(cast, person=SARI)
    assert open_identity(row, reason="Ia datang lagi.", by=cast.rina, at=LATER).name == SARI.name
    assert Entry.objects.filter(subject=row.subject, event="identity_opened").exists()
    with pytest.raises(NotYours):
        open_identity(row, reason="Ingin tahu.", by=cast.nor, at=LATER)


@pytest.mark.parametrize("choices", [{"mode": Mode.ANONYMOUS, "person": SARI}, {"person": PersonDetails()}])
def test_without_a_name_nothing_is_kept(cast, choices):
    row = brought(cast, **choices)
    assert not Person.objects.filter(box=row.box).exists()


def test_the_register_takes_it_in_and_holds(cast):
    bring(cast, *(past(str(number)) for number in range(70)))
    while seal_due(LATER) or seal_due(LATER + timedelta(days=1)):
        pass
    assert Leaf.objects.filter(entry__event="import_case").count() == 70
    assert ledger.first_mismatch(cast.mall.slug) is None
