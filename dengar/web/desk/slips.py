"""
Two slips for somebody whose report an officer typed: number, words. They stand on paper alone.

The screen shows the number; the five words are in the page for the printer only (`.on-paper`), for half an hour, and
are gone at once when the officer says that both slips were handed over. The token that makes them again lies in a
cookie that only the page of the slips ever sees.
"""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from dengar.complaints.models import Complaint
from dengar.intake import operations, queries
from dengar.kit.actors import Role
from dengar.kit.codes import spell
from dengar.kit.now import now
from dengar.web.audiences import ActorRequest, officers
from dengar.web.citizen.filing.dates import of_receipt
from dengar.web.citizen.qr import qr

NAME = "lembar"
PATH = "/meja/lembar/"
LONGEST = 64  # characters; what is longer was never ours


def to_print(token: str) -> HttpResponse:
    """Lead to the slips of what was filed with this token."""
    response = redirect("slips")
    response.set_cookie(
        NAME,
        token,
        max_age=queries.WORDS_FOR,
        path=PATH,
        httponly=True,
        samesite="Strict",
        secure=bool(settings.SESSION_COOKIE_SECURE),
    )
    return response


@officers(Role.OFFICER, Role.LIAISON, Role.HANDLER)
@never_cache
def slips(request: ActorRequest) -> HttpResponse:
    """Print both slips; once they are handed over, nobody can print them again."""
    at = now()
    found = _found(request, at)
    if request.method == "POST" or found is None:
        if found:
            operations.handed_over(_token(request), by=request.actor, at=at)
        response = redirect("desk:home")
        response.delete_cookie(NAME, path=PATH)
        return response
    complaint, words = found
    spelled = spell(complaint.number)
    page = {
        "complaint": complaint,
        "words": words,
        "halves": [", ".join(spelled[:4]), ", ".join(spelled[4:])],
        "spelled": [f"{', '.join(spelled[:4])}; {', '.join(spelled[4:])}"],
        "qr": qr(complaint.number),
        "dates": of_receipt(complaint),
        "called": complaint.channel == "phone",
    }
    return render(request, "desk/slips.html", page)


def _token(request: HttpRequest) -> str:
    token = request.COOKIES.get(NAME, "")
    return token if len(token) <= LONGEST and token.isascii() else ""


def _found(request: ActorRequest, at: datetime) -> tuple[Complaint, tuple[str, ...]] | None:
    """Return the report that this officer typed a moment ago, and its words while they may be printed."""
    token = _token(request)
    if not token:
        return None
    if noted := operations.settled_words(token, by=request.actor, at=at):
        return noted
    draft = queries.by_token(token, at)
    if draft is None or draft.complaint is None or not queries.words_shown(draft, at):
        return None
    return draft.complaint, operations.words_of(draft, token, at)
