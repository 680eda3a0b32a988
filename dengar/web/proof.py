"""Whether this session was opened with a second factor. Kept in the session: no page asks the database."""

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from django.http import HttpRequest

from dengar.people.models import Officer

ENROL = "/akun/kode/pasang/"


def is_proven(request: HttpRequest) -> bool:
    """Return whether the officer signed in with a second factor, or has just set one up."""
    if not request.user.is_authenticated:
        return False
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


def prove(request: HttpRequest, officer: Officer) -> None:
    """Note that the second factor has just been shown, as after setting it up."""
    record_authentication(request, officer, method="mfa", type="totp", reauthenticated=True)
