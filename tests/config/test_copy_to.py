"""From SQLite to PostgreSQL with real processes: everything arrives, or nothing; what was falsified is found."""

import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import closing, contextmanager

import psycopg
import pytest

from dengar.config.copying import in_order
from tests.config.test_backup import House
from tests.config.test_serving import PATIENCE, ROOT

pytestmark = pytest.mark.slow

LIVELY = """
from datetime import timedelta
from django.contrib.sessions.backends.db import SessionStore
from dengar.files import operations as files
from dengar.kit.actors import Actor, Role
from dengar.kit.now import now
from dengar.ledger import sealing
from tests import trips
from tests.cast import make_cast
from tests.files import samples
from tests.trips import LATER
cast = make_cast()
trips.to_agreed(cast)
box = cast.complaint.box
with files.prepared(box, [files.Upload("IMG.jpg", samples.picture())], at=LATER) as ready:
    files.keep(box, ready[0], by=Actor(Role.COMPLAINANT, "complainant"), at=LATER)
session = SessionStore(); session["a"] = 1; session.create()
at = now()
sealing.seal_due(at)
while sealing.seal_due(at + timedelta(hours=13)):
    pass
"""
LOOK = """
from dengar.agree.models import Agreement
from dengar.complaints.models import Complaint
from dengar.files.models import Attachment
from dengar.files.queries import original
from dengar.malls.models import Mall
from dengar.vault import operations as vault
from tests.files import samples
complaint = Complaint.objects.get()
assert original(complaint.box, Attachment.objects.get()) == samples.picture()
print("found", complaint.state, vault.read_person(complaint.box).name, Mall.objects.create(slug="dua", name="Dua").pk)
"""


@pytest.fixture(scope="module")
def cluster():
    """A PostgreSQL of these tests; gives a function that makes databases in it."""
    wait = "import os, sys; print(os.environ['DATABASE_URL'], flush=True); sys.stdin.read()"
    command = [ROOT / "script" / "postgres", "--fast", sys.executable, "-c", wait]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        first = process.stdout.readline().strip()

        def new(name):
            ask(first, f"CREATE DATABASE {name}")
            return first.rpartition("/")[0] + f"/{name}"

        yield new
        process.communicate("", timeout=PATIENCE)


@pytest.fixture(scope="module")
def lively(tmp_path_factory):
    """A house on SQLite in which things happen."""
    house = House(tmp_path_factory.mktemp("lively"))
    house.run("migrate", "-v0")
    house.run("shell", "-v0", "-c", LIVELY)
    return house


@pytest.fixture(scope="module")
def copied(lively, cluster):
    url = cluster("copied")
    return url, lively.run("copy_to", url)


def ask(url, statement):
    with closing(psycopg.connect(url, autocommit=True)) as server:
        cursor = server.execute(statement)
        return cursor.fetchall() if cursor.description else []


def rows_in(url):
    """Return how many rows of ours there are, but for those that migrating makes."""
    tables = [model._meta.db_table for model in in_order() if model._meta.app_label not in ("auth", "contenttypes")]
    return sum(ask(url, f"SELECT count(*) FROM {table}")[0][0] for table in tables)


def in_postgresql(lively, url):
    """The same house after DATABASE_URL was set."""
    house = House(lively.data.parent, url)
    assert house.data == lively.data
    return house


def test_the_copy_is_the_same_house_and_lives_on(lively, copied):
    url, words = copied
    before = (lively.data / "dengar.sqlite3").read_bytes()
    assert re.search(r"(\d+) of \1 tables are the same", words)
    assert re.search(r"ledger_leaf +64 +64 +[0-9a-f]{32}", words)
    assert "set DATABASE_URL" in words
    house = in_postgresql(lively, url)
    found = re.search(r"found agreed (.+) (\d+)", house.run("shell", "-v0", "-c", LOOK))
    assert "Sari" in found[1]
    assert int(found[2]) > 1  # the sequence goes on after what was copied
    assert "1 " in house.run("verify_ledger")
    assert ask(url, "SELECT count(*) FROM django_session") == [(0,)]
    with pytest.raises(psycopg.errors.RaiseException, match="append-only"):
        ask(url, "DELETE FROM ledger_entry")
    ask(url, "DELETE FROM malls_mall WHERE slug = 'dua'")
    assert (lively.data / "dengar.sqlite3").read_bytes() == before


@pytest.mark.parametrize(
    ("table", "column", "falsified"),
    [
        ("malls_mall", "name", "'MPP Palsu'"),
        ("complaints_complaint", "received_at", "received_at + interval '1 microsecond'"),
        ("ledger_entry", "salt", "overlay(salt placing '\\x00'::bytea from 1)"),
        ("ledger_entry", "facts", "facts || '{\"slipped\": 1}'"),
        ("people_officer", "is_active", "NOT is_active"),
    ],
)
def test_one_falsified_value_is_found_and_named(lively, copied, table, column, falsified):
    url, _words = copied
    place = f"FROM {table} WHERE {column} IS NOT NULL ORDER BY id DESC LIMIT 1"
    key, was = ask(url, f"SELECT id, {column}::text {place}")[0]

    def put(value):
        ask(url, f"SET session_replication_role = replica; UPDATE {table} SET {column} = {value} WHERE id = {key}")

    put(falsified)
    words = lively.run("copy_to", "--compare", url, ok=False)
    assert re.search(rf"{table} .* DIFFERENT: row {key}: {column}\n", words)
    assert "1 of" in words
    assert "Palsu" not in words
    quoted = was.replace("'", "''")
    put(f"'{quoted}'")


