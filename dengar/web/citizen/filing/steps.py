"""Steps 2, 3, 5 and 6: one question, one form, one page each."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.views.decorators.cache import never_cache

from dengar.complaints.models import Mode, Reach
from dengar.intake import queries
from dengar.intake.answers import Answers
from dengar.intake.models import Draft
from dengar.kit.now import now
from dengar.web.audiences import everyone
from dengar.web.citizen.filing import words
from dengar.web.citizen.filing.cookie import draft_of
from dengar.web.citizen.filing.dates import first_contact
from dengar.web.citizen.filing.flow import keep, lost, mall_of, place_of
from dengar.web.citizen.filing.forms import ContactForm, ModeForm, StepForm, StoryForm, WishForm


@everyone
@never_cache
def mode(request: HttpRequest) -> HttpResponse:
    """Who may know who the person is, with who sees what: before the story."""
    rows = [(str(mode), words.SEES[mode], words.CAUTIONS[mode]) for mode in words.MODES]
    return _step(request, "mode", ModeForm, draft_of(request, now()), modes=rows)


@everyone
@never_cache
def story(request: HttpRequest) -> HttpResponse:
    """What happened, and when."""
    return _step(request, "story", StoryForm, draft_of(request, now()))


@everyone
@never_cache
def wishes(request: HttpRequest) -> HttpResponse:
    """What would make it right."""
    return _step(request, "wishes", WishForm, draft_of(request, now()))


@everyone
@never_cache
def contact(request: HttpRequest) -> HttpResponse:
    """How to reach the person; without a name nothing is asked, and it says why (look 02j)."""
    at = now()
    draft = draft_of(request, at)
    if draft and not draft.filed_at and queries.answers(draft).anonymous:
        return _without_name(request, draft, at)
    by = SimpleLazyObject(lambda: first_contact(mall_of(request), at))  # asked only where the page is shown
    return _step(request, "contact", ContactForm, draft, contact_by=by)


def _step(
    request: HttpRequest, step: str, form_class: type[StepForm], draft: Draft | None, **shown: Any
) -> HttpResponse:
    """Show one question; keep its answers and lead on."""
    at = now()
    if draft and draft.filed_at:
        return redirect("filing:receipt")
    if draft is None and request.method != "POST":
        return redirect(lost("semua"))
    answers = queries.answers(draft) if draft else Answers()
    data = request.POST if request.method == "POST" else None
    form = form_class(data, answers=answers, today=timezone.localdate(at))
    place = place_of(request, step)
    if data is not None and form.is_valid():
        return keep(request, draft, form.changes(), place, at=at)
    page = {"form": form, "place": place, "answers": answers, "mode_words": words.in_short(answers.mode), **shown}
    return render(request, f"citizen/filing/{step}.html", page, status=form.status)


def _without_name(request: HttpRequest, draft: Draft, at: datetime) -> HttpResponse:
    """Step 6 for who gave no name: nothing to fill in, and the way back to being called."""
    place = place_of(request, "contact")
    if request.method == "POST":
        if "named" in request.POST:
            here = replace(place, here=request.get_full_path())
            return keep(request, draft, {"mode": str(Mode.CONFIDENTIAL), "reach": str(Reach.PHONE)}, here, at=at)
        return redirect(place.after)
    page = {"place": place, "contact_by": first_contact(mall_of(request), at)}
    return render(request, "citizen/filing/without_name.html", page)
