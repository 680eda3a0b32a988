"""The pages for what went wrong. Each says what happened, what was kept, and what can be done now."""

from urllib.parse import urlsplit

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme

from dengar.kit.errors import Refused


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, or 413 when the form was larger than we read."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return render(request, "kit/errors/400.html", status=400)


def too_large(request: HttpRequest) -> HttpResponse:
    return render(request, "kit/errors/413.html", status=413)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "kit/errors/403.html", status=403)


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """409: a rule said no, mostly because somebody was quicker. Its own words are shown."""
    return render(request, "kit/errors/409.html", {"sentence": str(refusal)}, status=409)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "kit/errors/404.html", status=404)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """
    The form's secret did not match: an old page, or cookies are off. Going back shows what was typed.

    What was sent is not shown again: another site could have put it there.
    """
    return render(request, "kit/errors/csrf.html", {"back": _sent_from(request)}, status=403)


def _sent_from(request: HttpRequest) -> str:
    """Return the path of our own page that the form stood on, to be opened afresh; empty if it was none of ours."""
    sender = request.headers.get("referer", "")
    if not url_has_allowed_host_and_scheme(sender, {request.get_host()}, require_https=request.is_secure()):
        return ""
    return urlsplit(sender).path


def server_error(request: HttpRequest) -> HttpResponse:
    """
    500, with the number under which the log has the trace (web/requests.py).

    Shown also when the database is what failed: then without the mall's name and telephone.
    """
    number = getattr(request, "request_id", "").upper()
    try:
        return render(request, "kit/errors/500.html", {"number": number}, status=500)
    except Exception:  # whatever broke the page may break this one too
        page = render_to_string("kit/errors/500.html", {"number": number, "mall": None, "request": request})
        return HttpResponse(page, status=500)


for page in (bad_request, forbidden, not_found, form_expired, server_error):
    page.audience = "everyone"  # type: ignore[attr-defined]  # read by the tests that walk all routes
