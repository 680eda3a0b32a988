"""Key words lost: the call to the number in the vault. The officer types six digits and never sees a word."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengar.complaints.models import LostWords
from dengar.complaints.operations import read_open_identity, refuse_words, reset_words
from dengar.complaints.operations.lost import NobodyAsks, NotCalled, WrongDigits
from dengar.kit.actors import Actor
from dengar.kit.now import now
from dengar.web.audiences import ActorRequest, officers
from dengar.web.desk.cases import HANDLING, CaseForm, by_number, posted, show
from dengar.web.kit.forms import EMPTY, LineField, PickField


class LostWordsForm(CaseForm):
    said = PickField(
        label=_("Did they ask for new key words?"),
        choices=[
            ("yes", pgettext_lazy("lost words", "Yes, they asked")),
            ("no", pgettext_lazy("lost words", "No, they did not ask")),
        ],
        notes={"no": _("Whoever asked gets nothing. The words stay as they are")},
    )
    digits = LineField(
        label=_("The six digits"),
        help_text=_("The person reads them from the phone on which they asked."),
        max_length=12,
        required=False,
    )
    at_field = {WrongDigits: "digits", NotCalled: "said", NobodyAsks: "said"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["digits"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "off", "class": "short"}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("said") == "yes" and not given.get("digits") and "digits" not in self.errors:
            self.add_error("digits", EMPTY)
        return given

    def keep(self, by: Actor, at: datetime) -> None:
        if self.cleaned_data["said"] == "yes":
            reset_words(self.complaint, self.cleaned_data["digits"], by=by, at=at)
        else:
            refuse_words(self.complaint, by=by, at=at)


@officers(*HANDLING)
def lost_words(request: ActorRequest, number: str) -> HttpResponse:
    """Call the contact in the vault; let the person come to new words, or not."""
    case, at = by_number(request, number), now()
    form = LostWordsForm(posted(request), case.complaint)
    if form.is_valid() and form.carry_out(lambda at: form.keep(request.actor, at)):
        return redirect(case.page)
    waits = LostWords.objects.waiting(at).filter(complaint=case.complaint).exists()
    opened = read_open_identity(case.complaint, by=request.actor, at=at)
    return show(request, "lost_words", case, form, _("Key words lost"), waits=waits, opened=opened)
