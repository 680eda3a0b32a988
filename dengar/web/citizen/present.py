"""
What there is of a report at all.

Most reports have no forward, no plan on conduct, no look at the name: one statement finds out, and the page of the
complainant asks for those alone that are there.
"""

from collections.abc import Callable
from typing import TypeVar

from django.db.models import Exists, OuterRef

from dengar.close.models import Withdrawal
from dengar.complaints.models import Complaint, ConductPlan, Contact, Look, Message, Release, Thread
from dengar.verify.models import Forward

_What = TypeVar("_What")

ROWS = {
    "contacts": Contact.objects.all(),
    "messages": Message.objects.filter(thread=Thread.COMPLAINANT),
    "looks": Look.objects.all(),
    "plans": ConductPlan.objects.all(),
    "releases": Release.objects.all(),
    "forwards": Forward.objects.all(),
    "withdrawals": Withdrawal.objects.all(),
}


class There:
    """Knows which of ROWS a report has."""

    def __init__(self, found: set[str]) -> None:
        self.found = found

    def one(self, what: str, question: Callable[[], _What | None]) -> _What | None:
        """Return the answer to a question about `what`; None without asking where there is nothing."""
        return question() if what in self.found else None

    def every(self, what: str, question: Callable[[], list[_What]]) -> list[_What]:
        """Return the rows of `what`; an empty list without asking where there is nothing."""
        return question() if what in self.found else []


def there(complaint: Complaint) -> There:
    """Return what there is. One SQL query."""
    exists = [Exists(rows.filter(complaint=OuterRef("pk"))) for rows in ROWS.values()]
    found = Complaint.objects.filter(pk=complaint.pk).values_list(*exists).get()
    return There({name for name, is_there in zip(ROWS, found, strict=True) if is_there})
