"""
In which quarters the leaders did not sit together. Pure.

Once in three months is this program's measure, after the quarterly report to the board in the Scottish key performance
indicators (domain.md 5); a mall's own rule may ask for more.
"""

from collections.abc import Collection
from datetime import date


def missed(held: Collection[date], today: date) -> list[date]:
    """
    Return the first day of each whole quarter without a review, the oldest first.

    Counted from the quarter of the first review to the last one that is over: before the first, nothing was written
    down here, and the running quarter may still bring one.
    """
    if not held:
        return []
    had = {_quarter(day) for day in held}
    return [
        date(number // 4, number % 4 * 3 + 1, 1) for number in range(min(had), _quarter(today)) if number not in had
    ]


def _quarter(day: date) -> int:
    """Return the number of a quarter since year 0."""
    return day.year * 4 + (day.month - 1) // 3
