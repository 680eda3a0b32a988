"""The only writer of decisions and their points."""

from dengar.decide.operations.deciding import Finding, decide, hand_to_overseer, mark_remedied
from dengar.decide.operations.standing import stand_due, tell_recorded

__all__ = ["Finding", "decide", "hand_to_overseer", "mark_remedied", "stand_due", "tell_recorded"]
