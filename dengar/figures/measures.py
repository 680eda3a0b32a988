"""
What one report adds to which figures: counts by week, agency and measure. Pure.

A week runs from Monday to Sunday in the mall's time. What has a day by which it is due counts in the week of
that day and stays there, whenever it is done: lateness does not move on, and nothing clears it. What has not
stopped is "running"; once its week is over that means late. Everything else counts in the week in which it happened.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dengar.figures.marks import Marks

ALL = 0  # instead of an agency's id: the whole mall
LONGEST = 365  # days; what took longer counts as this
TERMS = ("first_contact", "verification", "answer", "class", "decision", "telling", "promise", "reopening")
FAIR = 3  # from here on an answer from 1 to 4 says "yes" or "mostly"

Key = tuple[date, int, bool, str]  # week (its Monday), agency's id or ALL, around the desk, measure
Found = Iterator[tuple[str, str]]  # moment, measure


def counted(marks: Marks, zone: ZoneInfo) -> Counter[Key]:
    """Return what a report with these marks adds; nothing for what is no report."""
    found: Counter[Key] = Counter()
    if "filed" not in marks:
        return found
    apart, how = marks["filed"][6:]
    agencies = {ALL, agency_of(marks)}
    parts = [_received(marks)]
    if how != "import_case" or "again" in marks:
        parts.append(_closed(marks, zone))
    if how == "file" or "again" in marks:  # what was settled on the spot or long ago is measured once it lives again
        parts += [_terms(marks), _talked(marks), _said(marks)]
    for part in parts:
        for at, measure in part:
            week = monday(_day(at, zone))
            for one in agencies:
                found[week, one, apart, measure] += 1
    return found


def agency_of(marks: Marks) -> int:
    """Return the id of the agency that a report is about, as it was recorded last; ALL where there is none."""
    about: int = marks["agency"][2] if "agency" in marks else marks["filed"][5]
    return about


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _day(at: str, zone: ZoneInfo) -> date:
    return datetime.fromisoformat(at).astimezone(zone).date()


def _received(marks: Marks) -> Found:
    at, _recorded, kind, channel, mode, _agency, _apart, how = marks["filed"]
    if how != "file":
        yield at, "kind/settled" if how == "settle" else "kind/past"
        return
    yield at, f"kind/{kind}"
    if kind == "complaint":
        yield at, f"channel/{channel}"
        yield at, f"mode/{marks['mode'][2] if 'mode' in marks else mode}"


def _closed(marks: Marks, zone: ZoneInfo) -> Found:
    """How it stands ended, if it does: what was opened again has not ended."""
    _step, at, _recorded, to, reason = marks.get("state", [0, "", "", "", ""])
    filed_at, kind, how = marks["filed"][0], marks["filed"][2], marks["filed"][7]
    if to not in ("closed_confirmed", "closed_unconfirmed", "closed_other") or kind != "complaint":
        return
    yield at, f"end/{reason or to}"
    if how != "file" and "again" not in marks:
        return
    if how != "import_case":
        days = (_day(at, zone) - _day(filed_at, zone)).days
        yield at, f"days/{min(max(days, 0), LONGEST)}"
    if "talked" in marks:
        yield at, "talk/agreed" if "agreed" in marks else "talk/without"


def _terms(marks: Marks) -> Found:
    for name, (kind, _bearer) in _of(marks, "clock"):
        if kind not in TERMS or f"due:{name}" not in marks:
            continue
        due = marks[f"due:{name}"][3]
        outcome = marks[f"end:{name}"][1] if f"end:{name}" in marks else "running"
        if outcome == "void":
            continue
        yield due, f"term/{kind}/{outcome}"
        if kind == "first_contact" and outcome != "kept":
            tried = "tried" in marks and marks["tried"] <= due
            yield due, f"late/{outcome}/{'tried' if tried else 'untried'}"
        for reason in marks.get(f"more:{name}", ()):
            yield due, f"more/{reason}"


def _talked(marks: Marks) -> Found:
    for name in ("agreed", "again", "broken"):
        for at in marks.get(name, ()):
            yield at, name
    denials = [at for _contact, (at, _recorded, called) in _of(marks, "heard") if not called]
    if denials:
        yield min(denials), "contradicted"


def _said(marks: Marks) -> Found:
    for side, (at, favour, scores) in _of(marks, "fair"):
        if side == "respondent" or not scores:
            continue
        outcome = favour or ("agreed" if "agreed" in marks else "other")
        fair = sum(scores) >= FAIR * len(scores)
        yield at, f"fair/{side}/{outcome}/{'yes' if fair else 'no'}"


def _of(marks: Marks, way: str) -> Iterator[tuple[str, list[Any]]]:
    """Yield name and value of the marks that are kept for each of several things."""
    for name, value in marks.items():
        if name.startswith(f"{way}:"):
            yield name.partition(":")[2], value
