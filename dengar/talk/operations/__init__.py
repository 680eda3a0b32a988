"""The only writer of this room's rows."""

from dengar.talk.operations.conversing import add_option, begin, end, enter, jot, weigh
from dengar.talk.operations.hearing import answer_hearing, answer_summary, open_hearing, summarise_hearing
from dengar.talk.operations.holding import Own, Said, hold
from dengar.talk.operations.preparing import check_self, end_apart, keep_apart
from dengar.talk.operations.summing import confirm_summary, correct_summary, write_summary

__all__ = [
    "Own",
    "Said",
    "add_option",
    "answer_hearing",
    "answer_summary",
    "begin",
    "check_self",
    "confirm_summary",
    "correct_summary",
    "end",
    "end_apart",
    "enter",
    "hold",
    "jot",
    "keep_apart",
    "open_hearing",
    "summarise_hearing",
    "weigh",
    "write_summary",
]
