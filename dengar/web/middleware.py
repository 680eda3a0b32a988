"""What happens to every request: its language, its mall's time, its size."""

from collections.abc import Callable
from contextlib import suppress
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from dengar.complaints.operations import Gone
from dengar.kit.errors import Refused
from dengar.malls.models import Mall
from dengar.web.errors import not_found, refused, too_large
from dengar.web.public.health import health
from dengar.web.public.metrics import metrics

PIECE = 1 << 18  # bytes of an overlarge body that are held at a time
Next = Callable[[HttpRequest], HttpResponse]


class Language:
    """
    Speak Indonesian, unless the person chose another language by the switch (cookie `bahasa`).

    The browser's own wish is not asked: phones are often sold in English to people who do not read it.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        patch_vary_headers(response, ["Cookie"])
        response.headers.setdefault("Content-Language", language)
        return response


class Place:
    """Tell which mall a page is about (the first one, until a page says otherwise), and use its time."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            return self.get_response(request)
        finally:
            timezone.deactivate()

    def process_view(self, request: HttpRequest, view: object, *arguments: object) -> None:
        try:
            mall = Mall.objects.order_by("pk").first()
        except DatabaseError:
            if view not in (health, metrics):
                raise  # without a mall a page would answer 404: "there is nothing here", which is not true
            mall = None  # it says itself what is wrong with the database
        request.mall = mall  # type: ignore[attr-defined]  # read by the tag mall_here
        if mall:
            timezone.activate(ZoneInfo(mall.time_zone))


class Size:
    """
    Answer 413 without keeping anything of an overlarge body.

    What a telephone may really send, ten large photos at once, is read off first: a browser that is still
    sending shows no page, only that the connection broke.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdigit() or int(length) <= settings.BODY_MAX:
            return self.get_response(request)
        if int(length) <= settings.BODY_READ_OFF:
            with suppress(UnreadablePostError):
                while request.read(PIECE):
                    pass
        return too_large(request)


class Refusals:
    """Say a rule's refusal that a page with a single button has no form for: never a failure of the house."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path:  # PostgreSQL cannot even be asked for it
            return not_found(request)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Gone):
            return not_found(request)
        return refused(request, exception) if isinstance(exception, Refused) else None
