"""What pages and chores read of the spine. Each says what it costs."""

import hmac
import json
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from dengar.complaints.journey import Reason
from dengar.complaints.models import (
    Brief,
    Clock,
    ClockChange,
    Complaint,
    Contact,
    FileRelease,
    Grant,
    Kind,
    Link,
    Message,
    Mode,
    PastCase,
    Thread,
    Urgency,
)
from dengar.complaints.operations.importing import LABEL as PAST
from dengar.complaints.operations.words import fits
from dengar.complaints.visibility import files_visible_to, in_hands, visible_to
from dengar.files import queries as files
from dengar.files.queries import File
from dengar.kit.actors import Actor, Role
from dengar.vault.models import Box
from dengar.vault.receipts import words_check
from dengar.vault.sealing import Shredded, open_words

PAGE = 50
_NOBODY = bytes(32)


def desk(actor: Actor, at: datetime) -> QuerySet[Complaint]:
    """
    Return the open complaints that exist for `actor`, the most urgent first. Three SQL queries.

    Each has its box, its service and agency, its brief in force (`briefs_now`) and its running
    clocks (`clocks_now`), and says whether its named officer still acts here (`held`). Slice it to a page.
    """
    now = [
        Prefetch("briefs", Brief.objects.filter(superseded_at=None), to_attr="briefs_now"),
        Prefetch("clocks", Clock.objects.filter(stopped_at=None).order_by("due_at"), to_attr="clocks_now"),
    ]
    rows = visible_to(actor, at).open().annotate(held=in_hands(at))
    if actor.role is Role.COMPLAINANT:
        raise ValueError("a complainant has a page, not a desk")
    return rows.select_related("box", "agency", "service", "mall").prefetch_related(*now).order_by("due_at", "pk")


def urgent(rows: QuerySet[Complaint]) -> QuerySet[Complaint]:
    """Narrow to what cannot wait."""
    return rows.filter(_cannot_wait())


def calm(rows: QuerySet[Complaint]) -> QuerySet[Complaint]:
    """Narrow to what waits for its turn."""
    return rows.exclude(_cannot_wait())


def _cannot_wait() -> Exists:
    return Exists(Urgency.objects.open().filter(complaint=OuterRef("pk")))


def one(actor: Actor, number: str, at: datetime) -> Complaint | None:
    """Return the complaint with this number if it exists for `actor`. One SQL query."""
    rows = visible_to(actor, at).filter(number=number)
    return rows.select_related("box", "mall", "agency", "service", "counter", "handler").first()


def by_handle(actor: Actor, code: str, at: datetime) -> Complaint | None:
    """Return what an agency calls `code`, if the liaison holds a grant for it. One SQL query."""
    rows = visible_to(actor, at).filter(handles__code=code, handles__agency=actor.agency_id)
    return rows.select_related("box", "mall", "agency", "service").first()


def of_complainant(complaint_id: int) -> Complaint | None:
    """Return the complaint of whoever holds its receipt. One SQL query."""
    rows = Complaint.objects.filter(pk=complaint_id)
    return rows.select_related("box", "mall", "agency", "service").first()


def by_receipt(number: str, words: tuple[str, ...] | None) -> Complaint | None:
    """
    Return the complaint that number and words open together, else None.

    Nothing is different, in shape or work done, between a number that does not exist and
    words that do not fit. One SQL query.
    """
    found = Complaint.objects.filter(number=number).select_related("box", "mall").first()
    given = words or ("",) * 5
    if found is None:
        hmac.compare_digest(words_check(_any_keys(), number, given)[1], _NOBODY)
        return None
    return found if fits(found, given) and words else None


def by_number_alone(number: str) -> Complaint | None:
    """
    Return what needs no words because no name is in it: a nameless suggestion, compliment or question.

    One SQL query, whether it exists or not.
    """
    rows = Complaint.objects.filter(number=number, mode=Mode.ANONYMOUS).exclude(kind=Kind.COMPLAINT)
    rows = rows.exclude(close_reason=Reason.IMPORTED)  # older records may hold a name in their text
    return rows.select_related("box", "mall").first()


def _any_keys() -> str:
    box = Box.objects.order_by().values_list("keys", flat=True).first()
    return box or ""


def brief(complaint: Complaint) -> tuple[str, str] | None:
    """Return heading and text of the approved summary in force, opened; None if there is none. One query."""
    found = Brief.objects.filter(complaint=complaint, superseded_at=None).first()
    if found is None:
        return None
    return read(complaint, found.title, "brief:title"), read(complaint, found.words, "brief")


def heading(complaint: Complaint) -> str:
    """Return the brief's heading of a row of `desk`; empty if none is approved. No query."""
    briefs: list[Brief] = getattr(complaint, "briefs_now", [])
    return read(complaint, briefs[0].title, "brief:title") if briefs else ""


