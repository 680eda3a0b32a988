"""
A file for the Ombudsman (look/04c): what it needs, what goes in, and the sheet to take along.

The conditions are those of domain.md 2.4. The receipt proves that the agency was told before. No name stands in the
file: the person writes it by hand, where the Ombudsman asks for it.
"""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from dengar.agree import queries as agree
from dengar.complaints.journey import ENDS, IN_PUBLIC, State
from dengar.complaints.models import Complaint, Kind, Referral
from dengar.complaints.operations import prepare_referral
from dengar.complaints.operations.referring import PARTS, NothingChosen
from dengar.decide import queries as decide
from dengar.intake.queries import told
from dengar.kit.errors import Refused
from dengar.kit.now import now
from dengar.ledger.leaves import hash_of, json_of
from dengar.ledger.queries import timeline
from dengar.web.citizen import story
from dengar.web.citizen.filing.words import WISHES
from dengar.web.citizen.session import MineRequest, mine
from dengar.web.kit.forms import KitForm, PickSeveralField, TickField, refuse
from dengar.web.kit.lines import Words
from dengar.web.paper import sheet

NAME = "berkas"  # of the file: neutral
WORDS: dict[str, Words] = {
    "story": _("What I told, and what I wish"),
    "steps": _("What happened with it, by date"),
    "talk": _("My conversation with the complaint officer"),
    "agreement": _("What was agreed"),
    "decision": _("The decision with its reasons"),
}


class FileForm(KitForm):
    """What goes in, and the person's yes to it."""

    parts = PickSeveralField(
        label=_("What shall go into the file?"), error_messages={"required": NothingChosen.message}
    )
    consent = TickField(
        label=_("I have read it. I let it go into the file."),
        note=_("You take the file there yourself. We send nothing."),
    )

    def __init__(self, data: Any, there: list[str]) -> None:
        super().__init__(data, initial={"parts": there})
        field = self.fields["parts"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(part, WORDS[part]) for part in there]


def contents(complaint: Complaint) -> dict[str, Any]:
    """Return every part that there is, opened, by its name of PARTS."""
    entries = timeline(complaint.box.keys, complaint.subject)
    states = [(entry.at, str(entry.facts.get("to", ""))) for entry in entries]
    agreement = agree.current(complaint)
    found = {
        "story": told(complaint),
        "steps": [(complaint.received_at, IN_PUBLIC[State.RECEIVED])]
        + [(at, IN_PUBLIC[State(to)]) for at, to in states if to in State.values],
        "talk": story.said(complaint),
        "agreement": agreement if agreement and agreement.row.binds else None,
        "decision": decide.decision(complaint),
    }
    return {part: found[part] for part in PARTS if found[part]}


@require_http_methods(["GET", "HEAD", "POST"])
@mine
def prepare(request: MineRequest) -> HttpResponse:
    """Say what the Ombudsman asks for, show what would go in, and prepare the file with the person's yes."""
    complaint = request.complaint
    if complaint.kind != Kind.COMPLAINT:
        raise Http404
    there = contents(complaint)
    form = FileForm(request.POST if request.method == "POST" else None, list(there))
    if form.is_valid():
        try:
            prepare_referral(complaint, form.cleaned_data["parts"], by=request.complainant, at=now())
        except Refused as refusal:
            refuse(form, refusal, "parts")
        else:
            return redirect("mine:referral")
    shown = {
        "complaint": complaint,
        "form": form,
        "parts": there,
        "wishes": _wishes(there),
        "ended": complaint.state in ENDS,
        "earlier": _last(complaint),
    }
    return render(request, "citizen/mine/ombudsman.html", shown, status=form.status)


def _wishes(there: dict[str, Any]) -> list[Words]:
    account = there.get("story")
    return [WISHES[wish] for wish in account.wishes if wish in WISHES] if account else []


def _last(complaint: Complaint) -> Referral | None:
    return complaint.referrals.order_by("at", "pk").last()


@require_safe
@mine
def page(request: MineRequest) -> HttpResponse:
    """The file as a page to print."""
    return _sheet(request, as_pdf=False)


@require_safe
@mine
def file(request: MineRequest) -> HttpResponse:
    """The file as PDF."""
    return _sheet(request, as_pdf=True)


def _sheet(request: MineRequest, *, as_pdf: bool) -> HttpResponse:
    complaint, made = request.complaint, _last(request.complaint)
    if made is None:
        raise Http404
    there = contents(complaint)
    shown = {
        "complaint": complaint,
        "parts": {part: there[part] for part in made.parts if part in there},
        "wishes": _wishes(there),
        "made": made,
        "proof": _proof(complaint),
        "back": reverse("mine:ombudsman"),
        "pdf": reverse("mine:referral-file"),
    }
    return sheet(request, "citizen/referral.html", shown, name=NAME, as_pdf=as_pdf)


def _proof(complaint: Complaint) -> str:
    """Return the digest under which the arrival stands in the register, in groups of four."""
    first = timeline(complaint.box.keys, complaint.subject)[:1]
    digest = hash_of(bytes(first[0].salt), json_of(first[0])).hex() if first else ""
    return " ".join(digest[n : n + 4] for n in range(0, len(digest), 4))
