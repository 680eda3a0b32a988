"""The only writer of proposals, agreements and promises."""

from dengar.agree.operations.agreeing import (
    AlreadyAccepted,
    NeedsUnknown,
    NoPromise,
    NotTheAuthor,
    NoWords,
    PastDate,
    Promise,
    TooFewOptions,
    Unlawful,
    accept,
    accept_called_back,
    decline,
    mark_kept,
    propose,
)
from dengar.agree.operations.answering import counter, propose_for, put_forward
from dengar.agree.operations.extending import (
    AskedAlready,
    DayPassed,
    NoReason,
    NotLater,
    OwnWish,
    answer_extension,
    answer_extension_for,
    ask_extension,
)
from dengar.agree.operations.overdue import tell_overdue
from dengar.talk.operations.conversing import FEWEST_OPTIONS

__all__ = [
    "FEWEST_OPTIONS",
    "AlreadyAccepted",
    "AskedAlready",
    "DayPassed",
    "NeedsUnknown",
    "NoPromise",
    "NoReason",
    "NoWords",
    "NotLater",
    "NotTheAuthor",
    "OwnWish",
    "PastDate",
    "Promise",
    "TooFewOptions",
    "Unlawful",
    "accept",
    "accept_called_back",
    "answer_extension",
    "answer_extension_for",
    "ask_extension",
    "counter",
    "decline",
    "mark_kept",
    "propose",
    "propose_for",
    "put_forward",
    "tell_overdue",
]
