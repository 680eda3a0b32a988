"""Receipt words: five words that open a complaint's page. Only a keyed HMAC of them is stored."""

import hmac

from dengar.vault.sealing import ring


def words_check(
    keys: str, number: str, words: tuple[str, ...], key_id: str | None = None
) -> tuple[str, bytes]:
    """
    Return the id of the `verify` key and the HMAC-SHA-256 of number and words under it.

    :param keys: the mall's slug.
    :param number: the canonical receipt number.
    :param key_id: the key with which a stored check was made; None: the newest.
    :raises MissingKey: if the key file is not there.
    """
    found = ring(keys).get("verify", key_id) if key_id else ring(keys).current("verify")
    said = " ".join(word.casefold() for word in words)
    return found.id, hmac.digest(found.secret, f"{number}\n{said}".encode(), "sha256")
