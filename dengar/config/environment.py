"""
What the environment says: every variable is read once, here, and checked at start.

The table KNOWN is the whole list; docs/operate.md repeats it in words, and a test compares the two.
"""

import os
import secrets
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url

from dengar.kit import folders

LEAST_ROOM = 50_000_000  # bytes; with less, a day's work may no longer fit
KNOWN = {
    "DATABASE_URL": "postgres://user:password@host/name; without it SQLite in the data folder",
    "DENGAR_ADDRESS": "the public address, such as https://dengar.example.go.id; default http://127.0.0.1:PORT",
    "DENGAR_BIND": "the network address to listen on; default 127.0.0.1",
    "DENGAR_DATA_DIR": "the folder of everything that the house writes; default var/ beside a checkout",
    "DENGAR_KEYS_DIR": "the folder of the malls' keys; default keys/ in the data folder",
    "DENGAR_MAIL_FROM": "the sender of e-mails; neutral, without a word for complaint",
    "DENGAR_MAIL_URL": "smtp://user:password@host:587 or smtps://…:465; without it messages go to the log's console",
    "DENGAR_METRICS_TOKEN": "whoever knows it may read /metrics; without it programs of this machine may",
    "DENGAR_NOW_SHIFT": "seconds by which the house's clock is shifted; for trials only",
    "DENGAR_SECRET_KEY": "signs sessions; made once into the data folder when absent",
    "DENGAR_WORKERS": "server processes; default 1, above 1 only with PostgreSQL",
    "PORT": "the port to listen on; default 8000",
}


class Unfit(Exception):
    """The house cannot start like this. The message is a sentence for the technician."""


@dataclass(frozen=True)
class Mail:
    """Where e-mails leave. No host: they are written to the console."""

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    implicit_tls: bool = False  # smtps, from the first byte
    sender: str = "Dengar <tidak-dibalas@localhost>"


@dataclass(frozen=True)
class Environment:
    """The environment, checked."""

    data_dir: Path
    keys_dir: Path
    secret_key: str
    database: dict[str, Any]
    address: str  # without a slash at the end
    bind: str
    port: int
    workers: int
    mail: Mail
    metrics_token: str = ""

    @property
    def is_https(self) -> bool:
        return self.address.startswith("https://")

    @property
    def hosts(self) -> list[str]:
        return [str(urlsplit(self.address).hostname), "localhost", "127.0.0.1", "[::1]"]


def read(environ: Mapping[str, str]) -> Environment:
    """
    Read and check the variables; make the data folder and the secret key where they are missing.

    :raises Unfit: with a sentence that names the variable and what is wrong with it.
    """
    unknown = sorted(name for name in environ if name.startswith("DENGAR_") and name not in KNOWN)
    if unknown:
        raise Unfit(f"Unknown variable {', '.join(unknown)}. Known are: {', '.join(sorted(KNOWN))}.")
    data_dir = _folder("DENGAR_DATA_DIR", _data_dir(environ.get("DENGAR_DATA_DIR", "")))
    port = _number(environ, "PORT", default=8000, least=1, most=65535)
    _number(environ, "DENGAR_NOW_SHIFT", default=0, least=-(10**10), most=10**10)
    database = database_at(environ.get("DATABASE_URL", ""), data_dir)
    workers = _number(environ, "DENGAR_WORKERS", default=1, least=1, most=64)
    if workers > 1 and "sqlite" in database["ENGINE"]:
        raise Unfit("DENGAR_WORKERS above 1 needs PostgreSQL: set DATABASE_URL, or leave DENGAR_WORKERS out.")
    return Environment(
        data_dir=data_dir,
        keys_dir=Path(environ.get("DENGAR_KEYS_DIR") or data_dir / "keys").resolve(),
        secret_key=environ.get("DENGAR_SECRET_KEY") or _secret_key(data_dir / "secret-key"),
        database=database,
        address=_address(environ.get("DENGAR_ADDRESS") or f"http://127.0.0.1:{port}"),
        bind=environ.get("DENGAR_BIND") or "127.0.0.1",
        port=port,
        workers=workers,
        mail=_mail(environ.get("DENGAR_MAIL_URL", ""), environ.get("DENGAR_MAIL_FROM", "")),
        metrics_token=_token(environ.get("DENGAR_METRICS_TOKEN", "")),
    )


