"""
Signing in and out: allauth's views with our pages. A refused form is answered by 422.

allauth keeps its own names for these routes (account_login, mfa_authenticate, ...): it looks them up.
"""

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from django.http import HttpResponse

from dengar.web.audiences import everyone, signed_in
from dengar.web.desk import signing_forms as forms


class Unprocessable:
    """Answer 422 to a refused form."""

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]  # of the view it is mixed into
        if response.status_code == 200:
            response.status_code = 422
        return response


class SignIn(Unprocessable, account.LoginView):  # type: ignore[misc]  # allauth has no types
    form_class = forms.SignInForm


class Code(Unprocessable, mfa.AuthenticateView):  # type: ignore[misc]
    form_class = forms.CodeForm


class Forgotten(Unprocessable, account.PasswordResetView):  # type: ignore[misc]
    form_class = forms.ForgottenForm


class Reset(Unprocessable, account.PasswordResetFromKeyView):  # type: ignore[misc]
    form_class = forms.ResetForm


class PasswordAgain(Unprocessable, account.ReauthenticateView):  # type: ignore[misc]
    form_class = forms.PasswordAgainForm


class CodeAgain(Unprocessable, mfa.ReauthenticateView):  # type: ignore[misc]
    form_class = forms.CodeAgainForm


sign_in = everyone(SignIn.as_view())
code = everyone(Code.as_view())
forgotten = everyone(Forgotten.as_view())
forgotten_sent = everyone(account.PasswordResetDoneView.as_view())
reset = everyone(Reset.as_view())
reset_done = everyone(account.PasswordResetFromKeyDoneView.as_view())
inactive = everyone(account.AccountInactiveView.as_view())
sign_out = everyone(account.LogoutView.as_view())
password_again = signed_in(PasswordAgain.as_view())
code_again = signed_in(CodeAgain.as_view())
