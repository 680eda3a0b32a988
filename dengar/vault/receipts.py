"""
Receipt words and keyed digests: what a thief of the database can neither read nor guess.

The words are not stored. They follow from the draft's token, so a lost answer or a double tap shows the same words
again; a complaint keeps only a digest of them, made with a key outside the database.
"""

import hmac
from collections.abc import Sequence

from dengar.vault.contacts import contact_hash
from dengar.vault.sealing import ring

__all__ = ["contact_hash", "words_check"]


def words_check(keys: str, number: str, words: Sequence[str], key_id: str | None = None) -> tuple[str, bytes]:
    """
    Return the id of the verify key and the digest (32 bytes) of a number with its words.

    Stored at filing; made again, with the stored key's id, when somebody comes with number and words. Compare the
    two with `hmac.compare_digest`.

    :param number: as kit.codes.check_number returns it ("7K2M-94R7").
    :param words: the five, in their order; capitals make no difference.
    :param key_id: the key of the stored digest; None for a new one.
    """
    key = ring(keys).get("verify", key_id) if key_id else ring(keys).current("verify")
    said = " ".join(word.casefold() for word in words)
    return key.id, hmac.digest(key.secret, f"receipt check\0{number}\0{said}".encode(), "sha256")
