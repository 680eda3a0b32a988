"""What is owed, to whom, and what could not be told. One SQL query each."""

from datetime import datetime

from django.db.models import QuerySet

from dengar.notices.kinds import KINDS, Audience
from dengar.notices.models import Carrier, Notice

PERSON_KINDS = [kind.name for kind in KINDS.values() if kind.audience is Audience.PERSON]


def phone_tasks(mall: str) -> QuerySet[Notice]:
    """
    Return the calls that wait for the handlers of a mall ("beri tahu lewat telepon"), the most urgent first.

    A page narrows them to the complaints that its reader may see (`about`).
    """
    return Notice.objects.to_call().filter(mall=mall).order_by("due_at", "pk")


def dead_letters(mall: str) -> QuerySet[Notice]:
    """Return what was given up, the latest first. A page narrows them as phone_tasks."""
    return Notice.objects.filter(mall=mall, given_up_at__isnull=False).order_by("-given_up_at", "-pk")


def hopeless() -> Notice | None:
    """Return the oldest notice whose last attempt failed and that nobody has given up yet."""
    return Notice.objects.hopeless().order_by("due_at", "pk").first()


def news(subject: str) -> QuerySet[Notice]:
    """Return all that the person of one complaint was owed to know, the latest first: their page shows it."""
    return Notice.objects.filter(to=f"complainant:{subject}", kind__in=PERSON_KINDS).order_by("-made_at", "-pk")


def oldest_owed(at: datetime) -> datetime | None:
    """Return since when the oldest notice is overdue, for /sehat; None if nothing is."""
    return Notice.objects.owed().filter(due_at__lte=at).order_by("due_at").values_list("due_at", flat=True).first()


def late(before: datetime) -> int:
    """Return how many notices should have been sent before this moment and still are not."""
    return Notice.objects.owed().filter(due_at__lt=before).count()


def given_up() -> int:
    return Notice.objects.filter(given_up_at__isnull=False).count()


def was_mailed(to: str, *, since: datetime) -> bool:
    """Return whether this reader got a mail since then."""
    return Notice.objects.filter(to=to, carrier=Carrier.MAIL, sent_at__gt=since).exists()
