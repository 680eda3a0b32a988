"""What pages read of promises and remedies carried out, opened. Each says what it costs."""

from collections.abc import Mapping
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
from dengar.kit.actors import Role
from dengar.notices.models import Notice

Proofs = list[tuple[FollowUp, str]]
# Who may remind whom of what is late; what the person promised, the handler asks them about.
REMINDS: Mapping[Role, str] = {Role.HANDLER: Commitment.Bearer.AGENCY, Role.LIAISON: Commitment.Bearer.MALL}
# How each side is told: a kind of notice that nothing else sends.
REMINDER: Mapping[str, str] = {Commitment.Bearer.AGENCY: "desk_promise", Commitment.Bearer.MALL: "desk_late"}


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
    def bearer(self) -> str:
        """Whose it is, of Commitment.Bearer. What a decision orders is the agency's."""
        return self.row.bearer if isinstance(self.row, Commitment) else Commitment.Bearer.AGENCY

    def is_late(self, at: datetime) -> bool:
        """Whether its day has passed, and nobody has recorded it as done."""
        return self.open and self.row.clock is not None and self.row.clock.due_at < at

    @property
    def by_the_person(self) -> bool:
        """Whether the complainant promised it."""
        return self.bearer == Commitment.Bearer.COMPLAINANT


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


def overdue(owed: list[Owed], reader: Role, at: datetime) -> list[Owed]:
    """Narrow to what is late on the side that this reader may remind: the desk the agency, the agency the desk."""
    other = REMINDS.get(reader)
    return [one for one in owed if one.bearer == other and one.is_late(at)]


def reminded_at(complaint: Complaint, side: str) -> datetime | None:
    """Return when a side, of Commitment.Bearer, was last reminded. One SQL query."""
    rows = Notice.objects.filter(about=complaint.subject, kind=REMINDER[side])
    return rows.order_by("made_at").values_list("made_at", flat=True).last()


def follow_ups(complaint: Complaint) -> Proofs:
    """Return every proof, opened, the oldest first. Two SQL queries."""
    rows = complaint.follow_ups.select_related("officer").prefetch_related("files").order_by("at", "pk")
    return [(row, read(complaint, row.proof, "proof")) for row in rows]
