"""
Empty tables after a transactional test, although the database refuses to remove what is append-only.

Only tests do this: the triggers are put aside, the tables are emptied, the triggers stand again.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test import TransactionTestCase


@contextmanager
def triggers_put_aside() -> Iterator[None]:
    """Nothing is append-only within; the triggers are as they were afterwards."""
    put_aside, put_back = _sqlite() if connection.vendor == "sqlite" else _postgresql()
    _run(put_aside)
    try:
        yield
    finally:
        _run(put_back)


@contextmanager
def tables_can_be_emptied() -> Iterator[None]:
    """Let every TransactionTestCase, and so every pytest.mark.django_db(transaction=True), clean up."""
    teardown = TransactionTestCase._fixture_teardown

    def teardown_without_triggers(case: TransactionTestCase) -> None:
        with triggers_put_aside():
            teardown(case)

    TransactionTestCase._fixture_teardown = teardown_without_triggers
    try:
        yield
    finally:
        TransactionTestCase._fixture_teardown = teardown


def _sqlite() -> tuple[list[str], list[str]]:
    rows = _run(["SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"])
    return [f'DROP TRIGGER "{name}"' for name, _ in rows], [sql for _, sql in rows]


def _postgresql() -> tuple[list[str], list[str]]:
    rows = _run(
        [
            "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger "
            "JOIN pg_class ON pg_class.oid = tgrelid WHERE NOT tgisinternal AND relnamespace = 'public'::regnamespace"
        ]
    )
    now = "SET CONSTRAINTS ALL IMMEDIATE"  # a table with checks still to be made cannot be altered
    off, on = (
        [now, *(f"ALTER TABLE {table} {verb} TRIGGER USER" for (table,) in rows)] for verb in ("DISABLE", "ENABLE")
    )
    return off, on


def _run(statements: list[str]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
            rows = cursor.fetchall() if cursor.description else []
    return rows
