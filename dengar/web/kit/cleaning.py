"""What happens to every text that a person types, before anything else sees it. Pure Python."""

import re
import unicodedata

# Signs that turn the direction of writing around and can make a sentence read as another one.
TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# Control signs but tab and newline; lone surrogates, which no database keeps; the byte order mark.
UNSEEN = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{TURNING}\ud800-\udfff\ufeff]")
MARKS_IN_A_ROW = 8  # more combining marks than this on one letter is a prank, no language


def tidy(text: str) -> str:
    """
    Return `text` with one form for each letter (NFC), plain line ends, and nothing unseen in it.

    >>> tidy("e\\u0301 \\u202eabc\\r\\nx")
    'é abc\\nx'
    """
    text = UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _without_towers(unicodedata.normalize("NFC", text))


def one_line(text: str) -> str:
    """Return `text` tidied, on one line, with single spaces."""
    return " ".join(tidy(text).split())


def _without_towers(text: str) -> str:
    """Cut combining marks that are piled upon one letter until they cover the lines above."""
    if text.isascii():
        return text
    kept: list[str] = []
    marks = 0
    for sign in text:
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks <= MARKS_IN_A_ROW:
            kept.append(sign)
    return "".join(kept)
