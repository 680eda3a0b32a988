"""
How alike two stories are: the cosine of their character n-grams, above what chance gives such lengths. Pure.

Five signs in a row bear slang, missing letters and every ending ("ngurus akte", "mengurus akta"); whole words do not.
Two long texts share many such pieces by chance, so the share to be expected is taken off. It was measured on the
Indonesian sentences of this program (November 2026): 19 of 100 at 400 signs, 12 more with each doubling. Nothing
depends on the other stories of the set: weights of rareness would make the words of a large group count for nothing.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

SIGNS = 5  # in a row
LOWEST = 28  # hundredths; below it two stories are only about the same service
VERY = 45  # from here on they hardly differ but in words
FEWEST = 20  # signs of a story that can be compared at all
BY_CHANCE, AT_LENGTH, DOUBLED = 0.19, 400, 0.12  # share, signs, share more at twice the length


def scores(story: str, others: Sequence[str]) -> list[int]:
    """Return for each other story how alike it is, in hundredths: 0 to 100."""
    mine = _grams(story)
    return [_score(mine, _grams(other)) for other in others]


def _score(one: Counter[str], other: Counter[str]) -> int:
    if not one or not other:
        return 0
    chance = _by_chance(math.sqrt(one.total() * other.total()))
    return max(0, round(100 * (_cosine(one, other) - chance) / (1 - chance)))


def _by_chance(signs: float) -> float:
    return min(0.9, max(0.0, BY_CHANCE + DOUBLED * math.log2(signs / AT_LENGTH)))


def _cosine(one: Counter[str], other: Counter[str]) -> float:
    small, large = sorted((one, other), key=len)
    shared = sum(_weight(times) * _weight(large[gram]) for gram, times in small.items() if gram in large)
    return min(1.0, shared / (_length(one) * _length(other)))


def _length(grams: Counter[str]) -> float:
    return math.sqrt(sum(_weight(times) ** 2 for times in grams.values()))


def _weight(times: int) -> float:
    return 1 + math.log(times)


def _grams(text: str) -> Counter[str]:
    plain = unicodedata.normalize("NFKC", text).casefold()
    words = " " + " ".join(re.findall(r"[^\W_]+", plain)) + " "
    if len(words) < FEWEST:
        return Counter()
    return Counter(words[place : place + SIGNS] for place in range(len(words) - SIGNS + 1))
