"""What pages read of verification, opened. Each says what it costs."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengar.complaints.models import Complaint
from dengar.complaints.queries import read
from dengar.deadlines import queries as deadlines
from dengar.deadlines.calendar import TermRule, Unit, derive
from dengar.malls.queries import named
from dengar.verify import taxonomy
from dengar.verify.checklist import CLASSES, FLAGS, HARD, QUESTIONS, Formal, Material, Tick
from dengar.verify.models import Forward, Reply, Verification
from dengar.verify.operations.checking import last

Words = str | Promise
ASK_AGAIN = TermRule(kind="forward", length=5, unit=Unit.WORKING_DAYS, basis="Dengar")
ADVICE: Mapping[taxonomy.Advice, Words] = {
    taxonomy.Advice.TALK: _("Fits a talk."),
    taxonomy.Advice.MIXED: _("A talk or the formal route: look who is weaker."),
    taxonomy.Advice.FORMAL: _("Better the formal route. A talk needs a reason."),
    taxonomy.Advice.FORCED_FORMAL: _("Only the formal route."),
}
ASKED: Mapping[str, Words] = {**dict(Formal.choices), **dict(Material.choices)}


@dataclass(frozen=True)
class Verified:
    """
    One verification, opened, with its codes in words.

    :param doubts: each answer that is not yes or has a note: question, answer, note.
    :param kinds: what is alleged; empty while nothing is categorised.
    """

    row: Verification
    reason: str
    hard: list[object]
    soft: list[object]
    notes: Mapping[str, str]
    doubts: list[tuple[Words, Words, str]]
    kinds: list[str]
    component: str

    @property
    def klass(self) -> Words:
        return next((klass.label for klass in CLASSES if klass == self.row.klass), self.row.klass)

    @property
    def may_talk(self) -> bool:
        return not self.hard


@dataclass(frozen=True)
class Asked:
    """What was missing, and what the person sent; empty while nothing came."""

    words: str
    asked_at: datetime
    answer: str
    answered_at: datetime | None


@dataclass(frozen=True)
class Forwarded:
    """A request to another body and its answer."""

    row: Forward
    body: str
    answer: str


@dataclass(frozen=True)
class Replied:
    """The words with which a report was closed."""

    row: Reply
    words: str


def verification(complaint: Complaint) -> Verified | None:
    """Return the verification that holds; None before the first. One SQL query."""
    found = last(complaint)
    return _verified(complaint, found) if found else None


def verifications(complaint: Complaint) -> list[Verified]:
    """Return every verification, the one that holds first, with who made it. One SQL query."""
    rows = complaint.verifications.select_related("officer").order_by("-at", "-pk")
    return [_verified(complaint, row) for row in rows]


def _verified(complaint: Complaint, row: Verification) -> Verified:
    opened = read(complaint, row.notes, "verification:notes") if row.notes else ""
    notes: dict[str, str] = json.loads(opened) if opened else {}
    known, parts = taxonomy.kinds(), taxonomy.components()
    return Verified(
        row,
        read(complaint, row.reason, "verification"),
        hard=[FLAGS[flag] for flag in row.flags if flag in HARD],
        soft=[FLAGS[flag] for flag in row.flags if flag in FLAGS and flag not in HARD],
        notes=notes,
        doubts=[
            (ASKED[question], Tick(row.checks[question]).label, notes.get(question, ""))
            for question in QUESTIONS
            if row.checks.get(question) in Tick.values and (row.checks[question] != Tick.YES or question in notes)
        ],
        kinds=[named(known[code].names) for code in row.kinds if code in known],
        component=named(parts[row.component]) if row.component in parts else "",
    )


def kind_choices(on: date) -> list[tuple[str, str]]:
    """Return the kinds of maladministration that may be alleged on a day: code and name. No query."""
    return [(kind.code, named(kind.names)) for kind in taxonomy.offered(on)]


def alleged(complaint: Complaint) -> list[str]:
    """Return the codes of the kinds that the latest verification alleges. One SQL query."""
    row = complaint.verifications.order_by("-at", "-pk").first()
    return [code for code in row.kinds if code in taxonomy.kinds()] if row else []


def kind_name(code: str) -> str:
    """Return the name of a kind; empty for one that no list has. No query."""
    known = taxonomy.kinds()
    return named(known[code].names) if code in known else ""


def kind_notes() -> dict[str, str]:
    """Return under each kind what it means, and the route that it suggests. No query."""
    return {kind.code: f"{named(kind.meanings)} {ADVICE[kind.advice]}" for kind in taxonomy.kinds().values()}


def component_choices() -> list[tuple[str, str]]:
    """Return the components of the service standard: code and name. No query."""
    return [(code, named(names)) for code, names in taxonomy.components().items()]


def gaps(complaint: Complaint) -> list[Asked]:
    """Return what was asked and sent, the oldest first. One SQL query."""
    return [
        Asked(
            read(complaint, row.words, "gap"),
            row.asked_at,
            read(complaint, row.answer, "gap:answer") if row.answer else "",
            row.answered_at,
        )
        for row in complaint.gaps.order_by("asked_at", "pk")
    ]


def open_gap(complaint: Complaint) -> Asked | None:
    """Return what is being asked for now; None if nothing is. One SQL query."""
    return next((gap for gap in reversed(gaps(complaint)) if gap.answered_at is None), None)


def forwards(complaint: Complaint) -> list[Forwarded]:
    """Return the requests to other bodies, the oldest first. One SQL query."""
    return [
        Forwarded(
            row,
            read(complaint, row.body, "forward"),
            read(complaint, row.reason, "forward:answer") if row.reason else "",
        )
        for row in complaint.forwards.order_by("asked_at", "pk")
    ]


def open_forward(complaint: Complaint) -> Forwarded | None:
    """Return the request that waits for its answer; None if none does. One SQL query."""
    return next((one for one in forwards(complaint) if not (one.row.accepted_at or one.row.refused_at)), None)


def elsewhere(complaint: Complaint) -> Forwarded | None:
    """Return the other body that was asked last, unless it said no. One SQL query."""
    asked = forwards(complaint)
    return asked[-1] if asked and not asked[-1].row.refused_at else None


def forwards_waiting(seen: QuerySet[Complaint], mall_id: int, at: datetime, *, most: int) -> list[Forward]:
    """
    Return the requests to other bodies that nobody has answered for five working days, the oldest first.

    :param seen: the reports that exist for whoever asks. Three SQL queries, or one where nothing waits.
    """
    # Five working days are never less than five days, so this leaves out none that is due.
    old = Forward.objects.open_since(at - timedelta(days=ASK_AGAIN.length)).filter(complaint__in=seen)
    waiting = list(old.select_related("complaint").order_by("asked_at", "pk")[:most])
    if not waiting:
        return []
    calendar = deadlines.calendar(mall_id)
    return [forward for forward in waiting if derive(forward.asked_at, ASK_AGAIN, calendar).due_at < at]


def reply(complaint: Complaint) -> Replied | None:
    """Return the last words of closing, with who wrote them. One SQL query."""
    found = complaint.replies.select_related("by").order_by("-at", "-pk").first()
    return Replied(found, read(complaint, found.words, "reply")) if found else None
