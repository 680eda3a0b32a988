"""The only writer of proposals, agreements and promises."""

from dengar.agree.operations.agreeing import (
    FEWEST_OPTIONS,
    AlreadyAccepted,
    NeedsUnknown,
    NoPromise,
    NotTheAuthor,
    NoWords,
    PastDate,
    Promise,
    TooFewOptions,
    accept,
    accept_called_back,
    decline,
    mark_kept,
    propose,
)
from dengar.agree.operations.answering import counter, propose_for, put_forward

__all__ = [
    "FEWEST_OPTIONS",
    "AlreadyAccepted",
    "NeedsUnknown",
    "NoPromise",
    "NoWords",
    "NotTheAuthor",
    "PastDate",
    "Promise",
    "TooFewOptions",
    "accept",
    "accept_called_back",
    "counter",
    "decline",
    "mark_kept",
    "propose",
    "propose_for",
    "put_forward",
]
