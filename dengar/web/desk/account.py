"""An officer's own account: roles, second factor, password."""

from typing import Any

from allauth.account import views as account
from allauth.mfa.recovery_codes import views as spare
from allauth.mfa.totp import views as totp
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy

from dengar.kit.actors import Role
from dengar.kit.errors import Refused
from dengar.kit.now import now
from dengar.people import operations, queries, second_factor
from dengar.people.models import FactorReset
from dengar.web.audiences import MEMBERSHIP, ActorRequest, officers, signed_in
from dengar.web.desk import signing_forms as forms
from dengar.web.desk.sign_in import Unprocessable
from dengar.web.kit.roles import ROLE_WORDS
from dengar.web.proof import ENROL, is_proven, prove


@signed_in
def own(request: HttpRequest) -> HttpResponse:
    """Who I am here, in which role, and what protects my account."""
    if not is_proven(request):
        return redirect(ENROL)
    return _own(request)


@officers(*operations.SECONDS)
def agree_reset(request: ActorRequest, pk: int) -> HttpResponse:
    """Agree, as the second of two, that somebody sets up a new second factor."""
    if request.method != "POST":
        return redirect("account")
    reset = get_object_or_404(FactorReset.objects.select_related("officer", "mall"), pk=pk, mall=request.actor.mall_id)
    try:
        operations.agree_reset(reset, by=request.actor, at=now())
    except Refused as refusal:
        return _own(request, refused=str(refusal))
    return redirect("account")


def _own(request: HttpRequest, refused: str = "") -> HttpResponse:
    officer: Any = request.user
    at = now()
    held = list(queries.memberships(officer, at=at))
    acting = next((one for one in held if one.pk == request.session.get(MEMBERSHIP)), held[0] if held else None)
    request.actor = queries.as_actor(acting) if acting else None  # type: ignore[attr-defined]  # the menu of the role
    resets = queries.resets_for(acting, at) if acting and acting.role in operations.SECONDS else ()
    shown = {
        "officer": officer,
        "roles": [(one, ROLE_WORDS[Role(one.role)], one == acting) for one in held],
        "resets": resets,
        "refused": refused,
        "letter": any(one.role in operations.SUMMARY_FOR for one in held),
        "spare": second_factor.spare_codes_left(officer),
    }
    return render(request, "signing/account.html", shown, status=422 if refused else 200)


@signed_in
def role(request: HttpRequest) -> HttpResponse:
    """Act in another of one's roles from now on, in this browser."""
    if request.method != "POST":
        return redirect("account")
    officer: Any = request.user
    chosen = request.POST.get("membership", "")
    held = queries.memberships(officer, at=now())
    membership = get_object_or_404(held, pk=int(chosen) if chosen.isdecimal() and len(chosen) < 18 else 0)
    request.session[MEMBERSHIP] = membership.pk
    return redirect("/meja/")


@signed_in
def summary(request: HttpRequest) -> HttpResponse:
    """Turn the letter of the morning on or off."""
    if request.method == "POST":
        officer: Any = request.user
        operations.choose_summary(officer, request.POST.get("wanted") == "yes")
    return redirect("account")


class Enrol(Unprocessable, totp.ActivateTOTPView):  # type: ignore[misc]  # allauth has no types
    """Set up the app that shows codes. Whoever has none comes here before any other page of the desk."""

    form_class = forms.EnrolForm

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        prove(self.request, self.request.user)
        return response

    def get_success_url(self) -> str:
        return reverse("mfa_view_recovery_codes")


class Remove(Unprocessable, totp.DeactivateTOTPView):  # type: ignore[misc]
    """Take the app away, to set up another one at once."""

    success_url = reverse_lazy("mfa_activate_totp")


class SpareCodes(spare.ViewRecoveryCodesView):  # type: ignore[misc]
    """The printed codes for the day on which the phone is away."""


class NewSpareCodes(Unprocessable, spare.GenerateRecoveryCodesView):  # type: ignore[misc]
    """Ten new ones; the old ones stop working."""


class ChangePassword(Unprocessable, account.PasswordChangeView):  # type: ignore[misc]
    """A new password; an account without one (signed in another way) is told how it gets its first."""

    form_class = forms.ChangeForm
    success_url = reverse_lazy("account")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        officer: Any = request.user
        if officer.is_authenticated and not officer.has_usable_password():
            return render(request, "account/password_none.html", {"officer": officer})
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response


enrol = signed_in(Enrol.as_view())
remove = signed_in(Remove.as_view())
spare_codes = signed_in(SpareCodes.as_view())
new_spare_codes = signed_in(NewSpareCodes.as_view())
change_password = signed_in(ChangePassword.as_view())
