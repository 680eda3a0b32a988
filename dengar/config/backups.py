"""
Backup and restore. The data and the keys are two copies, kept in two places: whoever finds one reads nothing.

A copy is a folder with a `manifest.json` that names every file with its size and SHA-256. It is written
under another name and renamed when it is whole, so a folder without `.part` is a whole copy.
"""

import errno
import hashlib
import json
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from dengar import __version__
from dengar.config import dumps
from dengar.config.dumps import BackupFault
from dengar.files.store import FOLDER as FILES
from dengar.files.store import PART
from dengar.kit.keyring import PURPOSES, KeyFault, KeyRing
from dengar.ledger import queries as ledger

FORMAT = 1
MANIFEST = "manifest.json"
ALIVE = 15  # seconds since the last heartbeat within which a worker counts as running
KeyIds = dict[str, dict[str, list[str]]]  # mall, purpose, ids


@dataclass(frozen=True)
class Report:
    """What was done, for the technician."""

    folder: Path
    files: int
    size: int  # bytes
    warnings: tuple[str, ...] = ()


def backup(folder: Path, *, at: datetime) -> Report:
    """
    Copy the database and the files into a new folder, while the house is open. No key is in it.

    :raises BackupFault: if the folder is there already, or the database or the disk said no.
    """
    with _fresh(folder) as draft:
        database = draft / dumps.NAMES[connection.vendor]
        dumps.dump(database)
        database.chmod(0o600)
        _copy_files(Path(settings.DATA_DIR) / FILES, draft / FILES)
        keys, warnings = key_ids(Path(settings.KEYS_DIR))
        more = {"database": connection.vendor, "migrations": _applied(), "keys": keys}
        size, count = _write_manifest(draft, "data", more, at=at)
    with suppress(OSError):  # the copy is whole; that monitoring does not learn of it is no reason to fail
        (Path(settings.DATA_DIR) / settings.BACKUP_MADE).touch(mode=0o600)
    return Report(folder, count, size, warnings)


def _copy_files(source: Path, target: Path) -> None:
    """Copy what people attached, after the database: each row's file was whole before the row was."""
    for path in sorted(source.glob("??/*")):
        if path.suffix == PART:
            continue
        place = target / path.relative_to(source)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            shutil.copy2(path, place)
        except FileNotFoundError:  # taken back meanwhile, with its row
            place.unlink(missing_ok=True)


def backup_keys(folder: Path, *, at: datetime) -> Report:
    """
    Copy the malls' keys and the secret key into a new folder. Keep it apart from the data, under lock.

    :raises BackupFault: if there are no keys, one cannot be used, or the folder is there already.
    """
    root = Path(settings.KEYS_DIR)
    ids, warnings = key_ids(root)
    if warnings or not ids:
        raise BackupFault(warnings[0] if warnings else f"There are no keys in {root}.")
    with _fresh(folder) as draft:
        for mall in ids:
            (draft / "keys" / mall).mkdir(mode=0o700, parents=True)
            for purpose in PURPOSES:
                shutil.copy2(root / mall / purpose, draft / "keys" / mall / purpose)
        secret = Path(settings.DATA_DIR) / "secret-key"
        if secret.exists():
            shutil.copy2(secret, draft / "secret-key")
        size, count = _write_manifest(draft, "keys", {"keys": ids}, at=at)
    return Report(folder, count, size)


