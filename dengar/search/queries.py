"""What a search finds, and which reports look alike: only what exists for whoever asks."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from dengar.complaints.models import Brief, Clock, Complaint, Mode
from dengar.complaints.visibility import standing, visible_to
from dengar.kit.actors import Actor, Role
from dengar.kit.codes import check_number, tidy_handle
from dengar.malls.models import Mall
from dengar.search.likeness import VERY
from dengar.search.models import Likeness
from dengar.vault.models import Token
from dengar.vault.receipts import row_marks
from dengar.vault.tokens import wanted

MOST = 50  # rows that a search shows, the latest first
WORDS = 8  # words of a search that count

Way = Literal["number", "handle", "words"]


@dataclass(frozen=True)
class Found:
    """What was found, in which way, and whether there is more than is shown."""

    way: Way
    rows: list[Complaint]
    more: bool


@dataclass(frozen=True)
class Alike:
    """Another report that looks like this one."""

    row: Likeness
    complaint: Complaint

    @property
    def very(self) -> bool:
        return self.row.score >= VERY


def find(mall: Mall, text: str, actor: Actor, at: datetime) -> Found | None:
    """
    Return what is found by a number, a handle, or all of up to eight words; None if there is nothing to look for.

    Three SQL queries, however much is found; each row as complaints.queries.desk gives it.
    """
    chosen = _chosen(mall, text)
    if chosen is None:
        return None
    way, narrowed = chosen
    rows = visible_to(actor, at).filter(narrowed, mall=mall).select_related("box", "agency", "service", "mall")
    now = [
        Prefetch("briefs", Brief.objects.filter(superseded_at=None), to_attr="briefs_now"),
        Prefetch("clocks", Clock.objects.filter(stopped_at=None).order_by("due_at"), to_attr="clocks_now"),
    ]
    found = list(rows.prefetch_related(*now).order_by("-received_at", "-pk")[: MOST + 1])
    return Found(way, found[:MOST], more=len(found) > MOST)


def _chosen(mall: Mall, text: str) -> tuple[Way, Q] | None:
    number = check_number(text)
    if number.ok:
        return "number", Q(number=number.canonical)
    if handle := tidy_handle(text):
        return "handle", Q(handles__code=handle)
    narrowed = Q()
    for marks in wanted(mall.slug, text, most=WORDS):
        narrowed &= Q(Exists(Token.objects.filter(box=OuterRef("box"), token__in=marks)))
    older = Q(past__mark=row_marks(mall.slug, [text.strip()])[1][0])  # its whole number in the older records
    if narrowed:
        return "words", narrowed | older
    return ("number", older) if Complaint.objects.filter(older, mall=mall).exists() else None


def alike(complaint: Complaint, actor: Actor, at: datetime) -> list[Alike]:
    """Return the reports that look like this one, for its handler alone, the most alike first. Two SQL queries."""
    if standing(actor, complaint, at) is not Role.HANDLER:
        return []
    pairs = list(pairs_open(complaint).order_by("-score", "pk"))
    ids = {_other(pair, complaint) for pair in pairs}
    seen = visible_to(actor, at).filter(of_one_kind(complaint), pk__in=ids)
    seen = seen.select_related("box", "agency", "service", "mall")
    known = {one.pk: one for one in seen}
    return [Alike(pair, known[other]) for pair in pairs if (other := _other(pair, complaint)) in known]


def of_one_kind(complaint: Complaint) -> Q:
    """
    Return what selects the reports that may stand beside this one.

    One without a name and one with a name are never compared, shown together or joined: it would betray who it is.
    It is asked anew each time, since somebody may have gone nameless meanwhile.
    """
    nameless = Q(mode=Mode.ANONYMOUS)
    return nameless if complaint.mode == Mode.ANONYMOUS else ~nameless


def pairs(complaint: Complaint) -> QuerySet[Likeness]:
    """Return every pair in which a report was found."""
    return Likeness.objects.filter(either(complaint))


def pairs_open(complaint: Complaint) -> QuerySet[Likeness]:
    """Return the pairs of a report that nobody has told apart."""
    return pairs(complaint).filter(apart_at=None)


def either(complaint: Complaint) -> Q:
    """Return what selects the pairs of which this is one."""
    return Q(complaint=complaint) | Q(other=complaint)


def _other(pair: Likeness, complaint: Complaint) -> int:
    return pair.other_id if pair.complaint_id == complaint.pk else pair.complaint_id
