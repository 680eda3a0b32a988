"""One save of the conversation's page: notes, a summary, an option, all in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from dengar.complaints.models import Complaint, Message
from dengar.complaints.operations import NotNow, check_seen, check_sight
from dengar.kit.actors import Actor
from dengar.talk import queries
from dengar.talk.models import Conversation, Option, Phase, SelfCheck, Side
from dengar.talk.operations.conversing import ABOUT_AN_OPTION, add_option, begin, enter, jot, weigh
from dengar.talk.operations.preparing import check_self
from dengar.talk.operations.summing import write_summary
from dengar.talk.operations.writing import ask_in_writing, take_over
from dengar.talk.queries import Mark


@dataclass(frozen=True)
class Said:
    """A summary as the handler wrote it. `how` as write_summary."""

    side: Side
    words: str
    need: str
    how: str = ""


@dataclass(frozen=True)
class Question:
    """A question of the guide for somebody who is written to, and the field that takes the answer."""

    words: str
    into: str


@dataclass(frozen=True)
class Own:
    """What the officer says to themselves before the talk."""

    neutral: SelfCheck.Neutral
    words: str = ""


@transaction.atomic
def hold(
    complaint: Complaint,
    phase: Phase,
    *,
    notes: Mapping[str, str],
    summary: Said | None = None,
    option: tuple[Side, str] | None = None,
    own: Own | None = None,
    tested: int | None = None,
    then_test: Option | None = None,
    ask: Question | None = None,
    take: Message | None = None,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    mark: Mark | None = None,
) -> None:
    """
    Keep what was said in one phase. What has not changed writes nothing.

    :param own: the officer's own check; the same words again write nothing.
    :param tested: the way out that the page's feasibility answers are about; another one by now is a clash.
    :param then_test: the way out that shall be tested from here on.
    :param ask: a question that is sent to the person as a message.
    :param take: a message of the person that answers one, taken over as a note or an option.
    :param mark: what the page showed (`queries.mark`); None where no page was involved. Only a field or a
        summary that this save changes, and somebody else has changed since, is a clash: two who write under
        different prompts do not disturb each other.
    :raises NotNow: if there is a clash, or the complaint has moved since `seen`.
    :raises Incomplete, NoOption, TooEarlyToJudge, Gone, NotYours: as the single acts.
    """
    check_sight(complaint, by, at)
    check_seen(complaint, seen)
    conversation = begin(complaint, by=by, at=at)
    if mark and ABOUT_AN_OPTION & set(notes) and conversation.tested_id != tested:
        raise NotNow
    changed = _changed(conversation, notes, mark)
    if summary and mark and queries.mark(complaint).of(summary.side) != mark.of(summary.side):
        raise NotNow
    enter(conversation, phase, by=by, at=at)
    jot(conversation, phase, changed, by=by, at=at)
    if summary:
        write_summary(complaint, summary.side, words=summary.words, need=summary.need, how=summary.how, by=by, at=at)
    if option:
        side, words = option
        add_option(complaint, words, author=side, by=by, at=at)
    _in_writing(conversation, phase, ask, take, by=by, at=at)
    if own and queries.own_check(conversation, by) != (own.neutral, own.words.strip()):
        check_self(conversation, own.neutral, own.words, by=by, at=at)
    if then_test:
        weigh(conversation, then_test, by=by, at=at)


def _in_writing(
    conversation: Conversation, phase: Phase, ask: Question | None, take: Message | None, *, by: Actor, at: datetime
) -> None:
    if ask:
        ask_in_writing(conversation, phase, ask.words, ask.into, by=by, at=at)
    if take:
        take_over(conversation, take, by=by, at=at)


def _changed(conversation: Conversation, notes: Mapping[str, str], mark: Mark | None) -> dict[str, str]:
    """
    Return the fields whose words this page has changed.

    :raises NotNow: if somebody else has put other words under one of them since the page was opened.
    """
    now = queries.notes(conversation)
    shown = queries.notes(conversation, upto=mark.note) if mark else now
    mine = {field: words.strip() for field, words in notes.items() if words.strip() != shown.get(field, "")}
    if any(now.get(field, "") not in (shown.get(field, ""), words) for field, words in mine.items()):
        raise NotNow
    return {field: words for field, words in mine.items() if words != now.get(field, "")}
