"""The only writer of this room's rows."""

from dengar.talk.operations.conversing import add_option, begin, end, enter, jot
from dengar.talk.operations.hearing import answer_hearing, answer_summary, open_hearing, summarise_hearing
from dengar.talk.operations.holding import Said, hold
from dengar.talk.operations.summing import confirm_summary, correct_summary, write_summary

__all__ = [
    "Said",
    "add_option",
    "answer_hearing",
    "answer_summary",
    "begin",
    "confirm_summary",
    "correct_summary",
    "end",
    "enter",
    "hold",
    "jot",
    "open_hearing",
    "summarise_hearing",
    "write_summary",
]
