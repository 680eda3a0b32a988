"""
Sealing: twice a day, at fixed hours, new entries get their place in the tree.

A tree that grows the minute somebody complains would betray them. So entries wait for the hour, are
shuffled among each other, and filled up with pads to a multiple of 64. Everything is written in one
transaction behind one guarded UPDATE of the head: two sequencers cannot both win, there is never a
smaller tree nor a second root for one size, and whoever is killed leaves nothing behind.
"""

import random
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from dengar.kit.actors import HOUSE
from dengar.kit.keyring import KeyRing
from dengar.ledger import notes
from dengar.ledger.leaves import WRITTEN, hash_of, json_of
from dengar.ledger.merkle import EMPTY_ROOT, Range
from dengar.ledger.models import Checkpoint, Entry, Head, Leaf
from dengar.ledger.operations import Draft, drafted, new_subject
from dengar.ledger.queries import logs

HOURS = (4, 16)  # UTC: 11.00 and 23.00 in Jakarta, 12.00 and 00.00 in Banjarbaru
STEP = 64  # a batch is filled up to a multiple of this
BATCH = 16_384  # entries at once, a multiple of STEP: keeps the transaction short


def seal_due(at: datetime) -> bool:
    """
    Seal one batch of one log whose hour has come; return False if none is due.

    A chore: safe with many workers. A log that is seen for the first time waits for its next hour.

    :raises dengar.kit.keyring.KeyFault: if the log's signing key cannot be used.
    """
    hour = last_hour(at)
    for log in logs():
        head, is_new = Head.objects.get_or_create(log=log, defaults=_first(log, hour))
        if not is_new and (head.looked_at is None or head.looked_at < hour):
            seal(head, hour=hour, at=at)
            return True
    return False


def origin(log: str) -> str:
    """Return the name under which a new log's checkpoints will be signed: its address without the scheme."""
    return f"{urlsplit(settings.ADDRESS).netloc}/buku/{log}"


def last_hour(at: datetime) -> datetime:
    """Return the last fixed hour that is not after `at`."""
    midnight = at.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    hours = [midnight + timedelta(hours=hour - away) for away in (24, 0) for hour in HOURS]
    return max(hour for hour in hours if hour <= at)


def seal(head: Head, *, hour: datetime, at: datetime) -> bool:
    """
    Seal up to BATCH entries of one log; return whether the tree has grown.

    :param head: as it was read before; if it has changed since, somebody else is sealing and nothing is written.
    :param hour: the fixed hour that this is done for; the log is done with it when nothing is left.
    """
    found = Entry.objects.unsealed(head.log).values_list("pk", "salt", *WRITTEN, named=True)[:BATCH]
    places: list[tuple[int | Entry, bytes]] = [(row.pk, hash_of(bytes(row.salt), json_of(row))) for row in found]
    looked_at = hour if len(places) < BATCH else head.looked_at
    if not places:
        _moved(head, looked_at=looked_at)
        return False
    pads = drafted(head.log, [Draft(new_subject(), "pad", HOUSE.ref, at) for _ in range(-len(places) % STEP)])
    places += [(pad, hash_of(bytes(pad.salt), json_of(pad))) for pad in pads]
    random.SystemRandom().shuffle(places)
    covered = Range.from_bytes(head.size, bytes(head.frontier))
    covered.extend(leaf for _, leaf in places)
    tree = notes.Tree(head.origin, covered.size, covered.root())
    note = notes.sign(tree.text(), head.origin, KeyRing(settings.KEYS_DIR, head.log).current("sign").secret)
    with transaction.atomic():
        grown = {"size": tree.size, "root": tree.root, "frontier": covered.to_bytes(), "sealed_at": at}
        if not _moved(head, **grown, looked_at=looked_at):
            return False
        Entry.objects.bulk_create(pads)
        Leaf.objects.bulk_create(
            [
                Leaf(log=head.log, index=index, entry_id=place.pk if isinstance(place, Entry) else place, hash=leaf)
                for index, (place, leaf) in enumerate(places, head.size)
            ]
        )
        Checkpoint.objects.create(log=head.log, size=tree.size, root=tree.root, note=note, at=at)
    return True


def _moved(head: Head, **changes: object) -> bool:
    """Change the head, unless it is no longer what we read."""
    seen = Head.objects.filter(pk=head.pk, size=head.size, looked_at=head.looked_at)
    return bool(seen.update(**changes))


def _first(log: str, hour: datetime) -> dict[str, object]:
    return {"origin": origin(log), "size": 0, "root": EMPTY_ROOT, "frontier": b"", "looked_at": hour}
