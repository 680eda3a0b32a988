"""A move recorded for a person who has only a phone, or no way to their page; and the call that makes it count."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengar.close import operations
from dengar.close.models import Objection
from dengar.close.operations.ending import NothingNew, NoWords, TooLate
from dengar.complaints.journey import BY_NAME
from dengar.complaints.models import Complaint, OnBehalf
from dengar.complaints.operations.behalf import (
    CALL_BACK,
    AnsweredAlready,
    NobodyElse,
    NotReadBack,
    SameOfficer,
    others_may_call,
)
from dengar.kit.actors import Actor
from dengar.kit.now import now
from dengar.verify.operations.completing import NothingSent
from dengar.web.audiences import ActorRequest, officers
from dengar.web.desk.cases import HANDLING, Case, CaseForm, by_number, posted, show
from dengar.web.kit.forms import PickField, TickField, WordsField

# What the person says, for each of their moves.
SAYINGS = {
    "complete": _("This is what was missing"),
    "examine": _("I want it examined formally"),
    "agree": _("I agree to the proposal"),
    "decline": _("I do not agree to the proposal"),
    "confirm": _("It is settled"),
    "object": _("It is not right, I object"),
    "reopen": _("There is something new, open it again"),
    "withdraw": _("I want to withdraw"),
}
ROUTED = ("object", "reopen")
CALL_LATER = _("counts after a colleague has called back")


class SpeakForm(CaseForm):
    """Exactly what the table allows to the person now."""

    move = PickField(label=_("What did the person say?"))
    words = WordsField(
        label=_("In their words"),
        help_text=_("For what was missing, for an objection, for what is new. Else it may stay empty."),
        max_length=2000,
        rows=3,
        required=False,
    )
    read_back = TickField(label=_("I read it back, and the person said yes"))
    at_field = {
        NotReadBack: "read_back",
        NothingSent: "words",
        NoWords: "words",
        NothingNew: "words",
        TooLate: "move",
        NobodyElse: "move",
        operations.WaitsAlready: "move",
    }

    def __init__(self, data: Any, complaint: Complaint, *, by: Actor, at: datetime) -> None:
        super().__init__(data, complaint)
        allowed = [move.name for move in operations.moves_for(complaint, at)]
        alone = CALL_BACK & set(allowed) and not others_may_call(complaint, by=by, at=at)
        self.uncalled = [SAYINGS[name] for name in allowed if alone and name in CALL_BACK]  # nobody could call back
        self.names = [name for name in allowed if not alone or name not in CALL_BACK]
        self.fields["move"].choices = [  # type: ignore[attr-defined]  # PickField has them
            (name, f"{SAYINGS[name]} ({CALL_LATER})" if name in CALL_BACK else SAYINGS[name]) for name in self.names
        ]
        if any(name in ROUTED for name in self.names):
            self.fields["route"] = PickField(
                label=_("How shall it go on?"), choices=Objection.Wish.choices, required=False
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("move") in ROUTED and not given.get("route"):
            self.add_error("route", _("Please choose one."))
        return given

    def wish(self) -> operations.Wish:
        given = self.cleaned_data
        return operations.Wish(BY_NAME[given["move"]], given["words"], given.get("route", ""))


class CallBackForm(CaseForm):
    prefix = "telepon"
    upheld = PickField(
        label=_("What did the person say to you?"),
        choices=[
            ("yes", pgettext_lazy("call back", "Yes, that is my wish")),
            ("no", pgettext_lazy("call back", "No")),
        ],
    )
    at_field = {SameOfficer: "upheld", AnsweredAlready: "upheld"}


@officers(*HANDLING)
def behalf(request: ActorRequest, number: str) -> HttpResponse:
    """Record what the person asked for by voice, after reading it back."""
    case = by_number(request, number)
    form = SpeakForm(posted(request), case.complaint, by=request.actor, at=now())
    if form.is_valid() and form.carry_out(
        lambda at: operations.speak(
            case.complaint,
            form.wish(),
            read_back=form.cleaned_data["read_back"],
            by=request.actor,
            at=at,
            seen=form.cleaned_data["seen"],
        )
    ):
        return redirect(request.path if operations.waiting(case.complaint) else case.page)
    return _page(request, case, form, CallBackForm(None, case.complaint))


@officers(*HANDLING)
def called_back(request: ActorRequest, number: str, pk: int) -> HttpResponse:
    """Record what the person said when another officer called back."""
    case = by_number(request, number)
    row = OnBehalf.objects.filter(pk=pk, complaint=case.complaint, needs_call_back=True).first()
    if row is None:
        raise Http404
    form = CallBackForm(posted(request), case.complaint)
    if form.is_valid() and form.carry_out(
        lambda at: operations.called_back(row, upheld=form.cleaned_data["upheld"] == "yes", by=request.actor, at=at)
    ):
        return redirect(case.page)
    return _page(request, case, form, form, called=row.pk)


def _page(request: ActorRequest, case: Case, form: CaseForm, call: CallBackForm, called: int = 0) -> HttpResponse:
    """Show both: what may be recorded, and what waits for a call. `form` is the one that was sent."""
    speak = form if isinstance(form, SpeakForm) else SpeakForm(None, case.complaint, by=request.actor, at=now())
    waiting = [
        (row, SAYINGS[row.move], row.officer_id == request.actor.officer_id)
        for row in operations.waiting(case.complaint)
    ]
    return show(
        request, "behalf", case, form, _("Record their wish"), speak=speak, call=call, called=called, waiting=waiting
    )
