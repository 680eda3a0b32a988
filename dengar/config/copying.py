"""
From SQLite to PostgreSQL: every row is copied, compared with its original, and only then kept.

All that happens in the target happens in one transaction (but for the making of its tables, in which nothing
is). All that is read of the source is of one moment: its write lock is held, and nothing in it is changed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from graphlib import TopologicalSorter
from pathlib import Path

import psycopg
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DatabaseError, OperationalError, connections, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from dengar.config import backups, environment
from dengar.config.comparing import Model, Pair, Tally, compare, rows
from dengar.ledger import queries as ledger

OURS, TARGET = "default", "target"
LEFT_OUT = {"django_session"}  # who was signed in signs in again; the counters of tries (cache) begin anew as well
MADE_BY_MIGRATE = {"django_migrations", "django_content_type", "auth_permission"}


class CopyFault(Exception):
    """The copy was not made, and nothing is in the target. The message is a sentence for the technician."""


def copy(url: str) -> list[Pair]:
    """
    Copy this installation's database to the PostgreSQL at `url`; return what was compared, table by table.

    :raises CopyFault: with what is wrong; nothing is in the target then, but perhaps its empty tables.
    :raises BackupFault: if somebody has the database open.
    """
    _may_be_copied()
    with _target(url):
        _must_be_empty()
        with _in_place_of_ours():
            call_command("migrate", interactive=False, verbosity=0)
        _must_be_alike()
        with transaction.atomic(using=OURS), transaction.atomic(using=TARGET):
            pairs = _copy_all()
            if odd := [pair for pair in pairs if not pair.is_same]:
                raise CopyFault(f"The copy differs, so nothing was kept: {odd[0].table}, {odd[0].difference}.")
            with _in_place_of_ours():
                _ledger_must_hold()
    return pairs


def compare_with(url: str) -> list[Pair]:
    """Compare this installation's database with its copy at `url`, table by table. Raises as `copy`."""
    _may_be_copied()
    with _target(url):
        _must_be_alike()
        with transaction.atomic(using=OURS), transaction.atomic(using=TARGET):
            with connections[TARGET].cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")  # of one moment
            return [compare(model, OURS, TARGET) for model in in_order()]


def in_order() -> list[Model]:
    """Return the models of all tables that are copied; what a row points at comes before the row."""
    found = [model for model in apps.get_models(include_auto_created=True) if model._meta.db_table not in LEFT_OUT]
    return list(TopologicalSorter({model: _pointed_at(model) for model in found}).static_order())


def _pointed_at(model: Model) -> set[Model]:
    fields = (field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey))
    return {field.related_model for field in fields} - {model}


def _may_be_copied() -> None:
    if connections[OURS].vendor != "sqlite":
        raise CopyFault("This installation uses PostgreSQL already. Between two of them: dengar backup, then restore.")
    backups.must_be_quiet()
    executor = MigrationExecutor(connections[OURS])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CopyFault("The database here is not up to date. Run: dengar migrate")


@contextmanager
def _target(url: str) -> Iterator[None]:
    try:
        place = environment.database_at(url, Path(settings.DATA_DIR))
    except environment.Unfit as problem:
        raise CopyFault(str(problem).replace("DATABASE_URL", "The target's address")) from problem
    if "sqlite" in place["ENGINE"]:
        raise CopyFault("Name a target such as postgres://user:password@host/name.")
    options = {name: value for name, value in place["OPTIONS"].items() if name != "pool"}  # one connection will do
    place = {**place, "OPTIONS": options, "DISABLE_SERVER_SIDE_CURSORS": False}  # rows are read bit by bit
    connections.databases[TARGET] = connections.configure_settings({OURS: {}, TARGET: place})[TARGET]
    try:
        connections[TARGET].ensure_connection()
    except OperationalError as error:
        raise CopyFault(f"The target does not answer as it should: {' '.join(str(error).split())}") from error
    try:
        yield
    finally:
        connections[TARGET].close()
        del connections[TARGET]
        del connections.databases[TARGET]


@contextmanager
def _in_place_of_ours() -> Iterator[None]:
    """Let all that asks the default database ask the target: migrations and the ledger know no other."""
    ours = connections[OURS]
    connections[OURS] = connections[TARGET]
    try:
        yield
    finally:
        connections[OURS] = ours


def _ledger_must_hold() -> None:
    for log in ledger.logs():
        if found := ledger.first_mismatch(log):
            raise CopyFault(
                f"The ledger does not hold, here and in the copy: {log}, {found.what} at {found.place}. "
                "Nothing was kept in the target. dengar verify_ledger says more."
            )


def _must_be_empty() -> None:
    with connections[TARGET].cursor() as cursor:
        for table in sorted(set(connections[TARGET].introspection.table_names(cursor)) - MADE_BY_MIGRATE):
            cursor.execute(f"SELECT 1 FROM {connections[TARGET].ops.quote_name(table)} LIMIT 1")  # nosec B608
            if cursor.fetchone():
                raise CopyFault(f"The target is not empty: there are rows in {table}. Name a new, empty database.")


def _must_be_alike() -> None:
    here, there = (set(MigrationLoader(connections[alias]).applied_migrations) for alias in (OURS, TARGET))
    if odd := sorted(here ^ there):
        app, name = odd[0]
        raise CopyFault(f"The two databases are not of the same version: only one of them knows {app}.{name}.")


def _copy_all() -> list[Pair]:
    target = connections[TARGET]
    models_in_order = in_order()
    with target.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a row that points nowhere is found at its table
        for model in reversed([model for model in models_in_order if model._meta.db_table in MADE_BY_MIGRATE]):
            cursor.execute(f"DELETE FROM {target.ops.quote_name(model._meta.db_table)}")  # nosec B608
    counted = {model: _copy_table(model) for model in models_in_order}
    with target.cursor() as cursor:
        for statement in target.ops.sequence_reset_sql(no_style(), models_in_order):
            cursor.execute(statement)
    return [compare(model, OURS, TARGET, counted=tally) for model, tally in counted.items()]


def _copy_table(model: Model) -> Tally:
    """Send all rows of one table by COPY, as they are read; return their tally. The triggers stay as they are."""
    target, counted = connections[TARGET], Tally()
    fields = model._meta.concrete_fields
    quote = target.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in fields)
    statement = f"COPY {quote(model._meta.db_table)} ({names}) FROM STDIN"
    try:
        with target.cursor() as cursor, cursor.copy(statement) as sink:
            for row in rows(model, OURS):
                counted.add(row)
                sink.write_row([_sent(field, value) for field, value in zip(fields, row, strict=True)])
    except (DatabaseError, psycopg.Error) as error:
        raise CopyFault(f"PostgreSQL does not take the rows of {model._meta.db_table}: {_why(error)}.") from error
    return counted


def _sent(field: "models.Field[object, object]", value: object) -> object:
    if isinstance(value, bytes | memoryview):
        return bytes(value)
    return field.get_db_prep_save(value, connection=connections[TARGET])


def _why(error: Exception) -> str:
    """Return the first line alone: the rest would quote the row."""
    return next(iter(str(error).splitlines()), type(error).__name__)
