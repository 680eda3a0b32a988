"""
The second factor of officers: six figures from an app (TOTP, RFC 6238), and printed spare codes.

The secrets stand in the database sealed with a key made from SECRET_KEY, which is not in it, so
that a stolen database opens no account.
"""

import base64
import os
from collections.abc import Iterable
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from dengar.people.models import Officer

PERIOD = 30  # seconds that one code is shown
NONCE = 12  # bytes
PREFIX = "v1."


def seal(text: str) -> str:
    """Return `text` sealed for a column: "v1." and base64 of nonce and AES-256-GCM ciphertext."""
    nonce = os.urandom(NONCE)
    return PREFIX + base64.b64encode(nonce + _cipher().encrypt(nonce, text.encode(), None)).decode()


def unseal(sealed: str) -> str:
    """
    Return what `seal` sealed.

    :raises ValueError: if SECRET_KEY is not the one of that day, or the column was altered.
    """
    raw = base64.b64decode(sealed.removeprefix(PREFIX))
    try:
        return _cipher().decrypt(raw[:NONCE], raw[NONCE:], None).decode()
    except InvalidTag:
        raise ValueError("a second factor does not open: DENGAR_SECRET_KEY has changed, or the row has") from None


def has_second_factor(officer: Officer) -> bool:
    """Return whether `officer` has an app set up. One SQL query."""
    return bool(Authenticator.objects.filter(user=officer, type=Authenticator.Type.TOTP).exists())


def with_second_factor(officers: Iterable[int]) -> set[int]:
    """Return those of the officers (by id) who have an app set up. One SQL query."""
    rows = Authenticator.objects.filter(user__in=set(officers), type=Authenticator.Type.TOTP)
    return set(rows.values_list("user_id", flat=True))


def new_secret() -> str:
    """Return a fresh secret, 32 base32 signs, as apps take it by hand."""
    return str(totp.generate_totp_secret())


def set_secret(officer: Officer, secret: str) -> None:
    """Give `officer` this secret in place of any other; only set-up of an example does so."""
    Authenticator.objects.filter(user=officer, type=Authenticator.Type.TOTP).delete()
    totp.TOTP.activate(officer, secret)


def forget(officer: Officer) -> None:
    """Take away the app and the spare codes; the officer sets up new ones at the next sign-in."""
    Authenticator.objects.filter(user=officer).delete()


def current_code(officer: Officer, *, at: datetime) -> str | None:
    """Return the six figures that the officer's app shows at `at`; None without a second factor."""
    row = Authenticator.objects.filter(user=officer, type=Authenticator.Type.TOTP).first()
    if row is None:
        return None
    secret = unseal(row.data["secret"])
    return str(totp.format_hotp_value(totp.hotp_value(secret, int(at.timestamp()) // PERIOD)))


def spare_codes_left(officer: Officer) -> int:
    """Return how many printed spare codes are still unused. One SQL query."""
    row = Authenticator.objects.filter(user=officer, type=Authenticator.Type.RECOVERY_CODES).first()
    return len(row.wrap().get_unused_codes()) if row else 0


def seconds_left(at: datetime) -> int:
    """Return for how many seconds the code of `at` is still shown."""
    return PERIOD - int(at.timestamp()) % PERIOD


def _cipher() -> AESGCM:
    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"dengar second factor v1")
    return AESGCM(derive.derive(settings.SECRET_KEY.encode()))
