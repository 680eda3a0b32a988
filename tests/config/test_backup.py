"""Backup and restore, with real files and real processes, on the database that the tests run on."""

import json
import os
import resource
import secrets
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from django.db import connection

pytestmark = pytest.mark.slow

SEED = """
from datetime import UTC, datetime
from django.conf import settings
from dengar.files import operations as files
from dengar.kit import keyring
from dengar.kit.actors import Actor, Role
from dengar.ledger import operations as ledger
from dengar.malls.models import Mall
from dengar.vault import operations as vault
from dengar.vault.details import PersonDetails
from tests.files import samples
at = datetime(2026, 3, 2, 1, tzinfo=UTC)
Mall.objects.create(slug="mpp", name="MPP Banjarbaru")
keyring.create(settings.KEYS_DIR, "mpp")
box = vault.make_box("mpp", at=at)
vault.keep_person(box, PersonDetails(name="Sari Penanda", phone="081200004321"), at=at)
with files.prepared(box, [files.Upload("IMG.jpg", samples.picture())], at=at) as ready:
    files.keep(box, ready[0], by=Actor(Role.COMPLAINANT, "complainant"), at=at)
"""
LOOK = """
from dengar.malls.models import Mall
from dengar.vault import operations as vault
from dengar.vault.models import Box
from dengar.files.models import Attachment
from dengar.files.queries import content, original
from tests.files import samples
box, row = Box.objects.get(), Attachment.objects.get()
assert original(box, row) == samples.picture()
assert content(box, row)[:2] == bytes([255, 216])
print("found", Mall.objects.get().name, vault.read_person(box).name)
"""


class House:
    """One installation with a data folder and a database of its own."""

    def __init__(self, folder: Path, url: str = "") -> None:
        self.data = folder / "data"
        self.keys = folder / "keys"
        self.env = {name: value for name, value in os.environ.items() if not name.startswith(("DENGAR_", "DJANGO_"))}
        self.env |= {"DENGAR_DATA_DIR": str(self.data), "DENGAR_KEYS_DIR": str(self.keys), "DATABASE_URL": url}

    def run(self, *words: object, ok: bool = True) -> str:
        command = [sys.executable, "-m", "dengar", *map(str, words)]
        done = subprocess.run(command, env=self.env, capture_output=True, text=True, check=False)
        assert (done.returncode == 0) is ok, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout + done.stderr

    def seeded(self) -> "House":
        self.run("migrate", "-v0")
        self.run("shell", "-v0", "-c", SEED)
        return self


@pytest.fixture
def new_house(tmp_path):
    """Make installations; on PostgreSQL each gets a database, which goes after the test."""
    made = []

    def make(name: str) -> House:
        if connection.vendor != "postgresql":
            return House(tmp_path / name)
        place = connection.settings_dict
        database = f"backup_{secrets.token_hex(4)}"
        administer(f"CREATE DATABASE {database}")
        made.append(database)
        host = str(place["HOST"]).replace("/", "%2F")
        login = f"{place['USER']}:{place['PASSWORD']}" if place["PASSWORD"] else place["USER"]
        return House(tmp_path / name, f"postgres://{login}@{host}:{place['PORT']}/{database}")

    yield make
    for database in made:
        administer(f"DROP DATABASE {database} WITH (FORCE)")


def administer(statement: str) -> None:
    place = connection.settings_dict
    asked = {"host": place["HOST"], "port": place["PORT"], "user": place["USER"], "password": place["PASSWORD"]}
    asked = {name: value for name, value in asked.items() if value}
    with closing(psycopg.connect(dbname="postgres", autocommit=True, **asked)) as server:
        server.execute(statement)


@pytest.fixture
def copies(new_house, tmp_path):
    """A seeded installation, and its two copies."""
    house = new_house("first").seeded()
    house.run("backup", tmp_path / "copy", "--keys", tmp_path / "copy-of-keys")
    return house, tmp_path / "copy", tmp_path / "copy-of-keys"


def test_a_new_machine_gets_everything_back(copies, new_house):
    _house, copy, keys = copies
    other = new_house("second")
    assert "restored" in other.run("restore", copy, "--keys", keys)
    assert "found MPP Banjarbaru Sari Penanda" in other.run("shell", "-v0", "-c", LOOK)
    assert (other.keys / "mpp" / "wrap").stat().st_mode & 0o077 == 0


def test_no_key_and_no_name_lie_in_the_data(copies):
    house, copy, _keys = copies
    secrets_of_house = [path.read_text().split()[1].encode() for path in (house.keys / "mpp").iterdir()]
    secrets_of_house.append((house.data / "secret-key").read_bytes())
    everything = b"".join(path.read_bytes() for path in copy.rglob("*") if path.is_file())
    assert not [secret for secret in secrets_of_house if secret in everything]
    assert b"Penanda" not in everything
    assert copy.stat().st_mode & 0o077 == 0


def test_open_sessions_are_not_in_the_copy(new_house, tmp_path):
    house = new_house("first").seeded()
    house.run(
        "shell",
        "-v0",
        "-c",
        "from django.contrib.sessions.backends.db import SessionStore as S; s = S(); s['a'] = 1; s.create()",
    )
    house.run("backup", tmp_path / "copy", "--keys", tmp_path / "copy-of-keys")
    other = new_house("second")
    other.run("restore", tmp_path / "copy", "--keys", tmp_path / "copy-of-keys")
    count = "from django.contrib.sessions.models import Session as S; print('sessions', S.objects.count())"
    assert "sessions 1" in house.run("shell", "-v0", "-c", count)
    assert "sessions 0" in other.run("shell", "-v0", "-c", count)


