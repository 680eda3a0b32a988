"""A consistent copy of the database while it is in use, and the way back. SQLite and PostgreSQL."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection

FORGOTTEN = "django_session"  # whoever finds a backup must not find an open session in it
NAMES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}


class BackupFault(Exception):
    """A backup or its way back failed. The message is a sentence for the technician."""


def dump(target: Path) -> None:
    """
    Write a consistent copy of the database to `target`, which does not exist yet.

    :raises BackupFault: if the database, the disk or pg_dump said no.
    """
    if connection.vendor == "sqlite":
        _dump_sqlite(target)
    else:
        _run(["pg_dump", "--format=custom", "--no-owner", f"--exclude-table-data={FORGOTTEN}", f"--file={target}"])


def _dump_sqlite(target: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(target)])  # of one moment; without what lay in freed pages
    copy = sqlite3.connect(target, isolation_level=None)
    try:
        copy.execute(f"DELETE FROM {FORGOTTEN}")  # nosec B608
        copy.execute("VACUUM")
    finally:
        copy.close()


def is_empty() -> bool:
    """Return whether the place of the database holds nothing that a restore could destroy."""
    if connection.vendor == "sqlite":
        path = sqlite_path()
        return not path.exists() or path.stat().st_size == 0
    return not connection.introspection.table_names()


def load(source: Path, *, at: datetime) -> Path | None:
    """
    Put a dump in the place of the database, all or nothing.

    :returns: where the former SQLite file was put aside; None if there was none, or for PostgreSQL.
    :raises BackupFault: if it cannot be read; the former database is in place then.
    """
    connection.close()
    if connection.vendor == "sqlite":
        return _load_sqlite(source, at=at)
    _run(["pg_restore", "--clean", "--if-exists", "--single-transaction", "--no-owner", "--no-privileges", str(source)])
    return None


def _load_sqlite(source: Path, *, at: datetime) -> Path | None:
    place = sqlite_path()
    draft = place.with_name(f".{place.name}-{os.getpid()}")
    shutil.copyfile(source, draft)
    draft.chmod(0o600)
    with sqlite3.connect(draft) as copy:
        words = copy.execute("PRAGMA integrity_check").fetchone()[0]
    copy.close()
    if words != "ok":
        draft.unlink()
        raise BackupFault(f"The database in the backup is damaged: {words}")
    sync(draft)
    aside = None
    if place.exists():
        aside = place.with_name(f"{place.name}.before-{at:%Y%m%dT%H%M%SZ}")
        for suffix in ("-wal", "-shm", ""):  # the log belongs to the old file: the new one must not find it
            if (part := place.with_name(place.name + suffix)).exists():
                part.rename(aside.with_name(aside.name + suffix))
    draft.rename(place)
    sync(place.parent)
    return aside


def sqlite_path() -> Path:
    return Path(connection.settings_dict["NAME"])


def sync(path: Path) -> None:
    """Make sure that a file or a folder survives a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _run(command: Sequence[str]) -> None:
    settings: dict[str, Any] = connection.settings_dict
    environment = {
        "PGHOST": settings["HOST"],
        "PGPORT": settings["PORT"],
        "PGUSER": settings["USER"],
        "PGPASSWORD": settings["PASSWORD"],  # not as an argument, which every user of the machine could read
        "LC_ALL": "C",
    }
    name = f"--dbname={settings['NAME']}"
    found = shutil.which(command[0])
    if found is None:
        raise BackupFault(f"{command[0]} is not installed. On Debian: apt-get install postgresql-client")
    done = subprocess.run(
        [found, *command[1:-1], name, command[-1]],
        env={key: str(value) for key, value in environment.items() if value},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BackupFault(f"{command[0]} failed: {' '.join(done.stderr.split())[:500]}")
