"""
Changing policy: who runs the mall does, and every change is an entry in the register.

A changed term never touches what is published: the old version keeps its days, the new one begins today or later.
"""

from dengar.deadlines.operations.calendars import (
    add_holiday,
    check_holiday,
    check_hours,
    drop_holiday,
    rename_holiday,
    set_hours,
)
from dengar.deadlines.operations.rules import (
    BadLength,
    ChangedMeanwhile,
    ChangeWaiting,
    ClosesBeforeOpening,
    HolidayKnown,
    HolidayPassed,
    LeavesGap,
    NeverOpen,
    NoBasis,
    NoHolidayName,
    NotInThePast,
)
from dengar.deadlines.operations.terms import check_end, check_term, end_term, set_term

__all__ = [
    "BadLength",
    "ChangeWaiting",
    "ChangedMeanwhile",
    "ClosesBeforeOpening",
    "HolidayKnown",
    "HolidayPassed",
    "LeavesGap",
    "NeverOpen",
    "NoBasis",
    "NoHolidayName",
    "NotInThePast",
    "add_holiday",
    "check_end",
    "check_holiday",
    "check_hours",
    "check_term",
    "drop_holiday",
    "end_term",
    "rename_holiday",
    "set_hours",
    "set_term",
]
