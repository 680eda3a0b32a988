"""
Many new rows at once, the quickest way that the database has. It lies here since this is the lowest room with rows.

PostgreSQL takes them by COPY, without a statement for each; SQLite by inserts of many rows.
"""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db import connection, models

Row = TypeVar("Row", bound=models.Model)


def insert(rows: Sequence[Row]) -> None:
    """
    Save new rows of one model in their order, inside the caller's transaction. Rows without a key are given one.

    Only a room's own operations may call it for its rows.
    """
    if not rows:
        return
    if connection.vendor == "postgresql":
        _copy(rows)
    else:
        type(rows[0])._default_manager.bulk_create(rows)


def _copy(rows: Sequence[Row]) -> None:
    model = type(rows[0])
    fields = model._meta.concrete_fields
    key = model._meta.pk
    if isinstance(key, models.AutoField) and key.column:
        _give_keys(rows, model._meta.db_table, key.column)
    columns = [field.attname for field in fields]
    # Only JSON has another form in Python than psycopg can write; asking every field takes a third of the time.
    prepared = {n: field.get_db_prep_save for n, field in enumerate(fields) if isinstance(field, models.JSONField)}
    names = ", ".join(f'"{field.column}"' for field in fields)
    kinds = [_kind(field) for field in fields]
    with (
        connection.cursor() as cursor,
        cursor.copy(f'COPY "{model._meta.db_table}" ({names}) FROM STDIN (FORMAT BINARY)') as copy,  # nosec B608
    ):
        copy.set_types(kinds)
        for row in rows:
            kept = row.__dict__
            values = [kept[name] for name in columns]
            for n, prepare in prepared.items():
                values[n] = prepare(values[n], connection)
            copy.write_row(values)


def _give_keys(rows: Sequence[Row], table: str, column: str) -> None:
    question = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
    with connection.cursor() as cursor:
        cursor.execute(question, [f'"{table}"', column, len(rows)])
        for row, (key,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk = key


def _kind(field: "models.Field[Any, Any]") -> str:
    """Return PostgreSQL's name of a column's type, without its length: "varchar", "timestamp with time zone"."""
    return str(field.db_type(connection)).partition("(")[0]
