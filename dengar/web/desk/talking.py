"""The guided conversation: five phases that may be entered again; only summary and need are asked for."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dengar.complaints.models import Complaint
from dengar.talk import operations, queries
from dengar.talk.method import FIELDS, Guide, guide
from dengar.talk.models import Phase, Side, Summary
from dengar.talk.operations.conversing import NoOption
from dengar.talk.operations.summing import Incomplete
from dengar.web.audiences import ActorRequest, officers
from dengar.web.desk.cases import HANDLING, OLD_PAGE, Case, MarkedForm, by_number, posted, show
from dengar.web.kit.forms import PickField, WordsField

SIDES = [(Side.COMPLAINANT.value, _("the person")), (Side.AGENCY.value, _("the agency"))]
AUTHORS = [*SIDES, (Side.DESK.value, _("me"))]
HOW = [
    ("", _("not confirmed yet; they confirm it on their page")),
    (Summary.How.READ_BACK.value, _("read back, and the answer was “yes”")),
    (Summary.How.SEPARATE.value, _("in a separate talk, read back there")),
]


class PhaseForm(MarkedForm):
    """The notes of one phase; where sides are listened to, also a summary; where options are collected, one."""

    at_field = {Incomplete: "summary", NoOption: "option"}

    def __init__(self, data: Any, complaint: Complaint, *, shown: Guide, notes: dict[str, str]) -> None:
        super().__init__(data, complaint, initial=notes)
        for name in FIELDS[shown.phase]:
            self.fields[name] = WordsField(label=shown.labels[name], rows=3, required=False)
        if shown.phase in (Phase.INTAKE, Phase.EXPLORATION):
            self._add_summary()
        if shown.phase == Phase.OPTIONS:
            self.fields["option"] = WordsField(label=_("Option"), max_length=1000, rows=2, required=False)
            self.fields["author"] = PickField(label=_("Whose idea?"), choices=AUTHORS, initial="complainant")
        self.phase = Phase(shown.phase)

    def _add_summary(self) -> None:
        self.fields["side"] = PickField(label=_("Whose summary?"), choices=SIDES, initial="complainant")
        self.fields["summary"] = WordsField(
            label=_("Summary"), help_text=_("What happened, as this side sees it."), rows=3, required=False
        )
        self.fields["need"] = WordsField(label=_("What they need"), rows=2, required=False)
        self.fields["how"] = PickField(label=_("Confirmed?"), choices=HOW, initial="", required=False)

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
        if conversation is None:
            return super().anew()
        shown, now = queries.notes(conversation, upto=given["mark"].note), queries.notes(conversation)
        same = [name for name in FIELDS[self.phase] if given[name].strip() == shown.get(name, "")]
        return {**super().anew(), **{name: now.get(name, "") for name in same}}

    def beside(self, notes: dict[str, str]) -> list[tuple[str, str]]:
        """Return what others noted meanwhile under the prompts of this page: label and words."""
        names = [name for name in FIELDS[self.phase] if name in notes]
        other = [name for name in names if notes[name] != str(self[name].value() or "").strip()]
        return [(str(self.fields[name].label), notes[name]) for name in other] if self.moved else []

    def carry(self, request: ActorRequest) -> bool:
        given = self.cleaned_data
        return self.carry_out(
            lambda at: operations.hold(
                self.complaint,
                self.phase,
                notes={name: given[name] for name in FIELDS[self.phase]},
                summary=operations.Said(Side(given["side"]), given["summary"], given["need"], given["how"])
                if given.get("summary") or given.get("need")
                else None,
                option=(Side(given["author"]), given["option"]) if given.get("option") else None,
                by=request.actor,
                at=at,
                seen=given["seen"],
                mark=given["mark"],
            )
        )


@officers(*HANDLING)
def talk(request: ActorRequest, number: str, phase: str) -> HttpResponse:
    """One phase of the conversation. Saving keeps everything; any phase may be entered again."""
    if phase not in FIELDS:
        raise Http404
    case = by_number(request, number)
    guides = guide("en" if get_language() == "en" else "id")
    shown = next(one for one in guides if one.phase == phase)
    conversation = queries.latest(case.complaint)
    notes = queries.notes(conversation) if conversation else {}
    form = PhaseForm(posted(request), case.complaint, shown=shown, notes=notes)
    if form.is_valid() and form.carry(request):
        return redirect(_next(case, phase, request.POST.get("lanjut", "")))
    beside = _beside(case, guides, shown, notes)
    return show(request, "talk", case, form, shown.title, noted=form.beside(notes), **beside)


def _next(case: Case, phase: str, wish: str) -> str:
    """Stay in the phase, or go to the one that the button named."""
    to = wish if wish in FIELDS else phase
    if wish == "propose":
        return reverse("desk:propose", args=[case.name])
    return reverse("desk:talk", args=[case.name, to])


def _beside(case: Case, guides: tuple[Guide, ...], shown: Guide, notes: dict[str, str]) -> dict[str, Any]:
    order = [one.phase for one in guides]
    place = order.index(shown.phase)
    return {
        "phases": [(one, Phase(one.phase).label) for one in guides],
        "shown": shown,
        "before": order[place - 1] if place else "",
        "after": order[place + 1] if place + 1 < len(order) else "",
        "filled": {one.phase for one in guides if any(name in notes for name in FIELDS[one.phase])},
        "note_fields": FIELDS[shown.phase],
        "summaries": {"complainant": None, "agency": None, **queries.summaries(case.complaint)},
        "options": queries.options(case.complaint),
    }
