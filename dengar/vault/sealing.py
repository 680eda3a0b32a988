"""
What a box's two keys do: seal and open a person's words and identity.

The keys of a box are unwrapped when first needed and kept on that Box instance only, never in a cache.
"""

import hmac
from typing import Literal, get_args

from django.conf import settings

from dengar.kit.keyring import Key, KeyRing
from dengar.vault import cipher
from dengar.vault.cipher import Tampered
from dengar.vault.models import Box

Part = Literal["identity", "words"]
PARTS: tuple[Part, ...] = get_args(Part)

__all__ = ["PARTS", "Part", "Shredded", "Tampered", "open_file", "open_words", "seal_file", "seal_words", "words_mac"]
SMALLEST_FILE = 4096  # bytes to which a small file is filled up


class Shredded(Exception):
    """The key was destroyed, on purpose. What it sealed is gone; the page says so, and shows nothing."""


def seal_words(box: Box, text: str, label: str) -> bytes:
    """
    Return a text of this complaint, sealed with the words key.

    :param label: what it is ("story", "message" ...); the same to open it. Two texts with one label may be
        exchanged by whoever writes to the database, so give each kind of text its own.
    :raises Shredded: if the words of this box were destroyed.
    """
    return cipher.seal(data_key(box, "words"), text.encode(), label=_label(box, "words", label))


def open_words(box: Box, sealed: bytes, label: str) -> str:
    """
    Return the text that `seal_words` sealed.

    :raises Shredded: if the words of this box were destroyed.
    :raises Tampered: if it was sealed in another box, under another label, or was changed.
    """
    return cipher.unseal(data_key(box, "words"), sealed, label=_label(box, "words", label)).decode()


def seal_file(box: Box, data: bytes, name: str) -> bytes:
    """
    Return a file of this complaint, sealed with the words key, its length hidden.

    :param name: under which it will lie on the disk, so that no file can take the place of another.
    :raises Shredded: if the words of this box were destroyed.
    """
    return cipher.seal(data_key(box, "words"), data, label=_label(box, "words", f"file:{name}"), smallest=SMALLEST_FILE)


def open_file(box: Box, sealed: bytes, name: str) -> bytes:
    """Return the file that `seal_file` sealed. Raises Shredded or Tampered."""
    return cipher.unseal(data_key(box, "words"), sealed, label=_label(box, "words", f"file:{name}"))


def words_mac(box: Box, text: str) -> str:
    """
    Return a keyed digest of a text as 64 hex digits: how the ledger says "these very words" without holding them.

    It tells nothing without the box's key, and nothing to anybody once that is destroyed.

    :raises Shredded: if the words of this box were destroyed.
    """
    key = hmac.digest(data_key(box, "words"), b"dengar words mac", "sha256")
    return hmac.digest(key, text.encode(), "sha256").hex()


def seal_identity(box: Box, data: bytes) -> bytes:
    """Return a person's details sealed with the identity key; at least 512 bytes, so that short and long look alike."""
    return cipher.seal(data_key(box, "identity"), data, label=_label(box, "identity", "person"), smallest=512)


def open_identity(box: Box, sealed: bytes) -> bytes:
    """Return what `seal_identity` sealed. Raises Shredded or Tampered."""
    return cipher.unseal(data_key(box, "identity"), sealed, label=_label(box, "identity", "person"))


def wrap(box: Box, part: Part, data_key: bytes, key: Key) -> bytes:
    """Return a data key of `box`, wrapped with the mall's `key`."""
    return cipher.seal(key.secret, data_key, label=_label(box, part, f"wrapped with {key.id}"))


def data_key(box: Box, part: Part) -> bytes:
    """
    Return a box's own key. For this room only.

    :raises Shredded: if it was destroyed.
    :raises Tampered: if the wrapped key was changed.
    :raises MissingKey, BadKey: if the mall's key cannot be had.
    """
    wrapped = box.identity_key if part == "identity" else box.words_key
    if wrapped is None:
        raise Shredded(f"the {part} key of box {box.pk} was destroyed")
    opened: dict[bytes, bytes] = box.__dict__.setdefault("_opened", {})
    wrapped = bytes(wrapped)
    if wrapped not in opened:
        key = ring(box.keys).get("wrap", box.wrap_key_id)
        opened[wrapped] = cipher.unseal(key.secret, wrapped, label=_label(box, part, f"wrapped with {key.id}"))
    return opened[wrapped]


def keep_open(box: Box, identity: bytes, words: bytes) -> None:
    """Remember the keys of a box that was just made on this instance, so that they need not be unwrapped."""
    box.__dict__["_opened"] = {box.identity_key: identity, box.words_key: words}


def ring(keys: str) -> KeyRing:
    """Return the key ring of the mall with this slug."""
    return KeyRing(settings.KEYS_DIR, keys)


def _label(box: Box, part: Part, label: str) -> bytes:
    return f"dengar.vault/{box.pk}/{part}/{label}".encode()
