"""One line in the log for every request, and a number to quote when something went wrong."""

import secrets
import time
from collections.abc import Callable

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from dengar.web import counting

logger = structlog.get_logger("dengar.requests")
QUIET = {"/sehat", "/metrics"}


class RequestLog:
    """Log method, route, status and milliseconds: no path, no query, no client."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.request_id = secrets.token_hex(4).upper()  # type: ignore[attr-defined]  # read by the page of a failure
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request.request_id)  # type: ignore[attr-defined]
        started = time.perf_counter()
        response = self.get_response(request)
        response.headers["Permissions-Policy"] = "geolocation=(), camera=(), microphone=()"
        quiet = request.path in QUIET or request.path.startswith(settings.STATIC_URL)
        seconds = time.perf_counter() - started
        if not quiet:
            counting.count(request, response.status_code, seconds)
        if not quiet or response.status_code >= 500:
            match = request.resolver_match
            logger.info(
                "request",
                method=request.method,
                route=match.route if match else "",
                status=response.status_code,
                ms=round(seconds * 1000, 1),
            )
        return response
