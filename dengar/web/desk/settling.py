""" "Beres di tempat": one page, 90 seconds. Look 05b."""

import re
import secrets
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.cache import never_cache

from dengar.intake import operations
from dengar.kit.actors import Actor, Role
from dengar.kit.errors import Refused
from dengar.kit.now import now
from dengar.malls import queries as malls
from dengar.malls.models import Agency
from dengar.talk.proofreading import GRAVE
from dengar.web.audiences import ActorRequest, officers
from dengar.web.citizen.filing.flow import mall_of
from dengar.web.desk.slips import to_print
from dengar.web.kit.forms import KitForm, PhoneField, PickField, RowField, TickField, WordsField, refuse

SENTENCE = 500  # characters
REFUSED = r"tolak|usir|tidak (mau |mau di|di)?layani|refus|turned away|sent away"


class SettlementForm(KitForm):
    """What happened, what was done; nothing grave. `token`: sent twice, noted once."""

    what = WordsField(
        label=_("What happened?"), help_text=_("One sentence, without names."), max_length=SENTENCE, rows=2
    )
    done = WordsField(label=_("What did you do?"), max_length=SENTENCE, rows=2)
    agency = RowField(Agency.objects.none(), label=_("Agency"), required=False, empty_label=_("The mall itself"))
    grave = PickField(
        label=_("Is one of these part of it?"),
        choices=[
            ("no", pgettext_lazy("grave", "None")),
            ("yes", _("Money, threats, harassment, or a refused service")),
        ],
    )
    phone = PhoneField(
        label=_("Telephone number of the person, if they wish"),
        help_text=_("We call one in ten back. It is locked at once: you cannot read it again."),
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "off", "class": "short"}),
    )
    sure = TickField(
        label=_("I have looked at it: none of these is part of it"),
        note=_("A word in your sentences sounds like money, threats, harassment, or a refused service"),
        required=False,
    )
    token = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, data: Any, *, actor: Actor, **kwargs: Any) -> None:
        super().__init__(data, initial={"token": secrets.token_urlsafe(32)}, **kwargs)
        rows = malls.agencies(actor.mall_id or 0, timezone.localdate(now()))
        field: Any = self.fields["agency"]
        if actor.role is not Role.HANDLER and actor.agency_id:
            rows, field.empty_label = rows.filter(pk=actor.agency_id), None
        field.queryset = rows

    def sounds_grave(self) -> bool:
        """Whether a word of what was typed sounds like what cannot be settled on the spot."""
        given = getattr(self, "cleaned_data", {})
        return sounds_grave(f"{given.get('what') or ''} {given.get('done') or ''}")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("grave") == "no" and not given["sure"] and self.sounds_grave():
            self.add_error("sure", _("Please read your sentences once more. Is it really none of these?"))
        return given


def sounds_grave(words: str) -> bool:
    """Whether a word sounds like money, a threat, harassment or a refusal. "Pukul 10" is a time of day."""
    words = re.sub(r"\bpukul \d", "", words, flags=re.IGNORECASE)
    return any(re.search(pattern, words, re.IGNORECASE) for pattern in (*GRAVE.values(), REFUSED))


@officers(Role.OFFICER, Role.LIAISON, Role.HANDLER)
@never_cache
def settle(request: ActorRequest) -> HttpResponse:
    """Note what was settled in front of the officer. What is grave becomes a report instead."""
    form = SettlementForm(request.POST if request.method == "POST" else None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        told = {name: given[name] for name in ("what", "done", "agency", "phone", "token")}
        try:
            operations.settle(mall_of(request), **told, grave=given["grave"] == "yes", by=request.actor, at=now())
        except Refused as refusal:
            refuse(form, refusal, "grave" if isinstance(refusal, operations.NotOnTheSpot) else None)
        else:
            return to_print(given["token"])
    takes = request.actor.role in operations.ASSISTS
    return render(request, "desk/settling.html", {"form": form, "takes": takes}, status=form.status)