def read(complaint: Complaint, sealed: bytes | memoryview, label: str) -> str:
    """Open a sealed text; what has been erased reads as empty."""
    try:
        return open_words(complaint.box, bytes(sealed), label)
    except Shredded:
        return ""


def thread(complaint: Complaint, which: Thread) -> list[tuple[Message, str]]:
    """Return the messages of a thread with their words and files, oldest first. Two SQL queries."""
    rows = Message.objects.filter(complaint=complaint, thread=which).select_related("officer").order_by("at", "pk")
    rows = rows.prefetch_related("files")
    return [(message, read(complaint, message.words, f"message:{which}")) for message in rows]


def goes_on(complaint: Complaint) -> Complaint | None:
    """Return the report with which this one goes on; None if it goes on by itself. One SQL query."""
    if complaint.close_reason != Reason.MERGED:
        return None
    rows = Link.objects.filter(complaint=complaint, kind=Link.Kind.DUPLICATE).select_related("other")
    found = rows.order_by("-pk").first()
    return found.other if found else None


@dataclass(frozen=True)
class PastText:
    """What the older records say of a case: its key there, what the person told, what they were told at the end."""

    row: PastCase
    key: str
    text: str
    answer: str


def past(complaint: Complaint) -> PastText | None:
    """Return what came in from older records, opened; None for what was filed here. One SQL query, or none."""
    if not complaint.brought_in:
        return None
    row = PastCase.objects.get(complaint=complaint)
    told = json.loads(read(complaint, row.sealed, PAST) or "{}")
    return PastText(row, told.get("key", ""), told.get("text", ""), told.get("answer", ""))


def linked(complaint: Complaint, actor: Actor, at: datetime) -> list[tuple[Complaint, str]]:
    """Return what belongs to a report and exists for `actor`, with how: its kind of link. Two SQL queries."""
    pairs = Link.objects.filter(Q(complaint=complaint) | Q(other=complaint)).order_by("pk")
    kinds = {pair.complaint_id if pair.other_id == complaint.pk else pair.other_id: pair for pair in pairs}
    seen = visible_to(actor, at).filter(pk__in=kinds).order_by("pk")
    return [(one, str(kinds[one.pk].get_kind_display())) for one in seen]


def clocks(complaint: Complaint) -> list[Clock]:
    """
    Return every clock, the earliest first. One SQL query.

    One that a holiday has put later says so: `moved_from` is its due moment of before, `moved_at` when it moved.
    """
    last = ClockChange.objects.filter(clock=OuterRef("pk"), kind=ClockChange.Kind.HOLIDAY).order_by("-pk")
    before, when = Subquery(last.values("old_due")[:1]), Subquery(last.values("recorded_at")[:1])
    rows = Clock.objects.filter(complaint=complaint).annotate(moved_from=before, moved_at=when)
    return list(rows.order_by("due_at"))


def running(complaint: Complaint) -> QuerySet[Clock]:
    """Return the clocks that run, the earliest first."""
    return Clock.objects.filter(complaint=complaint, stopped_at=None).order_by("due_at")


def granted(complaint: Complaint, at: datetime) -> list[tuple[Grant, str]]:
    """Return the grants that hold at `at`, each with why it was another's turn ("" where it was theirs). One query."""
    rows = Grant.objects.current(at).filter(complaint=complaint).select_related("officer", "agency").order_by("pk")
    return [(row, read(complaint, row.reason, "grant") if row.reason else "") for row in rows]


def attached(actor: Actor, complaint: Complaint, at: datetime) -> list[File]:
    """Return the files that `actor` may open, each with its releases in force (`releases_now`). Three SQL queries."""
    now = Prefetch("releases", FileRelease.objects.current().select_related("agency", "by"), to_attr="releases_now")
    rows = files_visible_to(actor, complaint, at).select_related("officer", "agency").prefetch_related(now)
    return files.opened(complaint.box, rows)


def attachment(actor: Actor, complaint: Complaint, ordinal: int, at: datetime) -> File | None:
    """Return one file if `actor` may open it, else None. Two SQL queries."""
    rows = files_visible_to(actor, complaint, at).filter(ordinal=ordinal)
    return next(iter(files.opened(complaint.box, rows)), None)


def contradicted(actor: Actor, at: datetime) -> QuerySet[Contact]:
    """
    Return recorded talks of which the person says that nobody called, newest first; none is ever hidden.

    It is settled when the person takes the word back, or when somebody else has reached them since.
    """
    since = Contact.objects.filter(complaint=OuterRef("complaint"), outcome=Contact.Outcome.REACHED)
    later = since.filter(recorded_at__gt=OuterRef("recorded_at")).exclude(officer=OuterRef("officer"))
    rows = Contact.objects.filter(heard=Contact.Heard.NO, complaint__in=visible_to(actor, at).open())
    rows = rows.exclude(Exists(later.exclude(heard=Contact.Heard.NO)))
    return rows.select_related("complaint", "officer").order_by("-at", "-pk")
