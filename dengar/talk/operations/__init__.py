"""The only writer of this room's rows."""

from dengar.talk.operations.conversing import add_option, begin, end, enter, jot, weigh
from dengar.talk.operations.hearing import answer_hearing, answer_summary, open_hearing, summarise_hearing
from dengar.talk.operations.holding import Own, Question, Said, hold
from dengar.talk.operations.meeting import answer_joint, ask_joint, end_joint, remind_due, speak_joint
from dengar.talk.operations.preparing import check_self, end_apart, keep_apart
from dengar.talk.operations.summing import confirm_summary, correct_summary, write_summary
from dengar.talk.operations.writing import ask_in_writing, take_over

__all__ = [
    "Own",
    "Question",
    "Said",
    "add_option",
    "answer_hearing",
    "answer_joint",
    "answer_summary",
    "ask_in_writing",
    "ask_joint",
    "begin",
    "check_self",
    "confirm_summary",
    "correct_summary",
    "end",
    "end_apart",
    "end_joint",
    "enter",
    "hold",
    "jot",
    "keep_apart",
    "open_hearing",
    "remind_due",
    "speak_joint",
    "summarise_hearing",
    "take_over",
    "weigh",
    "write_summary",
]
