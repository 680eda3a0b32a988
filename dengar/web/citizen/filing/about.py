"""Step 1: what it is about. The service is found by everyday words, on the same page."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from dengar.intake import queries
from dengar.intake.answers import LINE_MOST, Answers
from dengar.kit.now import now
from dengar.malls import queries as malls
from dengar.malls.models import Counter, Mall, Service
from dengar.people.queries import has_overseer
from dengar.web.audiences import everyone
from dengar.web.citizen.filing.cookie import draft_of
from dengar.web.citizen.filing.flow import LOST, Place, keep, mall_of, place_of
from dengar.web.citizen.filing.forms import NONE_OF_THESE, AboutForm
from dengar.web.kit.cleaning import one_line

FEW = 6  # matches shown


@everyone
@never_cache
def about(request: HttpRequest) -> HttpResponse:
    """What the complaint is about. After filing it starts a new one, and says where the receipt is."""
    at = now()
    draft = draft_of(request, at)
    writing = draft if draft and not draft.filed_at else None
    answers = queries.answers(writing) if writing else Answers()
    place = place_of(request, "about")
    counter = _counter(request, mall_of(request), answers)
    form, asking = _form(request, answers, counter, at)
    if request.method == "POST" and not asking and form.is_valid():
        changes = form.changes()
        if changes["about"] == "service":
            changes["counter"] = counter.slug if counter and form.cleaned_data["there"] else ""
        return keep(request, writing, changes, place, at=at)
    page = _page(form, place, counter, asking)
    page["counters"] = not counter and malls.open_counters(mall_of(request), timezone.localdate(at)).exists()
    page["receipt"] = bool(draft and queries.words_shown(draft, at))
    page["lost"] = request.GET.get(LOST, "") if request.method != "POST" else ""
    return render(request, "citizen/filing/about.html", page, status=200 if asking else form.status)


def _counter(request: HttpRequest, mall: Mall, answers: Answers) -> Counter | None:
    """Return the counter whose address they came by: given on, or kept."""
    slug = request.POST.get("loket", "") or request.GET.get("loket", "") or answers.counter
    return malls.by_counter(mall, slug) if 0 < len(slug) <= 40 and "\0" not in slug else None


def _form(request: HttpRequest, answers: Answers, counter: Counter | None, at: datetime) -> tuple[AboutForm, bool]:
    """
    Return the form, and whether it asks back: "is it one of these services?".

    It asks when the person searches, and once when they go on with words that fit services they
    have not been shown yet (`asked` is the words that were).
    """
    mall, today = mall_of(request), timezone.localdate(at)
    data = request.POST.copy() if request.method == "POST" else None
    typed = _typed(data, answers)
    matches = _matches(mall, typed, today)
    shown: dict[str, Any] = {"matches": matches, "today": today, "answers": answers}
    shown |= {"agencies": list(malls.agencies(mall, today)), "agency_id": counter.agency_id if counter else None}
    shown["overseen"] = has_overseer(mall, at)
    if data is None:
        return AboutForm(None, at_counter=bool(counter), **shown), False
    if data.get("service") not in {NONE_OF_THESE, *(str(service.pk) for service in matches)}:
        data.pop("service", None)  # it belonged to other words
    form = AboutForm(data, **shown)
    new_words = typed["about"] == "service" and bool(matches) and data.get("asked") != typed["service_text"]
    if "cari" not in data and not (new_words and form.is_valid()):
        return form, False
    asking = AboutForm(None, at_counter="there" in data, **shown)
    only = str(matches[0].pk) if len(matches) == 1 else ""
    asking.initial = {**asking.initial, **typed, "service": only}
    return asking, True


def _typed(data: QueryDict | None, answers: Answers) -> dict[str, str]:
    if data is None:
        return {"about": answers.about, "agency": str(answers.agency_id or ""), "service_text": answers.service_text}
    return {name: one_line(data.get(name, ""))[:LINE_MOST] for name in ("about", "agency", "service_text")}


def _matches(mall: Mall, typed: dict[str, str], today: date) -> list[Service]:
    """Return the services that fit the typed words; of the chosen agency only, if one is chosen."""
    if not typed["service_text"]:
        return []
    found = malls.search_services(mall, typed["service_text"], on=today)
    agency = typed["agency"]
    return [service for service in found if agency in ("", str(service.agency_id))][:FEW]


def _page(form: AboutForm, place: Place, counter: Counter | None, asking: bool) -> dict[str, Any]:
    return {
        "form": form,
        "overseen": form.overseen,
        "place": place,
        "counter": counter,
        "asked": form["service_text"].value() or "",
        "not_found": asking and not form.matches,
        "found": asking and bool(form.matches),
    }
