"""
A mall's secret keys, in files outside the database.

KEYS_DIR/<mall>/<purpose> holds one key a line, `<id> <secret in base64>`, the newest last. The newest is used
for what is written now; the older ones stay, so that older rows can be read. An id is computed from its
secret, so a damaged line is noticed. What is said by the errors here is for the mall's technician.
"""

import base64
import binascii
import fcntl
import hashlib
import os
import re
import secrets
import shutil
import stat
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

PURPOSES = ("wrap", "receipt", "verify", "search", "contact", "sign")
SECRET_BYTES = 32
OPEN_TO_OTHERS = 0o077  # any right of the group or of others
SLUG = re.compile(r"[A-Za-z0-9_-]{1,40}")


class KeyFault(Exception):
    """The keys are not as they must be; the message says what is wrong and what to do."""


class MissingKey(KeyFault):
    """A key file, or a key that the database names, is not there."""


class BadKey(KeyFault):
    """A key file is there, but cannot be used."""


class KeysExist(KeyFault):
    """Keys were to be made where there are keys. They are never overwritten."""


@dataclass(frozen=True)
class Key:
    """One secret of 32 random bytes, and the id by which rows name it."""

    id: str
    secret: bytes = field(repr=False)


@dataclass(frozen=True)
class KeyRing:
    """
    The keys of one mall. Reads a file when it changed, else what this process read before.

    :param root: the folder of all key folders (settings.KEYS_DIR).
    :param mall: the mall's slug.
    """

    root: Path
    mall: str

    def current(self, purpose: str) -> Key:
        """
        Return the newest key for `purpose`, one of PURPOSES.

        :raises MissingKey, BadKey: if the file is not there or cannot be used.
        """
        return self.all(purpose)[-1]

    def get(self, purpose: str, key_id: str) -> Key:
        """
        Return the key that a row names.

        :raises MissingKey: if there is no file, or it does not hold this key.
        :raises BadKey: if the file cannot be used.
        """
        for key in self.all(purpose):
            if key.id == key_id:
                return key
        raise MissingKey(
            f"The key file {self.path(purpose)} does not hold the key {key_id!r} that the database was written with. "
            "It is probably the key file of another installation, or an old copy: put back the one that belongs here."
        )

    def all(self, purpose: str) -> tuple[Key, ...]:
        """Return every key for `purpose`, the oldest first; at least one. Raises as `current`."""
        path = self.path(purpose)
        try:
            facts = path.stat()
            stamp = (facts.st_mtime_ns, facts.st_size, facts.st_ino, facts.st_mode)
            known = _READ.get(path)
            if known is None or known[0] != stamp:
                known = _READ[path] = (stamp, _read(path, facts.st_mode))
        except (FileNotFoundError, NotADirectoryError):
            raise MissingKey(
                f"The key file {path} is missing. Put it back from the copy of the keys; "
                "without it nothing sealed for this mall can be read."
            ) from None
        except OSError as error:
            raise BadKey(f"The key file {path} cannot be read: {error.strerror}. Check its owner and rights.") from None
        return known[1]

    def path(self, purpose: str) -> Path:
        """Return where the keys for `purpose` lie. Raises ValueError for an unknown purpose."""
        if purpose not in PURPOSES:
            raise ValueError(f"no such purpose of a key: {purpose!r}")
        return _folder(self.root, self.mall) / purpose


_READ: dict[Path, tuple[tuple[int, ...], tuple[Key, ...]]] = {}  # per process; a changed file is read again


