"""The only writer of decisions and their points."""

from dengar.decide.operations.deciding import Finding, decide, mark_remedied
from dengar.decide.operations.standing import stand_due, tell_recorded

__all__ = ["Finding", "decide", "mark_remedied", "stand_due", "tell_recorded"]
