"""Look at a file, and apply exactly what was looked at."""

from datetime import datetime

from dengar.kit.actors import Actor
from dengar.kit.errors import Refused
from dengar.web.mall.sheets.places import Agencies, Counters, Services
from dengar.web.mall.sheets.reading import Fault, parsed
from dengar.web.mall.sheets.sheet import Line, Plan, Sheet, mark_of

SHEETS: dict[str, type[Sheet]] = {sheet.slug: sheet for sheet in (Agencies, Services, Counters)}


def look(sheet: Sheet, text: str, *, by: Actor, at: datetime) -> Plan:
    """
    Return what a file would do; nothing is kept.

    The operations run and are taken back, so that the page says what they would say.

    :raises Unreadable:
    """
    plan = _compared(sheet, text)
    return plan.refused(_put(sheet, plan.lines, by=by, at=at, rehearse=True))


def apply(sheet: Sheet, text: str, mark: str, *, by: Actor, at: datetime) -> tuple[Plan, bool]:
    """
    Make all changes of a file, or none, if they are those that `mark` names.

    :return: what was done, or what the file would do by now; whether it was done.
    :raises Unreadable:
    """
    plan = _compared(sheet, text)
    if plan.mark != mark or not plan.ready:
        return look(sheet, text, by=by, at=at), False
    refused = _put(sheet, plan.lines, by=by, at=at, rehearse=False)
    return plan.refused(refused), not refused


def _compared(sheet: Sheet, text: str) -> Plan:
    rows, faults = parsed(text, sheet.names)
    lines, wrong = sheet.compare(rows)
    moving = [line for line in lines if line.how != "same"]
    noted = [line for line in lines if line.how == "same" and line.notes]
    plan = Plan(moving, faults, len(lines) - len(moving), mark_of(sheet.slug, moving), noted)
    return plan.refused(wrong)


def _put(sheet: Sheet, lines: list[Line], *, by: Actor, at: datetime, rehearse: bool) -> list[Fault]:
    refused = sheet.put(lines, by=by, at=at, rehearse=rehearse)
    return [_fault(sheet, line, why) for line, why in zip(lines, refused, strict=True) if why is not None]


def _fault(sheet: Sheet, line: Line, why: Refused) -> Fault:
    return Fault(line.row, sheet.at_column.get(type(why), ""), str(why))
