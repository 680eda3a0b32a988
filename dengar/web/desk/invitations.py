"""Taking up an invitation: /undangan/<token>/. The token leaves the address at once, into the session."""

from typing import Any

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from dengar.kit.actors import Role
from dengar.kit.errors import Refused
from dengar.kit.now import now
from dengar.people import operations, second_factor
from dengar.people.models import Invitation, Officer
from dengar.web.audiences import everyone
from dengar.web.desk.signing_forms import NewPasswordForm
from dengar.web.kit.forms import refuse
from dengar.web.kit.roles import ROLE_WORDS

TOKEN = "invitation"  # in the session
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class AcceptForm(NewPasswordForm):
    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.officer = Officer(email=invitation.email, name=invitation.name)  # the password must not repeat these
        self.fields["password1"].label = _("Choose a password")


@everyone
def arrive(request: HttpRequest, token: str) -> HttpResponse:
    """Take the token out of the address, so that it is in no history and no printout."""
    request.session[TOKEN] = token
    return redirect("invitation")


@everyone
def accept(request: HttpRequest) -> HttpResponse:
    """Show what one is invited to; take it up with a new password, or with the account one is signed in to."""
    token, at = request.session.get(TOKEN, ""), now()
    try:
        invitation = operations.find_invitation(token, at=at)
    except Refused as refusal:
        return render(request, "signing/invitation-gone.html", {"words": str(refusal)}, status=410)
    known = Officer.objects.filter(email=invitation.email, is_active=True).first()
    form = None if known else AcceptForm(request.POST if request.method == "POST" else None, invitation=invitation)
    refused = ""
    if request.method == "POST" and (form is None or form.is_valid()):
        password = form.cleaned_data["password1"] if form else ""
        officer: Any = request.user if request.user.is_authenticated else None
        try:
            membership = operations.accept(token, password, at=at, signed_in=officer)
        except Refused as refusal:
            refused = str(refusal)
            if form:
                refuse(form, refusal)
        else:
            return _begin(request, membership.officer, known)
    shown = {
        "invitation": invitation,
        "role": ROLE_WORDS[Role(invitation.role)],
        "form": form,
        "known": known,
        "refused": refused,
        "mall": invitation.mall,
    }
    return render(request, "signing/invitation.html", shown, status=422 if refused or (form and form.errors) else 200)


def _begin(request: HttpRequest, officer: Officer, known: Officer | None) -> HttpResponse:
    """Sign a new officer in, to set up the second factor next; who has one signs in the usual way."""
    request.session.pop(TOKEN, None)
    if known is None and not second_factor.has_second_factor(officer):
        login(request, officer, backend=BACKEND)
    return redirect("account")
