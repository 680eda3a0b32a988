"""
What figures keep of one report: marks, each the sum of what its entries say. Pure.

Entries are sealed in a shuffled order, so no mark may depend on it. Each has one of three ways of coming
together that give the same whatever comes first: the smallest, the largest, or all in order. A value that
may be replaced begins with its moments, so that the latest word is the largest one. Nothing here is a text, a
name or a person: an agency's row, words of closed lists, moments.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from dengar.ledger.canonical import moment
from dengar.ledger.complaint_events import MOVES

Marks = dict[str, Any]  # name -> JSON value, always of the same shape for one name
Mark = tuple[str, Any]


class Written(NamedTuple):
    """What is read of an entry."""

    subject: str
    event: str
    at: datetime
    recorded_at: datetime
    facts: Mapping[str, Any]


# By the part of a mark's name before the colon.
SMALLEST = frozenset({"filed", "reached", "tried", "talked", "clock", "end", "fair"})
LARGEST = frozenset({"agency", "mode", "state", "heard", "due"})
EVERY = frozenset({"agreed", "again", "more", "broken"})


def merged(marks: Marks, entries: Iterable[Written]) -> Marks:
    """Return `marks` and what these entries add. The same for any order and any split of the entries."""
    made = dict(marks)
    for entry in entries:
        for name, value in _read(entry):
            made[name] = _together(name, made[name], value) if name in made else _first(name, value)
    return made


def _first(name: str, value: Any) -> Any:
    return [value] if name.partition(":")[0] in EVERY else value


def _together(name: str, old: Any, new: Any) -> Any:
    way = name.partition(":")[0]
    if way in EVERY:
        return sorted([*old, new])
    return min(old, new) if way in SMALLEST else max(old, new)


def _read(entry: Written) -> Iterable[Mark]:
    """Return what one entry adds; nothing for most of them."""
    read = READ.get(entry.event)
    return read(entry, [moment(entry.at), moment(entry.recorded_at)]) if read else ()


def _filed(entry: Written, when: list[str]) -> Iterable[Mark]:
    """Filed, settled on the spot, or brought in from older records: what it is, by which door, about whom."""
    facts = entry.facts
    said = [facts.get("kind", "complaint"), facts.get("channel", ""), facts.get("mode", "")]
    apart = bool(facts.get("around_desk") or facts.get("about_desk"))
    yield "filed", [*when, *said, facts.get("agency", 0), apart, entry.event]


def _concerned(entry: Written, when: list[str]) -> Iterable[Mark]:
    if "agency" in entry.facts:
        yield "agency", [*when, entry.facts["agency"]]


def _mode(entry: Written, when: list[str]) -> Iterable[Mark]:
    yield "mode", [*when, entry.facts["new"]]


def _contact(entry: Written, when: list[str]) -> Iterable[Mark]:
    yield ("reached" if entry.facts["personal"] else "tried"), when[0]


def _heard(entry: Written, when: list[str]) -> Iterable[Mark]:
    yield f"heard:{entry.facts.get('contact', 0)}", [*when, entry.facts["called"]]


def _moved(entry: Written, when: list[str]) -> Iterable[Mark]:
    facts = entry.facts
    if "to" in facts:
        yield "state", [facts.get("step", 0), *when, facts["to"], facts.get("reason", "")]
    if entry.event == "open_dialogue":
        yield "talked", when[0]
    elif entry.event == "agree":
        yield "agreed", when[0]
    elif entry.event in ("object", "reopen"):
        yield "again", when[0]


def _clock(entry: Written, when: list[str]) -> Iterable[Mark]:
    """A clock's last due moment is the one that it stopped with; until then the latest that was set."""
    facts, stopped = entry.facts, entry.event == "clock_stopped"
    name = str(facts.get("clock_id", 0))
    if entry.event == "clock_started":
        yield f"clock:{name}", [facts.get("clock", ""), facts.get("bearer", "")]
    if "due" in facts:
        yield f"due:{name}", [stopped, *when, facts["due"]]
    if stopped:
        yield f"end:{name}", [when[0], facts.get("outcome", "void")]
    elif entry.event == "clock_extended":
        yield f"more:{name}", facts.get("reason", "")


def _broken(entry: Written, when: list[str]) -> Iterable[Mark]:
    yield "broken", when[0]


def _fair(entry: Written, when: list[str]) -> Iterable[Mark]:
    facts = entry.facts
    scores = [facts[name] for name in ("voice", "respect", "neutrality", "motive") if name in facts]
    yield f"fair:{facts['side']}", [when[0], facts.get("favour", ""), scores]


READ: Mapping[str, Callable[[Written, list[str]], Iterable[Mark]]] = {
    **{move.name: _moved for move in MOVES},
    "file": _filed,
    "settle": _filed,
    "import_case": _filed,
    "concerned": _concerned,
    "mode_changed": _mode,
    "contact_attempt": _contact,
    "contact_confirmed": _heard,
    **{f"clock_{what}": _clock for what in ("started", "extended", "moved", "stopped")},
    "promise_broken": _broken,
    "fairness_answered": _fair,
}
