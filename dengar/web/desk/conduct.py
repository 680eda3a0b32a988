"""Unreasonable conduct: a plan on how people speak with each other. Proposed, approved by another, reviewed, ended."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from dengar.complaints import conduct as plans
from dengar.complaints.conduct import Plan
from dengar.complaints.journey import ENDS
from dengar.complaints.models import Complaint, ConductPlan
from dengar.complaints.operations import NotNow
from dengar.complaints.operations import conduct as operations
from dengar.kit.actors import Role
from dengar.web.audiences import ActorRequest, officers
from dengar.web.desk.cases import HANDLING, CaseForm, by_number, posted, show
from dengar.web.kit.forms import EMPTY, DayField, PickField, PickSeveralField, WordsField


class PlanForm(CaseForm):
    conduct = WordsField(
        label=_("What was done or said?"),
        help_text=_("What happened, when and how often. No judgement of the person: they read this."),
        max_length=1500,
        rows=3,
    )
    measures = PickSeveralField(label=_("What helps"), choices=ConductPlan.Measure.choices)
    reason = WordsField(label=_("Why these measures?"), help_text=_("The person reads this."), max_length=1500, rows=2)
    review_on = DayField(label=_("Until which day?"), help_text=_("At most 90 days. Then it ends or is renewed."))
    at_field = {operations.NoMeasure: "measures", operations.NoReview: "review_on"}


class DecideForm(CaseForm):
    approved = PickField(
        label=_("Do you approve the plan?"),
        choices=[("yes", _("Yes. The person is told, and may object")), ("no", _("No, because …"))],
    )
    words = WordsField(label=_("Why not?"), max_length=1500, rows=2, required=False)
    at_field = {operations.NothingSaid: "words"}


class ReviewForm(CaseForm):
    """End it, or let it go on until another day."""

    keep = PickField(
        label=_("Is the plan still needed?"),
        choices=[("no", _("No, it ends now")), ("yes", _("Yes, until another day"))],
    )
    words = WordsField(label=_("Why?"), help_text=_("The person reads this."), max_length=1500, rows=2)
    review_on = DayField(label=_("Until which day?"), help_text=_("At most 90 days."), required=False)
    at_field = {operations.NoReview: "review_on", operations.NothingSaid: "words"}

    def clean(self) -> dict[str, object]:
        given = super().clean() or self.cleaned_data
        if given.get("keep") == "yes" and not given.get("review_on") and "review_on" not in self.errors:
            self.add_error("review_on", EMPTY)
        return given


@officers(*HANDLING)
def conduct(request: ActorRequest, number: str) -> HttpResponse:
    """What holds, and the one thing that can be done about it now. It changes nothing in the report's journey."""
    case = by_number(request, number)
    every = plans.plans(case.complaint)
    current = next((one for one in every if one.row.ended_at is None and one.row.approved is not False), None)
    form = _form(request, case.complaint, current)
    if form.is_valid() and form.carry_out(lambda at: _carry_out(form, current, request, at)):
        return redirect(request.path)
    shut = case.complaint.state in ENDS and current is None
    shown: dict[str, Any] = {"current": current, "earlier": [one for one in every if one is not current], "shut": shut}
    shown["step"] = STEPS[type(form)]
    shown["may_decide"] = request.actor.role is not Role.HANDLER
    return show(request, "conduct", case, form, _("How we speak with each other"), **shown)


STEPS: dict[type[CaseForm], str] = {PlanForm: "plan", DecideForm: "decide", ReviewForm: "review"}


def _form(request: ActorRequest, complaint: Complaint, current: Plan | None) -> CaseForm:
    """Return the form that was sent, so that nothing typed is lost; else the one whose turn it is."""
    data = posted(request)
    sent = {"conduct": PlanForm, "approved": DecideForm, "keep": ReviewForm}
    named = next((form for name, form in sent.items() if name in (data or {})), None)
    turn = PlanForm if current is None else DecideForm if current.waits else ReviewForm
    return (named or turn)(data, complaint)


def _carry_out(form: CaseForm, current: Plan | None, request: ActorRequest, at: datetime) -> None:
    given, by = form.cleaned_data, request.actor
    if isinstance(form, PlanForm):
        row = form.complaint
        operations.propose_plan(
            row, given["conduct"], given["measures"], given["reason"], given["review_on"], by=by, at=at
        )
    elif current is None or current.waits != isinstance(form, DecideForm):
        raise NotNow  # somebody was quicker
    elif isinstance(form, DecideForm):
        operations.decide_plan(current.row, given["approved"] == "yes", given["words"], by=by, at=at)
    elif given["keep"] == "yes":
        operations.renew_plan(current.row, given["words"], given["review_on"], by=by, at=at)
    else:
        operations.end_plan(current.row, given["words"], by=by, at=at)
