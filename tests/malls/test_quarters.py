from datetime import date

import pytest

from dengar.malls.quarters import missed

APRIL, JULY, OCTOBER = date(2026, 4, 1), date(2026, 7, 1), date(2026, 10, 1)


@pytest.mark.parametrize(
    ("held", "today", "gaps"),
    [
        ([], OCTOBER, []),  # nothing was ever written down: that is said in another way
        ([date(2026, 4, 30)], date(2026, 6, 30), []),
        ([date(2026, 4, 30)], date(2026, 9, 30), []),  # the running quarter may still bring one
        ([date(2026, 4, 30)], OCTOBER, [JULY]),
        ([date(2026, 10, 5), date(2026, 4, 30)], date(2026, 11, 23), [JULY]),
        ([date(2025, 12, 31)], date(2026, 11, 23), [date(2026, 1, 1), APRIL, JULY]),
        ([date(2026, 1, 1), date(2026, 3, 31)], APRIL, []),
        ([date(2027, 1, 1)], OCTOBER, []),
    ],
)
def test_a_whole_quarter_without_a_review_is_a_gap(held, today, gaps):
    assert missed(held, today) == gaps
