"""The segments of a JPEG. Pure. Source: ITU-T T.81, annex B."""

MARK = 0xFF
START_OF_SCAN = 0xDA
ALONE = {0x01, *range(0xD0, 0xD9)}  # markers without a length
KEPT = {0xE0, 0xEE}  # JFIF, and Adobe's: how the colours are to be read
ABOUT = {*range(0xE0, 0xF0), 0xFE} - KEPT  # what cameras and programs add, and comments


def without_segments(data: bytes) -> bytes:
    """
    Return a JPEG without what was added about it: place, camera, moment, comments. The picture is untouched.

    What is not understood comes back as it was.
    """
    kept, place = bytearray(data[:2]), 2
    while place + 4 <= len(data) and data[place] == MARK:
        marker = data[place + 1]
        if marker == START_OF_SCAN:
            return bytes(kept + data[place:])
        length = 2 if marker in ALONE else 2 + int.from_bytes(data[place + 2 : place + 4], "big")
        if marker not in ABOUT:
            kept += data[place : place + length]
        place += length
    return data
