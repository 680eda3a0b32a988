"""Suggestions, compliments, questions: one page, no name, number only. Look 18a, 18c."""

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from dengar.complaints.models import Kind
from dengar.intake import operations, queries
from dengar.intake.answers import STORY_MOST
from dengar.kit.now import now
from dengar.malls import queries as malls
from dengar.web.audiences import everyone
from dengar.web.citizen.filing.cookie import NOTE, draft_of, remember, token_of
from dengar.web.citizen.filing.dates import of_receipt
from dengar.web.citizen.filing.flow import mall_of
from dengar.web.kit.forms import KitForm, ListField, PickField, WordsField


class NoteForm(KitForm):
    """One thing that somebody wants to say, and to whom."""

    kind = PickField(
        label=_("What would you like to tell us?"),
        choices=[
            (str(Kind.SUGGESTION), _("Suggestion")),
            (str(Kind.COMPLIMENT), _("Praise")),
            (str(Kind.QUESTION), _("Question")),
        ],
    )
    text = WordsField(
        label=_("Write it here"),
        help_text=_("One thing only. No name needed."),
        max_length=STORY_MOST,
        rows=5,
    )
    agency = ListField(label=_("For whom?"), required=False)

    def __init__(self, data: Any, *, agencies: Any) -> None:
        super().__init__(data, initial={"kind": str(Kind.SUGGESTION)})
        listed: Any = self.fields["agency"]
        offered = [(str(agency.pk), str(agency)) for agency in agencies]
        listed.choices = [("", _("The mall (parking, seats, toilets, queues)")), *offered]


@everyone
@never_cache
def write(request: HttpRequest) -> HttpResponse:
    """Write one thing and send it. Sent twice it is one; the page says that harm is a complaint instead."""
    at, mall = now(), mall_of(request)
    token = token_of(request) or secrets.token_urlsafe(32)
    form = NoteForm(
        request.POST if request.method == "POST" else None, agencies=malls.agencies(mall, timezone.localdate(at))
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        kind, agency_id = Kind(given["kind"]), int(given["agency"] or 0) or None
        _complaint, token = operations.file_note(
            mall, token, kind, given["text"], agency_id=agency_id, by=operations.SOMEBODY, at=at
        )
        return remember(redirect("suggestions:sent"), token, NOTE)
    return remember(render(request, "citizen/suggestion.html", {"form": form}, status=form.status), token, NOTE)


@everyone
@never_cache
@require_GET
def sent(request: HttpRequest) -> HttpResponse:
    """The number, and by when it is answered: on the phone that sent it, for half an hour."""
    at = now()
    draft = draft_of(request, at)
    if draft is None or draft.complaint is None or not queries.words_shown(draft, at):
        return redirect("suggestions:write")
    page = {
        "complaint": draft.complaint,
        "dates": of_receipt(draft.complaint),
        "thanks": THANKS[Kind(draft.complaint.kind)],
    }
    return render(request, "citizen/suggestion_sent.html", page)


THANKS = {
    Kind.COMPLAINT: _("Thank you. We have received it."),
    Kind.SUGGESTION: _("Thank you. We have received your suggestion."),
    Kind.COMPLIMENT: _("Thank you. We pass your praise on."),
    Kind.QUESTION: _("Thank you. We have received your question."),
}
