"""The database itself refuses to change or remove what the register holds."""

from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from dengar.ledger import operations
from dengar.ledger.models import Checkpoint, Entry, Leaf
from tests.emptying import triggers_put_aside

NOON = datetime(2026, 11, 19, 4, 0, tzinfo=UTC)
LOG = "banjarbaru"


@contextmanager
def refused():
    with pytest.raises(DatabaseError, match="the register is append-only"), transaction.atomic():
        yield


def rows():
    entry = operations.append(LOG, operations.new_subject(), "pad", actor="house", at=NOON)
    leaf = Leaf.objects.create(log=LOG, index=0, entry=entry, hash=b"h" * 32)
    checkpoint = Checkpoint.objects.create(log=LOG, size=1, root=b"r" * 32, note="note", at=NOON)
    return entry, leaf, checkpoint


@pytest.mark.django_db
def test_nothing_is_changed():
    entry, leaf, checkpoint = rows()
    for row, change in ((entry, {"actor": "house:1"}), (leaf, {"index": 5}), (checkpoint, {"note": "other"})):
        with refused():
            type(row).objects.filter(pk=row.pk).update(**change)
        with refused():
            row.save()


@pytest.mark.django_db
def test_nothing_is_removed():
    entry, leaf, checkpoint = rows()
    for table in ("ledger_leaf", "ledger_entry", "ledger_checkpoint"):
        with refused(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")
    for row in (leaf, checkpoint):
        with refused():
            row.delete()
    assert Entry.objects.get() == entry


@pytest.mark.django_db
def test_nothing_is_replaced():
    rows()
    if connection.vendor != "sqlite":
        verb, conflict = "INSERT", "ON CONFLICT (id) DO UPDATE SET log = 'other'"
    else:
        verb, conflict = "INSERT OR REPLACE", ""
    for table in ("ledger_entry", "ledger_leaf", "ledger_checkpoint"):
        with refused(), connection.cursor() as cursor:
            cursor.execute(f"{verb} INTO {table} SELECT * FROM {table} WHERE true {conflict}")


@pytest.mark.django_db(transaction=True)
def test_no_table_is_truncated():
    rows()
    if connection.vendor == "postgresql":
        for table in ("ledger_leaf", "ledger_checkpoint", "ledger_entry"):
            with refused(), connection.cursor() as cursor:
                cursor.execute(f"TRUNCATE {table} CASCADE")
    assert Entry.objects.count() == Leaf.objects.count() == Checkpoint.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_tests_can_put_the_triggers_aside_and_they_stand_again():
    _, leaf, _ = rows()
    with triggers_put_aside():
        Leaf.objects.filter(pk=leaf.pk).update(index=7)
    with refused():
        Leaf.objects.filter(pk=leaf.pk).update(index=8)
    assert Leaf.objects.get().index == 7


@pytest.mark.django_db(transaction=True)
def test_a_transactional_test_begins_with_empty_tables():
    assert not Entry.objects.exists()
    rows()


@pytest.mark.django_db(transaction=True)
def test_and_so_does_the_next():
    assert not Entry.objects.exists()
