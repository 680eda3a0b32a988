from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengar.kit.actors import Role
from dengar.ledger import events, facts
from dengar.ledger.events import EVENTS
from tests.house.sources import ROOT

NOON = datetime(2026, 11, 19, 4, 0, tzinfo=UTC)
GOOD = {
    "flag": True,
    "id": 1,
    "count": 0,
    "score": 4,
    "mac": "0a" * 32,
    "digest": "0b" * 32,
    "subject": "0c" * 16,
    "code": "first_contact",
    "ref": "handler:12",
    "moment": NOON,
    "day": date(2026, 11, 19),
}


def good(fact: facts.Fact) -> object:
    return GOOD[fact.type] if fact.type in GOOD else fact.type.split("|")[0]


def test_every_type_has_an_example_here():
    assert GOOD.keys() == facts.TYPES.keys()


def test_every_event_is_declared_once_with_words_and_a_door():
    declared = [*events.COMPLAINT_EVENTS, *events.MALL_EVENTS]
    assert len({event.name for event in declared}) == len(declared)
    for event in declared:
        assert event.name.isidentifier()
        assert event.name.islower()
        assert event.about.endswith(".")
        assert event.door.isidentifier()


def test_every_move_of_the_journey_is_there():
    moves = (
        "ask complete expire open_dialogue examine propose agree decline report_done confirm object reopen lapse "
        "stand decide withdraw settle answer thank forward dismiss"
    )
    assert set(moves.split()) <= EVENTS.keys()


@pytest.mark.parametrize("event", EVENTS.values(), ids=EVENTS)
def test_every_event_takes_all_its_facts_and_only_those(event):
    every = {name: good(fact) for name, fact in event.facts.items()}
    stored = events.check(event.name, every)
    assert stored.keys() == every.keys()
    needed = {name: value for name, value in every.items() if not event.facts[name].optional}
    assert events.check(event.name, needed).keys() == needed.keys()
    with pytest.raises(ValueError, match="unknown facts: story"):
        events.check(event.name, {**every, "story": "words"})
    for name in needed:
        with pytest.raises(ValueError, match="missing"):
            events.check(event.name, {**needed, name: None})


@pytest.mark.parametrize("kind", sorted(facts.TYPES.keys() - {"code", "ref"}))
@given(st.text(min_size=1) | st.floats() | st.binary() | st.none() | st.lists(st.text(), min_size=1))
def test_free_text_never_passes_for_a_fact(kind, value):
    with pytest.raises(ValueError):
        facts.checked(facts.parse(f"fact:{kind}"), {"fact": value})


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("code", "Two words"),
        ("code", "x" * 41),
        ("code", "081234567890 "),
        ("code", "ya\n"),
        ("ref", "Sari"),
        ("ref", "officer:12:3"),
        ("id", 0),
        ("id", True),
        ("id", 2**53),
        ("score", 5),
        ("flag", 1),
        ("flag", "true"),
        ("mac", "0A" * 32),
        ("moment", NOON.replace(tzinfo=None)),
        ("moment", "2026-01-01"),
        ("day", NOON),
        ("open|confidential", "anonymous"),
        ("open|confidential", "open|confidential"),
    ],
)
def test_a_value_of_another_type_is_refused(kind, value):
    with pytest.raises(ValueError):
        facts.checked(facts.parse(f"fact:{kind}"), {"fact": value})


def test_values_become_plain_ones():
    schema = facts.parse("role:code at:moment day:day missing?:id empty?:code")
    given = {"role": Role.HANDLER, "at": NOON, "day": NOON.date(), "missing": None, "empty": ""}
    stored = facts.checked(schema, given)
    assert stored == {"role": "handler", "at": "2026-11-19T04:00:00.000000Z", "day": "2026-11-19"}
    assert type(stored["role"]) is str


@pytest.mark.parametrize("line", ["fact", "fact:", "fact:words", "a:id a:id", ":id", "a b:id"])
def test_a_line_that_cannot_be_read_is_refused(line):
    with pytest.raises(ValueError):
        facts.parse(line)


def test_an_event_that_is_not_on_the_list_is_refused():
    with pytest.raises(ValueError, match="no event 'delete'"):
        events.check("delete", {})


def test_the_documentation_lists_every_event():
    """To write it anew: python -c "from dengar.ledger.events import table; print(table(), end='')"."""
    assert (ROOT / "docs" / "register-events.md").read_text(encoding="utf-8") == events.table()
