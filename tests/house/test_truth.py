"""The proof of one truth can fail: every fault that is planted here is found, and is called by its name."""

from datetime import timedelta

import pytest

from dengar.agree.models import Agreement
from dengar.complaints import journey
from dengar.complaints.models import Clock, Complaint, Grant, Respondent
from dengar.complaints.operations import advance, start_clock
from dengar.ledger.models import Entry, Leaf
from dengar.ledger.sealing import seal_due
from dengar.notices.models import Notice
from dengar.talk.models import JointTalk
from tests.carry import LATER, to_agreed
from tests.cast import Cast, make_cast
from tests.emptying import triggers_put_aside
from tests.walk import oracle, truth, walker
from tests.walk.trying import ACTS

AFTER = LATER + timedelta(hours=1)


@pytest.fixture
def cast(db) -> Cast:
    """Both have agreed, and the agency says that it has kept its word."""
    made = make_cast()
    to_agreed(made)
    made.complaint.refresh_from_db()
    advance(made.complaint, journey.REPORT_DONE, by=made.hendra, at=AFTER)
    return made


def look(cast: Cast, memory: truth.Memory) -> None:
    moved = set(Entry.objects.filter(event="report_done").values_list("pk", flat=True))
    truth.check(Complaint.objects.select_related("box", "mall").get(pk=cast.complaint.pk), memory, moved)


def row(cast: Cast, **changes: object) -> None:
    Complaint.objects.filter(pk=cast.complaint.pk).update(**changes)


def a_clock(cast: Cast, **changes: object) -> None:
    Clock.objects.filter(complaint=cast.complaint, kind="promise").update(**changes)


def one_more_notice(cast: Cast, **which: object) -> None:
    notice = Notice.objects.get(about=cast.complaint.subject, made_at=AFTER, **which)
    notice.pk = None
    notice.save()


def an_entry(which: str, **changes: object) -> None:
    with triggers_put_aside():
        Entry.objects.filter(event=which).update(**changes)


def no_entry(event: str) -> None:
    with triggers_put_aside():
        Entry.objects.filter(event=event).delete()


FAULTS = {
    "another state": (lambda cast: row(cast, state="agreed"), "the row says agreed, the entries acted"),
    "another step": (lambda cast: row(cast, step=7), "step 7 after"),
    "another moment": (lambda cast: row(cast, state_since=LATER), "the last move was"),
    "another due": (lambda cast: row(cast, due_at=AFTER), "due_at is not the earliest"),
    "a way round the table": (
        lambda cast: an_entry("propose", event="decide", facts={"to": "decided"}),
        "from talking",
    ),
    "an entry gone": (lambda _cast: no_entry("needs_recorded"), "an entry is gone"),
    "a move gone": (lambda _cast: no_entry("open_dialogue"), "an entry is gone"),
    "a clock that stopped by itself": (lambda cast: a_clock(cast, stopped_at=AFTER, outcome="kept"), "running clocks"),
    "a clock due otherwise": (lambda cast: a_clock(cast, due_at=AFTER), "due otherwise in the ledger"),
    "a clock too many": (
        lambda cast: start_clock(cast.complaint, Clock.Kind.REOPENING, by=cast.rina, at=AFTER),
        "acted asks for",
    ),
    "a clock that nobody knows": (lambda _cast: no_entry("clock_started"), "an entry is gone|running clocks"),
    "the person not told": (lambda _cast: Notice.objects.filter(kind="done_reported").delete(), "the person was told"),
    "the person told twice": (lambda cast: one_more_notice(cast, kind="done_reported"), "the person was told"),
    "the desk not told": (lambda _cast: Notice.objects.filter(kind="desk_moved", made_at=AFTER).delete(), "were told"),
    "the desk told twice": (lambda cast: one_more_notice(cast, kind="desk_moved"), "were told"),
    "a door opened unseen": (lambda _cast: Grant.objects.update(until_at=AFTER), "stands otherwise in the ledger"),
    "the respondent let in": (
        lambda cast: Respondent.objects.create(
            complaint=cast.complaint, officer=cast.officers["hendra"], part="complained_of", named_at=AFTER
        ),
        "let in, although named",
    ),
    "a talk together that nobody asked for": (
        lambda cast: JointTalk.objects.create(
            complaint=cast.complaint, starts_at=AFTER, place=b"", officer=cast.officers["rina"], asked_at=LATER
        ),
        "talks together: rows say",
    ),
    "an acceptance lost": (lambda _cast: Agreement.objects.update(complainant_at=None), "rows say"),
    "accepted for the other": (lambda _cast: an_entry("accepted", actor="handler:1"), "accepted for the"),
}


def test_the_truth_holds_where_nothing_is_planted(cast):
    look(cast, truth.Memory())


@pytest.mark.parametrize(("plant", "words"), FAULTS.values(), ids=FAULTS)
def test_a_planted_fault_is_found(cast, plant, words):
    memory = truth.Memory()
    look(cast, memory)
    plant(cast)
    with pytest.raises(AssertionError, match=words):
        look(cast, memory)


def test_an_end_at_another_moment_is_found(cast):
    """An end without a moment, or a moment without an end, the database itself refuses."""
    advance(cast.complaint, journey.CONFIRM, by=cast.sari, at=AFTER + timedelta(hours=1))
    memory = truth.Memory()
    look(cast, memory)
    row(cast, closed_at=AFTER)
    with pytest.raises(AssertionError, match="closed at another moment"):
        look(cast, memory)


@pytest.fixture
def sealed(cast) -> str:
    seal_due(AFTER)
    while seal_due(AFTER + timedelta(days=1)):
        pass
    truth.check_register(cast.mall.slug)
    return cast.mall.slug


def test_a_leaf_that_is_not_its_entrys_is_found(sealed):
    an_entry("agree", actor="house")
    with pytest.raises(AssertionError, match="does not hold"):
        truth.check_register(sealed)


def test_a_leaf_that_is_gone_is_found(sealed):
    with triggers_put_aside():
        Leaf.objects.filter(log=sealed, index=3).delete()
    with pytest.raises(AssertionError, match="not sealed|does not hold"):
        truth.check_register(sealed)


def test_an_entry_that_nobody_sealed_is_found(sealed, cast):
    start_clock(cast.complaint, Clock.Kind.REOPENING, by=cast.rina, at=AFTER)
    with pytest.raises(AssertionError, match="1 entries are not sealed"):
        truth.check_register(sealed)


def test_one_who_sees_too_much_is_found(cast):
    """The oracle tells who may see, without the house's own rules."""
    world = oracle.look()
    assert cast.complaint.pk in oracle.seen_by(world, cast.rina, AFTER)
    assert cast.complaint.pk not in oracle.seen_by(world, cast.lutfi, AFTER)
    Respondent.objects.create(
        complaint=cast.complaint, officer=cast.officers["rina"], part="complained_of", named_at=AFTER
    )
    assert cast.complaint.pk not in oracle.seen_by(oracle.look(), cast.rina, AFTER)


@pytest.mark.parametrize("act", ["stand", "answer_summary"])
def test_a_walk_that_never_did_an_act_proves_nothing(act):
    walk = walker.Walk.__new__(walker.Walk)
    walk.steps, walk.done = walker.LONG_ENOUGH, dict.fromkeys(ACTS, 1)
    walk.check_reach()
    del walk.done[act]
    with pytest.raises(walker.Broken, match=f"never done in 2000 steps: {act}"):
        walk.check_reach()
    walk.steps -= 1
    walk.check_reach()
