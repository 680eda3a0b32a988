"""Ranges, held against values that others have published."""

from collections import Counter
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as some

from dengar.figures.honest import FEWEST, Middle, Share, at_rank, lower_rank, middle, shown, wilson


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),  # Newcombe 1998, table I, method 3
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (60, 400, 0.1183, 0.1883),
    ],
)
def test_wilson_gives_the_published_ranges(k, n, low, high):
    assert wilson(k, n) == pytest.approx((low, high), abs=6e-5)


@pytest.mark.parametrize(("k", "n"), [(1, 0), (0, 0), (3, 2), (-1, 5)])
def test_what_is_no_share_is_refused(k, n):
    with pytest.raises(ValueError):
        wilson(k, n)


@given(some.integers(1, 5000).flatmap(lambda n: some.tuples(some.integers(0, n), some.just(n))))
def test_a_range_holds_what_was_seen_and_is_rounded_outwards(pair):
    k, n = pair
    low, high = wilson(k, n)
    assert 0 <= low <= k / n <= high <= 1
    share = Share(k, n)
    assert 0 <= share.low <= 100 * low
    assert 100 * high <= share.high <= 100
    assert wilson(n - k, n) == pytest.approx((1 - high, 1 - low))


@pytest.mark.parametrize(
    ("n", "rank"),
    [(1, 1), (5, 1), (6, 1), (8, 1), (9, 2), (10, 2), (15, 4), (20, 6), (25, 8), (30, 10), (50, 18), (100, 40)],
)
def test_the_ranks_of_a_median_are_those_of_the_tables(n, rank):
    """The sign test's tables at 5 %, two-sided (Conover, table A3; Campbell and Gardner 1988 for 100)."""
    assert lower_rank(n) == rank


@given(some.integers(6, 400))
def test_the_ranks_hold_the_median_with_the_level_and_not_much_more(n):
    rank = lower_rank(n)

    def outside(ranks):
        return 2 * sum(comb(n, i) for i in range(ranks)) / 2**n

    assert outside(rank) <= 0.05
    assert outside(rank + 2) > 0.05


@given(some.lists(some.integers(0, 365), min_size=1, max_size=60))
def test_the_median_of_counts_is_that_of_the_values_one_by_one(values):
    ordered = sorted(values)
    found = middle(Counter(values))
    rank = lower_rank(len(ordered))
    expected = (ordered[(len(ordered) - 1) // 2], ordered[rank - 1], ordered[-rank])
    assert found == Middle(len(ordered), *expected)
    assert found.low <= found.median <= found.high


def test_there_is_no_median_of_nothing():
    assert middle({}) is None
    with pytest.raises(IndexError):
        at_rank({3: 1}, 2)


def test_too_little_is_no_figure():
    assert (Share(9, 9).missing, Share(9, 10).missing, Share(9, 10, needs=20).missing) == (1, 0, 10)
    assert (Middle(9, 1, 1, 1).missing, Middle(30, 1, 1, 1).missing) == (1, 0)


@pytest.mark.parametrize(
    ("parts", "hidden"),
    [
        ({"open": 12, "confidential": 30, "anonymous": 7}, set()),
        ({"open": 12, "confidential": 30, "anonymous": 0}, set()),
        ({"open": 12, "confidential": 30, "anonymous": 3}, {"anonymous", "open"}),
        ({"open": 2, "confidential": 30, "anonymous": 3}, {"anonymous", "open"}),
        ({"open": 0, "confidential": 0, "anonymous": 3}, {"anonymous"}),
    ],
)
def test_a_small_part_is_not_shown_nor_found_by_subtraction(parts, hidden):
    assert {name for name, n in shown(parts).items() if n is None} == hidden


@given(some.dictionaries(some.sampled_from("abcde"), some.integers(0, 40), min_size=2))
def test_nothing_small_is_shown_and_never_one_alone_is_hidden_beside_larger_ones(parts):
    seen = shown(parts)
    assert all(n is None or n == 0 or n >= FEWEST for n in seen.values())
    hidden = [name for name, n in seen.items() if n is None]
    assert len(hidden) != 1 or not any(seen[name] for name in seen if name not in hidden)
