"""What pages read of promises and remedies carried out, opened. Each says what it costs."""

from dataclasses import dataclass
from datetime import date, datetime

from dengar.act.models import FollowUp
from dengar.agree import queries as agreements
from dengar.agree.models import Commitment
from dengar.agree.queries import ExtensionView, PromiseView
from dengar.complaints.models import Complaint
from dengar.complaints.queries import read
from dengar.decide import queries as decisions
from dengar.decide.models import Point
from dengar.decide.queries import PointView

Proofs = list[tuple[FollowUp, str]]


@dataclass(frozen=True)
class Owed:
    """One promise or one remedy, with what was done for it."""

    key: str  # "promise-12", "remedy-3": how a form names it
    row: Commitment | Point
    what: str
    due_on: date
    done_at: datetime | None
    broken_at: datetime | None
    proofs: list[str]
    extensions: list[ExtensionView]
    files: list[int]  # numbers of the files that show it

    @property
    def open(self) -> bool:
        return self.done_at is None and self.broken_at is None

    @property
    def waiting(self) -> ExtensionView | None:
        """The wish for more time that waits for an answer."""
        return next((one for one in self.extensions if one.waiting), None) if self.open else None

    @property
    def by_the_person(self) -> bool:
        """Whether the complainant promised it."""
        return isinstance(self.row, Commitment) and self.row.bearer == Commitment.Bearer.COMPLAINANT


def owed(complaint: Complaint) -> list[Owed]:
    """
    Return what is owed now: the promises of the agreement, or the remedies of a later decision.

    At most nine SQL queries.
    """
    agreement, decision = agreements.current(complaint), decisions.decision(complaint)
    promises = agreement.promises if agreement and agreement.row.binds else []
    if agreement and decision and decision.row.at > agreement.row.proposed_at:
        promises = []
    proofs = follow_ups(complaint)
    if promises or decision is None:
        asked = agreements.extensions(complaint) if promises else {}
        return [_promise(one, proofs, asked.get(one.row.pk, [])) for one in promises]
    return [_remedy(point, point.row.remedy_due, proofs) for point in decision.points if point.row.remedy_due]


def _promise(one: PromiseView, proofs: Proofs, asked: list[ExtensionView]) -> Owed:
    row = one.row
    kept = [(proof, words) for proof, words in proofs if proof.commitment_id == row.pk]
    said = [words for _proof, words in kept]
    return Owed(f"promise-{row.pk}", row, one.what, row.due_on, row.kept_at, row.broken_at, said, asked, _files(kept))


def _remedy(one: PointView, due_on: date, proofs: Proofs) -> Owed:
    done = [(proof, words) for proof, words in proofs if proof.point_id == one.row.pk]
    said = [words for _proof, words in done]
    return Owed(
        f"remedy-{one.row.pk}", one.row, one.remedy, due_on, one.row.remedy_done_at, None, said, [], _files(done)
    )


def _files(proofs: Proofs) -> list[int]:
    return sorted(row.ordinal for proof, _words in proofs for row in proof.files.all())


def anything_open(complaint: Complaint) -> bool:
    """Whether a promise or a remedy is neither done nor broken. What the person promised holds nobody up."""
    return any(one.open and not one.by_the_person for one in owed(complaint))


def follow_ups(complaint: Complaint) -> Proofs:
    """Return every proof, opened, the oldest first. Two SQL queries."""
    rows = complaint.follow_ups.select_related("officer").prefetch_related("files").order_by("at", "pk")
    return [(row, read(complaint, row.proof, "proof")) for row in rows]
