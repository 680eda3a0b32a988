"""
Requests for a name (look/26b): how each is put to the person. No complaint is seen here, and no name.

The custodian reads what the agency wrote, and nothing else: not the report, not whether a name exists.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from dengar.complaints import operations
from dengar.complaints.models import Release
from dengar.complaints.operations import Gone, releasing
from dengar.complaints.queries import read
from dengar.complaints.releases import DECIDERS, to_decide
from dengar.kit.actors import Actor, Role
from dengar.kit.errors import Refused
from dengar.kit.now import now
from dengar.web.audiences import ActorRequest, officers
from dengar.web.desk.cases import posted
from dengar.web.kit.forms import DayField, KitForm, PickField, TickField, WordsField, refuse

FEW = 50  # decided requests on the first page


@dataclass(frozen=True)
class Request:
    """One request as those who decide on it read it."""

    row: Release
    words: str
    reason: str
    consequence: str


def opened(row: Release) -> Request:
    """Open what was written about a request."""

    def said(sealed: bytes | memoryview | None, label: str) -> str:
        return read(row.complaint, sealed, label) if sealed else ""

    return Request(
        row,
        said(row.words, "release"),
        said(row.reason, "release-reason"),
        said(row.consequence, "release-consequence"),
    )


class DecideForm(KitForm):
    """How a request is put to the person, refused, or followed because an order says so."""

    answer = PickField(
        label=_("What do you decide?"),
        choices=[
            (Release.Answer.PUT.value, _("Put it to the person, with three choices")),
            (Release.Answer.REFUSED.value, _("Refuse it")),
            (Release.Answer.ORDER.value, _("There is a written legal order")),
        ],
        notes={
            Release.Answer.PUT.value: _("One named person, brought by the officer, or not at all"),
            Release.Answer.REFUSED.value: _("No name is needed for this. The answer to the agency looks the same."),
            Release.Answer.ORDER.value: _("It needs the order itself, and the consent of a second officer."),
        },
    )
    consequence = WordsField(
        label=_("What it means, in one sentence"),
        help_text=_("The person reads this sentence. Only where you put it to them."),
        max_length=400,
        rows=2,
        required=False,
    )
    last_day = DayField(label=_("Until which day may the name be opened?"), required=False)
    untold = TickField(label=_("The order forbids telling the person."), required=False)
    reason = WordsField(
        label=_("Reason"),
        help_text=_("It is recorded. The person reads it. For an order: which one, of whom, of which day."),
        max_length=600,
        rows=2,
        required=False,
    )

    def apply(self, row: Release, by: Actor, at: datetime) -> None:
        """Carry out what was chosen."""
        given = self.cleaned_data
        reason, last_day = given["reason"], given["last_day"]
        match given["answer"]:
            case "put":
                words = given["consequence"]
                operations.put_release(row, consequence=words, reason=reason, last_day=last_day, by=by, at=at)
            case "order":
                untold = given["untold"]
                operations.order_release(row, reason=reason, last_day=last_day, untold=untold, by=by, at=at)
            case _:
                operations.refuse_release(row, reason=reason, by=by, at=at)


AT_FIELD: dict[type[Refused], str] = {
    releasing.NoReason: "reason",
    releasing.NoConsequence: "consequence",
    releasing.NoDay: "last_day",
}


class ApproveForm(KitForm):
    """The second officer has read the order."""

    read_it = TickField(label=_("I have read the order myself, and it asks for exactly this."))


@require_safe
@officers(*sorted(DECIDERS))
def requests(request: ActorRequest) -> HttpResponse:
    """What waits for a decision, and what was decided; how often in this year."""
    rows = list(to_decide(request.actor, now()))
    custodian = request.actor.role is Role.CUSTODIAN
    waiting = [row for row in rows if (row.answer == "" if custodian else row.second_id is None)]
    decided = [row for row in reversed(rows) if row not in waiting][:FEW]
    shown = {
        "waiting": [opened(row) for row in waiting],
        "decided": decided,
        "custodian": custodian,
        "asked": len(rows),
        "allowed": sum(row.choice in ("one", "desk") for row in rows),
        "ordered": sum(row.second_id is not None for row in rows),
    }
    return render(request, "desk/custody.html", shown)


@officers(*sorted(DECIDERS))
def decide(request: ActorRequest, pk: int) -> HttpResponse:
    """Decide on one request, or approve an order as the second person."""
    found = to_decide(request.actor, now()).filter(pk=pk).select_related("officer", "decided_by", "second").first()
    if found is None:
        raise Http404
    form = _form(request, found)
    if form and form.is_valid() and _carry_out(form, found, request.actor):
        return redirect("desk:custody")
    shown: dict[str, Any] = {"one": opened(found), "form": form, "approving": isinstance(form, ApproveForm)}
    return render(request, "desk/custody_one.html", shown, status=form.status if form else 200)


def _form(request: ActorRequest, row: Release) -> DecideForm | ApproveForm | None:
    """Return what this officer may send about the request now. What was sent too late is bound too, to be told."""
    data = posted(request)
    if request.actor.role is Role.CUSTODIAN and (row.answer == "" or (data and "answer" in data)):
        return DecideForm(data)
    approvable = row.answer == Release.Answer.ORDER and row.second_id is None
    if (approvable and row.decided_by_id != request.actor.officer_id) or (data and "read_it" in data):
        return ApproveForm(data)
    return None


def _carry_out(form: DecideForm | ApproveForm, row: Release, by: Actor) -> bool:
    try:
        if isinstance(form, DecideForm):
            form.apply(row, by, now())
        else:
            operations.approve_order(row, by=by, at=now())
    except Gone:
        raise Http404 from None
    except Refused as refusal:
        refuse(form, refusal, AT_FIELD.get(type(refusal)))
        return False
    return True
