"""The form of one phase of the conversation: notes, summaries, options, the feasibility test, the self-check."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import HiddenInput, IntegerField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengar.complaints.models import Complaint, Message
from dengar.kit.actors import Actor
from dengar.talk import operations, queries
from dengar.talk.method import ENOUGH, FIELDS, HEARD, QUESTIONS, Guide
from dengar.talk.models import Conversation, Option, Phase, SelfCheck, Side, Summary
from dengar.talk.operations.conversing import ABOUT_AN_OPTION, FEWEST_OPTIONS, NoOption, TooEarlyToJudge
from dengar.talk.operations.summing import Incomplete
from dengar.web.audiences import ActorRequest
from dengar.web.desk.cases import OLD_PAGE, MarkedForm
from dengar.web.kit.forms import PickField, WordsField

SIDES = [(Side.COMPLAINANT.value, _("the person")), (Side.AGENCY.value, _("the agency"))]
AUTHORS = [*SIDES, (Side.DESK.value, _("me"))]
HOW = [
    ("", _("not confirmed yet; they confirm it on their page")),
    (Summary.How.READ_BACK.value, _("read back, and the answer was “yes”")),
    (Summary.How.SEPARATE.value, _("in a separate talk, read back there")),
]
ANSWERS = [("yes", pgettext_lazy("feasibility", "Yes")), ("no", pgettext_lazy("feasibility", "Not yet, or no"))]
SCORES = [(score, score) for score in ("1", "2", "3", "4")]


class PhaseForm(MarkedForm):
    """
    The notes of one phase; where sides are listened to, also a summary; where options are collected, one.

    :ivar tested: the way out that the feasibility test is about; without one there is nothing to judge yet.
    """

    at_field = {Incomplete: "summary", NoOption: "option", TooEarlyToJudge: "then_test"}

    def __init__(
        self,
        data: Any,
        complaint: Complaint,
        *,
        shown: Guide,
        conversation: Conversation | None,
        by: Actor,
        typed: dict[str, str] | None = None,
    ) -> None:
        self.phase, self.conversation, self.shown = Phase(shown.phase), conversation, shown
        self.tested = conversation.tested_id if conversation else None
        self.own = queries.own_check(conversation, by) if conversation and self.phase == Phase.INTAKE else None
        notes = queries.notes(conversation) if conversation else {}
        super().__init__(data, complaint, initial={**notes, **(typed or {})})
        if typed:  # a page that comes back unsaved carries the marks of the page that was typed into
            self.initial = {**self.initial, **{name: typed[name] for name in ("seen", "mark") if name in typed}}
        for name in self.names:
            self.fields[name] = self._field(name)
        if self.phase in (Phase.INTAKE, Phase.EXPLORATION):
            self._add_summary()
        if self.phase == Phase.INTAKE:
            self._add_self_check()
        if self.phase == Phase.OPTIONS:
            self.fields["option"] = WordsField(label=_("Option"), max_length=1000, rows=2, required=False)
            self.fields["author"] = PickField(label=_("Whose idea?"), choices=AUTHORS, initial="complainant")
        if self.phase == Phase.CLOSING:
            self._add_test()

    @property
    def names(self) -> tuple[str, ...]:
        """The fields of notes on this page: nothing is judged before a way out was chosen for the test."""
        names = FIELDS[self.phase]
        return names if self.tested else tuple(name for name in names if name not in ABOUT_AN_OPTION)

    def _field(self, name: str) -> WordsField | PickField:
        if name in HEARD:
            return PickField(label=self.shown.labels[name], choices=SCORES, required=False)
        if name in ENOUGH:
            question = self.shown.labels[name.removesuffix("_ok")]
            return PickField(
                label=_("Is it so? %(question)s") % {"question": question}, choices=ANSWERS, required=False
            )
        return WordsField(label=self.shown.labels[name], rows=1 if name in QUESTIONS else 3, required=False)

    def _add_summary(self) -> None:
        apart = queries.apart(self.complaint) is not None
        how = Summary.How.SEPARATE.value if apart else ""
        self.fields["side"] = PickField(label=_("Whose summary?"), choices=SIDES, initial=self._whose_turn())
        self.fields["summary"] = WordsField(
            label=_("Summary"), help_text=_("What happened, as this side sees it."), rows=3, required=False
        )
        self.fields["need"] = WordsField(label=_("What they need"), rows=2, required=False)
        self.fields["how"] = PickField(label=_("Confirmed?"), choices=HOW, initial=how, required=False)

    def _whose_turn(self) -> str:
        """Return the side to sum up next: the person first, then the agency. One SQL query."""
        now = Summary.objects.filter(complaint=self.complaint, superseded_at=None).values_list("side", flat=True)
        return Side.AGENCY.value if set(now) == {Side.COMPLAINANT.value} else Side.COMPLAINANT.value

    def _add_self_check(self) -> None:
        neutral, words = self.own or ("", "")
        self.fields["neutral"] = PickField(
            label=_("Am I neutral?"), choices=SelfCheck.Neutral.choices, initial=neutral, required=False
        )
        self.fields["assume"] = WordsField(
            label=_("What do I suspect of both sides?"),
            help_text=_("Sealed. Only you read this; no superior and no overseer."),
            rows=2,
            required=False,
            initial=words,
        )

    def _add_test(self) -> None:
        options = queries.options(self.complaint)
        choices = [(str(one.row.pk), one.words) for one in options] if len(options) >= FEWEST_OPTIONS else []
        self.fields["then_test"] = PickField(label=_("Which way out do you test?"), choices=choices, required=False)
        self.fields["tested"] = IntegerField(widget=HiddenInput, required=False, label="", initial=self.tested)

    def mark_now(self) -> str:
        return str(queries.mark(self.complaint))

    def clean_mark(self) -> queries.Mark:
        found = queries.Mark.read(self.cleaned_data["mark"])
        if found is None:
            raise ValidationError(OLD_PAGE)
        return found

    def anew(self) -> dict[str, str]:
        """Where this page changed no note, show what stands there now."""
        given, conversation = self.cleaned_data, queries.latest(self.complaint)
        found = {**super().anew(), "tested": str(conversation.tested_id or "") if conversation else ""}
        if conversation is None:
            return found
        shown, now = queries.notes(conversation, upto=given["mark"].note), queries.notes(conversation)
        same = [name for name in self.names if given[name].strip() == shown.get(name, "")]
        return {**found, **{name: now.get(name, "") for name in same}}

    def beside(self) -> list[tuple[str, str]]:
        """Return what others noted meanwhile under the prompts of this page: label and words."""
        conversation = queries.latest(self.complaint) if self.moved else None
        notes = queries.notes(conversation) if conversation else {}
        names = [name for name in self.names if name in notes]
        other = [name for name in names if notes[name] != str(self[name].value() or "").strip()]
        return [(str(self.fields[name].label), notes[name]) for name in other]

    def carry(
        self, request: ActorRequest, *, ask: operations.Question | None = None, take: Message | None = None
    ) -> bool:
        """Save the phase; also send a question in writing, or take an answer over."""
        given = self.cleaned_data
        return self.carry_out(
            lambda at: operations.hold(
                self.complaint,
                self.phase,
                notes={name: given[name] for name in self.names},
                summary=operations.Said(Side(given["side"]), given["summary"], given["need"], given["how"])
                if given.get("summary") or given.get("need")
                else None,
                option=(Side(given["author"]), given["option"]) if given.get("option") else None,
                own=self._own(),
                tested=given.get("tested"),
                then_test=self._then_test(),
                ask=ask,
                take=take,
                by=request.actor,
                at=at,
                seen=given["seen"],
                mark=given["mark"],
            )
        )

    def _own(self) -> operations.Own | None:
        neutral, words = self.cleaned_data.get("neutral"), self.cleaned_data.get("assume", "")
        if words and not neutral:
            neutral = SelfCheck.Neutral.UNSURE
        return operations.Own(SelfCheck.Neutral(neutral), words) if neutral else None

    def _then_test(self) -> Option | None:
        chosen = self.cleaned_data.get("then_test")
        return self.complaint.options.get(pk=chosen) if chosen else None