def test_the_copy_and_the_keys_may_not_lie_together(new_house, tmp_path):
    house = new_house("first").seeded()
    words = house.run("backup", tmp_path / "copy", "--keys", tmp_path / "copy" / "keys", ok=False)
    assert "must not lie within" in words
    assert "Name a new folder" in house.run("backup", ok=False)


def test_a_copy_never_overwrites_another(copies):
    house, copy, keys = copies
    before = (copy / "manifest.json").read_bytes()
    assert "is there already" in house.run("backup", copy, ok=False)
    assert "is there already" in house.run("backup", "--keys", keys, ok=False)
    assert (copy / "manifest.json").read_bytes() == before


def test_a_place_in_use_is_refused_and_with_force_put_aside(copies):
    house, copy, _keys = copies
    house.run("shell", "-v0", "-c", "from dengar.malls.models import Mall; Mall.objects.update(name='Later')")
    assert "add --force" in house.run("restore", copy, ok=False)
    assert "found Later" in house.run("shell", "-v0", "-c", LOOK)
    house.run("restore", copy, "--force")
    assert "found MPP Banjarbaru Sari Penanda" in house.run("shell", "-v0", "-c", LOOK)
    assert [path for path in house.data.glob("files.before-*/??/*")]
    if connection.vendor == "sqlite":
        assert len(list(house.data.glob("dengar.sqlite3.before-*"))) >= 1


def test_without_keys_or_with_those_of_another_house_nothing_changes(copies, new_house, tmp_path):
    _house, copy, _keys = copies
    other = new_house("second")
    words = other.run("restore", copy, ok=False)
    assert "do not open this backup" in words
    assert "is missing" in words
    stranger = new_house("third").seeded()
    stranger.run("backup", "--keys", tmp_path / "strange-keys")
    words = other.run("restore", copy, "--keys", tmp_path / "strange-keys", ok=False)
    assert "another installation" in words
    assert not (other.keys / "mpp").exists()
    if connection.vendor == "sqlite":
        assert not (other.data / "dengar.sqlite3").exists()


@pytest.mark.parametrize("harm", ["change", "remove", "add", "manifest"])
def test_a_damaged_copy_is_named_and_nothing_changes(copies, new_house, harm):
    _house, copy, keys = copies
    database = next(copy.glob("database.*"))
    if harm == "change":
        whole = bytearray(database.read_bytes())
        whole[len(whole) // 2] ^= 1
        database.write_bytes(whole)
    elif harm == "remove":
        database.unlink()
    elif harm == "add":
        (copy / "files" / "a2").write_text("slipped in")
    else:
        (copy / "manifest.json").write_text("{")
    words = new_house("second").run("restore", copy, "--keys", keys, ok=False)
    assert any(part in words for part in ("changed or damaged", "does not hold", "is damaged"))


def test_a_copy_of_a_newer_program_or_another_database_is_refused(copies, new_house):
    _house, copy, keys = copies
    manifest = json.loads((copy / "manifest.json").read_text())
    changed = manifest | {"migrations": [*manifest["migrations"], "ledger.9999_later"], "version": "9.0"}
    (copy / "manifest.json").write_text(json.dumps(changed))
    assert "another version, 9.0" in new_house("second").run("restore", copy, "--keys", keys, ok=False)
    (copy / "manifest.json").write_text(json.dumps(manifest | {"database": "oracle"}))
    assert "is a backup of oracle" in new_house("third").run("restore", copy, "--keys", keys, ok=False)


def test_a_running_worker_is_noticed(copies):
    house, copy, _keys = copies
    (house.data / "worker-seen").write_text("well\n")
    assert "Stop the server and the worker" in house.run("restore", copy, "--force", ok=False)


def test_a_database_that_somebody_has_open_is_left_alone(copies):
    house, copy, _keys = copies
    wait = "from django.db import connection as c; c.ensure_connection(); print('open', flush=True); input()"
    command = [sys.executable, "-m", "dengar", "shell", "-v0", "-c", wait]
    with subprocess.Popen(command, env=house.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout.readline() == b"open\n"
        assert "has the database open" in house.run("restore", copy, "--force", ok=False)
        other.communicate(b"\n")
    house.run("restore", copy, "--force")


def test_a_disk_without_room_is_said_and_leaves_nothing(copies, tmp_path):
    house, _copy, _keys = copies

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))  # bytes of one file

    command = [sys.executable, "-m", "dengar", "backup", str(tmp_path / "no-room")]
    done = subprocess.run(command, env=house.env, capture_output=True, text=True, check=False, preexec_fn=little_room)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert any(words in done.stderr for words in ("could not be written", "failed", "cannot be written"))
    assert not list(tmp_path.glob("no-room*"))


def test_a_folder_that_is_no_copy(new_house, tmp_path):
    (tmp_path / "empty").mkdir()
    assert "is no backup" in new_house("first").run("restore", tmp_path / "empty", ok=False)


def test_keys_that_are_missing_are_said_while_the_data_are_still_copied(copies, tmp_path):
    house, _copy, _keys = copies
    (house.keys / "mpp" / "contact").unlink()
    assert "Warning: The key file" in house.run("backup", tmp_path / "again")
    assert "is missing" in house.run("backup", "--keys", tmp_path / "keys-again", ok=False)
    shutil.rmtree(house.keys)
    assert "There are no keys" in house.run("backup", "--keys", tmp_path / "keys-again", ok=False)
    assert not list(tmp_path.glob("*.part"))
