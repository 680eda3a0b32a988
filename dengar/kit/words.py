"""
Receipt words: five everyday Indonesian words that a person can keep, read aloud and type.

Five of 2,048 words are 55 bits. The list stands in content/words/indonesian.txt and never changes its
order. Pure, but for reading that file once.
"""

import re
import unicodedata

from dengar.kit.folders import CONTENT

COUNT = 5
BITS = 11  # of one word: 2,048 of them
LONGEST = 400  # characters of typed text that are looked at

_FILE = CONTENT / "words" / "indonesian.txt"
WORDS: tuple[str, ...] = tuple(_FILE.read_text(encoding="ascii").split())
_KNOWN = frozenset(WORDS)


def words_from(digest: bytes) -> tuple[str, ...]:
    """
    Return the five words that the first 55 bits of `digest` choose, the first word by the highest bits.

    :param digest: at least 7 bytes, each bit as likely 0 as 1.
    :raises ValueError: if it is shorter.
    """
    width = COUNT * BITS
    size = -(-width // 8)
    if len(digest) < size:
        raise ValueError(f"five words need {size} bytes, not {len(digest)}")
    number = int.from_bytes(digest[:size], "big") >> (size * 8 - width)
    return tuple(WORDS[number >> BITS * place & (1 << BITS) - 1] for place in reversed(range(COUNT)))


def parse_words(text: str) -> tuple[str, ...] | None:
    """
    Read five words as people type them; None if it is not five words of the list.

    Capitals, accents, spaces, line breaks, commas and numbers ("1. sungai") do not matter. No word is
    guessed or corrected, and nothing says which one is wrong: that would help whoever guesses.
    """
    if len(text) > LONGEST:
        return None
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    words = tuple(part for part in re.split(r"[\s\d.,;:/()_-]+", plain.lower()) if part)
    return words if len(words) == COUNT and _KNOWN.issuperset(words) else None
