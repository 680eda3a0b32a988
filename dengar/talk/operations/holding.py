"""One save of the conversation's page: notes, a summary, an option, all in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from dengar.complaints.models import Complaint
from dengar.kit.actors import Actor
from dengar.talk.models import Phase, Side
from dengar.talk.operations.conversing import add_option, begin, enter, jot
from dengar.talk.operations.summing import write_summary
from dengar.talk.queries import notes as noted


@dataclass(frozen=True)
class Said:
    """A summary as the handler wrote it. `how` as write_summary."""

    side: Side
    words: str
    need: str
    how: str = ""


@transaction.atomic
def hold(
    complaint: Complaint,
    phase: Phase,
    *,
    notes: Mapping[str, str],
    summary: Said | None = None,
    option: tuple[Side, str] | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """
    Keep what was said in one phase. What has not changed writes nothing.

    :raises Incomplete, NoOption, Gone, NotYours, NotNow: as the single acts.
    """
    conversation = begin(complaint, by=by, at=at)
    enter(conversation, phase, by=by, at=at)
    before = noted(conversation)
    changed = {field: words for field, words in notes.items() if words.strip() != before.get(field, "")}
    jot(conversation, phase, changed, by=by, at=at)
    if summary:
        write_summary(complaint, summary.side, words=summary.words, need=summary.need, how=summary.how, by=by, at=at)
    if option:
        side, words = option
        add_option(complaint, words, author=side, by=by, at=at)