def restore(folder: Path, *, keys: Path | None, force: bool, at: datetime) -> Report:
    """
    Put a copy back: check it whole, then the keys, then the database and the files; then migrate and verify the ledger.

    :param keys: a copy of the keys; None: those in the key folder must fit.
    :param force: put aside what lies in the place; without it a place that is not empty is refused.
    :raises BackupFault: with what is wrong. Up to the moment when the database is put in place nothing has changed.
    """
    manifest = _checked(folder, "data")
    _fits_program(folder, manifest)
    must_be_quiet()
    if not force and not dumps.is_empty():
        raise BackupFault("There is a database in this place already. To put it aside and restore, add --force.")
    if keys is not None:
        _restore_keys(keys, manifest["keys"], force=force, at=at)
    _keys_fit(Path(settings.KEYS_DIR), manifest["keys"])
    warnings = _restore_files(folder, force=force, at=at)
    aside = dumps.load(folder / dumps.NAMES[connection.vendor], at=at)
    if aside:
        warnings = (*warnings, f"The former database was put aside as {aside}.")
    call_command("migrate", interactive=False, verbosity=0)
    _ledger_holds()
    sizes = [row["bytes"] for row in manifest["files"]]
    return Report(folder, len(sizes), sum(sizes), warnings)


def _ledger_holds() -> None:
    # Not `dengar verify_ledger`: an older copy rightly holds entries that were to be sealed after it was made.
    for log in ledger.logs():
        if found := ledger.first_mismatch(log):
            raise BackupFault(
                f"The backup is in place, but its ledger does not hold: {log}, {found.what} at {found.place}. "
                "Somebody changed it before the backup was made. Keep this copy as evidence and try an older one."
            )


def key_ids(root: Path) -> tuple[KeyIds, tuple[str, ...]]:
    """Return the ids of all keys under `root`, and what is wrong with those that cannot be read."""
    found: KeyIds = {}
    wrong: list[str] = []
    for folder in sorted(path for path in root.glob("*") if path.is_dir() and not path.name.startswith(".")):
        ring = KeyRing(root, folder.name)
        try:
            found[folder.name] = {purpose: [key.id for key in ring.all(purpose)] for purpose in PURPOSES}
        except KeyFault as fault:
            wrong.append(str(fault))
    return found, tuple(wrong)


@contextmanager
def _fresh(folder: Path) -> Iterator[Path]:
    """Give a draft folder that becomes `folder` when all went well, and is gone when not."""
    if folder.exists():
        raise BackupFault(f"{folder} is there already. Name a new folder: a backup never overwrites another.")
    draft = folder.with_name(folder.name + ".part")
    try:
        shutil.rmtree(draft, ignore_errors=True)  # of a backup that was cut off
        draft.mkdir(mode=0o700, parents=True)
        yield draft
        dumps.sync(draft)
        draft.rename(folder)
        dumps.sync(folder.parent)
    except OSError as error:
        why = "the disk is full" if error.errno == errno.ENOSPC else error.strerror
        raise BackupFault(f"{folder} cannot be written: {why}.") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _applied() -> list[str]:
    rows = MigrationLoader(connection).applied_migrations
    return sorted(f"{app}.{name}" for app, name in rows)


def _write_manifest(draft: Path, kind: str, more: Mapping[str, Any], *, at: datetime) -> tuple[int, int]:
    rows, size = [], 0
    for path in sorted(path for path in draft.rglob("*") if path.is_file()):
        dumps.sync(path)
        size += path.stat().st_size
        rows.append({"path": str(path.relative_to(draft)), "bytes": path.stat().st_size, "sha256": _sha256(path)})
    words = {"format": FORMAT, "kind": kind, "version": __version__, "made_at": at.astimezone(UTC).isoformat()}
    target = draft / MANIFEST
    target.write_text(json.dumps({**words, **more, "files": rows}, indent=1) + "\n")
    target.chmod(0o600)
    dumps.sync(target)
    return size, len(rows)


