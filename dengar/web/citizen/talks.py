"""How the person wants to be talked with: alone, or together with the agency."""

from typing import Literal

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from dengar.complaints.operations import NotNow
from dengar.kit.now import now
from dengar.talk import operations, queries
from dengar.talk.models import Apart
from dengar.web.citizen import mine_forms as forms
from dengar.web.citizen.acts import act
from dengar.web.citizen.session import MineRequest, mine


@require_POST
@mine
def keep_apart(request: MineRequest) -> HttpResponse:
    """Ask to be talked with alone. No reason is asked for."""
    form = forms.SeenForm(request.POST, prefix="terpisah")

    def do() -> None:
        why, seen = Apart.Why.WISH, form.cleaned_data["seen"]
        operations.keep_apart(request.complaint, why, by=request.complainant, at=now(), seen=seen)

    return act(request, form, do, news="terpisah")


@require_POST
@mine
def end_apart(request: MineRequest) -> HttpResponse:
    """Take one's own wish to be talked with alone back."""
    form = forms.SeenForm(request.POST, prefix="bersama")

    def do() -> None:
        operations.end_apart(request.complaint, by=request.complainant, at=now(), seen=form.cleaned_data["seen"])

    return act(request, form, do, news="bersama")


@require_POST
@mine
def answer_joint(request: MineRequest) -> HttpResponse:
    """Say yes or no to a talk together. A no costs nothing."""
    form = forms.JointForm(request.POST)
    said: Literal["ya", "tidak"] = "ya" if request.POST.get("jawab") == "ya" else "tidak"

    def do() -> None:
        found = queries.joint(request.complaint)
        if found is None or found.row.pk != form.cleaned_data["talk"]:
            raise NotNow
        operations.answer_joint(found.row, said == "ya", by=request.complainant, at=now())

    return act(request, form, do, news=f"temu-{said}")
