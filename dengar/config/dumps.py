"""A consistent copy of the database while it is in use, and the way back. SQLite and PostgreSQL."""

import os
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from django.db import DatabaseError, connection

FORGOTTEN = "django_session"  # whoever finds a backup must not find an open session in it
GOING = 6  # half seconds that a connection which was just closed may take to be gone
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
    try:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(target)])  # of one moment; without what lay in freed pages
        with closing(sqlite3.connect(target, isolation_level=None)) as copy:
            copy.execute(f"DELETE FROM {FORGOTTEN}")  # nosec B608
            copy.execute("VACUUM")
    except (DatabaseError, sqlite3.Error) as error:
        raise BackupFault(f"The copy {target} could not be written: {error}. Is there room?") from error


def is_empty() -> bool:
    """Return whether the place of the database holds nothing that a restore could destroy."""
    if connection.vendor == "sqlite":
        path = sqlite_path()
        return not path.exists() or path.stat().st_size == 0
    return not connection.introspection.table_names()


def is_in_use() -> bool:
    """Return whether another process has the database open: it would go on writing into what is put aside."""
    if connection.vendor == "sqlite":
        place = str(sqlite_path().resolve())
        return any(_target(link) == place for link in Path("/proc").glob("[0-9]*/fd/*") if _not_ours(link))
    connection.close()
    getattr(connection, "close_pool", lambda: None)()  # our own connections must not be counted
    return _others_are_connected()


def _others_are_connected() -> bool:
    question = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
    )
    place = connection.settings_dict
    login = {"host": place["HOST"], "port": place["PORT"], "user": place["USER"], "password": place["PASSWORD"]}
    login = {name: value for name, value in login.items() if value}
    with psycopg.connect(dbname=place["NAME"], autocommit=True, **login) as alone:
        for _attempt in range(GOING):
            row = alone.execute(question).fetchone()
            if row == (0,):
                return False
            time.sleep(0.5)
    return True


def _target(link: Path) -> str:
    try:
        return os.readlink(link)
    except OSError:  # closed meanwhile, or of another user
        return ""


def _not_ours(link: Path) -> bool:
    return link.parts[2] != str(os.getpid())


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
    with closing(sqlite3.connect(draft)) as copy:
        words = copy.execute("PRAGMA integrity_check").fetchone()[0]
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
