"""What pages read of objections, opened."""

from dataclasses import dataclass

from dengar.close.models import Objection
from dengar.complaints.models import Complaint
from dengar.complaints.queries import read


@dataclass(frozen=True)
class Objected:
    """One objection, or opening again, with the words."""

    row: Objection
    words: str


def objections(complaint: Complaint) -> list[Objected]:
    """Return every objection and opening again, the newest first. One SQL query."""
    rows = complaint.objections.select_related("officer").order_by("-at", "-pk")
    return [Objected(row, read(complaint, row.words, "objection")) for row in rows]
