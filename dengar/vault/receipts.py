"""
Receipt words and keyed digests: what a thief of the database can neither read nor guess.

The words are not stored. They follow from the draft's token, so a lost answer or a double tap shows the same words
again; a complaint keeps only a digest of them, made with a key outside the database.
"""

import hmac
from collections.abc import Sequence

from dengar.kit.words import words_from
from dengar.vault.contacts import contact_hash
from dengar.vault.sealing import ring

__all__ = ["contact_hash", "receipt_words", "words_check"]


def receipt_words(keys: str, draft_token: str, key_id: str | None = None) -> tuple[str, ...]:
    """
    Return the five receipt words that belong to a draft.

    :param keys: the mall's slug.
    :param draft_token: the draft's token, as its cookie holds it.
    :param key_id: an older receipt key, if the key was changed since; else the current one.
    """
    key = ring(keys).get("receipt", key_id) if key_id else ring(keys).current("receipt")
    return words_from(hmac.digest(key.secret, b"receipt words\0" + draft_token.encode(), "sha256"))


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


def row_marks(keys: str, row_keys: Sequence[str]) -> tuple[str, list[bytes]]:
    """
    Return for each key of a row in older records its digest (32 bytes), and the id of the key it was made with.

    Always with the mall's oldest verify key: a row has to be known again after a rotation.
    """
    key = ring(keys).all("verify")[0]
    return key.id, [hmac.digest(key.secret, f"row of older records\0{row}".encode(), "sha256") for row in row_keys]
