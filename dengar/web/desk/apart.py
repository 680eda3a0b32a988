"""Talking with each side alone: a mark with a reason, and the end of it."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from dengar.complaints.journey import ENDS
from dengar.talk import operations, queries
from dengar.talk.models import Apart
from dengar.talk.operations.preparing import ApartAlready, TheirWish
from dengar.web.audiences import ActorRequest, officers
from dengar.web.desk.cases import HANDLING, CaseForm, by_number, posted, show
from dengar.web.kit.forms import PickField, WordsField


class ApartForm(CaseForm):
    """Why they are not brought together. What the person wishes they say on their own page, or by voice."""

    why = PickField(label=_("Why?"), choices=Apart.Why.choices)
    words = WordsField(
        label=_("In a sentence"),
        help_text=_("May stay empty. It is sealed; neither side reads it."),
        max_length=600,
        rows=2,
        required=False,
    )
    at_field = {ApartAlready: "why"}


class TogetherForm(CaseForm):
    """They may be brought together again."""

    at_field = {TheirWish: "seen"}


@officers(*HANDLING)
def apart(request: ActorRequest, number: str) -> HttpResponse:
    """Mark that each side is talked with alone, or end it."""
    case = by_number(request, number)
    row = queries.apart(case.complaint)
    ends = row is not None and request.POST.get("akhiri", "ya") == "ya"
    form = TogetherForm(posted(request), case.complaint) if ends else ApartForm(posted(request), case.complaint)
    if form.is_valid() and form.carry_out(
        lambda at: (
            operations.end_apart(case.complaint, by=request.actor, at=at, seen=form.cleaned_data["seen"])
            if ends
            else operations.keep_apart(
                case.complaint,
                Apart.Why(form.cleaned_data["why"]),
                form.cleaned_data["words"],
                by=request.actor,
                at=at,
                seen=form.cleaned_data["seen"],
            )
        )
    ):
        return redirect(request.path if not ends else case.page)
    shown = queries.apart_view(case.complaint)
    shut = case.complaint.state in ENDS
    return show(request, "apart", case, form, _("Talk with each side alone"), apart=shown, shut=shut, ends=ends)
