"""Pages that anyone may read, without a cookie."""

from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from dengar.deadlines.calendar import Unit
from dengar.deadlines.kinds import Kind
from dengar.deadlines.queries import term
from dengar.kit.now import now
from dengar.malls.models import Agency, Mall
from dengar.malls.queries import open_counters
from dengar.web.audiences import everyone
from dengar.web.public import words

YEAR = 365 * 24 * 3600  # seconds


def _mall() -> Mall | None:
    return Mall.objects.order_by("pk").first()


@everyone
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The front door of the mall: equal ways in, what happens then, who is here."""
    mall, today = _mall(), timezone.localdate(now())
    agencies = Agency.objects.running(today).filter(mall=mall)
    shown = {
        "mall": mall,
        "agencies": agencies,
        "counters": open_counters(mall, today).exists() if mall else False,
        "how_many": ngettext("%(n)d agency in this mall", "%(n)d agencies in this mall", len(agencies))
        % {"n": len(agencies)},
        "steps": words.afterwards(_days_to_contact(mall, today)),
        "afraid": words.AFRAID,
    }
    return render(request, "public/home.html", shown)


@everyone
@require_GET
def help_page(request: HttpRequest) -> HttpResponse:
    """How to reach people when the page is not the way."""
    return render(request, "public/help.html", {"mall": _mall(), "answers": words.ANSWERS, "danger": words.DANGER})


@everyone
@csrf_exempt  # it keeps nothing but a wish for a language, and reading pages must stay without a cookie
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember the language that someone chose, and lead back to where they were."""
    back = request.POST.get("next", "/")
    safe = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    response = redirect(back if safe else "/")
    chosen = request.POST.get("bahasa", "")
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=YEAR,
            samesite="Lax",
            httponly=True,
            secure=bool(settings.LANGUAGE_COOKIE_SECURE),
        )
    return response


def _days_to_contact(mall: Mall | None, on: date) -> int | None:
    """Return the mall's term of the first contact, when it is set in working days."""
    rule = term(mall.pk, Kind.FIRST_CONTACT, on=on) if mall else None
    return rule.length if rule and rule.unit is Unit.WORKING_DAYS else None
