"""
Who a page is for. Every view wears exactly one of these; a test of the house walks all routes.

A view does three things: read the request, make ONE call into the domain, answer.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from dengar.kit.actors import Actor, Role
from dengar.kit.now import now
from dengar.malls.models import Mall
from dengar.people.models import Officer
from dengar.people.queries import actor
from dengar.web.kit.doors import OPEN, SIGN_IN
from dengar.web.proof import ENROL, is_proven

MEMBERSHIP = "membership"  # in the session: id of the membership that an officer with several has chosen

# One word for the pages of each single role; a page for several roles says "officers" and lists them in `roles`.
OF_ROLE = {
    Role.RESPONDENT: "respondents",
    Role.OFFICER: "counter",
    Role.LIAISON: "liaisons",
    Role.HANDLER: "handlers",
    Role.COORDINATOR: "coordinators",
    Role.CUSTODIAN: "custodians",
    Role.OVERSEER: "overseers",
    Role.TRAINER: "trainers",
    Role.OPERATOR: "operators",
}
AUDIENCES = frozenset({"everyone", "complainant", "signed in", "officers", *OF_ROLE.values()})

View = Callable[..., HttpResponse]


class ActorRequest(HttpRequest):
    """What a view behind `officers` gets."""

    actor: Actor


class ComplainantRequest(HttpRequest):
    """What a view behind `complainants` gets; the citizen's session (web/citizen) has opened it."""

    complainant: Actor


def everyone(view: View) -> View:
    """Let anyone in. No cookie is set and no session is read on such a page."""
    return _mark(view, "everyone", frozenset())


def complainants(view: View) -> View:
    """Let in whoever opened one complaint by its number and words; send the rest to the page for that."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if getattr(request, "complainant", None) is None:
            return redirect(OPEN)
        return view(request, *args, **kwargs)

    return _mark(wrapper, "complainant", frozenset({Role.COMPLAINANT}))


def signed_in(view: View) -> View:
    """Let in anyone with an account, also without a role: choosing a role, setting up the second factor."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        return _unkept(view(request, *args, **kwargs))

    return _mark(wrapper, "signed in", frozenset())


def officers(*roles: Role) -> Callable[[View], View]:
    """
    Let in officers in one of `roles` (none named: in any), as `request.actor`; send the rest to 403.

    Who is not signed in is led to the sign-in page; who has no second factor yet, to setting it up.
    """
    allowed = frozenset(roles) or frozenset(OF_ROLE)

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            if not is_proven(request):
                return redirect(ENROL)
            here = actor_of(request)
            if here is None or here.role not in allowed:
                raise PermissionDenied
            cast(ActorRequest, request).actor = here
            stand_in(request, here.mall_id)
            return _unkept(view(request, *args, **kwargs))

        return _mark(wrapper, OF_ROLE[roles[0]] if len(roles) == 1 else "officers", allowed)

    return decorate


def actor_of(request: HttpRequest) -> Actor | None:
    """Return who the signed-in officer is here, in the role that they chose, or None without a role."""
    if not isinstance(request.user, Officer):
        return None
    return actor(request.user, at=now(), membership_id=request.session.get(MEMBERSHIP))


def stand_in(request: HttpRequest, mall_id: int | None) -> None:
    """Show this page as one of that mall, in its time, where an installation holds several."""
    first: Mall | None = getattr(request, "mall", None)
    if mall_id is None or (first and first.pk == mall_id):
        return
    mall = Mall.objects.get(pk=mall_id)
    request.mall = mall  # type: ignore[attr-defined]  # read by the tag mall_here
    timezone.activate(ZoneInfo(mall.time_zone))  # web.middleware.Place takes it back


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead to the sign-in page; after a form was sent, stay, and give back the sentences that were typed."""
    if request.method in ("GET", "HEAD"):
        return redirect_to_login(request.get_full_path(), SIGN_IN)
    posted = [words for name, words in request.POST.items() if name != "csrfmiddlewaretoken"]
    shown = {"sign_in": SIGN_IN, "typed": [words for words in posted if isinstance(words, str) and " " in words]}
    return _unkept(render(request, "kit/errors/signed-out.html", shown, status=403))


def _unkept(response: HttpResponse) -> HttpResponse:
    """Keep the page in no cache: on a shared machine "back" must not show a story or a name after signing out."""
    response.headers["Cache-Control"] = "no-store"
    return response


def _mark(view: View, audience: str, roles: frozenset[Role]) -> View:
    view.audience = audience  # type: ignore[attr-defined]  # read by the tests that walk all routes
    view.roles = roles  # type: ignore[attr-defined]
    return view
