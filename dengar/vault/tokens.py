"""
Keyed tokens of stems: how sealed words are found without being opened.

A token is 64 bits of HMAC-SHA-256 under the mall's `search` key. Whoever has the database without the key sees how many
tokens two reports share, and how frequent each is (docs/threat-model.md), but no word.
"""

import hmac
from collections.abc import Iterable

from dengar.kit.keyring import Key
from dengar.vault.sealing import ring
from dengar.vault.stems import stems

TOKEN_BYTES = 8


def tokens(key: Key, texts: Iterable[str]) -> set[int]:
    """Return the tokens of some texts."""
    return {token(key, stem) for text in texts for stem in stems(text)}


def wanted(keys: str, text: str, *, most: int) -> list[list[int]]:
    """
    Return what a search looks for: for each of its first `most` stems the tokens under every key of the mall.

    After a rotation the older tokens are made anew bit by bit; until then both are looked for.
    """
    held = ring(keys).all("search")
    return [[token(key, stem) for key in held] for stem in stems(text)[:most]]


def token(key: Key, stem: str) -> int:
    """Return a stem's token: a whole number of 64 bits with its sign, as databases keep it."""
    digest = hmac.digest(key.secret, b"dengar search\0" + stem.encode(), "sha256")
    return int.from_bytes(digest[:TOKEN_BYTES], "big", signed=True)
