"""More time for a promise: with a reason and the other side's yes; else the day stands."""

from datetime import timedelta

import pytest

from dengar.act.operations import keep
from dengar.act.queries import owed
from dengar.agree import operations, queries
from dengar.agree.models import Extension
from dengar.complaints.models import Clock, ClockChange
from dengar.complaints.operations import Gone, NotNow, NotYours
from dengar.ledger.models import Entry
from dengar.notices.models import Notice
from tests.trips import LATER, to_agreed

WHY, SAID = Extension.Why.PAPERS, "Surat nikah belum dilegalisir."


@pytest.fixture
def promised(cast):
    """A promise of the agency, due on 25 November; its complaint is read anew."""
    return to_agreed(cast).commitments.get()


def ask(promised, by, days=3, at=LATER, words=SAID):
    new = promised.due_on + timedelta(days=days)
    return operations.ask_extension(promised, new, WHY, words, by=by, at=at)


def test_with_a_yes_the_day_moves_and_the_old_one_stays_visible(cast, promised):
    old = promised.due_on
    asked = ask(promised, cast.hendra)
    promised.refresh_from_db()
    assert promised.due_on == old, "nothing moves before the person says yes"
    operations.answer_extension(asked, given=True, by=cast.sari, at=LATER)
    promised.refresh_from_db()
    assert promised.due_on == old + timedelta(days=3)
    clock = Clock.objects.get(pk=promised.clock_id)
    assert clock.due_at.isoformat() == "2026-11-28T15:59:59+00:00"
    change = ClockChange.objects.get(clock=clock, kind="extend")
    assert (change.reason, change.old_due.isoformat()) == ("papers", "2026-11-25T15:59:59+00:00")
    (view,) = queries.extensions(cast.complaint)[promised.pk]
    assert (view.words, view.row.old_due, view.row.given) == (SAID, old, True)
    assert Entry.objects.filter(event="promise_extended").count() == 1
    assert Notice.objects.filter(kind="extension_asked").count() == 1


def test_with_a_no_the_day_stands(cast, promised):
    asked = ask(promised, cast.rina)
    operations.answer_extension(asked, given=False, by=cast.sari, at=LATER)
    promised.refresh_from_db()
    assert promised.due_on.isoformat() == "2026-11-25"
    assert not ClockChange.objects.filter(kind="extend").exists()
    assert ask(promised, cast.hendra).answered_at is None, "another wish may follow"


def test_without_an_answer_the_day_stands_and_a_late_yes_changes_nothing(cast, promised):
    asked = ask(promised, cast.hendra)
    after = LATER + timedelta(days=4)
    with pytest.raises(operations.DayPassed):
        operations.answer_extension(asked, given=True, by=cast.sari, at=after)
    with pytest.raises(operations.DayPassed):
        ask(promised, cast.hendra, at=after)
    (one,) = owed(cast.complaint)
    assert one.due_on.isoformat() == "2026-11-25"


@pytest.mark.parametrize(
    ("change", "refusal"),
    [({"words": " \n"}, operations.NoReason), ({"days": 0}, operations.NotLater), ({"days": -1}, operations.NotLater)],
)
def test_what_a_wish_needs(cast, promised, change, refusal):
    with pytest.raises(refusal):
        ask(promised, cast.hendra, **change)
    assert not Extension.objects.exists()


def test_nobody_answers_for_the_other_side_and_one_wish_waits_at_a_time(cast, promised):
    with pytest.raises(NotYours):
        ask(promised, cast.sari)
    asked = ask(promised, cast.hendra)
    with pytest.raises(operations.AskedAlready):
        ask(promised, cast.rina)
    for other in (cast.hendra, cast.rina):
        with pytest.raises(NotYours):
            operations.answer_extension(asked, given=True, by=other, at=LATER)
    with pytest.raises(Gone):
        operations.answer_extension(asked, given=True, by=cast.lutfi, at=LATER)
    operations.answer_extension(asked, given=True, by=cast.sari, at=LATER)
    with pytest.raises(NotNow):
        operations.answer_extension(asked, given=False, by=cast.sari, at=LATER)


def test_what_is_done_needs_no_more_time(cast, promised):
    asked = ask(promised, cast.hendra)
    keep(promised, "Diserahkan.", by=cast.hendra, at=LATER)
    asked.refresh_from_db()
    with pytest.raises(NotNow):
        operations.answer_extension(Extension.objects.get(), given=True, by=cast.sari, at=LATER)


def test_what_the_person_promised_is_answered_by_the_agency(cast, promised):
    promised.bearer = "complainant"
    promised.save()
    with pytest.raises(NotYours):
        ask(promised, cast.hendra)
    asked = ask(promised, cast.sari)
    operations.answer_extension(asked, given=True, by=cast.hendra, at=LATER)
    assert Notice.objects.filter(kind="extension_answered").count() == 1
