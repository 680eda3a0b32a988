"""After the person's word: was a withdrawal free? And opening again with something new."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengar.close import operations
from dengar.close.models import Objection, Withdrawal
from dengar.close.operations.ending import NothingNew
from dengar.close.operations.withdrawing import NothingAsked
from dengar.complaints.journey import REOPEN
from dengar.complaints.models import Complaint
from dengar.complaints.queries import read
from dengar.web.audiences import ActorRequest, officers
from dengar.web.desk.cases import HANDLING, CaseForm, by_number, posted, show
from dengar.web.kit.forms import PickField, WordsField


class FreeForm(CaseForm):
    free = PickField(
        label=_("Was it their own wish?"),
        choices=[
            ("yes", pgettext_lazy("withdrawal", "Yes, their own wish")),
            ("no", pgettext_lazy("withdrawal", "No, or not sure")),
        ],
        notes={"no": _("Then the report goes on.")},
    )


class ReopenForm(CaseForm):
    words = WordsField(label=_("What is new?"), help_text=_("The person reads this sentence."), rows=3)
    wish = PickField(label=_("How shall it go on?"), choices=Objection.Wish.choices)
    at_field = {NothingNew: "words"}


@officers(*HANDLING)
def withdrawal(request: ActorRequest, number: str) -> HttpResponse:
    """Record what the person answered when somebody else than the officer of the case asked."""
    case = by_number(request, number)
    found = _waiting(case.complaint)
    form = FreeForm(posted(request), case.complaint)

    def ask(at: datetime) -> None:
        if found is None:
            raise NothingAsked
        operations.check_withdrawal(found, free=form.cleaned_data["free"] == "yes", by=request.actor, at=at)

    if form.is_valid() and form.carry_out(ask):
        return redirect(case.page)
    own = case.complaint.handler_id == request.actor.officer_id
    why = read(case.complaint, found.words, "withdrawal") if found and found.words else ""
    title = _("Do they really want to withdraw?")
    return show(request, "withdrawal", case, form, title, withdrawal=found, why=why, own=own)


def _waiting(complaint: Complaint) -> Withdrawal | None:
    rows = Withdrawal.objects.filter(complaint=complaint, taken_back_at=None, done_at=None)
    return rows.select_related("asked_by").first()


@officers(*HANDLING)
def reopen(request: ActorRequest, number: str) -> HttpResponse:
    """Open again with something new. What was late stays late."""
    case = by_number(request, number)
    form = ReopenForm(posted(request), case.complaint)
    if form.is_valid() and form.carry_out(
        lambda at: operations.reopen(
            case.complaint,
            form.cleaned_data["words"],
            Objection.Wish(form.cleaned_data["wish"]),
            by=request.actor,
            at=at,
            seen=form.cleaned_data["seen"],
        )
    ):
        return redirect(case.page)
    closed = form.is_bound or case.complaint.state in REOPEN.source
    return show(request, "reopen", case, form, _("Open again"), closed=closed)
