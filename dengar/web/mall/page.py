"""What the pages of settings share."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render

from dengar.kit.actors import Role
from dengar.kit.errors import Refused
from dengar.malls.models import Mall
from dengar.web.audiences import ActorRequest, officers
from dengar.web.kit.forms import KitForm, refuse

settings_page = officers(Role.COORDINATOR)  # who runs the mall; the operator keeps the machine, from its own shell


class NoForm(KitForm):
    """A page with one button. A bound one is always whole."""


def mall_of(request: ActorRequest) -> Mall:
    """Return the mall in which the officer acts."""
    return get_object_or_404(Mall, pk=request.actor.mall_id)


def sent(request: ActorRequest) -> QueryDict | None:
    """Return what was sent, or None while the page is only looked at."""
    return request.POST if request.method == "POST" else None


def ask(
    request: ActorRequest,
    template: str,
    form: KitForm,
    act: Callable[[], object],
    *,
    to: str,
    at_field: Mapping[type[Refused], str] | None = None,
    **shown: Any,
) -> HttpResponse:
    """
    Show a form; once it is sent and whole, act, and go on to another page.

    :param to: address of the page after success.
    :param at_field: a refusal that belongs to one field, else it stands in the summary.
    """
    if form.is_bound and form.is_valid():
        try:
            act()
        except Refused as refusal:
            refuse(form, refusal, (at_field or {}).get(type(refusal)))
        else:
            return redirect(to)
    return render(request, template, {"form": form, **shown}, status=form.status)


def ask_twice(
    request: ActorRequest,
    template: str,
    form: KitForm,
    *,
    look: Callable[[], object],
    act: Callable[[str], object],
    to: str,
    at_field: Mapping[type[Refused], str] | None = None,
    **shown: Any,
) -> HttpResponse:
    """
    Show a form; once it is sent and whole, what it would change; and once that was seen and confirmed, act.

    The page of the preview sends the same values again, with the stamp of the policy that it was made with.

    :param look: returns the preview, `preview` in the template; it may refuse. It writes nothing.
    :param act: is given the stamp.
    """
    if form.is_bound and form.is_valid() and "again" not in request.POST:
        try:
            if "apply" in request.POST:
                act(request.POST.get("seen", ""))
                return redirect(to)
            shown["preview"] = look()
        except Refused as refusal:
            refuse(form, refusal, (at_field or {}).get(type(refusal)))
    return render(request, template, {"form": form, **shown}, status=form.status)
