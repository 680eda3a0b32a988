"""
How much a figure says: ranges instead of points, and nothing at all where there is too little. Pure.

Sources: Wilson's score interval without continuity correction (Wilson 1927; Newcombe, Statistics in Medicine 1998,
17:857-872, method 3); the interval of a median by order statistics (Conover, Practical Nonparametric Statistics,
3rd ed., 3.2; Campbell and Gardner, BMJ 1988, 296:1454).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, comb, floor, sqrt
from statistics import NormalDist

LEVEL = 0.95
ENOUGH = 10  # below it no range is shown: at 10 it is still up to 53 of 100 wide
FEWEST = 5  # below it a part tells of single people
EXACT = 200  # up to here the ranks of a median's interval come from the binomial itself
Z = NormalDist().inv_cdf((1 + LEVEL) / 2)


@dataclass(frozen=True)
class Share:
    """
    How many of n, and what that says of all such cases.

    `low` and `high` are of 100 and rounded outwards, so that the range never says more than it knows.
    """

    k: int
    n: int
    needs: int = ENOUGH  # so many before it is shown

    @property
    def missing(self) -> int:
        """How many are still needed before it may be read; 0 when it may."""
        return max(0, self.needs - self.n)

    @property
    def low(self) -> int:
        return floor(100 * wilson(self.k, self.n)[0])

    @property
    def high(self) -> int:
        return ceil(100 * wilson(self.k, self.n)[1])


def wilson(k: int, n: int, level: float = LEVEL) -> tuple[float, float]:
    """
    Return the range, from 0 to 1, in which the true share probably lies.

    :raises ValueError: unless 0 <= k <= n and n > 0.
    """
    if not 0 <= k <= n or n == 0:
        raise ValueError(f"not a share: {k} of {n}")
    z = NormalDist().inv_cdf((1 + level) / 2)
    share, extra = k / n, z * z / n
    middle = (share + extra / 2) / (1 + extra)
    half = z / (1 + extra) * sqrt(share * (1 - share) / n + extra / (4 * n))
    return (0.0 if k == 0 else middle - half), (1.0 if k == n else middle + half)


@dataclass(frozen=True)
class Middle:
    """The median of n values, and the two of them between which the true one probably lies."""

    n: int
    median: int
    low: int
    high: int

    @property
    def missing(self) -> int:
        return max(0, ENOUGH - self.n)


def middle(values: Mapping[int, int]) -> Middle | None:
    """
    Return the median of values that are given with how often each occurs; None where there is none.

    With fewer than six values no two of them hold the true median with LEVEL: then the range is all of them. Of
    two values in the middle the lower one is taken, so that what is shown is a value that occurred.
    """
    n = sum(values.values())
    if n == 0:
        return None
    rank = lower_rank(n)
    return Middle(n, at_rank(values, (n + 1) // 2), at_rank(values, rank), at_rank(values, n + 1 - rank))


def lower_rank(n: int, level: float = LEVEL) -> int:
    """Return the largest r, from 1, so that the r-th smallest and the r-th largest of n hold the median at `level`."""
    if n > EXACT:
        return max(1, floor(n / 2 - NormalDist().inv_cdf((1 + level) / 2) * sqrt(n) / 2))
    outside, rank = 1, 1  # of 2**n: below the first rank lies one
    while 2 * (outside + comb(n, rank)) <= (1 - level) * 2**n:
        outside += comb(n, rank)
        rank += 1
    return rank


def at_rank(values: Mapping[int, int], rank: int) -> int:
    """Return the `rank`-th smallest value, from 1; IndexError beyond the last."""
    for value in sorted(values):
        rank -= values[value]
        if rank <= 0:
            return value
    raise IndexError("fewer values than that")


def shown(parts: Mapping[str, int]) -> dict[str, int | None]:
    """
    Return the parts of one whole, with None for what is not shown.

    What counts fewer than FEWEST, but not nothing, is not; and if that is a single part, the next larger one is
    not either, since the whole is known and subtraction would tell it.
    """
    small = [name for name, n in parts.items() if 0 < n < FEWEST]
    larger = sorted((n, name) for name, n in parts.items() if n >= FEWEST)
    if len(small) == 1 and larger:
        small.append(larger[0][1])
    return {name: None if name in small else n for name, n in parts.items()}
