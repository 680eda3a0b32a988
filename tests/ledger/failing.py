"""Let the database itself fail, as a full disk would make it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

MESSAGE = "the disk is full"


@contextmanager
def failing(table: str) -> Iterator[None]:
    """Every new row of this table fails within. Roll back to a savepoint before it ends."""
    body = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    on = ""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE OR REPLACE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$"
            )
            body, on = "FOR EACH STATEMENT EXECUTE FUNCTION fail()", f" ON {table}"
        cursor.execute(f"CREATE TRIGGER failing BEFORE INSERT ON {table} {body}")
    yield
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER failing{on}")
