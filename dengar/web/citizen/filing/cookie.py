"""The draft's token on the phone: a cookie that only the pages of filing ever see."""

from datetime import datetime
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from dengar.intake import queries
from dengar.intake.models import Draft

NAME = "konsep"
FILING, NOTE = "/lapor/", "/saran/"
LONGEST = 64  # characters; what is longer was never ours

Response = TypeVar("Response", bound=HttpResponseBase)


def token_of(request: HttpRequest) -> str:
    """Return the token that the phone holds; "" if none, or what cannot be one."""
    token = request.COOKIES.get(NAME, "")
    return token if len(token) <= LONGEST and token.isascii() else ""


def draft_of(request: HttpRequest, at: datetime) -> Draft | None:
    """Return the draft that this phone goes on with. One SQL query, none without a cookie."""
    return queries.by_token(token_of(request), at)


def remember(response: Response, token: str, path: str = FILING) -> Response:
    """
    Keep the token on the phone for 48 hours from now, for the pages under `path` only.

    Lax and not Strict: who comes back by a link from another program must find the draft again. It opens
    nothing by a request that another site sends for them, since every change is a form with its own secret.
    """
    response.set_cookie(
        NAME,
        token,
        max_age=queries.KEPT,
        path=path,
        httponly=True,
        samesite="Lax",
        secure=bool(settings.SESSION_COOKIE_SECURE),
    )
    return response
