"""Reading the register, and checking that it is whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from dengar.kit.keyring import KeyRing
from dengar.ledger import notes
from dengar.ledger.leaves import hash_of, json_of
from dengar.ledger.merkle import Range
from dengar.ledger.models import Checkpoint, Entry, Head, Leaf
from dengar.ledger.promises import WITHIN


def timeline(log: str, subject: str) -> list[Entry]:
    """Return all entries about one subject, in the order of the moments that they speak of. One SQL query."""
    return list(Entry.objects.filter(log=log, subject=subject).order_by("at", "pk"))


def logs() -> Iterator[str]:
    """Yield the names of all logs, in order: one short SQL query each, however many entries there are."""
    name = ""
    while entry := Entry.objects.filter(log__gt=name).order_by("log").only("log").first():
        name = entry.log
        yield name


def origin(log: str) -> str:
    """Return the name under which this log's checkpoints are signed; "" until its first hour has come."""
    return Head.objects.filter(log=log).values_list("origin", flat=True).first() or ""


def overdue(log: str, at: datetime) -> Entry | None:
    """Return the oldest entry that should have been sealed by `at` and is not; None if every promise is kept."""
    return Entry.objects.unsealed(log).filter(recorded_at__lt=at - WITHIN).first()


def sealed_until() -> datetime | None:
    """Return the fixed hour up to which all logs are sealed; None before the first. It tells of no single entry."""
    heads = Head.objects.exclude(looked_at=None).order_by("looked_at")
    return heads.values_list("looked_at", flat=True).first()


@dataclass(frozen=True)
class Mismatch:
    """
    The first thing in a log that does not fit.

    :param what: "entry" (altered, or its leaf), "leaf" (missing or moved), "checkpoint" or "head".
    :param place: the leaf's index, or the size of the tree.
    :param entry_id: the entry's row, where one is concerned.
    """

    what: str
    place: int
    entry_id: int | None = None


def first_mismatch(log: str) -> Mismatch | None:
    """
    Derive all leaves from the rows and the tree from the leaves; return the first thing that does not fit.

    It finds what was altered, removed or slipped in after sealing. That the end of a log was cut off
    together with its head and its checkpoints only shows against a receipt or an older checkpoint.
    Reads every row once.
    """
    head = Head.objects.filter(log=log).first()
    checkpoints = {point.size: point for point in Checkpoint.objects.filter(log=log)}
    covered = Range()
    try:
        found = _walk(log, head, checkpoints, covered)
    except ValueError:  # a row that can no longer even be read or written down
        return Mismatch("entry", covered.size)
    if found is None and checkpoints:
        return Mismatch("leaf", covered.size)  # a checkpoint vouches for leaves that are not there
    return found or (None if _is_head(head, covered) else Mismatch("head", covered.size))


def _walk(log: str, head: Head | None, checkpoints: dict[int, Checkpoint], covered: Range) -> Mismatch | None:
    """Go along the leaves; take from `checkpoints` what fits, add to `covered` what holds."""
    leaves = Leaf.objects.filter(log=log).select_related("entry").order_by("index")
    for leaf in leaves.iterator(chunk_size=2_000):
        if leaf.index != covered.size:
            return Mismatch("leaf", covered.size)
        if leaf.entry.log != log or bytes(leaf.hash) != hash_of(bytes(leaf.entry.salt), json_of(leaf.entry)):
            return Mismatch("entry", leaf.index, leaf.entry_id)
        covered.append(bytes(leaf.hash))
        point = checkpoints.pop(covered.size, None)
        if point and not (head and _fits(point, covered.root(), head.origin)):
            return Mismatch("checkpoint", covered.size)
    return None


def _fits(point: Checkpoint, root: bytes, origin: str) -> bool:
    """Whether a checkpoint says this root, and one of the mall's keys has signed it."""
    expected = notes.Tree(origin, point.size, root).text()
    if bytes(point.root) != root:
        return False
    for key in KeyRing(settings.KEYS_DIR, point.log).all("sign"):
        try:
            return notes.verify(point.note, origin, notes.public_key(key.secret)) == expected
        except notes.BadNote:
            continue
    return False


def _is_head(head: Head | None, covered: Range) -> bool:
    if head is None:
        return covered.size == 0
    told = (head.size, bytes(head.root), bytes(head.frontier))
    return told == (covered.size, covered.root(), covered.to_bytes())
