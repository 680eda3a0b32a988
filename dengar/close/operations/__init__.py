"""The only writer of this room's rows."""

from dengar.close.operations.calling_back import call_back_settled
from dengar.close.operations.contradicting import never_happened, not_settled
from dengar.close.operations.ending import (
    OBJECT_WITHIN,
    TooLate,
    confirm,
    confirm_called_back,
    object_to,
    reopen,
)
from dengar.close.operations.lapsing import ask_silent, lapse_due
from dengar.close.operations.speaking import WaitsAlready, Wish, called_back, moves_for, speak, waiting
from dengar.close.operations.withdrawing import (
    answer_withdrawal,
    ask_due,
    check_withdrawal,
    request_withdrawal,
    request_withdrawal_called_back,
    take_back_withdrawal,
    withdraw_due,
)

__all__ = [
    "OBJECT_WITHIN",
    "TooLate",
    "WaitsAlready",
    "Wish",
    "answer_withdrawal",
    "ask_due",
    "ask_silent",
    "call_back_settled",
    "called_back",
    "check_withdrawal",
    "confirm",
    "confirm_called_back",
    "lapse_due",
    "moves_for",
    "never_happened",
    "not_settled",
    "object_to",
    "reopen",
    "request_withdrawal",
    "request_withdrawal_called_back",
    "speak",
    "take_back_withdrawal",
    "waiting",
    "withdraw_due",
]
