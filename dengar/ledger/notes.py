"""
Signed notes and checkpoints, in the form that other people's tools read. Pure.

Sources: C2SP signed-note v1 (text, blank line, one line a signature; key ids) and C2SP
tlog-checkpoint v1 (origin, size, root). Keys are Ed25519 (RFC 8032), as raw 32 bytes.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = b"\x01"  # signature type
KEY_ID = 4  # bytes
MOST_SIGNATURES = 64
DASH = "\u2014"


class BadNote(ValueError):
    """Not a note, or not signed by the key that we know."""


def public_key(secret: bytes) -> bytes:
    """Return the 32 public bytes of a secret of 32 bytes."""
    return Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()


def key_id(name: str, public: bytes) -> bytes:
    """Return the 4 bytes by which a signature line names its key."""
    return hashlib.sha256(name.encode() + b"\n" + ED25519 + public).digest()[:KEY_ID]


def verifier_key(name: str, public: bytes) -> str:
    """Return the key as verifiers are given it: "name+id in hex+base64"."""
    return f"{name}+{key_id(name, public).hex()}+{base64.b64encode(ED25519 + public).decode()}"


def sign(text: str, name: str, secret: bytes) -> str:
    """
    Return the note that carries `text` and one signature.

    :param text: one or more lines, each with its newline.
    :raises ValueError: if no note can hold this text or this name.
    """
    _check_form(text, name)
    signature = Ed25519PrivateKey.from_private_bytes(secret).sign(text.encode())
    line = base64.b64encode(key_id(name, public_key(secret)) + signature).decode()
    return f"{text}\n{DASH} {name} {line}\n"


def verify(note: str, name: str, public: bytes) -> str:
    """
    Return the text of a note that this key has signed; signatures of unknown keys are ignored.

    :raises BadNote: if it is no note, this key has not signed it, or its signature is wrong.
    """
    text, blank, lines = note.rpartition("\n\n")
    text += "\n"
    if not blank or not lines.endswith("\n") or lines.count("\n") > MOST_SIGNATURES:
        raise BadNote("not a signed note")
    wanted = key_id(name, public)
    found = False
    for line in lines.splitlines():
        signer, raw = _signature(line)
        if signer == name and raw[:KEY_ID] == wanted:
            found = True
            try:
                Ed25519PublicKey.from_public_bytes(public).verify(raw[KEY_ID:], text.encode())
            except InvalidSignature:
                raise BadNote("the signature does not fit the text") from None
    if not found:
        raise BadNote("not signed by this key")
    return text


@dataclass(frozen=True)
class Tree:
    """What a checkpoint says: so many leaves of this log have this root."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"

    @classmethod
    def parse(cls, text: str) -> "Tree":
        """
        Read the text of a checkpoint; further lines are allowed and ignored.

        :raises BadNote: if it is no checkpoint.
        """
        lines = text.split("\n")
        if len(lines) < 4 or not lines[0] or lines[-1]:
            raise BadNote("not a checkpoint")
        origin, size, root = lines[:3]
        if not size.isascii() or not size.isdigit() or str(int(size)) != size:
            raise BadNote("a size is digits without leading zeroes")
        raw = _decoded(root)
        if len(raw) != hashlib.sha256().digest_size:
            raise BadNote("a root is 32 bytes")
        return cls(origin, int(size), raw)


def _check_form(text: str, name: str) -> None:
    if not text.endswith("\n") or any(sign < " " and sign != "\n" for sign in text):
        raise ValueError("the text of a note is whole lines without control characters")
    if not name or "+" in name or any(sign.isspace() for sign in name):
        raise ValueError(f"not the name of a key: {name!r}")


def _signature(line: str) -> tuple[str, bytes]:
    parts = line.split(" ")
    if len(parts) != 3 or parts[0] != DASH:
        raise BadNote("not a signature line")
    raw = _decoded(parts[2])
    if len(raw) <= KEY_ID:
        raise BadNote("a signature is longer than its key id")
    return parts[1], raw


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise BadNote("not base64") from None