def _data_dir(said: str) -> Path:
    if not said and folders.IS_WHEEL:  # beside the package lie the libraries, and an upgrade of them
        raise Unfit("Say by DENGAR_DATA_DIR where Dengar may write, such as /var/lib/dengar/data.")
    return Path(said or folders.PACKAGE.parent / "var")


def _folder(name: str, path: Path) -> Path:
    path = path.resolve()
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryFile(dir=path) as probe:  # access() says yes to root on a read-only disk
            probe.write(b"dengar")
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        raise Unfit(
            f"{name}: the folder {path} cannot be written ({error.strerror}). Is there room, is it ours?"
        ) from error
    if shutil.disk_usage(path).free < LEAST_ROOM:
        raise Unfit(f"{name}: the disk of {path} is almost full. Make at least {LEAST_ROOM // 10**6} MB of room.")
    return path


def _number(environ: Mapping[str, str], name: str, *, default: int, least: int, most: int) -> int:
    text = environ.get(name) or str(default)
    try:
        number = int(text)
    except ValueError as error:
        raise Unfit(f"{name} must be a whole number, not {text!r}.") from error
    if not least <= number <= most:
        raise Unfit(f"{name} must lie between {least} and {most}, not {number}.")
    return number


def _secret_key(path: Path) -> str:
    """Return the key in `path`; make it first where there is none. Safe when two processes start at once."""
    try:
        if not path.exists():
            fresh = path.with_name(f".{path.name}-{os.getpid()}-{secrets.token_hex(4)}")
            fresh.touch(mode=0o600)
            fresh.write_text(secrets.token_urlsafe(64))
            try:
                path.hardlink_to(fresh)
            except FileExistsError:
                pass  # the other process was first: its key is ours too
            finally:
                fresh.unlink()
        key = path.read_text().strip()
    except OSError as error:
        raise Unfit(f"The secret key {path} cannot be read or made ({error.strerror}).") from error
    if len(key) < 32:
        raise Unfit(f"The secret key {path} is too short to be one. Delete the file, and a new one is made.")
    return key


def database_at(url: str, data_dir: Path) -> dict[str, Any]:
    """Return Django's settings of the database at `url`; "": SQLite in the data folder. Raises Unfit."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": data_dir / "dengar.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,  # seconds that a writer waits for another
                # secure_delete: a data key that was destroyed must not stay behind in a free page.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
                "PRAGMA secure_delete=ON;",
            },
        }
    try:
        parsed: dict[str, Any] = {**dj_database_url.parse(url, conn_health_checks=True)}
    except (ValueError, KeyError) as error:
        raise Unfit("DATABASE_URL cannot be read. It looks like postgres://user:password@host:5432/name.") from error
    if "postgresql" not in str(parsed.get("ENGINE")) or not parsed.get("NAME"):
        raise Unfit("DATABASE_URL must be a postgres:// address with a database name; leave it out for SQLite.")
    options: dict[str, Any] = {"pool": {"min_size": 1, "max_size": 16, "timeout": 10}}
    return parsed | {
        "OPTIONS": parsed.get("OPTIONS", {}) | options,
        "DISABLE_SERVER_SIDE_CURSORS": True,  # PgBouncer may stand between
    }


def _address(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
        raise Unfit(f"DENGAR_ADDRESS must look like https://dengar.example.go.id, not {address!r}.")
    return address.rstrip("/")


def _token(token: str) -> str:
    if token and (len(token) < 20 or not token.isascii() or not token.isprintable() or " " in token):
        raise Unfit("DENGAR_METRICS_TOKEN must have 20 letters or digits at least; openssl rand -hex 20 makes one.")
    return token


def _mail(url: str, sender: str) -> Mail:
    sender = sender or Mail.sender
    if not url:
        return Mail(sender=sender)
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Unfit("DENGAR_MAIL_URL cannot be read: its port is not a number.") from error
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise Unfit("DENGAR_MAIL_URL must look like smtp://user:password@host:587 or smtps://user:password@host:465.")
    implicit_tls = parts.scheme == "smtps"
    return Mail(
        host=parts.hostname,
        port=port or (465 if implicit_tls else 25),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        implicit_tls=implicit_tls,
        sender=sender,
    )
