"""The forms of verification and of what does not become a conversation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.forms import BoundField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengar.complaints import queries
from dengar.complaints.journey import ASK, EXAMINE, OPEN_DIALOGUE, Move, Reason
from dengar.complaints.models import Complaint, Kind, Urgency
from dengar.complaints.operations import NotTogether
from dengar.complaints.operations.timing import local_day, policy_of
from dengar.deadlines.words import length
from dengar.kit.actors import Actor
from dengar.kit.codes import check_number
from dengar.verify import queries as verify
from dengar.verify import taxonomy
from dengar.verify.checklist import CLASSES, HARD, QUESTIONS, SOFT, Formal, HardFlag, Material, Route, SoftFlag, Tick
from dengar.verify.operations import Findings, answering, checking, completing, forwarding
from dengar.web.desk.cases import CaseForm
from dengar.web.desk.known import Known
from dengar.web.desk.ready import ReadyWordsField
from dengar.web.kit.forms import LineField, ListField, PickField, PickSeveralField, TickField, WordsField

# What a button of the short form does after recording.
BUTTONS: dict[str, Move | None] = {"save": None, "ask": ASK, "talk": OPEN_DIALOGUE, "examine": EXAMINE}


class VerificationForm(CaseForm):
    """The short form: eight questions, marks, class; the pressed button is the route."""

    hard = PickSeveralField(
        label=_("Marks that forbid a talk of both sides"),
        choices=HardFlag.choices,
        notes={HardFlag.OWN_CIRCLE.value: _("When you save, another officer takes it over. You no longer see it.")},
        required=False,
    )
    soft = PickSeveralField(label=_("Marks that need a reason before a talk"), choices=SoftFlag.choices, required=False)
    klass = ListField(label=_("Class"), help_text=_("It sets the target for the decision."))
    reason = WordsField(
        label=_("Your reason"),
        help_text=_("Needed for a talk in spite of a mark, and for a formal examination without one."),
        required=False,
        max_length=2000,
        rows=3,
    )
    missing = WordsField(
        label=_("What exactly is missing?"),
        help_text=_("The person reads this. Left empty, they read what you wrote under “Not yet”."),
        required=False,
        max_length=1000,
        rows=2,
    )
    kinds = PickSeveralField(label=_("What is alleged"), required=False)
    component = ListField(
        label=_("What of the service standard would be broken?"),
        help_text=_("Leave it open if you do not know yet."),
        required=False,
    )
    urgent = PickField(
        label=_("Can it wait?"),
        choices=[("", _("Yes, as its time limits say")), *Urgency.Why.choices],
        required=False,
    )
    wished = TickField(label=_("The person said that they want to talk"), required=False)
    at_field = {
        checking.HardFlagged: "hard",
        checking.NoReason: "reason",
        checking.NotWished: "wished",
        completing.NothingAsked: "missing",
    }

    def __init__(
        self, data: Any, complaint: Complaint, *, last: verify.Verified | None, known: Known, at: datetime
    ) -> None:
        super().__init__(data, complaint, initial={**known.answers, **_found_before(last)})
        self.known = known
        for question, words in (*Formal.choices, *Material.choices):
            self.fields[question] = PickField(label=words, choices=Tick.choices)
            self.fields[note_of(question)] = LineField(label=_("What is missing, or why?"), required=False)
        kinds: Any = self.fields["kinds"]
        kinds.choices, kinds.notes = verify.kind_choices(local_day(complaint, at)), verify.kind_notes()
        parts = [("", str(_("Not known yet"))), *verify.component_choices()]
        self.fields["component"].choices = parts  # type: ignore[attr-defined]  # a ListField
        self.fields["klass"].choices = _classes(complaint, at)  # type: ignore[attr-defined]  # a ListField
        rows = [name for question in QUESTIONS for name in (question, note_of(question))]
        side = ["hard", "soft", "urgent", "kinds", "component", "klass", "reason", "wished"]
        self.order_fields(["seen", *rows, "missing", *side])
        if known.urgent:
            del self.fields["urgent"]

    @property
    def formal(self) -> Iterable["Question"]:
        return map(self._question, Formal.values)

    @property
    def material(self) -> Iterable["Question"]:
        return map(self._question, Material.values)

    def _question(self, name: str) -> "Question":
        return Question(self[name], self[note_of(name)], self.known.because.get(name, ""))

    @property
    def move(self) -> Move | None:
        """What the pressed button does after recording; an unknown one only records."""
        return BUTTONS.get(self.data.get("then", ""))

    def findings(self) -> Findings:
        """Return what was found. Saved or sent to be completed, it is a talk unless a mark forbids that."""
        given = self.cleaned_data
        flags = frozenset([*given["hard"], *given["soft"]])
        forced = flags | taxonomy.flags_of(given["kinds"])
        formal = self.move is EXAMINE or (self.move is not OPEN_DIALOGUE and bool(forced & HARD))
        return Findings(
            checks={question: given[question] for question in QUESTIONS},
            klass=given["klass"],
            route=Route.FORMAL if formal else Route.TALK,
            flags=flags,
            reason=given["reason"],
            notes={question: given[note_of(question)] for question in QUESTIONS},
            kinds=frozenset(given["kinds"]),
            component=given["component"],
            urgent=given.get("urgent", ""),
        )


@dataclass(frozen=True)
class Question:
    """One question of the checklist as the page shows it; `because` is what the house knows of it."""

    tick: BoundField
    note: BoundField
    because: str


def note_of(question: str) -> str:
    """Return the name of the field for what is noted at a question."""
    return f"{question}_note"


def _found_before(last: verify.Verified | None) -> dict[str, object]:
    if last is None:
        return {}
    row = last.row
    flags = {  # who is close to it has stepped aside: that mark says nothing of whoever looks now
        "hard": [flag for flag in row.flags if flag in HARD and flag != HardFlag.OWN_CIRCLE],
        "soft": [flag for flag in row.flags if flag in SOFT],
    }
    notes = {note_of(question): words for question, words in last.notes.items()}
    return {**row.checks, **flags, **notes, "klass": row.klass, "kinds": row.kinds, "component": row.component}


def _classes(complaint: Complaint, at: datetime) -> list[tuple[str, str]]:
    """Return the classes with the length of their term, as policy has it today."""
    policy = policy_of(complaint, at)
    rows = [("", str(_("Choose a class")))]
    for klass in CLASSES:
        rule = policy.rule("class", klass)
        term = f", {length(rule)}" if rule else ""
        rows.append((str(klass), f"{str(klass.label).capitalize()}{term}"))
    return rows


class ReplyForm(CaseForm):
    """The answer to a question, or thanks for a suggestion or a compliment."""

    used = PickField(
        label=_("Is the suggestion being used?"),
        choices=[
            ("yes", pgettext_lazy("suggestion", "Yes, because …")),
            ("no", pgettext_lazy("suggestion", "No, because …")),
        ],
    )
    words = ReadyWordsField(label=_("Your answer"), help_text=_("The person reads this, with your name."), rows=6)
    at_field = {answering.NoReply: "words", answering.UsedOrNot: "used"}

    def __init__(self, data: Any, complaint: Complaint, **kwargs: Any) -> None:
        super().__init__(data, complaint, **kwargs)
        if complaint.kind != Kind.SUGGESTION:
            del self.fields["used"]

    @property
    def is_used(self) -> bool | None:
        """Whether a suggestion is used; None for what is none."""
        return {"yes": True, "no": False}.get(self.cleaned_data.get("used", ""))


class ForwardForm(CaseForm):
    """Which other body was asked."""

    body = LineField(
        label=_("Which body did you ask?"),
        help_text=_("Name of the body, and whom you reached there."),
        max_length=200,
    )
    at_field = {forwarding.NoBody: "body"}


class ForwardAnswerForm(CaseForm):
    """What the other body answered."""

    answer = PickField(
        label=_("What did they answer?"),
        choices=[("yes", _("They accepted it")), ("no", _("They did not take it"))],
        notes={
            "yes": _("The report is closed here, and the person is told where it goes on."),
            "no": _("It goes on here."),
        },
    )
    words = WordsField(
        label=_("Where does it go on, or why not?"),
        help_text=_("The person reads this. A number or a name there helps them to ask."),
        required=False,
        max_length=1000,
        rows=3,
    )
    at_field = {forwarding.NoReasonGiven: "words"}


class DismissForm(CaseForm):
    """A reason of the closed list, in words for the person."""

    reason = PickField(
        label=_("Why is it closed?"),
        choices=[
            (Reason.NOT_A_COMPLAINT.value, _("It is not a complaint about a service")),
            (Reason.MERGED.value, _("It goes on together with another report")),
            (Reason.IN_COURT.value, _("A court is deciding the same matter")),
            (Reason.OUTSIDE_TIME.value, _("It came after the time limit")),
        ],
    )
    other = LineField(label=_("Number of the other report"), required=False, max_length=20)
    words = WordsField(
        label=_("The reason, in plain words"),
        help_text=_("The person reads this, and can object for 30 days."),
        rows=4,
    )
    at_field = {
        answering.NoReply: "words",
        answering.NotAReason: "reason",
        answering.NoOther: "other",
        answering.Ended: "other",
        NotTogether: "other",
    }

    def other_report(self, actor: Actor, at: datetime) -> Complaint | None:
        """Return the report with which it goes on, if it was named and exists for this officer."""
        if self.cleaned_data["reason"] != Reason.MERGED or not self.cleaned_data["other"]:
            return None
        return queries.one(actor, check_number(self.cleaned_data["other"]).canonical, at)
