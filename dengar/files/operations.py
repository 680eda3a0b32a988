"""
The only writer of attachments and of their files on the disk.

Cleaning and sealing take a second for a photograph, so they stand before the transaction: `prepared` makes
the files, `keep` writes the row. What no row names in the end is taken away, by `prepared` or by the chore.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max

from dengar.files import queries, store
from dengar.files.cleaning import clean
from dengar.files.limits import COUNT_MOST, EACH_MOST, TOTAL_MOST
from dengar.files.models import Attachment
from dengar.files.queries import About
from dengar.files.refusals import TooLarge, TooMany, TooMuch
from dengar.kit.actors import Actor
from dengar.vault.models import Box
from dengar.vault.sealing import seal_file, seal_words, words_mac

ORPHANED = timedelta(hours=1)  # after which a file that no row names is taken away
NAME_MOST = 200  # characters of a file's own name that are kept


@dataclass(frozen=True)
class Upload:
    """A file as a door was handed it. `size` counts also what was too much to be taken in."""

    name: str
    data: bytes = field(repr=False)
    size: int = 0


@dataclass(frozen=True)
class Prepared:
    """A file that lies sealed on the disk, twice, and has no row yet."""

    kind: str
    about: About
    mac: str
    original: str
    shown: str


@contextmanager
def prepared(box: Box, uploads: Sequence[Upload], *, at: datetime) -> Iterator[list[Prepared]]:
    """
    Clean, seal and write files, for `keep` inside; if that fails, they are taken away again.

    :raises Unfit: for the first file that is not taken. :raises Shredded: if the words of this box were destroyed.
    """
    ready: list[Prepared] = []
    try:
        for upload in uploads:
            ready.append(_prepare(box, upload, at=at))
        yield ready
    except BaseException:
        store.remove(*(name for one in ready for name in (one.original, one.shown)))
        raise


def _prepare(box: Box, upload: Upload, *, at: datetime) -> Prepared:
    if upload.size > EACH_MOST:
        raise TooLarge
    if upload.size > len(upload.data):  # dropped by the door, which had its arms full
        raise TooMuch
    cleaned = clean(upload.data)
    about = About(upload.name[:NAME_MOST], cleaned.type, cleaned.ending, len(upload.data))
    mac = words_mac(box, hashlib.sha256(upload.data).hexdigest())
    return Prepared(cleaned.kind, about, mac, _write(box, upload.data, at), _write(box, cleaned.data, at))


def _write(box: Box, data: bytes, at: datetime) -> str:
    name = store.new_name()
    store.write(name, seal_file(box, data, name), at=at)
    return name


@transaction.atomic
def keep(box: Box, ready: Prepared, *, by: Actor, at: datetime, to_person: bool = True) -> Attachment:
    """
    Keep a prepared file as the next of its box. The same file from the same person twice is one.

    :param to_person: whether the person may open it; what they gave themselves they always may.
    :raises TooMany, TooMuch: if there is no room for it.
    """
    Box.objects.select_for_update().get(pk=box.pk)  # of two at once the second counts what the first has left
    here = Attachment.objects.filter(box=box)
    if same := here.filter(mac=ready.mac, officer=by.officer_id).first():
        transaction.on_commit(lambda: store.remove(ready.original, ready.shown))
        return same
    _check_room(box, ready.about.size, by)
    last: int | None = here.aggregate(last=Max("ordinal"))["last"]
    return Attachment.objects.create(
        box=box,
        ordinal=(last or 0) + 1,
        kind=ready.kind,
        about=seal_words(box, ready.about.to_json(), "file"),
        mac=ready.mac,
        original=ready.original,
        shown=ready.shown,
        officer_id=by.officer_id,
        agency_id=by.agency_id if by.officer_id else None,
        to_person=to_person or by.officer_id is None,
        kept_at=at,
    )


def _check_room(box: Box, size: int, by: Actor) -> None:
    """Offices must not fill the room that the person has, nor the person theirs."""
    rows = queries.of_box(box).filter(officer__isnull=by.officer_id is None)
    sizes = [file.about.size for file in queries.opened(box, rows)]
    if len(sizes) >= COUNT_MOST:
        raise TooMany
    if sum(sizes) + size > TOTAL_MOST:
        raise TooMuch


@transaction.atomic
def remove(row: Attachment) -> None:
    """Take a file back before anything was filed. What was filed stays: nobody deletes."""
    if Attachment.objects.filter(pk=row.pk).delete()[0]:
        transaction.on_commit(lambda: store.remove(row.original, row.shown))


@transaction.atomic
def forget(box: Box) -> None:
    """Take all files of a box back, with the draft that they belonged to."""
    for row in Attachment.objects.filter(box=box):
        remove(row)


def erase_due(at: datetime) -> bool:
    """
    Erase the files of one attachment whose words key was destroyed. A chore.

    Nobody could open them any more; they go from the disk too. The row stays and says when.

    :returns: False when nothing was due.
    """
    due = Attachment.objects.filter(box__words_key=None, erased_at=None)
    row = due.order_by("pk").first()
    if row is None:
        return False
    store.remove(row.original, row.shown)
    Attachment.objects.filter(pk=row.pk).update(erased_at=at)
    return True


def sweep(at: datetime) -> bool:
    """
    Take away files that no row names: of a form that was cut off, of a draft that went in the same moment. A chore.

    :returns: False: one call takes all that is due.
    """
    old = set(store.older_than(at - ORPHANED))
    if old:
        for names in Attachment.objects.filter(erased_at=None).values_list("original", "shown").iterator():
            old.difference_update(names)
        store.remove(*old)
    return False
