"""What pages read of verification, opened. Each says what it costs."""

from dataclasses import dataclass
from datetime import datetime

from dengar.complaints.models import Complaint
from dengar.complaints.queries import read
from dengar.verify.checklist import FLAGS, HARD
from dengar.verify.models import Forward, Reply, Verification
from dengar.verify.operations.checking import last


@dataclass(frozen=True)
class Verified:
    """The verification that holds, with its reason opened and its flags in words."""

    row: Verification
    reason: str
    hard: list[object]
    soft: list[object]

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
    if found is None:
        return None
    return Verified(
        found,
        read(complaint, found.reason, "verification"),
        hard=[FLAGS[flag] for flag in found.flags if flag in HARD],
        soft=[FLAGS[flag] for flag in found.flags if flag in FLAGS and flag not in HARD],
    )


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


def reply(complaint: Complaint) -> Replied | None:
    """Return the last words of closing, with who wrote them. One SQL query."""
    found = complaint.replies.select_related("by").order_by("-at", "-pk").first()
    return Replied(found, read(complaint, found.words, "reply")) if found else None
