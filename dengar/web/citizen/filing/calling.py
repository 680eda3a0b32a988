""" "Please call me": one page, one press. Look 02i; the receipt (look 02k) is the ordinary one, in other words."""

import secrets
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from dengar.intake import operations
from dengar.kit.errors import Refused
from dengar.kit.now import now
from dengar.web.audiences import everyone
from dengar.web.citizen.filing import words
from dengar.web.citizen.filing.cookie import draft_of, remember, token_of
from dengar.web.citizen.filing.dates import first_contact
from dengar.web.citizen.filing.flow import mall_of
from dengar.web.kit.forms import KitForm, ListField, PhoneField, TickField, refuse


class CallForm(KitForm):
    """Where and when to call. `anew`: this phone had sent something before the page was opened."""

    phone = PhoneField(label=_("Telephone number"))
    safe_hours = ListField(label=_("When is it safe to call?"), choices=list(words.HOURS.items()), initial="any")
    discreet = TickField(
        label=_("If somebody else answers, say nothing about a complaint"), required=False, initial=True
    )
    anew = forms.BooleanField(widget=forms.HiddenInput, required=False)


@everyone
@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """Ask to be called. Pressed twice it is one; what was begun on this phone goes with it."""
    at, mall = now(), mall_of(request)
    token = token_of(request) or secrets.token_urlsafe(32)
    draft = draft_of(request, at)
    sent = bool(draft and draft.filed_at)
    form = CallForm(request.POST if request.method == "POST" else None, initial={"anew": sent})
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = form.cleaned_data
        try:
            _complaint, token = operations.ask_for_call(mall, token, **given, by=operations.SOMEBODY, at=at)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return remember(redirect("filing:receipt"), token)
    page = {"form": form, "mall": mall, "sent": sent, "contact_by": first_contact(mall, at)}
    return remember(render(request, "citizen/filing/call.html", page, status=form.status), token)
