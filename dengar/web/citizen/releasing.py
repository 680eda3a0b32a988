"""A name for a remedy (look/04e): the agency asks, the person chooses one of three ways, or none."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from dengar.complaints.models import Complaint, Release
from dengar.complaints.operations import choose_release
from dengar.kit.errors import Refused
from dengar.kit.now import now
from dengar.web.citizen.session import MineRequest, mine
from dengar.web.desk.custody import opened
from dengar.web.kit.forms import KitForm, PickField, refuse

Choice = Release.Choice
WAYS = [(way.value, way.label) for way in (Choice.ONE, Choice.DESK, Choice.CAUSE)]


class ChoiceForm(KitForm):
    """One of three ways; what each means stands under it on the page."""

    choice = PickField(label=_("Which way do you choose?"), choices=WAYS)


def put_to(complaint: Complaint) -> Release | None:
    """Return what an agency asks and the custodian has put to the person: the latest. One SQL query."""
    rows = complaint.releases.filter(answer=Release.Answer.PUT).select_related("officer", "agency", "decided_by")
    return rows.order_by("asked_at").last()


def orders(complaint: Complaint) -> list[Release]:
    """Return the approved legal orders of which the person may know. One SQL query."""
    rows = complaint.releases.filter(answer=Release.Answer.ORDER, second__isnull=False, untold=False)
    return list(rows.select_related("officer", "agency", "second").order_by("asked_at"))


@require_http_methods(["GET", "HEAD", "POST"])
@mine
def name(request: MineRequest) -> HttpResponse:
    """Choose; choose again while the name has not been opened."""
    complaint = request.complaint
    found, ordered = put_to(complaint), orders(complaint)
    if found is None and not ordered:
        raise Http404
    form = ChoiceForm(request.POST or None, initial={"choice": found.choice if found else ""})
    if found and form.is_valid():
        try:
            choose_release(found, Choice(form.cleaned_data["choice"]), by=request.complainant, at=now())
        except Refused as refusal:
            refuse(form, refusal, "choice")
        else:
            return redirect(f"{reverse('mine:page')}?kabar=nama-urusan")
    shown = {
        "complaint": complaint,
        "one": opened(found) if found else None,
        "orders": [opened(row) for row in ordered],
        "form": form,
    }
    return render(request, "citizen/mine/remedy_name.html", shown, status=form.status)
