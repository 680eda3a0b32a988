"""The only writer of this room's rows."""

from dengar.close.operations.ending import (
    OBJECT_WITHIN,
    TooLate,
    confirm,
    confirm_called_back,
    lapse_due,
    object_to,
    reopen,
)
from dengar.close.operations.withdrawing import (
    check_withdrawal,
    request_withdrawal,
    take_back_withdrawal,
    withdraw_due,
)

__all__ = [
    "OBJECT_WITHIN",
    "TooLate",
    "check_withdrawal",
    "confirm",
    "confirm_called_back",
    "lapse_due",
    "object_to",
    "reopen",
    "request_withdrawal",
    "take_back_withdrawal",
    "withdraw_due",
]
