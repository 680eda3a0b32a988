"""What cannot wait: mark it in one press, end it with a reason."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from dengar.complaints.journey import ENDS
from dengar.complaints.models import Urgency
from dengar.complaints.operations import end_urgency, mark_urgent
from dengar.complaints.operations.urgent import NoReason
from dengar.web.audiences import ActorRequest, officers
from dengar.web.desk.cases import HANDLING, CaseForm, by_number, posted, show
from dengar.web.kit.forms import PickField, WordsField


class MarkForm(CaseForm):
    why = PickField(label=_("Why can it not wait?"), choices=Urgency.Why.choices)


class EndForm(CaseForm):
    words = WordsField(label=_("Why can it wait now?"), rows=3, max_length=1000)
    at_field = {NoReason: "words"}


@officers(*HANDLING)
def urgent(request: ActorRequest, number: str) -> HttpResponse:
    """Say that a report cannot wait, or that it can again. It goes back to the report."""
    case = by_number(request, number)
    complaint = case.complaint
    marked = complaint.urgencies.open().select_related("by").first()
    if request.method == "POST" and ("words" in request.POST) != bool(marked):
        return redirect(case.page)  # somebody was quicker, and has done the same
    form = EndForm(posted(request), complaint) if marked else MarkForm(posted(request), complaint)

    def change(at: datetime) -> None:
        if marked:
            end_urgency(complaint, form.cleaned_data["words"], by=request.actor, at=at)
        else:
            mark_urgent(complaint, Urgency.Why(form.cleaned_data["why"]), by=request.actor, at=at)

    if form.is_valid() and form.carry_out(change):
        return redirect(case.page)
    title = _("Can it wait now?") if marked else _("It cannot wait")
    shut = complaint.state in ENDS and not marked
    return show(request, "urgent", case, form, title, marked=marked, shut=shut)
