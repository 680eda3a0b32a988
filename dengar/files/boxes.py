"""
The boxes that a recording is packed in, without those that tell of its maker. Pure.

MP4 (ISO 14496-12): what goes is turned into `free` space of the same length, so that every place in the
file stays where the tables say. WAV (RIFF): only the chunks of the sound are written again.
"""

import struct
from collections.abc import Iterator

from dengar.files.refusals import Broken, Video

HOLDS_BOXES = {b"moov", b"trak", b"mdia", b"minf", b"edts", b"dinf", b"mvex", b"moof", b"traf"}
ABOUT = {b"udta", b"meta", b"uuid", b"free", b"skip", b"wide", b"pdin", b"loci", b"ilst"}
DATED = {b"mvhd", b"tkhd", b"mdhd"}  # when it was made and changed
SOUND = {b"fmt ", b"fact", b"data"}
NEEDED = {b"fmt ", b"data"}


def bare_mp4(data: bytes) -> bytes:
    """
    Return an MP4 with its tags, places and moments blanked.

    :raises Video: if it holds moving pictures. :raises Broken: if a box is longer than what holds it.
    """
    bare = bytearray(data)
    for kind, start, body, end in _boxes(data, 0, len(data)):
        if kind in ABOUT:
            bare[start + 4 : start + 8] = b"free"
            bare[body:end] = bytes(end - body)
        elif kind in DATED:
            moments = 16 if data[body] == 1 else 8  # two moments, of 64 or 32 bits
            bare[body + 4 : body + 4 + moments] = bytes(moments)
        elif kind == b"hdlr":
            if data[body + 8 : body + 12] == b"vide":
                raise Video
            bare[body + 24 : end] = bytes(end - body - 24)  # a name that the program gave
    return bytes(bare)


def _boxes(data: bytes, place: int, end: int) -> Iterator[tuple[bytes, int, int, int]]:
    """Yield kind, start, start of content and end of each box, and of those inside it."""
    while place + 8 <= end:
        size, kind = struct.unpack_from(">I4s", data, place)
        body = place + 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, body)
            body += 8
        size = size or end - place  # 0: to the end
        if size < body - place or place + size > end:
            raise Broken
        yield kind, place, body, place + size
        if kind in HOLDS_BOXES:
            yield from _boxes(data, body, place + size)
        place += size


def bare_wav(data: bytes) -> bytes:
    """
    Return a WAV with its sound alone.

    :raises Broken: if a part is missing or longer than the file.
    """
    kept, found, place = bytearray(), set(), 12
    while place + 8 <= len(data):
        kind, size = struct.unpack_from("<4sI", data, place)
        end = place + 8 + size
        if end > len(data):
            raise Broken
        if kind in SOUND and kind not in found:
            kept += data[place:end] + b"\0" * (size % 2)
            found.add(kind)
        place = end + size % 2
    if not found >= NEEDED:
        raise Broken
    return b"RIFF" + struct.pack("<I", 4 + len(kept)) + b"WAVE" + bytes(kept)