def test_a_row_that_is_missing_is_found(lively, copied):
    url, _words = copied
    ask(url, "CREATE TABLE kept AS SELECT * FROM deadlines_holiday ORDER BY id DESC LIMIT 1")
    ask(url, "DELETE FROM deadlines_holiday WHERE id IN (SELECT id FROM kept)")
    assert re.search(
        r"deadlines_holiday .* row \d+ is missing there", lively.run("copy_to", "--compare", url, ok=False)
    )
    ask(url, "INSERT INTO deadlines_holiday SELECT * FROM kept")
    assert "tables are the same" in lively.run("copy_to", "--compare", url)


def test_a_target_that_is_not_empty_is_refused(lively, copied, cluster):
    url, _words = copied
    assert "The target is not empty" in lively.run("copy_to", url, ok=False)
    other = cluster("another")
    ask(other, "CREATE TABLE theirs AS SELECT 1 AS one")
    assert "there are rows in theirs" in lively.run("copy_to", other, ok=False)


@contextmanager
def held_up(url, table):
    """Nobody can write to this table of the target within."""
    with closing(psycopg.connect(url)) as server:
        server.execute(f"LOCK TABLE {table} IN SHARE MODE")
        yield
        server.rollback()


def test_killed_in_the_middle_it_leaves_nothing_and_the_next_try_succeeds(lively, cluster):
    url = cluster("killed")
    in_postgresql(lively, url).run("migrate", "-v0")
    waiting = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'COPY%'"
    with held_up(url, "agree_commitment"):
        process = subprocess.Popen(
            [sys.executable, "-m", "dengar", "copy_to", "-"], env=lively.env, stdin=subprocess.PIPE, text=True
        )
        process.stdin.write(url + "\n")
        process.stdin.close()
        until = time.monotonic() + PATIENCE
        while not ask(url, waiting):
            assert process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.05)
        process.send_signal(signal.SIGKILL)
        process.wait(PATIENCE)
    assert rows_in(url) == 0
    assert "tables are the same" in lively.run("copy_to", url)


def test_nobody_may_write_meanwhile(lively, cluster, tmp_path):
    url = cluster("busy")
    beat = lively.data / "worker-seen"
    beat.write_text("well\n")
    try:
        assert "A worker is running" in lively.run("copy_to", url, ok=False)
    finally:
        beat.unlink()
    wait = "from django.db import connection as c; c.ensure_connection(); print('open', flush=True); input()"
    command = [sys.executable, "-m", "dengar", "shell", "-v0", "-c", wait]
    with subprocess.Popen(command, env=lively.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout.readline() == b"open\n"
        assert "has the database open" in lively.run("copy_to", url, ok=False)
        other.communicate(b"\n")


def test_what_postgresql_does_not_take_is_named_without_what_stands_there(harmed, cluster):
    url = cluster("long")
    harmed.run("shell", "-v0", "-c", "from dengar.malls.models import Mall; Mall.objects.update(name='Palsu' * 99)")
    words = harmed.run("copy_to", url, ok=False)
    assert "does not take the rows of malls_mall: value too long" in words
    assert "Palsu" not in words
    assert rows_in(url) == 0


def test_a_ledger_that_does_not_hold_is_not_carried_on(harmed, cluster):
    url = cluster("broken")
    harm = (
        "from django.db import connection as c; k = c.cursor(); k.execute('DROP TRIGGER ledger_leaf_no_update'); "
        "k.execute('UPDATE ledger_leaf SET hash = zeroblob(32) WHERE \"index\" = 3')"
    )
    harmed.run("shell", "-v0", "-c", harm)
    assert "The ledger does not hold" in harmed.run("copy_to", url, ok=False)
    assert rows_in(url) == 0


@pytest.fixture
def harmed(lively, tmp_path):
    """A second lively house, to do harm to."""
    shutil.copytree(lively.data, tmp_path / "data")
    return House(tmp_path)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("mysql://a@b/c", "must be a postgres:// address"),
        ("", "Name a target such as"),
        ("postgres://nobody:x@127.0.0.1:1/none", "The target does not answer"),
    ],
)
def test_an_address_that_is_none(lively, address, sentence):
    assert sentence in lively.run("copy_to", address, ok=False)


def test_what_is_on_postgresql_already_is_refused(lively, copied):
    url, _words = copied
    assert "uses PostgreSQL already" in in_postgresql(lively, url).run("copy_to", url, ok=False)
