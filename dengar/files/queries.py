"""What pages read of files. Who may see which of them, complaints.visibility says."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.db.models import QuerySet

from dengar.files import store
from dengar.files.models import Attachment
from dengar.vault.models import Box
from dengar.vault.sealing import Shredded, open_file, open_words


@dataclass(frozen=True)
class About:
    """What lies sealed of a file: the name it came with, the type and ending of its clean copy, bytes as it came."""

    name: str
    type: str
    ending: str
    size: int

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "About":
        return cls(**json.loads(text))


@dataclass(frozen=True)
class File:
    """One file as pages show it."""

    row: Attachment
    about: About

    @property
    def label(self) -> str:
        """Return what it is called for everybody, in every language."""
        return f"lampiran-{self.row.ordinal}"


def of_box(box: Box) -> QuerySet[Attachment]:
    """Return the files of a box that are still there, in their order."""
    return Attachment.objects.filter(box=box, erased_at=None).select_related("officer", "agency").order_by("ordinal")


def opened(box: Box, rows: Iterable[Attachment]) -> list[File]:
    """Return files with what lies sealed of them; none where the words were destroyed. As many queries as `rows`."""
    if box.words_key is None:
        return []
    return [File(row, About.from_json(open_words(box, bytes(row.about), "file"))) for row in rows]


def content(box: Box, row: Attachment) -> bytes:
    """
    Return the clean copy of a file. No query, one file read.

    :raises Shredded: if it was erased. :raises Tampered: if the file on the disk was changed.
    """
    if row.erased_at is not None:
        raise Shredded(f"{row} was erased")
    return open_file(box, store.read(row.shown), row.shown)


def original(box: Box, row: Attachment) -> bytes:
    """Return a file as it came, for evidence: with everything that it says of its maker. Raises as `content`."""
    if row.erased_at is not None:
        raise Shredded(f"{row} was erased")
    return open_file(box, store.read(row.original), row.original)
