"""What an agency's speaker does on the page of one report. One post, one call, back to the page."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect

from dengar.aftercare.operations import answer_fairness
from dengar.agree import operations as agreeing
from dengar.complaints.models import Complaint, Thread
from dengar.complaints.operations import NotNow, ask_release, open_identity, say
from dengar.talk import operations as talking
from dengar.talk import queries as talk
from dengar.talk.models import Side, Summary
from dengar.web.audiences import ActorRequest, officers
from dengar.web.desk import agency_forms as forms
from dengar.web.desk.agency import page
from dengar.web.desk.case_forms import LookForm
from dengar.web.desk.cases import SPEAKING, Case, CaseForm, by_handle, posted
from dengar.web.desk.proposing import on_the_table


def _act(request: ActorRequest, case: Case, form: CaseForm, do: Callable[[datetime], object]) -> HttpResponse:
    """Do it and go back to the page; else show the page with the form as it was typed, and why not."""
    if form.is_valid() and form.carry_out(do):
        return redirect(case.page)
    return page(request, case, form if form.is_bound else None)


@officers(*SPEAKING)
def accept(request: ActorRequest, handle: str) -> HttpResponse:
    case = by_handle(request, handle)
    form = forms.AcceptForm(posted(request), case.complaint)

    def do(at: datetime) -> None:
        proposal = on_the_table(case.complaint).row
        agreeing.accept(proposal, by=request.actor, at=at, seen=form.cleaned_data["seen"])

    return _act(request, case, form, do)


@officers(*SPEAKING)
def decline(request: ActorRequest, handle: str) -> HttpResponse:
    """Say no, or take the agency's own proposal back."""
    case = by_handle(request, handle)
    form = forms.DeclineForm(posted(request), case.complaint)

    def do(at: datetime) -> None:
        proposal, given = on_the_table(case.complaint).row, form.cleaned_data
        agreeing.decline(proposal, why=given["words"], by=request.actor, at=at, seen=given["seen"])

    return _act(request, case, form, do)


@officers(*SPEAKING)
def confirm_summary(request: ActorRequest, handle: str) -> HttpResponse:
    case = by_handle(request, handle)
    form = forms.ConfirmForm(posted(request), case.complaint)

    def do(at: datetime) -> None:
        summary = _own_summary(case.complaint)
        if summary.pk != form.cleaned_data["which"]:
            raise NotNow
        talking.confirm_summary(summary, by=request.actor, at=at)

    return _act(request, case, form, do)


@officers(*SPEAKING)
def correct_summary(request: ActorRequest, handle: str) -> HttpResponse:
    case = by_handle(request, handle)
    form = forms.CorrectForm(posted(request), case.complaint)

    def do(at: datetime) -> None:
        summary, given = _own_summary(case.complaint), form.cleaned_data
        talking.correct_summary(summary, words=given["words"], need=given["need"], by=request.actor, at=at)

    return _act(request, case, form, do)


def _own_summary(complaint: Complaint) -> Summary:
    found = talk.summaries(complaint).get(Side.AGENCY)
    if found is None:
        raise NotNow
    return found.row


@officers(*SPEAKING)
def add_option(request: ActorRequest, handle: str) -> HttpResponse:
    case = by_handle(request, handle)
    form = forms.OptionForm(posted(request), case.complaint)

    def do(at: datetime) -> None:
        talking.add_option(case.complaint, form.cleaned_data["words"], by=request.actor, at=at)

    return _act(request, case, form, do)


@officers(*SPEAKING)
def message(request: ActorRequest, handle: str) -> HttpResponse:
    case = by_handle(request, handle)
    form = forms.MessageForm(posted(request), case.complaint)

    def do(at: datetime) -> None:
        say(case.complaint, Thread.AGENCY, form.cleaned_data["words"], by=request.actor, at=at)

    return _act(request, case, form, do)


@officers(*SPEAKING)
def look(request: ActorRequest, handle: str) -> HttpResponse:
    """Open name and contact for ten minutes, where the person let the agency know them."""
    case = by_handle(request, handle)
    form = LookForm(posted(request), case.complaint)

    def do(at: datetime) -> None:
        open_identity(case.complaint, reason=form.cleaned_data["reason"], by=request.actor, at=at)

    return _act(request, case, form, do)


@officers(*SPEAKING)
def fairness(request: ActorRequest, handle: str) -> HttpResponse:
    case = by_handle(request, handle)
    form = forms.FairnessForm(posted(request), case.complaint)

    def do(at: datetime) -> None:
        answer_fairness(case.complaint, form.answers(), by=request.actor, at=at)

    return _act(request, case, form, do)


@officers(*SPEAKING)
def ask_name(request: ActorRequest, handle: str) -> HttpResponse:
    """Ask for the name, for a personal remedy. Whether there is one is not said here."""
    case = by_handle(request, handle)
    form = forms.ReleaseForm(posted(request), case.complaint)

    def do(at: datetime) -> None:
        ask_release(case.complaint, form.cleaned_data["words"], by=request.actor, at=at)

    return _act(request, case, form, do)
