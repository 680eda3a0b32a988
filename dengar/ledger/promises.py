"""
The promise that a receipt holds at once: this entry will stand in the tree within 24 hours.

Sealing waits for a fixed hour, so that the tree does not grow the minute somebody complains. Until then
the mall's signature under the leaf hash and the moment of writing is what the person holds against the
mall. A promise that was not kept is proof.
"""

import base64
import binascii
from dataclasses import dataclass
from datetime import timedelta

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from dengar.kit.keyring import KeyRing
from dengar.ledger.canonical import moment
from dengar.ledger.leaves import hash_of, json_of
from dengar.ledger.models import Entry

WITHIN = timedelta(hours=24)
FIRST_LINE = "dengar promise v1"  # holds spaces, so it never passes for the origin line of a checkpoint


@dataclass(frozen=True)
class Promise:
    """
    One signed promise, whole: it can be checked off-line with the mall's public key.

    :param leaf_hash: 64 hex digits, to be found in the tree.
    :param recorded_at: when it was written, as the ledger writes moments.
    :param key_id: which of the mall's signing keys signed it.
    :param signature: Ed25519 over text(), in base64.
    """

    leaf_hash: str
    recorded_at: str
    log: str
    key_id: str
    signature: str

    def text(self) -> str:
        """Return what is signed: five lines."""
        return promise_text(self.log, self.leaf_hash, self.recorded_at)

    def holds(self, public: bytes) -> bool:
        """Whether the owner of this public key (32 bytes) signed it."""
        try:
            signature = base64.b64decode(self.signature, validate=True)
            Ed25519PublicKey.from_public_bytes(public).verify(signature, self.text().encode())
        except (InvalidSignature, binascii.Error):
            return False
        return True


def promise_text(log: str, leaf_hash: str, recorded_at: str) -> str:
    return f"{FIRST_LINE}\n{log}\n{leaf_hash}\n{recorded_at}\nsealed within 24 h\n"


def promise(entry: Entry) -> Promise:
    """
    Promise that `entry` will be sealed.

    :raises dengar.kit.keyring.KeyFault: if the mall's signing key cannot be used.
    """
    key = KeyRing(settings.KEYS_DIR, entry.log).current("sign")
    leaf_hash = hash_of(bytes(entry.salt), json_of(entry)).hex()
    recorded_at = moment(entry.recorded_at)
    text = promise_text(entry.log, leaf_hash, recorded_at)
    signature = Ed25519PrivateKey.from_private_bytes(key.secret).sign(text.encode())
    return Promise(leaf_hash, recorded_at, entry.log, key.id, base64.b64encode(signature).decode())
