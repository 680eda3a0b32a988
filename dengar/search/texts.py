"""What of a report is searched: the story, what was written with the person, the approved and other summaries."""

import logging
from collections.abc import Iterator

from dengar.complaints import queries
from dengar.complaints.models import Complaint, Thread
from dengar.intake import queries as intake
from dengar.talk import queries as talk
from dengar.vault.sealing import Tampered
from dengar.verify import queries as verify

logger = logging.getLogger(__name__)


def of(complaint: Complaint) -> list[str]:
    """
    Return the searched texts of a report, opened; nothing for one whose words were destroyed. Six SQL queries.

    Not searched: who the person is, emotions, statements of whoever is heard, reasons of looks, the desk's own thread.
    A row that somebody changed is a line in the log and no text: one damaged report must not stop the others.
    """
    try:
        return [text for text in _of(complaint) if text]
    except Tampered:
        logger.exception("the texts of report %s cannot be read", complaint.subject)
        return []


def story(complaint: Complaint) -> str:
    """Return what the person told when filing, opened; empty if there is nothing. One SQL query."""
    try:
        told = intake.told(complaint)
    except Tampered:
        return ""
    return told.story if told else ""


def _of(complaint: Complaint) -> Iterator[str]:
    told = intake.told(complaint)
    if told:
        yield from (told.story, told.wish_by, told.service_text)
    yield from (words for _message, words in queries.thread(complaint, Thread.COMPLAINANT))
    yield from queries.brief(complaint) or ()
    yield from (gap.answer for gap in verify.gaps(complaint))
    for summary in talk.summaries(complaint).values():
        yield from (summary.words, summary.need)
    past = queries.past(complaint)
    if past:
        yield from (past.key, past.text, past.answer)
    settled = intake.settlement(complaint)
    if settled:
        yield from settled[1:]
