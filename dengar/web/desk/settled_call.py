""" "Beres di tempat": the call by another officer, one in ten: is it really settled?"""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from dengar.close import operations
from dengar.close.operations import TooLate
from dengar.complaints.models import Contact
from dengar.complaints.operations import read_open_identity
from dengar.complaints.operations.behalf import AnsweredAlready, SameOfficer
from dengar.intake import queries as intake
from dengar.intake.models import Settlement
from dengar.intake.operations import NoneDrawn
from dengar.kit.now import now
from dengar.web.audiences import ActorRequest, officers
from dengar.web.citizen.noted import noted
from dengar.web.desk.cases import HANDLING, CaseForm, by_number, posted, show
from dengar.web.kit.forms import PickField, WordsField

MISSED = (Contact.Outcome.NO_ANSWER, Contact.Outcome.SOMEBODY_ELSE, Contact.Outcome.WRONG)
Answer = Settlement.Answer


class SettledCallForm(CaseForm):
    """What the person said of the note, or why nobody was reached."""

    prefix = "tanya"
    said = PickField(
        label=_("What did the person say?"),
        choices=[
            (Answer.RIGHT.value, _("It is settled")),
            (Answer.NOT_SETTLED.value, _("It is not settled")),
            (Answer.NEVER.value, _("It never happened")),
            *[(one.value, one.label) for one in MISSED],
        ],
        notes={
            Answer.NOT_SETTLED.value: _("It becomes a complaint. First contact within one working day at the latest"),
            Answer.NEVER.value: _("The coordinator reads it, not the officer who noted it"),
            Contact.Outcome.NO_ANSWER.value: _("Please call once more; after that it ends"),
        },
    )
    words = WordsField(
        label=_("In their words"), help_text=_("May stay empty."), max_length=2000, rows=2, required=False
    )
    at_field = {SameOfficer: "said", AnsweredAlready: "said", NoneDrawn: "said", TooLate: "said"}

    def keep(self, row: Settlement | None, *, by: Any, at: datetime) -> None:
        if row is None:
            raise NoneDrawn
        said, reached = self.cleaned_data["said"], Contact.Outcome.REACHED
        outcome, answer = (reached, Answer(said)) if said in Answer.values else (Contact.Outcome(said), Answer.WAITING)
        words, seen = self.cleaned_data["words"], self.cleaned_data["seen"]
        operations.call_back_settled(row, outcome, answer, words, by=by, at=at, seen=seen)


@officers(*HANDLING)
def settled_call(request: ActorRequest, number: str) -> HttpResponse:
    """Ask somebody whose matter was noted as settled whether it is, and record the answer."""
    case = by_number(request, number)
    found = intake.settlement(case.complaint)
    row = found[0] if found and found[0].call_back else None
    if row:
        row.complaint = case.complaint
    form = SettledCallForm(posted(request), case.complaint)
    if form.is_valid() and form.carry_out(lambda at: form.keep(row, by=request.actor, at=at)):
        return redirect(case.page)
    shown = {
        "noted": noted(case.complaint),
        "own": row is not None and row.officer_id == request.actor.officer_id,
        "opened": read_open_identity(case.complaint, by=request.actor, at=now()),
    }
    title = _("Is it really settled?")
    return show(request, "settled_call", case, form, title, **shown)
