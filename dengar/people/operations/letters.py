"""Which letters an officer wants from the house."""

from dengar.kit.actors import Role
from dengar.people.models import Officer

SUMMARY_FOR = (Role.HANDLER, Role.COORDINATOR, Role.OVERSEER)  # whose daily work complaints are


def choose_summary(officer: Officer, wanted: bool) -> None:
    """Turn the letter of the morning on or off, for oneself; it is nobody else's matter and in no register."""
    Officer.objects.filter(pk=officer.pk).update(daily_summary=wanted)
    officer.daily_summary = wanted
