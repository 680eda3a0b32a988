"""
The one place that reads the clock. Only `web`, `work` and commands may import it.

Everywhere else the moment is an argument called `at`.
"""

import os
from datetime import UTC, datetime, timedelta

# For trials on a running system: what the house does after days of silence, seen within minutes.
shift = timedelta(seconds=float(os.environ.get("DENGAR_NOW_SHIFT") or 0))


def now() -> datetime:
    """Return the present moment, aware, in UTC, plus DENGAR_NOW_SHIFT seconds where that is set."""
    return datetime.now(UTC) + shift
