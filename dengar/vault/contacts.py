"""One way to write a phone number or an e-mail address, and a digest of it."""

import hmac
import unicodedata

import phonenumbers

from dengar.vault.sealing import ring

REGION = "ID"  # a number without a country is an Indonesian one


def canonical_contact(text: str) -> str:
    """
    Return a contact so that two ways to write it become one: "+6281234567890", "sari@example.org".

    What is no number and no address comes back in lower case, without spaces at its ends.
    """
    text = unicodedata.normalize("NFKC", text).strip()
    if "@" in text:
        return text.lower()
    return canonical_phone(text) or text.casefold()


def canonical_phone(text: str) -> str | None:
    """Return a phone number as "+62..." (E.164), or None if it can be none."""
    try:
        number = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def contact_hash(keys: str, contact: str) -> str:
    """
    Return a keyed digest of a phone number or e-mail address, "<key id>:<64 hex digits>".

    Two ways to write one number give one digest, so distinct complainants can be counted without knowing who.
    """
    key = ring(keys).current("contact")
    return f"{key.id}:{hmac.digest(key.secret, canonical_contact(contact).encode(), 'sha256').hex()}"
