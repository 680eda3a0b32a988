"""What pages read of objections, opened; and of the attempts to reach whoever is silent."""

from dataclasses import dataclass
from datetime import datetime

from dengar.close.models import Objection
from dengar.complaints.models import Complaint, Contact, Message, Reach, Thread
from dengar.complaints.operations.timing import local_day
from dengar.complaints.queries import read
from dengar.vault.operations import has_two_ways

ATTEMPTS = 2
NO_CONTACT = (Reach.PAGE, Reach.DESK)  # they left neither telephone nor e-mail


@dataclass(frozen=True)
class Objected:
    """One objection, or opening again, with the words."""

    row: Objection
    words: str


def objections(complaint: Complaint) -> list[Objected]:
    """Return every objection and opening again, the newest first. One SQL query."""
    rows = complaint.objections.select_related("officer").order_by("-at", "-pk")
    return [Objected(row, read(complaint, row.words, "objection")) for row in rows]


@dataclass(frozen=True)
class Attempts:
    """
    What was tried to reach the person since the report stands where it stands.

    :param count: how many of them count, at most ATTEMPTS.
    :param missing: what it still takes: "call", "message", "both", "days" (two of them), "day" (another one), or "".
    """

    called: list[datetime]
    written: list[datetime]
    count: int
    missing: str

    @property
    def enough(self) -> bool:
        return self.count >= ATTEMPTS


def attempts(complaint: Complaint) -> Attempts:
    """
    Return the attempts that `lapse` counts: by both ways where two are known, else on two days. At most three queries.

    A written message is an attempt by itself. Who left no contact data reads two of them on the page.
    """
    here = {"complaint": complaint, "at__gt": complaint.state_since}
    told = Message.objects.filter(**here, thread=Thread.COMPLAINANT).exclude(side=Message.Side.COMPLAINANT)
    written = list(told.order_by("at").values_list("at", flat=True))
    calls = Contact.objects.filter(**here, way=Contact.Way.CALL)
    called = list(calls.order_by("at").values_list("at", flat=True))
    count, missing = _counted(complaint, called, written)
    return Attempts(called, written, count, missing if count < ATTEMPTS else "")


def _counted(complaint: Complaint, called: list[datetime], written: list[datetime]) -> tuple[int, str]:
    """Return how many attempts count, at most ATTEMPTS, and what is missing while they are not enough."""
    if complaint.reach in NO_CONTACT:
        return min(len(written), ATTEMPTS), "message"
    if has_two_ways(complaint.box):
        missing = "both" if not called and not written else "message" if called else "call"
        return bool(called) + bool(written), missing
    days = {local_day(complaint, moment) for moment in (*called, *written)}
    return min(len(days), ATTEMPTS), "day" if days else "days"
