"""Opening the desk in a test: signed in, with the second factor shown."""

import time

from django.test import Client

from dengar.people.models import Officer


def proof_of(officer: Officer) -> dict[str, object]:
    """Return what a session holds after the second factor was shown."""
    return {
        "account_authentication_methods": [{"method": "mfa", "type": "totp", "at": time.time()}],
        "account_authentication_methods_user": str(officer.pk),
    }


def sign_in(client: Client, officer: Officer) -> Client:
    """Sign `officer` in as after password and code; return the client."""
    client.force_login(officer)
    session = client.session
    session.update(proof_of(officer))
    session.save()
    return client
