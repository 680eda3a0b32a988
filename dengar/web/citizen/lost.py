"""
Key words lost (look 04g): asked for with the number alone, shown on this telephone after a call to the number we have.

Every answer looks the same whether such a report exists or not. What this telephone holds lies in a cookie that only
these pages ever see.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from dengar.complaints.models.lost import ASK_FOR
from dengar.complaints.operations.lost import ask_new_words, digits_of, hash_of, may_take, new_token, take_new_words
from dengar.kit.now import now
from dengar.web.audiences import everyone
from dengar.web.citizen import session, slowing
from dengar.web.citizen.opening import OpenForm
from dengar.web.kit.forms import EMPTY, PickField

COOKIE = "lupa"
PATH = "/pantau/lupa/"
LONGEST = 64  # characters; what is longer was never ours


class LostForm(OpenForm):
    """The number from the slip, where a telephone number was given."""

    gave = PickField(
        label=_("Did you give us a telephone number?"),
        choices=[("yes", _("Yes")), ("no", _("No, I gave no name or no number"))],
        notes={"yes": _("The officer calls that number, and no other")},
    )
    field_order = ("gave", "number")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["words"]
        number: Any = self.fields["number"]
        number.label, number.required = _("Number on the slip"), False

    def clean_number(self) -> str:
        """The number is looked at where it is needed: with a "no" nothing else is asked."""
        if self.cleaned_data.get("gave") != "yes":
            return ""
        if not self.cleaned_data["number"]:
            raise ValidationError(EMPTY)
        return super().clean_number()

    def clean_gave(self) -> str:
        if self.cleaned_data["gave"] == "no":
            raise ValidationError(_("Then we cannot make sure that it is you. Below it says what you can do."))
        return str(self.cleaned_data["gave"])


@sensitive_post_parameters("number")
@require_http_methods(["GET", "HEAD", "POST"])
@everyone
def lost(request: HttpRequest) -> HttpResponse:
    """Ask for new words; then wait on this page for the call."""
    if "ulang" in request.POST:
        return _forgotten()
    if token := _token(request):
        return _waiting(request, token)
    form = LostForm(request.POST if request.method == "POST" else None, initial={"gave": "yes"})
    if form.is_valid() and _may_ask(request, form):
        token = new_token()
        ask_new_words(form.cleaned_data["number"], token, at=now())
        response: HttpResponse = redirect("mine:lost")
        _keep(request, response, token)
        return response
    return _unkept(render(request, "citizen/mine/lost.html", {"form": form}, status=form.status))


@require_POST
@everyone
def take(request: HttpRequest) -> HttpResponse:
    """Show the new words once, and open the report."""
    made = take_new_words(_token(request), at=now())
    if made is None:
        return redirect("mine:lost")
    complaint, words = made
    response = render(request, "citizen/mine/new-words.html", {"complaint": complaint, "words": words})
    session.keep(request, response, complaint)
    return _unkept(response)


def _may_ask(request: HttpRequest, form: forms.Form) -> bool:
    """Slow down whoever asks often, for a number or from a source, as with wrong words."""
    number, moment = form.cleaned_data["number"], now().timestamp()
    if seconds := slowing.wait(request, number, moment):
        sentence = ngettext(
            "That was asked several times. Please wait %(n)s second, then try again.",
            "That was asked several times. Please wait %(n)s seconds, then try again.",
            seconds,
        )
        form.add_error(None, sentence % {"n": seconds})
        return False
    slowing.missed(request, number, moment)
    return True


def _waiting(request: HttpRequest, token: str) -> HttpResponse:
    """Show the six digits until it is their turn; nobody learns here whether the number was right."""
    digits = digits_of(hash_of(token))
    shown = {"digits": f"{digits[:3]} {digits[3:]}", "given": may_take(token, at=now())}
    return _unkept(render(request, "citizen/mine/lost-asked.html", shown))


def _forgotten() -> HttpResponse:
    response = redirect("mine:lost")
    response.delete_cookie(COOKIE, path=PATH, samesite="Strict")
    return response


def _token(request: HttpRequest) -> str:
    token = request.COOKIES.get(COOKIE, "")
    return token if len(token) <= LONGEST and token.isascii() else ""


def _keep(request: HttpRequest, response: HttpResponse, token: str) -> None:
    response.set_cookie(
        COOKIE, token, max_age=ASK_FOR, path=PATH, secure=request.is_secure(), httponly=True, samesite="Strict"
    )


def _unkept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
