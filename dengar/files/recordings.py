"""A sound recording without what it says of its maker: title, telephone, place, moment. The sound is untouched."""

from io import BytesIO

from mutagen import File as Recording
from mutagen import apev2, id3
from mutagen.mp3 import MP3
from mutagen.mp4 import MP4
from mutagen.oggopus import OggOpus
from mutagen.oggvorbis import OggVorbis
from mutagen.wave import WAVE

from dengar.files import boxes
from dengar.files.refusals import Broken, OtherType

READERS = [MP3, MP4, OggOpus, OggVorbis, WAVE]


def without_tags(data: bytes) -> tuple[str, str, bytes]:
    """
    Return type, ending and bytes of the bare recording.

    :raises Broken: if no sound is in it. :raises OtherType: if it is none of the kinds that we take.
    :raises Video: if moving pictures are in it.
    """
    packed = data[4:8] == b"ftyp"
    bare = boxes.bare_mp4(data) if packed else data  # first of all: a video is to be called one
    found = Recording(BytesIO(data), options=READERS)
    if found is None:
        raise OtherType
    if not found.info.length > 0:
        raise Broken
    if isinstance(found, MP3):
        return "audio/mpeg", ".mp3", _bare_mp3(data)
    if isinstance(found, MP4) and packed:
        return "audio/mp4", ".m4a", bare
    if isinstance(found, WAVE):
        return "audio/wav", ".wav", boxes.bare_wav(data)
    return "audio/ogg", ".ogg", _bare_ogg(found, data)


def _bare_mp3(data: bytes) -> bytes:
    file = BytesIO(data)
    apev2.delete(file)
    id3.delete(file)
    return file.getvalue()


def _bare_ogg(found: OggOpus | OggVorbis, data: bytes) -> bytes:
    file = BytesIO(data)
    found.delete(file)
    return file.getvalue()
