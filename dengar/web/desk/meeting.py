"""A talk of both sides together: asking, who has said yes, calling it off, writing down that it was held."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from dengar.complaints.operations import NotNow
from dengar.complaints.operations.behalf import NotReadBack
from dengar.kit.now import now
from dengar.talk import operations, queries
from dengar.talk.operations.meeting import IN_TALK, NoPlace, PastMoment, bar
from dengar.web.audiences import ActorRequest, officers
from dengar.web.desk.agency import page
from dengar.web.desk.cases import HANDLING, OLD_PAGE, SPEAKING, Case, CaseForm, by_handle, by_number, posted, show
from dengar.web.kit.forms import EMPTY, DayField, LineField, TickField

YES, NO = "ya", "tidak"


def talk_field() -> forms.IntegerField:
    """Return the field that says which talk its page showed."""
    told = {"required": OLD_PAGE, "invalid": OLD_PAGE}
    return forms.IntegerField(widget=forms.HiddenInput, label="", error_messages=told)


class AskForm(CaseForm):
    day = DayField(label=_("Which day?"))
    clock = forms.TimeField(
        label=_("Time"),
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TimeInput(attrs={"type": "time", "class": "short"}),
        error_messages={
            "required": EMPTY,
            "invalid": _("We cannot read this as a time. Please write it like 10:30."),
        },
    )
    place = LineField(
        label=_("Where, or by which call?"),
        help_text=_("A quiet room, not at the counter. Both sides read this, and nobody else."),
    )
    at_field = {NoPlace: "place", PastMoment: "day"}

    def moment(self) -> datetime:
        day, clock = self.cleaned_data["day"], self.cleaned_data["clock"]
        return datetime.combine(day, clock or time(9), timezone.get_current_timezone())


class EndForm(CaseForm):
    """The one that the page showed is called off, or it was held."""

    talk = talk_field()


class SpokenForm(CaseForm):
    """What the person said by voice; two buttons."""

    prefix = "kata"
    talk = talk_field()
    read_back = TickField(label=_("I read it back, and the person said yes"))
    at_field = {NotReadBack: "read_back"}


class AnswerForm(CaseForm):
    """A side's yes or no to the one talk that its page showed; two buttons."""

    prefix = "temu"
    talk = talk_field()


@officers(*HANDLING)
def joint(request: ActorRequest, number: str) -> HttpResponse:
    """Ask both sides, or see what they said."""
    case = by_number(request, number)
    form = AskForm(posted(request), case.complaint)
    if form.is_valid() and form.carry_out(
        lambda at: operations.ask_joint(
            case.complaint,
            form.moment(),
            form.cleaned_data["place"],
            by=request.actor,
            at=at,
            seen=form.cleaned_data["seen"],
        )
    ):
        return redirect(request.path)
    return _page(request, case, form)


def _page(request: ActorRequest, case: Case, form: CaseForm) -> HttpResponse:
    """Answer with what was asked and said, or with what can be asked, or why nothing can."""
    found, why = queries.joint(case.complaint), bar(case.complaint)
    shown: dict[str, Any] = {"joint": found, "begun": found is not None and found.row.starts_at <= now()}
    shown["spoken"] = form if isinstance(form, SpokenForm) else SpokenForm(None, case.complaint)
    shown |= {"shut": case.complaint.state not in IN_TALK and found is None, "barred": why.message if why else ""}
    return show(request, "joint", case, form, _("Talk together"), **shown)


@require_POST
@officers(*HANDLING)
def end(request: ActorRequest, number: str) -> HttpResponse:
    """Call it off, or write down that it was held."""
    case = by_number(request, number)
    found = queries.joint(case.complaint)
    form, held = EndForm(posted(request), case.complaint), request.POST.get("hasil") == "terlaksana"

    def do(at: datetime) -> None:
        if found is None or found.row.pk != form.cleaned_data["talk"]:
            raise NotNow
        operations.end_joint(found.row, held=held, by=request.actor, at=at)

    if form.is_valid() and form.carry_out(do):
        return redirect(case.page)
    return _page(request, case, form)


@require_POST
@officers(*HANDLING)
def spoken(request: ActorRequest, number: str) -> HttpResponse:
    """Record the answer of a person who has only a phone."""
    case = by_number(request, number)
    form, yes = SpokenForm(posted(request), case.complaint), request.POST.get("jawab") == YES

    def do(at: datetime) -> None:
        found = _answered(case, form, request)
        operations.speak_joint(found.row, yes, read_back=form.cleaned_data["read_back"], by=request.actor, at=at)

    if form.is_valid() and form.carry_out(do):
        return redirect("desk:joint", case.name)
    return _page(request, case, form)


def _answered(case: Case, form: CaseForm, request: ActorRequest) -> queries.JointView:
    """
    Return the talk that is answered: the one which the page showed.

    :raises NotNow: if it is another by now, or no answer was given.
    """
    found = queries.joint(case.complaint)
    if found is None or found.row.pk != form.cleaned_data["talk"] or request.POST.get("jawab") not in (YES, NO):
        raise NotNow
    return found


@require_POST
@officers(*SPEAKING)
def answer(request: ActorRequest, handle: str) -> HttpResponse:
    """Say yes or no for the agency."""
    case = by_handle(request, handle)
    form, yes = AnswerForm(posted(request), case.complaint), request.POST.get("jawab") == YES

    def do(at: datetime) -> object:
        return operations.answer_joint(_answered(case, form, request).row, yes, by=request.actor, at=at)

    if form.is_valid() and form.carry_out(do):
        return redirect(case.page)
    return page(request, case, form)
