"""The address of one counter, as its QR code says it: one press when nobody is there, or write a complaint."""

import secrets
from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from dengar.intake import operations, queries
from dengar.intake.models import Draft
from dengar.kit.codes import spell
from dengar.kit.now import now
from dengar.malls import queries as malls
from dengar.malls.models import Counter
from dengar.web.audiences import everyone
from dengar.web.citizen.filing.cookie import draft_of, remember, token_of
from dengar.web.citizen.filing.dates import of_receipt
from dengar.web.citizen.filing.flow import mall_of
from dengar.web.kit import doors


@everyone
@require_GET
def counters(request: HttpRequest) -> HttpResponse:
    """Every counter with its address, for whoever stands before an empty one and sees no QR code."""
    rows = malls.open_counters(mall_of(request), timezone.localdate(now()))
    return render(request, "citizen/counters.html", {"counters": rows, "write": doors.FILE})


@everyone
@never_cache
def counter(request: HttpRequest, slug: str) -> HttpResponse:
    """Say that nobody is here, by one press; or go on to a complaint with the place filled in."""
    at, place = now(), _counter(request, slug)
    token, here = token_of(request) or secrets.token_urlsafe(32), f"/l/{slug}/"
    if request.method == "POST":
        if not _said_already(draft_of(request, at), at):
            _complaint, token = operations.report_empty(place, token, by=operations.SOMEBODY, at=at)
        return remember(redirect("counter_sent", slug), token, here)
    page = {"place": place, "write": f"{doors.FILE}?{urlencode({'loket': place.slug})}", "time": at}
    return remember(render(request, "citizen/counter.html", page), token, here)


def _said_already(draft: Draft | None, at: datetime) -> bool:
    """Whether this phone has said it within the same hour."""
    hour = timezone.localtime(at).replace(minute=0, second=0, microsecond=0)
    return draft is not None and draft.filed_at is not None and draft.filed_at >= hour


@everyone
@never_cache
@require_GET
def sent(request: HttpRequest, slug: str) -> HttpResponse:
    """Number and words of what was said by one press, for half an hour on the phone that said it."""
    at, place = now(), _counter(request, slug)
    draft = draft_of(request, at)
    if draft is None or draft.complaint is None or not queries.words_shown(draft, at):
        return redirect("counter", slug)
    spelled = spell(draft.complaint.number)
    page = {
        "place": place,
        "complaint": draft.complaint,
        "words": operations.words_of(draft, token_of(request), at),
        "spelled": [f"{', '.join(spelled[:4])}; {', '.join(spelled[4:])}"],
        "dates": of_receipt(draft.complaint),
        "shown_until": draft.filed_at and draft.filed_at + queries.WORDS_FOR,
    }
    return render(request, "citizen/counter_sent.html", page)


def _counter(request: HttpRequest, slug: str) -> Counter:
    rows = Counter.objects.running(timezone.localdate(now())).select_related("agency", "mall")
    return get_object_or_404(rows, mall=mall_of(request), slug=slug)
