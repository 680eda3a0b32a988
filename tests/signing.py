"""Opening the desk in a test: signed in, with the second factor shown."""

import time

from django.test import Client

from dengar.people.models import Officer


def sign_in(client: Client, officer: Officer) -> Client:
    """Sign `officer` in as after password and code; return the client."""
    client.force_login(officer)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": time.time()}]
    session["account_authentication_methods_user"] = str(officer.pk)
    session.save()
    return client
