"""When a person may be called: their own words, read as a span of the day. Pure: no clock is read."""

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

Span = tuple[time, time]

WORKING: Span = (time(8), time(15, 30))  # a mall's desk, when the person did not say more
WORDS: dict[str, Span] = {
    "pagi": (time(8), time(11)),
    "morning": (time(8), time(11)),
    "siang": (time(13), time(15, 30)),
    "afternoon": (time(13), time(15, 30)),
}
CLOCK = re.compile(
    r"\b([01]?\d|2[0-3])[.:]([0-5]\d)\s*(?:-|–|—|sampai|to|s/d|hingga)\s*([01]?\d|2[0-3])[.:]([0-5]\d)\b"
)
WEEK = 7
SATURDAY = 5


def span_of(words: str) -> Span:
    """
    Return from when until when, on the mall's clock.

    "Pagi, 08.00–11.00" is taken by its figures, "pagi saja" by the word; what says neither, or says
    a span that ends before it begins, is the desk's working hours.
    """
    found = CLOCK.search(words.lower())
    if found:
        first, last = (time(int(h), int(m)) for h, m in (found.group(1, 2), found.group(3, 4)))
        return (first, last) if first < last else WORKING
    return next((span for word, span in WORDS.items() if re.search(rf"\b{word}\b", words.lower())), WORKING)


def next_safe(at: datetime, words: str, zone: ZoneInfo) -> datetime:
    """
    Return `at` if it is within the hours that the person chose on a weekday, else when they next begin.

    :param at: aware; what comes back is in UTC or in the zone that `at` came in.
    """
    first, last = span_of(words)
    local = at.astimezone(zone)
    for days in range(WEEK + 1):
        day = local.date() + timedelta(days=days)
        if day.weekday() >= SATURDAY:
            continue
        begins, ends = (datetime.combine(day, edge, tzinfo=zone) for edge in (first, last))
        if local < ends:
            return max(local, begins).astimezone(at.tzinfo)
    raise AssertionError("a week without a weekday")
