"""
What the parts of a page are given: small rows that a view fills and a part shows. No database here.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from django.utils import timezone
from django.utils.functional import Promise

from dengar.deadlines.calendar import Derivation

Words = str | Promise
Urgency = Literal["calm", "soon", "late", "done"]
SOON = timedelta(days=2)  # from here on a term asks for attention


@dataclass(frozen=True)
class Step:
    """One stage of the way. `now` is where the complaint stands; the way may also go back."""

    title: Words
    step: Literal["done", "now", "later"]
    text: Words = ""


@dataclass(frozen=True)
class ClockLine:
    """
    One term: what it is for, its day, what is left of it in words ("4 working days left"), and why that day.

    :param moved: in words, which day it was before, and why it is another one now.
    """

    title: Words
    due: datetime
    urgency: Urgency
    left: Words = ""
    why: Derivation | None = None
    moved: Words = ""


@dataclass(frozen=True)
class Link:
    """Where something is, and what it is called."""

    url: str
    text: Words


@dataclass(frozen=True)
class Said:
    """One entry of a conversation. `by`: "me" for the reader, "log" for what the system noted."""

    at: datetime
    who: Words = ""
    role: Words = ""
    text: Words = ""
    by: Literal["", "me", "log"] = ""
    files: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Fact:
    """One fact, or one answer to check; with `url` it can be changed."""

    title: Words
    text: Words
    url: str = ""


def days_between(now: datetime, due_at: datetime) -> int:
    """Return calendar days from today to the day of `due_at`, both in the mall's time; below 0 once past."""
    return (timezone.localtime(due_at).date() - timezone.localtime(now).date()).days


def urgency(due_at: datetime, now: datetime) -> Urgency:
    """Return how a term presses. "done" is never guessed here: only who stopped the clock knows."""
    if due_at < now:
        return "late"
    return "soon" if due_at - now < SOON else "calm"
