"""
What a file is, by its content; and its clean copy, without what it says of its maker. No database, no disk.

The readers of pictures, papers and recordings are loaded when the first file comes: they cost each process 10 MB.
"""

from collections.abc import Callable
from dataclasses import dataclass

import puremagic

from dengar.files.limits import EACH_MOST, Kind
from dengar.files.refusals import Broken, Empty, Heic, OtherType, TooLarge, Unfit

PDF = "application/pdf"


@dataclass(frozen=True)
class Clean:
    """A file as it may be shown. `ending` is that of its name, with the dot."""

    kind: Kind
    type: str  # "image/jpeg"
    ending: str
    data: bytes


# By the ending under which puremagic knows a content.
PICTURES = {".jpg", ".jpeg", ".jfif", ".jpe", ".png", ".webp"}
RECORDINGS = {".mp3", ".mpga", ".m4a", ".mp4", ".m4v", ".f4v", ".mov", ".3gp", ".3ga", ".ogg", ".oga", ".opus", ".wav"}
HEIC = {".heic", ".heif"}


def clean(data: bytes) -> Clean:
    """
    Return the clean copy of a file.

    The name that it came with and what the browser says of it count for nothing.

    :raises Unfit: with the sentence for the person.
    """
    if not data:
        raise Empty
    if len(data) > EACH_MOST:
        raise TooLarge
    try:
        return _cleaner(data)(data)
    except Unfit:
        raise
    except Exception as error:  # whatever a reader of strange bytes trips over: it cannot be read
        raise Broken from error


def _cleaner(data: bytes) -> Callable[[bytes], Clean]:
    ending = _ending(data)
    if ending in PICTURES:
        return _picture
    if ending == ".pdf":
        return _pdf
    if ending in RECORDINGS:
        return _recording
    raise Heic if ending in HEIC else OtherType


def _ending(data: bytes) -> str:
    """Return the ending that fits the content best, "" for what nobody knows."""
    try:
        found = puremagic.magic_string(data)
    except (puremagic.PureError, ValueError):
        return ""
    return str(found[0].extension) if found else ""


def _picture(data: bytes) -> Clean:
    from dengar.files import pictures

    type_, ending, painted = pictures.painted_anew(data)
    return Clean("picture", type_, ending, painted)


def _pdf(data: bytes) -> Clean:
    from dengar.files import pdfs

    return Clean("pdf", PDF, ".pdf", pdfs.without_extras(data))


def _recording(data: bytes) -> Clean:
    from dengar.files import recordings

    type_, ending, bare = recordings.without_tags(data)
    return Clean("audio", type_, ending, bare)
