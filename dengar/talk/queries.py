"""What the conversation's pages read."""

from dataclasses import dataclass
from typing import Self

from django.db.models import Q

from dengar.complaints.journey import ENDS
from dengar.complaints.models import Complaint, Message, Thread
from dengar.complaints.queries import read
from dengar.kit.actors import Actor
from dengar.talk.method import QUESTIONS
from dengar.talk.models import (
    Apart,
    Asked,
    Conversation,
    Hearing,
    JointTalk,
    Note,
    Option,
    SelfCheck,
    Side,
    Summary,
)


@dataclass(frozen=True)
class SummaryView:
    """A summary in force, opened."""

    row: Summary
    words: str
    need: str


@dataclass(frozen=True)
class Mark:
    """What a page of the conversation showed: ids of the newest note and of both summaries in force; 0 for none."""

    note: int
    complainant: int
    agency: int

    def __str__(self) -> str:
        return f"{self.note}.{self.complainant}.{self.agency}"

    @classmethod
    def read(cls, said: str) -> Self | None:
        """Return the mark that a page handed back; None if it is none."""
        parts = [int(part) for part in said.split(".") if part.isdecimal() and len(part) < 19]
        return cls(*parts) if len(parts) == 3 else None

    def of(self, side: Side) -> int:
        return self.complainant if side == Side.COMPLAINANT else self.agency


@dataclass(frozen=True)
class OptionView:
    """An option, opened, with whose it is."""

    row: Option
    words: str


@dataclass(frozen=True)
class HearingView:
    """All that a respondent sees of their hearing. Nothing of the complaint is in it."""

    pk: int
    allegation: str
    statement: str  # the newest; `need` beside it
    need: str
    earlier: tuple[str, ...]  # what was said before, oldest first
    summary: str
    answer: str
    answered: bool
    closed: bool  # the report has ended: nothing can be added


def summaries(complaint: Complaint) -> dict[str, SummaryView]:
    """Return the summaries in force by side. One SQL query."""
    rows = Summary.objects.filter(complaint=complaint, superseded_at=None).select_related("officer")
    return {
        row.side: SummaryView(row, read(complaint, row.words, "summary"), read(complaint, row.need, "need"))
        for row in rows
    }


def both_confirmed(complaint: Complaint) -> bool:
    """Whether both parties have confirmed what they mean, or were talked with separately. One SQL query."""
    sides = Summary.objects.filter(complaint=complaint, superseded_at=None).exclude(how="")
    return set(sides.values_list("side", flat=True)) >= {Side.COMPLAINANT, Side.AGENCY}


def options(complaint: Complaint) -> list[OptionView]:
    """Return all collected options, oldest first. One SQL query."""
    rows = Option.objects.filter(complaint=complaint).order_by("at", "pk")
    return [OptionView(row, read(complaint, row.words, "option")) for row in rows]


def notes(conversation: Conversation, upto: int | None = None) -> dict[str, str]:
    """
    Return the latest words under each field; of the feasibility test, those about the way out that is tested.

    One SQL query.

    :param upto: id of the last note that counts: what a page showed when that was the newest.
    """
    about = Q(option=None) | Q(option=conversation.tested_id)
    rows = Note.objects.filter(about, conversation=conversation).order_by("pk")
    if upto is not None:
        rows = rows.filter(pk__lte=upto)
    return {row.field: read(conversation.complaint, row.words, f"note:{row.field}") for row in rows}


def mark(complaint: Complaint) -> Mark:
    """Return the newest rows that a page of the conversation shows and may replace. Two SQL queries."""
    newest = Note.objects.filter(conversation__complaint=complaint, conversation__ended_at=None).order_by("pk").last()
    rows = Summary.objects.filter(complaint=complaint, superseded_at=None).values_list("side", "pk")
    sides = dict(rows)
    return Mark(newest.pk if newest else 0, sides.get(Side.COMPLAINANT, 0), sides.get(Side.AGENCY, 0))


def latest(complaint: Complaint) -> Conversation | None:
    """Return the conversation that goes on, if any. One SQL query."""
    return Conversation.objects.filter(complaint=complaint).order_by("started_at").last()


@dataclass(frozen=True)
class Answer:
    """One question of the feasibility test: what was answered, and whether it is enough ("yes", "no" or "")."""

    question: str  # of method.QUESTIONS
    words: str
    enough: str

    @property
    def tone(self) -> str:
        return {"yes": "good", "no": "late"}.get(self.enough, "soon")


@dataclass(frozen=True)
class Feasibility:
    """The test of one way out."""

    option: OptionView
    answers: tuple[Answer, ...]

    @property
    def unlawful(self) -> bool:
        return self.answers[0].enough == "no"

    @property
    def open(self) -> tuple[Answer, ...]:
        """The questions that are not answered by a yes."""
        return tuple(answer for answer in self.answers if answer.enough != "yes")


