"""Signing in, as django-allauth asks our house: who may, what is said, what is sent."""

import io
import ipaddress
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dengar.people import second_factor
from dengar.people.models import Officer


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts come from invitations alone. What allauth would say by its messages, our pages say themselves."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account has ended."),
        "email_password_mismatch": _("This e-mail and this password do not belong together."),
        "incorrect_code": _("This code does not fit. Type the one that is shown now."),
        "incorrect_password": _("This is not your password."),
        "enter_current_password": _("This is not your password."),
        "too_many_login_attempts": _("That was too often. Wait 5 minutes, then try again."),
        "rate_limited": _("That was too often. Wait 5 minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        return None

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask for the password again before a change of the second factor, unless there is none to protect yet."""
        officer = self.request.user
        return isinstance(officer, Officer) and second_factor.has_second_factor(officer)

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that failed tries are counted by; it is kept in no row and no log."""
        address = request.META.get("REMOTE_ADDR", "")
        try:
            return str(ipaddress.ip_address(address))
        except ValueError:
            return "0.0.0.0"  # a socket without addresses: all tries count together


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Secrets are sealed in the database; the QR is drawn by the library that draws all of ours."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
    }

    def encrypt(self, text: str) -> str:
        return second_factor.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return second_factor.unseal(encrypted_text)

    def build_totp_svg(self, url: str) -> str:
        drawn = io.BytesIO()
        segno.make(url, error="m").save(drawn, kind="svg", scale=4, border=2, dark="#000", light="#fff", xmldecl=False)
        return drawn.getvalue().decode()
