"""What pages read of proposals, agreements and promises."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch

from dengar.agree.models import Agreement, Commitment, Extension
from dengar.complaints.journey import State
from dengar.complaints.models import Complaint
from dengar.complaints.queries import read


@dataclass(frozen=True)
class PromiseView:
    """A promise, opened."""

    row: Commitment
    what: str


@dataclass(frozen=True)
class AgreementView:
    """A proposal or agreement, opened, with its promises."""

    row: Agreement
    words: str
    promises: list[PromiseView]


def current(complaint: Complaint) -> AgreementView | None:
    """Return the proposal on the table, or the agreement in force; None if there is neither. Two SQL queries."""
    row = Agreement.objects.filter(complaint=complaint, declined_at=None).order_by("proposed_at").last()
    if row is None or (complaint.state != State.PROPOSED and not row.binds):
        return None
    return view(complaint, row)


def view(complaint: Complaint, row: Agreement) -> AgreementView:
    """Open a proposal."""
    rows = Commitment.objects.filter(agreement=row).select_related("clock").order_by("due_on", "pk")
    return _opened(complaint, row, rows)


def _opened(complaint: Complaint, row: Agreement, rows: Iterable[Commitment]) -> AgreementView:
    promises = [PromiseView(one, read(complaint, one.what, "promise")) for one in rows]
    return AgreementView(row, read(complaint, row.words, "agreement"), promises)


def earlier(complaint: Complaint) -> list[AgreementView]:
    """Return the proposals that did not hold, the oldest first. Two SQL queries."""
    rows = Agreement.objects.filter(complaint=complaint, declined_at__isnull=False).order_by("proposed_at", "pk")
    made = rows.prefetch_related(Prefetch("commitments", Commitment.objects.order_by("due_on", "pk")))
    return [_opened(complaint, row, row.commitments.all()) for row in made]


def promises(complaint: Complaint) -> list[PromiseView]:
    """Return the promises of the agreement in force, by date; empty before both have accepted. One SQL query."""
    rows = Commitment.objects.filter(
        agreement__complaint=complaint,
        agreement__declined_at=None,
        agreement__complainant_at__isnull=False,
        agreement__agency_at__isnull=False,
    )
    ordered = rows.select_related("clock").order_by("due_on", "pk")
    return [PromiseView(one, read(complaint, one.what, "promise")) for one in ordered]


@dataclass(frozen=True)
class ExtensionView:
    """More time that was asked for, opened."""

    row: Extension
    words: str

    @property
    def waiting(self) -> bool:
        return self.row.answered_at is None


def extensions(complaint: Complaint) -> dict[int, list[ExtensionView]]:
    """Return what was asked and answered, by promise, the oldest first. One SQL query."""
    rows = Extension.objects.filter(commitment__agreement__complaint=complaint).order_by("asked_at", "pk")
    found: dict[int, list[ExtensionView]] = {}
    for row in rows:
        found.setdefault(row.commitment_id, []).append(ExtensionView(row, read(complaint, row.words, "extension")))
    return found
