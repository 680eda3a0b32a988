"""
"Why this date?" in words and as a small calendar, for the complainant's page, the handler's page and the slip.

Everything is said in the language that is active when it is called.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from dengar.deadlines.calendar import ONE_DAY, Day, Derivation, Reason, TermRule, Unit

DAY = "l, j F"  # Kamis, 19 November
SHORT = "j M"  # 19 Nov


@dataclass(frozen=True)
class Cell:
    """
    One day of the small calendar.

    :param text: "20", with the month where a month or the calendar begins.
    :param mark: "from", "off", "due" or "": its class in kit.css (.cal).
    :param small: the word below ("ke-3", "libur"), never colour alone.
    :param name: the holiday's name, or "".
    """

    date: date
    text: str
    mark: str
    small: str
    name: str = ""


def length(rule: TermRule) -> str:
    """Return "14 working days"."""
    n = rule.length
    if n == 0:
        return _("at once")
    if rule.unit is Unit.WORKING_DAYS:
        text = ngettext("%(n)s working day", "%(n)s working days", n)
    elif rule.unit is Unit.CALENDAR_DAYS:
        text = ngettext("%(n)s calendar day", "%(n)s calendar days", n)
    else:
        text = ngettext("%(n)s hour of service", "%(n)s hours of service", n)
    return text % {"n": n}


def why(derivation: Derivation) -> list[str]:
    """Return the sentences that explain a date: its start, its length, what was skipped, and on what it rests."""
    return [*_counted(derivation), basis(derivation.rule), _("A holiday announced later may only put it later.")]


def basis(rule: TermRule) -> str:
    """Return on what a term rests, and whether that is yet to be confirmed."""
    text = _("Basis: %(basis)s.") if rule.confirmed else _("Basis, to be confirmed: %(basis)s.")
    return text % {"basis": rule.basis}


def headings() -> list[str]:
    """Return the seven weekdays, short, Monday first."""
    return [str(WEEKDAYS_ABBR[weekday]) for weekday in range(7)]


def weeks(derivation: Derivation) -> list[list[Cell]]:
    """Return whole weeks, Monday to Sunday, from the day of the event to the due day."""
    days = {day.date: day for day in derivation.days}
    first = derivation.days[0].date
    first -= timedelta(days=first.weekday())
    count = (derivation.due_date - first).days // 7 + 1
    dates = [first + ONE_DAY * n for n in range(count * 7)]
    cells = [_cell(day, days.get(day), derivation, day == first or day.day == 1) for day in dates]
    return [cells[n : n + 7] for n in range(0, len(cells), 7)]


def _counted(derivation: Derivation) -> Iterator[str]:
    rule = derivation.rule
    start = date_format(derivation.days[0].date, DAY)
    if rule.length == 0:
        yield _("It is due at once, on %(day)s.") % {"day": start}
        return
    if rule.unit is Unit.HOURS:
        yield _("It starts on %(day)s. Only hours in which we are open count.") % {"day": start}
    else:
        yield _("It starts on %(day)s, which does not count.") % {"day": start}
    yield _("Then %(length)s.") % {"length": length(rule)}
    skipped = list(_skipped(derivation))
    if skipped:
        yield _("Skipped: %(days)s.") % {"days": ", ".join(skipped)}
    elif rule.unit is Unit.CALENDAR_DAYS:
        yield _("Every day counts, holidays too.")
    else:
        yield _("No day is skipped.")


def _skipped(derivation: Derivation) -> Iterator[str]:
    reasons = Counter(day.reason for day in derivation.skipped)
    weekdays = Counter(day.date.weekday() for day in derivation.skipped if day.reason is Reason.CLOSED)
    for weekday, n in sorted(weekdays.items()):
        text = ngettext("%(weekday)s (once)", "%(weekday)s (%(n)s times)", n)
        yield text % {"weekday": WEEKDAYS[weekday], "n": n}
    for day in derivation.skipped:
        if day.reason is Reason.HOLIDAY:
            yield f"{day.name} ({date_format(day.date, DAY)})"
    if n := reasons[Reason.PAUSED]:
        yield ngettext("waiting for what was asked (%(n)s day)", "waiting for what was asked (%(n)s days)", n) % {
            "n": n
        }


def _cell(day: date, counted: Day | None, derivation: Derivation, with_month: bool) -> Cell:
    text = date_format(day, SHORT) if with_month else str(day.day)
    if counted:
        return Cell(day, text, _mark(counted), _small(counted), counted.name)
    closed = derivation.rule.unit is not Unit.CALENDAR_DAYS and not derivation.calendar.is_open(day)
    name = derivation.calendar.holidays.get(day, "")
    return Cell(day, text, "off" if closed else "", pgettext("calendar", "closed") if closed else "", name)


def _mark(day: Day) -> str:
    if day.due:
        return "due"
    if day.reason is Reason.START:
        return "from"
    return "" if day.reason is Reason.COUNTED else "off"


def _small(day: Day) -> str:
    if day.number:
        return pgettext("calendar", "no. %(n)s") % {"n": day.number}
    if day.due:
        return pgettext("calendar", "due")
    words = {
        Reason.START: pgettext("calendar", "start"),
        Reason.CLOSED: pgettext("calendar", "closed"),
        Reason.HOLIDAY: pgettext("calendar", "closed"),
        Reason.PAUSED: pgettext("calendar", "waiting"),
    }
    return words.get(day.reason, "")