def create(root: Path, mall: str) -> KeyRing:
    """
    Make all keys of a new mall, on disk for certain when this returns: all of them, or none.

    :raises KeysExist: if the mall has a key folder; nothing is touched then.
    :raises BadKey: if the folder cannot be written.
    """
    folder = _folder(root, mall)
    if folder.exists():
        raise KeysExist(
            f"There are keys already in {folder}. They are not overwritten: what they sealed would be lost."
        )
    draft = root / f".{mall}.{secrets.token_hex(4)}"
    try:
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft.mkdir(mode=0o700)
        for purpose in PURPOSES:
            _write(draft / purpose, (_new_key(),))
        _sync(draft)
        os.rename(draft, folder)  # refuses a folder that is not empty, so two at once cannot both win
    except OSError as error:
        shutil.rmtree(draft, ignore_errors=True)
        if folder.exists():
            raise KeysExist(f"There are keys already in {folder}. They are not overwritten.") from error
        raise _unwritable(folder, error) from error
    _sync(root)
    return KeyRing(root, mall)


def rotate(root: Path, mall: str, purpose: str) -> Key:
    """
    Add a new key for `purpose`; from now on it is the current one. The older keys stay.

    :raises MissingKey, BadKey: if the file is not there, or cannot be used or written.
    """
    ring = KeyRing(root, mall)
    path = ring.path(purpose)
    with _alone(path.parent):
        key = _new_key()
        draft = path.with_name(f".{purpose}.{secrets.token_hex(4)}")
        try:
            _write(draft, (*ring.all(purpose), key))
            os.replace(draft, path)
        except OSError as error:
            raise _unwritable(path, error) from error
        finally:
            draft.unlink(missing_ok=True)
        _sync(path.parent)
    return key


def check(root: Path, mall: str, known_ids: Mapping[str, Collection[str]]) -> None:
    """
    Look at every key file of a mall, for the start of the program.

    :param known_ids: for a purpose, the key ids that the database names ({"wrap": {"5d0c..."}}).
    :raises MissingKey: if a file is missing, or does not hold a key that the database names.
    :raises BadKey: if a file cannot be used.
    """
    ring = KeyRing(root, mall)
    for purpose in PURPOSES:
        ring.current(purpose)
        for key_id in known_ids.get(purpose, ()):
            ring.get(purpose, key_id)


def _folder(root: Path, mall: str) -> Path:
    if not SLUG.fullmatch(mall):
        raise ValueError(f"not a mall's short name: {mall!r}")
    return root / mall


def _unwritable(path: Path, error: OSError) -> BadKey:
    return BadKey(f"The keys in {path} cannot be written: {error.strerror}. Check the disk, its owner and rights.")


def _id_of(secret: bytes) -> str:
    return hashlib.sha256(b"dengar key id\0" + secret).hexdigest()[:12]


def _new_key() -> Key:
    secret = secrets.token_bytes(SECRET_BYTES)
    return Key(_id_of(secret), secret)


def _read(path: Path, mode: int) -> tuple[Key, ...]:
    if not stat.S_ISREG(mode):
        raise BadKey(f"The key file {path} is not a file. Put it back from the copy of the keys.")
    if mode & OPEN_TO_OTHERS:
        raise BadKey(
            f"The key file {path} may be read or changed by others (rights {stat.S_IMODE(mode):04o}). "
            f"Close it with: chmod 600 {path}"
        )
    lines = path.read_bytes().split(b"\n")
    keys = tuple(_parse(path, number, line) for number, line in enumerate(lines, 1) if line.strip())
    if not keys:
        raise BadKey(f"The key file {path} is empty. Put it back from the copy of the keys.")
    return keys


def _parse(path: Path, number: int, line: bytes) -> Key:
    try:
        key_id, text = line.decode("ascii").split()
        secret = base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error):
        secret, key_id = b"", ""
    if len(secret) != SECRET_BYTES or key_id != _id_of(secret):
        raise BadKey(f"Line {number} of the key file {path} is damaged. Put the file back from the copy of the keys.")
    return Key(key_id, secret)


def _write(path: Path, keys: tuple[Key, ...]) -> None:
    text = "".join(f"{key.id} {base64.b64encode(key.secret).decode()}\n" for key in keys)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except FileNotFoundError:
        raise MissingKey(f"The key folder {folder} is missing. Put it back from the copy of the keys.") from None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