def _checked(folder: Path, kind: str) -> dict[str, Any]:
    """Return the manifest of a whole copy. Raises BackupFault if a file is missing, changed or slipped in."""
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text())
        named = {row["path"]: row for row in manifest["files"]}
        if manifest["format"] != FORMAT or manifest["kind"] != kind:
            raise BackupFault(f"{folder} is a copy of {manifest['kind']}, not of {kind}, or of another format.")
    except OSError as error:
        raise BackupFault(f"{folder} is no backup: {MANIFEST} cannot be read ({error.strerror}).") from error
    except (ValueError, KeyError, TypeError) as error:
        raise BackupFault(f"{folder / MANIFEST} is damaged.") from error
    present = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()} - {MANIFEST}
    if odd := sorted(present ^ set(named)):
        raise BackupFault(f"{folder} does not hold what its manifest says: {', '.join(odd[:3])}")
    for name, row in named.items():
        if _sha256(folder / name) != row["sha256"]:
            raise BackupFault(f"{folder / name} was changed or damaged: its SHA-256 is not the one in the manifest.")
    return manifest


def _fits_program(folder: Path, manifest: Mapping[str, Any]) -> None:
    if manifest["database"] != connection.vendor:
        raise BackupFault(
            f"{folder} is a backup of {manifest['database']}, but this installation uses {connection.vendor}. "
            "Set DATABASE_URL so that both are the same."
        )
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if newer := [name for name in manifest["migrations"] if name not in known]:
        raise BackupFault(
            f"{folder} was made by another version, {manifest['version']}; this is {__version__} and does not know "
            f"{newer[0]}. Install that version first."
        )


def must_be_quiet() -> None:
    """Raise BackupFault if a worker is running or another program has the database open."""
    heartbeat = Path(settings.HEARTBEAT)
    if heartbeat.exists() and time.time() - heartbeat.stat().st_mtime < ALIVE:
        raise BackupFault("A worker is running. Stop the server and the worker first, then try again.")
    if dumps.is_in_use():
        raise BackupFault("Another program has the database open. Stop server and worker first, then try again.")


def _restore_keys(copy: Path, needed: KeyIds, *, force: bool, at: datetime) -> None:
    """Put the keys of a copy in place, if they fit; the same keys in place already are fine."""
    _checked(copy, "keys")
    _keys_fit(copy / "keys", needed)
    root = Path(settings.KEYS_DIR)
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    for source in sorted((copy / "keys").iterdir()):
        place = root / source.name
        if place.exists() and _same(source, place):
            continue
        if place.exists() and not force:
            raise BackupFault(f"There are other keys in {place}. To put them aside and restore, add --force.")
        if place.exists():
            place.rename(root / f".{source.name}.before-{at:%Y%m%dT%H%M%SZ}")
        shutil.copytree(source, place)
        place.chmod(0o700)
    secret = Path(settings.DATA_DIR) / "secret-key"
    if (copy / "secret-key").exists() and not secret.exists():
        shutil.copy2(copy / "secret-key", secret)


def _same(left: Path, right: Path) -> bool:
    return all((right / path.name).exists() and _sha256(path) == _sha256(right / path.name) for path in left.iterdir())


def _keys_fit(root: Path, needed: KeyIds) -> None:
    for mall, purposes in needed.items():
        for purpose, ids in purposes.items():
            try:
                for key_id in ids:
                    KeyRing(root, mall).get(purpose, key_id)
            except KeyFault as fault:
                raise BackupFault(
                    f"These keys do not open this backup, so nothing was changed. {fault} "
                    "Give the folder of the right copy of the keys with --keys."
                ) from fault


def _restore_files(folder: Path, *, force: bool, at: datetime) -> tuple[str, ...]:
    source, place = folder / FILES, Path(settings.DATA_DIR) / FILES
    warnings: tuple[str, ...] = ()
    if place.is_dir() and any(place.iterdir()):
        if not force:
            raise BackupFault(f"There are files in {place} already. To put them aside and restore, add --force.")
        aside = place.with_name(f"{FILES}.before-{at:%Y%m%dT%H%M%SZ}")
        place.rename(aside)
        warnings = (f"The former files were put aside as {aside}.",)
    if source.is_dir():
        shutil.copytree(source, place, dirs_exist_ok=True)
    return warnings


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
