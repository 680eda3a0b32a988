"""The only writer of this room's rows: verification, completion, forwarding, answers."""

from dengar.verify.operations.answering import DISMISSALS, answer, dismiss, reply, thank
from dengar.verify.operations.checking import Findings, examine, open_dialogue, record
from dengar.verify.operations.completing import ask, complete, expire_due
from dengar.verify.operations.following import record_then
from dengar.verify.operations.forwarding import forward_accepted, forward_answered, forward_ask, forward_refused
from dengar.verify.operations.merging import cluster, merge

__all__ = [
    "DISMISSALS",
    "Findings",
    "answer",
    "ask",
    "cluster",
    "complete",
    "dismiss",
    "examine",
    "expire_due",
    "forward_accepted",
    "forward_answered",
    "forward_ask",
    "forward_refused",
    "merge",
    "open_dialogue",
    "record",
    "record_then",
    "reply",
    "thank",
]
