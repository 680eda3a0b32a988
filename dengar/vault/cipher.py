"""
Sealing of bytes. Pure: the key is handed in.

A seal is AES-256-GCM: version byte 1, 12 random bytes, then the ciphertext with its tag of 16 bytes. `label` goes
into the tag (AAD), so what was sealed for one place does not open in another. Before sealing, the bytes are
filled up to the next of a few sizes, so that a length tells little.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = b"\x01"
NONCE_BYTES = 12
LENGTH_BYTES = 4
SMALLEST = 64


class Tampered(Exception):
    """What is stored is not what was sealed here with this key. A bug, or somebody changed a row."""


def new_key() -> bytes:
    """Return a new random key of 256 bits."""
    return AESGCM.generate_key(256)


def seal(key: bytes, data: bytes, *, label: bytes, smallest: int = SMALLEST) -> bytes:
    """
    Return `data` sealed.

    :param label: what it is and whose; must be the same when it is opened.
    :param smallest: the size in bytes to which short data is filled up.
    """
    nonce = os.urandom(NONCE_BYTES)
    return VERSION + nonce + AESGCM(key).encrypt(nonce, _fill(data, smallest), VERSION + label)


def unseal(key: bytes, sealed: bytes, *, label: bytes) -> bytes:
    """
    Return what was sealed.

    :raises Tampered: if key, label or sealed bytes are not those of `seal`.
    """
    sealed = bytes(sealed)  # PostgreSQL hands a memoryview
    if sealed[:1] != VERSION:
        raise Tampered("unknown version of a seal")
    start = len(VERSION) + NONCE_BYTES
    try:
        filled = AESGCM(key).decrypt(sealed[len(VERSION) : start], sealed[start:], VERSION + label)
    except (InvalidTag, ValueError) as error:
        raise Tampered("a seal does not open") from error
    length = int.from_bytes(filled[:LENGTH_BYTES], "big")
    return filled[LENGTH_BYTES : LENGTH_BYTES + length]


def size_for(length: int, smallest: int = SMALLEST) -> int:
    """Return the first of smallest x 1, 1.5, 2, 3, 4, 6, 8, 12 ... that is not below `length` (bytes)."""
    size = smallest
    while size < length:
        if size + size // 2 >= length:
            return size + size // 2
        size *= 2
    return size


def _fill(data: bytes, smallest: int) -> bytes:
    framed = len(data).to_bytes(LENGTH_BYTES, "big") + data
    return framed.ljust(size_for(len(framed), smallest), b"\0")
