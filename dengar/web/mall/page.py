"""What the pages of settings share."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from dengar.kit.actors import Role
from dengar.kit.errors import Refused
from dengar.malls.models import Mall
from dengar.malls.operations import ChangedMeanwhile
from dengar.web.audiences import ActorRequest, officers
from dengar.web.kit.forms import KitForm, refuse
from dengar.web.kit.lines import Fact

settings_page = officers(Role.COORDINATOR)  # who runs the mall; the operator keeps the machine, from its own shell
TOO_OLD = _("This page is too old. Please open it again; copy what you typed before.")
LARGEST = 2**31 - 2  # of a revision that can still be counted up


class NoForm(KitForm):
    """A page with one button. A bound one is always whole."""


def mall_of(request: ActorRequest) -> Mall:
    """Return the mall in which the officer acts."""
    return get_object_or_404(Mall, pk=request.actor.mall_id)


def sent(request: ActorRequest) -> QueryDict | None:
    """Return what was sent, or None while the page is only looked at."""
    return request.POST if request.method == "POST" else None


class SeenForm(KitForm):
    """A form over a row with a revision: a page of before is told, and keeps what was typed."""

    seen = forms.IntegerField(
        label="",
        min_value=0,
        max_value=LARGEST,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), TOO_OLD),
    )

    def meanwhile(self) -> list[Fact]:
        """Return what stands now in the fields that say something else, and let the form be sent again."""
        data: Any = self.data
        data = data.copy()
        data["seen"] = self.initial["seen"]
        self.data = data
        return [
            Fact(str(bound.label), str(bound.initial or "–"))
            for bound in self
            if not bound.is_hidden and (bound.initial or None) != (self.cleaned_data.get(bound.name) or None)
        ]


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
    :param at_field: a refusal that belongs to one field, else it stands in the summary. What somebody changed meanwhile
        stands as `meanwhile` above the form.
    """
    status, meanwhile = 0, []
    if form.is_bound and form.is_valid():
        try:
            act()
        except ChangedMeanwhile as refusal:
            refuse(form, refusal)
            status, meanwhile = 409, form.meanwhile() if isinstance(form, SeenForm) else []
        except Refused as refusal:
            refuse(form, refusal, (at_field or {}).get(type(refusal)))
        else:
            return redirect(to)
    return render(request, template, {"form": form, "meanwhile": meanwhile, **shown}, status=status or form.status)


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
