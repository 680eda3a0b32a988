"""The person's own proposal, or their answer to one (look/04): words, and who does what by when."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from dengar.agree import operations, queries
from dengar.agree.models import Commitment
from dengar.complaints.journey import DECLINE, IN_PUBLIC, State
from dengar.web.citizen.session import MineRequest, mine
from dengar.web.desk.proposing_forms import ProposalForm
from dengar.web.kit.forms import WordsField


class OwnProposalForm(ProposalForm):
    """Three promises at most: who wants more says it in the words."""

    words = WordsField(
        label=_("Your proposal, in a few sentences"),
        help_text=_("The agency reads these words. Do not write your name."),
        max_length=2000,
        rows=3,
    )
    bearers = [
        (Commitment.Bearer.AGENCY.value, _("the agency")),
        (Commitment.Bearer.MALL.value, _("the mall")),
        (Commitment.Bearer.COMPLAINANT.value, _("I myself")),
    ]
    most = 3


@require_http_methods(["GET", "HEAD", "POST"])
@mine
def propose(request: MineRequest) -> HttpResponse:
    """Propose; where the other side has proposed, answer by another proposal in one step."""
    if request.method != "POST":
        return _page(request, OwnProposalForm(None, request.complaint))
    if request.POST.get("then") == "add":
        return _page(request, OwnProposalForm.with_room(request.POST, request.complaint))
    form = OwnProposalForm.sent(request.POST, request.complaint)
    if form.is_valid() and form.carry_out(
        lambda at: operations.put_forward(
            request.complaint,
            form.cleaned_data["words"],
            form.promises(),
            by=request.complainant,
            at=at,
            seen=form.cleaned_data["seen"],
        )
    ):
        return redirect(f"{reverse('mine:page')}?kabar=diusulkan")
    return _page(request, form)


def _page(request: MineRequest, form: OwnProposalForm) -> HttpResponse:
    complaint = request.complaint
    answering = complaint.state in DECLINE.source
    shown = {
        "form": form,
        "complaint": complaint,
        "public_words": IN_PUBLIC[State(complaint.state)],
        "on_the_table": queries.current(complaint) if answering else None,
    }
    return render(request, "citizen/mine/propose.html", shown, status=form.status)
