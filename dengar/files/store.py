"""
Sealed files on the disk, in the data folder beside the database. Names are random and say nothing.

A file is whole and synced before its row is committed, so a row never names what is not there. Its time
on the disk is the moment that the house was told, so that what no row names can be found by its age.
"""

import os
import secrets
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings

FOLDER = "files"  # config.backups copies it
PART = ".part"


def new_name() -> str:
    """Return a name that no file has: 32 hex digits."""
    return secrets.token_hex(16)


def write(name: str, sealed: bytes, *, at: datetime) -> None:
    """Write a sealed file under a new name. Once this returns it survives a power cut."""
    place = _place(name)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = place.with_suffix(PART)
    with open(part, "xb", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
        file.write(sealed)
        file.flush()
        os.fsync(file.fileno())
    os.utime(part, (at.timestamp(), at.timestamp()))
    part.rename(place)
    for folder in (place.parent, place.parent.parent):
        _sync(folder)


def read(name: str) -> bytes:
    """Return a sealed file. FileNotFoundError if it is gone."""
    return _place(name).read_bytes()


def remove(*names: str) -> None:
    """Take files away; those that are gone already do no harm."""
    for name in names:
        _place(name).unlink(missing_ok=True)


def older_than(moment: datetime) -> Iterator[str]:
    """Yield the names of all files that were written before `moment`, those that were cut off too."""
    for path in (Path(settings.DATA_DIR) / FOLDER).glob("??/*"):
        try:
            old = path.stat().st_mtime < moment.timestamp()
        except FileNotFoundError:
            continue
        if old and path.suffix == PART:
            path.unlink(missing_ok=True)
        elif old:
            yield path.name


def _place(name: str) -> Path:
    return Path(settings.DATA_DIR) / FOLDER / name[:2] / name


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
