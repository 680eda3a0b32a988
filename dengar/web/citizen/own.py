"""What is one's own to change: the receipt words, and who may know the name."""

import secrets

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from dengar.complaints.models import Mode
from dengar.complaints.operations import change_mode, rotate_words
from dengar.kit.errors import Refused
from dengar.kit.now import now
from dengar.vault.details import PersonDetails
from dengar.vault.receipts import receipt_words
from dengar.web.citizen import session
from dengar.web.citizen.session import MineRequest, mine
from dengar.web.kit.forms import KitForm, LineField, MailField, PhoneField, PickField, refuse

MODES = [
    ("confidential", _("Keep it secret from the agency")),
    ("open", _("The agency may know")),
    ("anonymous", _("Without any name at all")),
]


class ModeForm(KitForm):
    mode = PickField(
        label=_("Who may know who you are?"),
        choices=MODES,
        notes={
            "confidential": _("The complaint officers know my name, the agency does not."),
            "open": _("So that my case can be looked up at once."),
            "anonymous": _("We destroy what we kept. It cannot be brought back."),
        },
    )
    name = LineField(label=_("Name to call you by"), max_length=80, required=False)
    phone = PhoneField(label=_("Telephone number"), required=False)
    email = MailField(label=_("E-mail"), required=False)


@require_http_methods(["GET", "HEAD", "POST"])
@mine
def mode(request: MineRequest) -> HttpResponse:
    """Choose again who may know."""
    form = ModeForm(request.POST or None, initial={"mode": request.complaint.mode})
    if form.is_valid():
        given = form.cleaned_data
        details = PersonDetails(name=given["name"], phone=given["phone"], email=given["email"])
        try:
            change_mode(request.complaint, Mode(given["mode"]), by=request.complainant, at=now(), details=details)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return redirect(f"{reverse('mine:page')}?kabar=nama")
    return render(request, "citizen/mine/mode.html", {"form": form, "complaint": request.complaint}, status=form.status)


@require_http_methods(["GET", "HEAD"])
@mine
def words(request: MineRequest) -> HttpResponse:
    """Explain what new words do, before they are made."""
    return render(request, "citizen/mine/words.html", {"complaint": request.complaint})


@require_POST
@mine
def new_words(request: MineRequest) -> HttpResponse:
    """Make new words, show them once, and close every page that the old ones had opened."""
    fresh = receipt_words(request.complaint.box.keys, secrets.token_urlsafe(32))
    rotate_words(request.complaint, fresh, by=request.complainant, at=now())
    response = render(request, "citizen/mine/new-words.html", {"complaint": request.complaint, "words": fresh})
    session.keep(request, response, request.complaint)
    return response
