"""Assisted intake: the officer types, the person checks. Look 05c."""

import secrets
from datetime import datetime, time
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.cache import never_cache

from dengar.complaints.models import Channel, Mode
from dengar.intake import operations
from dengar.intake.answers import LINE_MOST, STORY_MOST, Told
from dengar.kit.actors import Role
from dengar.kit.errors import Refused
from dengar.kit.now import now
from dengar.malls import queries as malls
from dengar.malls.models import Agency
from dengar.web.audiences import ActorRequest, officers
from dengar.web.citizen.filing.flow import mall_of
from dengar.web.citizen.filing.words import HOURS, MODES, WHOM
from dengar.web.desk.slips import to_print
from dengar.web.kit.forms import (
    DayField,
    KitForm,
    LineField,
    ListField,
    PhoneField,
    PickField,
    RowField,
    TickField,
    WordsField,
    refuse,
)

AT_FIELD = {operations.NotReadBack: "read_back", operations.NothingTold: "story"}


class AssistForm(KitForm):
    """What somebody says at the desk, on the telephone, or in a letter. `token`: sent twice, filed once."""

    channel = PickField(
        label=_("How did it come?"),
        choices=[
            (str(Channel.COUNTER), pgettext_lazy("assisted", "They are here")),
            (str(Channel.PHONE), pgettext_lazy("assisted", "They are on the telephone")),
            (str(Channel.LETTER), pgettext_lazy("assisted", "By letter")),
        ],
    )
    came_on = DayField(label=_("On which day did the letter come?"), required=False)
    mode = PickField(
        label=_("Read out: “Who may know who you are?”"),
        choices=[(str(mode), label) for mode, (label, _note) in MODES.items()],
    )
    story = WordsField(
        label=_("The story, in their own words"),
        help_text=_("Do not tidy it up. Do not write the names of others."),
        max_length=STORY_MOST,
        rows=6,
    )
    when = DayField(label=_("On which day? If they remember"), required=False)
    agency = RowField(
        Agency.objects.none(), label=_("Agency, if known"), required=False, empty_label=_("– not known yet –")
    )
    wish = LineField(label=_("What would make it right?"), required=False, max_length=LINE_MOST)
    earlier = LineField(
        label=_("Whom did they tell before, and what came of it?"), required=False, max_length=LINE_MOST
    )
    loss = LineField(label=_("What did it cost? Money, time, something else"), required=False, max_length=LINE_MOST)
    whom = PickField(label=_("For whom do they complain?"), choices=list(WHOM.items()), required=False)
    name = LineField(label=_("What may we call them?"), required=False, max_length=80)
    phone = PhoneField(
        label=_("Telephone number, if they wish to be called"),
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "off", "class": "short"}),
    )
    safe_hours = ListField(label=_("When is it safe to call?"), choices=list(HOURS.items()), required=False)
    read_back = TickField(label=_("I have read it back, and the answer was “right”"), required=False)
    token = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, data: Any, *, agencies: Any) -> None:
        first = {"channel": str(Channel.COUNTER), "mode": str(Mode.CONFIDENTIAL), "whom": "self"}
        super().__init__(data, initial={**first, "token": secrets.token_urlsafe(32)})
        field: Any = self.fields["agency"]
        field.queryset = agencies

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        today = timezone.localdate(now())
        for name in ("when", "came_on"):
            if given.get(name) and given[name] > today:
                self.add_error(name, _("This day has not come yet. Please look at day, month and year."))
        return given

    def heard(self) -> operations.Heard:
        given = self.cleaned_data
        day = given["when"].isoformat() if given["when"] else ""
        said = {name: given[name] for name in ("wish", "earlier", "loss")}
        return operations.Heard(
            channel=Channel(given["channel"]),
            told=Told(given["story"], day, whom=given["whom"] or "self", **said),
            mode=Mode(given["mode"]),
            agency=given["agency"],
            name=given["name"],
            phone=given["phone"],
            safe_hours=given["safe_hours"] or "any",
            read_back=given["read_back"],
            received_at=self._came(),
        )

    def _came(self) -> datetime | None:
        """Return when a letter came: the morning of the day that is said; None for what is said right now."""
        day = self.cleaned_data["came_on"] if self.cleaned_data["channel"] == Channel.LETTER else None
        if day is None or day == timezone.localdate(now()):
            return None
        return datetime.combine(day, time(8), timezone.get_current_timezone())


@officers(*sorted(operations.ASSISTS))
@never_cache
def assist(request: ActorRequest) -> HttpResponse:
    """Type for somebody, read it back, file it in their name; then two slips, and no words on the screen."""
    at, mall = now(), mall_of(request)
    form = AssistForm(
        request.POST if request.method == "POST" else None, agencies=malls.agencies(mall, timezone.localdate(at))
    )
    if request.method == "POST" and form.is_valid():
        token = form.cleaned_data["token"]
        try:
            operations.take_down(mall, token, form.heard(), by=request.actor, at=at)
        except Refused as refusal:
            refuse(form, refusal, AT_FIELD.get(type(refusal)))
        else:
            return to_print(token)
    own = request.actor.role is Role.OFFICER
    return render(request, "desk/assisting.html", {"form": form, "own": own}, status=form.status)
