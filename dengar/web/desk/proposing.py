"""Putting a way out on the table (look/07e): by the desk, or by the agency under its handle; taking it back."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dengar.agree import operations, queries
from dengar.complaints.journey import DECLINE, PROPOSE
from dengar.complaints.models import Complaint
from dengar.complaints.operations import NotNow
from dengar.kit.actors import Actor
from dengar.talk import queries as talk
from dengar.talk.models import Side
from dengar.web.audiences import ActorRequest, officers
from dengar.web.desk.cases import HANDLING, SPEAKING, Case, by_handle, by_number, posted, show
from dengar.web.desk.proposing_forms import DeskProposalForm, ProposalForm, RetractForm
from dengar.web.desk.talking import the_guide


@officers(*HANDLING)
def propose(request: ActorRequest, number: str) -> HttpResponse:
    """Propose for the desk, which never accepts; or write down what the person proposes by voice."""
    return _propose(request, by_number(request, number), DeskProposalForm, reverse("desk:proposal", args=[number]))


@officers(*SPEAKING)
def propose_of_agency(request: ActorRequest, handle: str) -> HttpResponse:
    """Propose for the agency, which accepts its own words by it; or answer a proposal by another one."""
    case = by_handle(request, handle)
    return _propose(request, case, ProposalForm, case.page)


def _propose(request: ActorRequest, case: Case, kind: type[ProposalForm], then: str) -> HttpResponse:
    if request.method != "POST":
        return _page(request, case, kind(None, case.complaint))
    if request.POST.get("then") == "add":
        return _page(request, case, kind.with_room(request.POST, case.complaint))
    form = kind.sent(request.POST, case.complaint)
    if form.is_valid() and form.carry_out(lambda at: _put_forward(form, request.actor, at)):
        return redirect(then)
    return _page(request, case, form)


def _put_forward(form: ProposalForm, by: Actor, at: datetime) -> None:
    given, promises = form.cleaned_data, form.promises()
    said = (form.complaint, given["words"], promises)
    if isinstance(form, DeskProposalForm) and form.for_the_person:
        operations.propose_for(*said, read_back=given["read_back"], by=by, at=at, seen=given["seen"])
    else:
        operations.put_forward(*said, by=by, at=at, seen=given["seen"])


def _page(request: ActorRequest, case: Case, form: ProposalForm) -> HttpResponse:
    said = talk.summaries(case.complaint)
    answering = case.complaint.state in DECLINE.source
    return show(
        request,
        "propose",
        case,
        form,
        _("Answer with another proposal") if answering else _("Propose a way out"),
        proposing=form.is_bound or answering or case.complaint.state in PROPOSE.source,
        options=talk.options(case.complaint),
        ready=[(_("The person"), _confirmed(said, Side.COMPLAINANT)), (_("The agency"), _confirmed(said, Side.AGENCY))],
        earlier=queries.earlier(case.complaint),
        test=_tested(case.complaint) if isinstance(form, DeskProposalForm) else None,
        on_the_table=queries.current(case.complaint) if answering else None,
    )


def _tested(complaint: Complaint) -> dict[str, Any] | None:
    """Return the way out that was tested, and what of it is open or "no": the desk reads this before it proposes."""
    found = talk.feasibility(complaint)
    if found is None:
        return None
    labels = the_guide().phases[-1].labels
    return {"words": found.option.words, "open": [(labels[one.question], one) for one in found.open]}


def _confirmed(said: dict[str, talk.SummaryView], side: Side) -> bool:
    return side in said and bool(said[side].row.how)


@officers(*HANDLING)
def proposal(request: ActorRequest, number: str) -> HttpResponse:
    """What lies on the table, who has accepted; the desk may take back what it proposed itself."""
    case = by_number(request, number)
    found = queries.current(case.complaint)
    form = RetractForm(posted(request), case.complaint)
    if form.is_valid() and form.carry_out(
        lambda at: operations.decline(
            on_the_table(case.complaint).row,
            why=form.cleaned_data["why"],
            by=request.actor,
            at=at,
            seen=form.cleaned_data["seen"],
        )
    ):
        return redirect(case.page)
    open_ = case.complaint.state in DECLINE.source
    earlier = queries.earlier(case.complaint)
    return show(request, "proposal", case, form, _("The proposal"), agreement=found, open=open_, earlier=earlier)


def on_the_table(complaint: Complaint) -> queries.AgreementView:
    """
    Return the proposal that waits for an answer.

    :raises NotNow: if there is none (any more).
    """
    found = queries.current(complaint)
    if found is None:
        raise NotNow
    return found
