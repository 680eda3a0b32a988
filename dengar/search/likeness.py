"""
How alike two stories are: character n-grams, weighed by how rare they are, and the cosine between them. Pure.

Three signs in a row bear slang, missing letters and every ending ("ngurus akte", "mengurus akta"); whole words do not.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence

SIGNS = 3  # in a row
LOWEST = 28  # hundredths; below it two stories are only about the same service
VERY = 50  # from here on they hardly differ but in words
FEWEST = 20  # signs of a story that can be compared at all

Vector = Mapping[str, float]


def scores(story: str, others: Sequence[str]) -> list[int]:
    """Return for each other story how alike it is, in hundredths: 0 to 100."""
    counted = [_grams(text) for text in (story, *others)]
    spread = Counter(gram for grams in counted for gram in grams)
    mine, *theirs = (_weighed(grams, spread, len(counted)) for grams in counted)
    return [round(100 * _cosine(mine, one)) for one in theirs]


def _grams(text: str) -> Counter[str]:
    plain = unicodedata.normalize("NFKC", text).casefold()
    words = " " + " ".join(re.findall(r"[^\W_]+", plain)) + " "
    if len(words) < FEWEST:
        return Counter()
    return Counter(words[place : place + SIGNS] for place in range(len(words) - SIGNS + 1))


def _weighed(grams: Counter[str], spread: Counter[str], texts: int) -> Vector:
    """Return each gram with its weight, the whole of length 1 (smoothed TF-IDF with the logarithm of the count)."""
    weights = {
        gram: (1 + math.log(times)) * (1 + math.log((1 + texts) / (1 + spread[gram]))) for gram, times in grams.items()
    }
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {gram: weight / length for gram, weight in weights.items()} if length else {}


def _cosine(one: Vector, other: Vector) -> float:
    small, large = sorted((one, other), key=len)
    return min(1.0, sum(weight * large.get(gram, 0.0) for gram, weight in small.items()))
