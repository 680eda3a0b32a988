"""The only writer of decisions and their points."""

from dengar.decide.operations.deciding import Finding, decide, mark_remedied
from dengar.decide.operations.second import hand_to_overseer, offer, take_second
from dengar.decide.operations.standing import stand_due, tell_recorded

__all__ = [
    "Finding",
    "decide",
    "hand_to_overseer",
    "mark_remedied",
    "offer",
    "stand_due",
    "take_second",
    "tell_recorded",
]