def feasibility(complaint: Complaint) -> Feasibility | None:
    """Return the test of the way out that was chosen for it, if one was. Two SQL queries."""
    conversation = Conversation.objects.filter(complaint=complaint, ended_at=None).select_related("tested").first()
    if conversation is None or conversation.tested is None:
        return None
    conversation.complaint = complaint
    said = notes(conversation)
    answers = tuple(Answer(name, said.get(name, ""), said.get(f"{name}_ok", "")) for name in QUESTIONS)
    return Feasibility(OptionView(conversation.tested, read(complaint, conversation.tested.words, "option")), answers)


def own_check(conversation: Conversation, reader: Actor) -> tuple[str, str] | None:
    """Return what this officer last answered to "am I neutral?", and their words; nobody else's. One SQL query."""
    row = SelfCheck.objects.filter(conversation=conversation, officer=reader.officer_id).order_by("pk").last()
    return (row.neutral, read(conversation.complaint, row.words, "self-check")) if row else None


def apart(complaint: Complaint) -> Apart | None:
    """Return the mark that each side is talked with alone, if it stands. One SQL query."""
    return Apart.objects.filter(complaint=complaint, ended_at=None).first()


@dataclass(frozen=True)
class ApartView:
    """The mark that each side is talked with alone, opened for the desk."""

    row: Apart
    words: str


def apart_view(complaint: Complaint) -> ApartView | None:
    """Return the mark, opened: for the desk alone. One SQL query."""
    row = apart(complaint)
    return ApartView(row, read(complaint, row.words, "apart")) if row else None


@dataclass(frozen=True)
class WrittenAnswer:
    """What a person wrote after a question of the guide, not taken over yet, and where it would go."""

    message: Message
    words: str
    phase: str
    field: str


def answers(conversation: Conversation) -> list[WrittenAnswer]:
    """Return what the person wrote since something was asked in writing, oldest first. Four SQL queries."""
    asked = list(Asked.objects.filter(conversation=conversation).order_by("message_id"))
    if not asked:
        return []
    complaint = conversation.complaint
    taken = {*Note.objects.filter(conversation=conversation).exclude(message=None).values_list("message", flat=True)}
    taken |= {*Option.objects.filter(complaint=complaint).exclude(message=None).values_list("message", flat=True)}
    rows = Message.objects.filter(complaint=complaint, thread=Thread.COMPLAINANT, side=Message.Side.COMPLAINANT)
    found = []
    for row in rows.filter(pk__gt=asked[0].message_id).exclude(pk__in=taken).order_by("pk"):
        question = [one for one in asked if one.message_id < row.pk][-1]
        words = read(complaint, row.words, f"message:{Thread.COMPLAINANT}")
        found.append(WrittenAnswer(row, words, question.phase, question.field))
    return found


def question(complaint: Complaint) -> str:
    """Return what the person was last asked in writing and has not answered; empty if nothing. Three SQL queries."""
    rows = Asked.objects.filter(conversation__complaint=complaint, conversation__ended_at=None)
    asked = rows.select_related("message").order_by("message_id").last()
    since = Message.objects.filter(complaint=complaint, thread=Thread.COMPLAINANT, side=Message.Side.COMPLAINANT)
    if asked is None or since.filter(pk__gt=asked.message_id).exists():
        return ""
    return read(complaint, asked.message.words, f"message:{Thread.COMPLAINANT}")


@dataclass(frozen=True)
class JointView:
    """A talk together that was asked for, opened."""

    row: JointTalk
    place: str


def joint(complaint: Complaint) -> JointView | None:
    """Return the talk together that is asked for or fixed, if any. One SQL query."""
    row = JointTalk.objects.filter(complaint=complaint, over_at=None).select_related("officer").first()
    return JointView(row, read(complaint, row.place, "place")) if row else None


def hearings_of(actor: Actor) -> list[HearingView]:
    """Return the hearings open for an officer, newest first: all that exists for a respondent. Two SQL queries."""
    if actor.officer_id is None:
        return []
    rows = Hearing.objects.filter(officer=actor.officer_id).select_related("complaint__box")
    return [view(row) for row in rows.prefetch_related("statements").order_by("-opened_at")]


def hearing_of(actor: Actor, pk: int) -> Hearing | None:
    """Return one's own hearing. One SQL query."""
    rows = Hearing.objects.filter(pk=pk, officer=actor.officer_id)
    return rows.select_related("complaint__box", "complaint__mall").first()


def view(row: Hearing) -> HearingView:
    """Open a hearing. One SQL query, unless its statements were fetched before."""

    def opened(sealed: bytes | memoryview | None, label: str) -> str:
        return read(row.complaint, sealed, label) if sealed else ""

    said = list(row.statements.all())
    newest = said[-1] if said else None
    return HearingView(
        pk=row.pk,
        allegation=opened(row.allegation, "allegation"),
        statement=opened(newest.words if newest else None, "statement"),
        need=opened(newest.need if newest else None, "respondent-need"),
        earlier=tuple(opened(one.words, "statement") for one in said[:-1]),
        summary=opened(row.summary, "hearing-summary"),
        answer=row.summary_answer,
        answered=row.answered_at is not None,
        closed=row.complaint.state in ENDS,
    )
