"""Hearing whoever is complained of, from the handler's side: a neutral sentence, then a summary to confirm."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from dengar.complaints.models import Complaint
from dengar.kit.identifying import Kind
from dengar.people.models import Officer
from dengar.publish.queries import names_of
from dengar.talk import operations, queries
from dengar.talk.models import Hearing
from dengar.talk.operations.conversing import TALKABLE
from dengar.talk.operations.hearing import NoAllegation, NoStatement, NotNamed, NotOpen
from dengar.web.audiences import ActorRequest, officers
from dengar.web.desk.cases import HANDLING, Case, by_number, posted, show
from dengar.web.desk.telling import TellingForm
from dengar.web.kit.forms import RowField, WordsField


class OpenForm(TellingForm):
    """For one of those named in the report, who has not been asked yet."""

    officer = RowField(Officer.objects.none(), label=_("Who shall be heard?"), empty_label=_("Choose a name"))
    allegation = WordsField(
        label=_("What may they answer? One neutral sentence"),
        help_text=_("All that they read. No name, no day, nothing by which one could guess who it is."),
        max_length=600,
        rows=3,
    )
    at_field = {NotNamed: "officer", NoAllegation: "allegation"}
    kinds = frozenset(Kind)  # whoever is heard knows whom they met on which day

    def __init__(self, data: Any, complaint: Complaint, **kwargs: Any) -> None:
        super().__init__(data, complaint, **kwargs)
        named = complaint.respondents.filter(officer__isnull=False).values("officer")
        asked = complaint.hearings.values("officer")
        rows = Officer.objects.filter(pk__in=named).exclude(pk__in=asked).order_by("name")
        self.fields["officer"].queryset = rows  # type: ignore[attr-defined]  # RowField has one
        self.anybody = rows.exists()

    def watched(self) -> tuple[str, ...]:
        return ("allegation",)

    def known_names(self) -> list[str]:
        return names_of(self.complaint)


class SummaryForm(TellingForm):
    """What whoever was heard confirms. Read as any words between two sides are."""

    words = WordsField(label=_("Summary of what they said"), help_text=_("They confirm it on their own page."), rows=3)
    at_field = {NoStatement: "words", NotOpen: "words"}


@officers(*HANDLING)
def hearings(request: ActorRequest, number: str) -> HttpResponse:
    """Who has been asked, and what they said; ask one more."""
    case = by_number(request, number)
    form = OpenForm(posted(request), case.complaint)
    if form.is_valid() and form.carry_out(
        lambda at: operations.open_hearing(
            case.complaint, form.cleaned_data["officer"], form.cleaned_data["allegation"], by=request.actor, at=at
        )
    ):
        return redirect(request.path)
    return show(request, "hearings", case, form, _("Hear the other side"), **_beside(case))


def _beside(case: Case) -> dict[str, Any]:
    rows = case.complaint.hearings.select_related("officer").prefetch_related("statements").order_by("opened_at", "pk")
    found = [(row, _opened(row, case.complaint)) for row in rows]
    return {"hearings": found, "talkable": case.complaint.state in TALKABLE}


def _opened(row: Hearing, complaint: Complaint) -> queries.HearingView:
    row.complaint = complaint
    return queries.view(row)


@officers(*HANDLING)
def summarise(request: ActorRequest, number: str, pk: int) -> HttpResponse:
    """Write what one of them said, for them to confirm."""
    case = by_number(request, number)
    row = case.complaint.hearings.select_related("officer").filter(pk=pk).first()
    if row is None:
        raise Http404
    seen = _opened(row, case.complaint)
    form = SummaryForm(posted(request), case.complaint, initial={"words": seen.summary})
    if form.is_valid() and form.carry_out(
        lambda at: operations.summarise_hearing(row, form.cleaned_data["words"], by=request.actor, at=at)
    ):
        return redirect("desk:hearings", number)
    return show(request, "hearing_summary", case, form, _("Summary of what they said"), row=row, hearing=seen)
