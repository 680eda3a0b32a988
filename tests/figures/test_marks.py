"""Whatever the order in which entries were sealed, and however they were split: the same marks, the same figures."""

from collections import Counter
from datetime import timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as some

from dengar.figures.marks import READ, merged
from dengar.figures.measures import counted
from dengar.ledger.canonical import canonical
from dengar.ledger.events import EVENTS
from tests.figures.telling import HOUR, MONDAY, said

ZONE = ZoneInfo("Asia/Makassar")
STATES = ["received", "talking", "agreed", "closed_confirmed", "closed_other"]


@some.composite
def entries(draw):
    """One entry of those that figures read, at some hour of half a year."""
    at = MONDAY + HOUR * draw(some.integers(0, 4000))
    event = draw(some.sampled_from(sorted(READ)))
    step = draw(some.integers(0, 9))
    number = draw(some.integers(1, 3))
    facts = {
        "file": {"kind": "complaint", "channel": "web", "mode": "open", "agency": number, "around_desk": step == 0},
        "settle": {"kind": "complaint", "channel": "counter", "mode": "confidential"},
        "concerned": {"agency": number} if step else {},
        "mode_changed": {"new": draw(some.sampled_from(["open", "anonymous"]))},
        "contact_attempt": {"personal": draw(some.booleans())},
        "contact_confirmed": {"contact": number, "called": draw(some.booleans())},
        "promise_broken": {},
        "fairness_answered": {"side": draw(some.sampled_from(["complainant", "agency"])), "voice": 3, "motive": number},
    }.get(event, {"to": draw(some.sampled_from(STATES)), "step": step, "reason": ""})
    if event.startswith("clock_"):
        facts = {"clock": draw(some.sampled_from(["first_contact", "promise"])), "clock_id": number, "bearer": "mall"}
        facts |= {"due": at + timedelta(days=step), "outcome": draw(some.sampled_from(["kept", "late", "void"]))}
    return said(event, at, **facts)


@given(some.lists(entries(), max_size=30), some.data())
def test_any_order_and_any_split_give_the_same_marks_and_figures(written, data):
    whole = merged({}, written)
    parts, left = {}, data.draw(some.permutations(written))
    while left:
        upto = data.draw(some.integers(1, len(left)))
        parts, left = merged(parts, left[:upto]), left[upto:]
    assert canonical(parts) == canonical(whole)
    assert counted(parts, ZONE) == counted(whole, ZONE)


def test_merging_changes_nothing_that_was_given():
    before = merged({}, [said("file", kind="complaint")])
    kept = dict(before)
    merged(before, [said("agree", MONDAY + HOUR, to="agreed", step=1)])
    assert before == kept


def test_only_events_of_the_closed_list_are_read():
    assert set(READ) <= set(EVENTS)


def test_what_is_no_report_counts_nowhere():
    marks = merged({}, [said("agree", to="agreed", step=1), said("policy_changed", kind="term")])
    assert counted(marks, ZONE) == Counter()
