"""
The complainant's session: fifteen minutes with one complaint, in a signed cookie.

The server keeps nothing. The cookie names the complaint and the receipt words' digest, so that new
words close every page that the old ones had opened (protection.md, "Receipt words").
"""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse

from dengar.complaints.models import Complaint
from dengar.complaints.queries import of_complainant
from dengar.kit.actors import Actor, complainant
from dengar.web.audiences import View, complainants

COOKIE = "pantau"
PATH = "/pantau/"
SECONDS = 15 * 60


class MineRequest(HttpRequest):
    """What a view behind `mine` gets."""

    complainant: Actor
    complaint: Complaint


def mine(view: Callable[..., HttpResponse]) -> View:
    """Let in whoever holds the words; each page gives fifteen minutes more and is never stored."""
    inner = complainants(view)

    @wraps(inner)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        complaint = read(request)
        if complaint:
            request.complainant = complainant(complaint.pk)  # type: ignore[attr-defined]  # MineRequest
            request.complaint = complaint  # type: ignore[attr-defined]  # MineRequest
            request.mall = complaint.mall  # type: ignore[attr-defined]  # read by the tag mall_here
        response = inner(request, *args, **kwargs)
        if complaint and COOKIE not in response.cookies:
            keep(request, response, complaint)
        response["Cache-Control"] = "no-store"
        return response

    return wrapper


def read(request: HttpRequest) -> Complaint | None:
    """Return the complaint whose words were typed less than fifteen minutes ago, else None. One query at most."""
    try:
        held = signing.loads(request.COOKIES[COOKIE], salt=COOKIE, max_age=SECONDS)
    except (KeyError, signing.BadSignature):
        return None
    complaint = of_complainant(held["c"])
    return complaint if complaint and _stamp(complaint) == held["w"] else None


def keep(request: HttpRequest, response: HttpResponse, complaint: Complaint) -> None:
    """Give the holder fifteen minutes."""
    value = signing.dumps({"c": complaint.pk, "w": _stamp(complaint)}, salt=COOKIE)
    response.set_cookie(
        COOKIE, value, max_age=SECONDS, path=PATH, secure=request.is_secure(), httponly=True, samesite="Strict"
    )


def forget(response: HttpResponse) -> None:
    """Close the page on this device."""
    response.delete_cookie(COOKIE, path=PATH, samesite="Strict")


def _stamp(complaint: Complaint) -> str:
    return hashlib.sha256(bytes(complaint.words_check)).hexdigest()[:16]
