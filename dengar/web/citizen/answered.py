"""A suggestion, praise or a question on the page of whoever holds its number: the words, and the answer. Look 18b."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengar.complaints.journey import Reason, State
from dengar.complaints.models import Complaint, Grant, Kind
from dengar.intake.queries import told
from dengar.verify.queries import Replied

Words = str | Promise

WAITING: dict[str, Words] = {
    Kind.SUGGESTION: _("We have your suggestion and are reading it."),
    Kind.COMPLIMENT: _("We have your praise and pass it on."),
    Kind.QUESTION: _("We have your question. The answer is on its way."),
}
# By the reason with which it was closed: what the page says, and what stands above the answer.
ENDED: dict[str, tuple[Words, Words]] = {
    Reason.USED: (_("Your suggestion is being used."), _("Used, because")),
    Reason.NOT_USED: (_("Your suggestion is not being used."), _("Not used, because")),
}
BY_KIND: dict[str, tuple[Words, Words]] = {
    Kind.COMPLIMENT: (_("Your praise has arrived."), _("Thank you")),
    Kind.QUESTION: (_("Your question is answered."), _("The answer")),
}
OTHERWISE: tuple[Words, Words] = (_("This is closed, with a reason."), _("The reason"))


@dataclass(frozen=True)
class Answered:
    """
    What the page shows.

    :param words: what the person wrote; empty where it was erased.
    :param used: whether a suggestion is used; None for what is none, and before the answer.
    :param agency: the agency for which the answer was given; empty where the desk gave it.
    """

    title: Words
    words: str
    heading: Words
    answer: str
    who: str
    agency: str
    at: datetime | None
    used: bool | None


def is_note(complaint: Complaint) -> bool:
    """Whether this page is enough: it waits for an answer, or has one. What was objected to has the whole page."""
    return complaint.kind != Kind.COMPLAINT and complaint.state in (State.RECEIVED, State.CLOSED_OTHER)


def answered(complaint: Complaint, reply: Replied | None) -> Answered:
    """Return what was written, and the answer as far as there is one. Two SQL queries."""
    said = told(complaint)
    words = said.story if said else ""
    if complaint.state == State.RECEIVED:
        return Answered(WAITING[complaint.kind], words, "", "", "", "", None, None)
    reason = complaint.close_reason
    title, heading = ENDED.get(reason) or _by_kind(complaint)
    used = {Reason.USED: True, Reason.NOT_USED: False}.get(Reason(reason))
    if reply is None:
        return Answered(title, words, heading, "", "", "", None, used)
    spoke = Grant.objects.filter(complaint=complaint, officer=reply.row.by_id).select_related("agency").first()
    agency = str(spoke.agency) if spoke else ""
    return Answered(title, words, heading, reply.words, reply.row.by.name, agency, reply.row.at, used)


def _by_kind(complaint: Complaint) -> tuple[Words, Words]:
    return BY_KIND.get(complaint.kind, OTHERWISE) if complaint.close_reason == Reason.ANSWERED else OTHERWISE
