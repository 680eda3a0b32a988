"""How a term stands, in words: "kept", "3 working days late", "tomorrow", "12 working days left"."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from dengar.deadlines.calendar import ONE_DAY, Calendar
from dengar.web.kit.lines import ClockLine, Urgency, Words

FEW = 2  # working days left, from which a term asks for attention


def clock_line(
    title: Words, due_at: datetime, calendar: Calendar, now: datetime, *, stopped_at: datetime | None = None
) -> ClockLine:
    """
    Return the line of one clock for {% clocks %}.

    :param stopped_at: when what it was for had been done; None while it runs. Lateness stays.
    """
    end = stopped_at or now
    if end > due_at:
        return ClockLine(title, due_at, "late", _late(working_days(due_at, end, calendar)))
    if stopped_at:
        return ClockLine(title, due_at, "done", pgettext_lazy("term", "kept"))
    urgency, left = _left(due_at, calendar, now)
    return ClockLine(title, due_at, urgency, left)


def working_days(since: datetime, until: datetime, calendar: Calendar) -> int:
    """Return how many days with service lie after the day of `since`, up to and with the day of `until`."""
    first, last = calendar.local_day(since), calendar.local_day(until)
    return sum(calendar.is_open(first + ONE_DAY * n) for n in range(1, (last - first).days + 1))


def _late(days: int) -> str:
    if days == 0:
        return str(_("late since today"))
    return ngettext("%(n)s working day late", "%(n)s working days late", days) % {"n": days}


def _left(due_at: datetime, calendar: Calendar, now: datetime) -> tuple[Urgency, Words]:
    ahead = (calendar.local_day(due_at) - calendar.local_day(now)).days
    if ahead == 0:
        return "soon", _("today")
    if ahead == 1:
        return "soon", _("tomorrow")
    days = working_days(now, due_at, calendar)
    words = ngettext("%(n)s working day left", "%(n)s working days left", days) % {"n": days}
    return ("soon" if days <= FEW else "calm"), words
