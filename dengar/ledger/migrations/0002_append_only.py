"""
Make the database itself refuse to change or remove what the register holds.

Why in the database: a rule in Python binds only those who come through Python.
On SQLite an INSERT OR REPLACE removes a row without asking the triggers on DELETE, so an INSERT over
an existing row is refused as well.
Backwards: drops the triggers; no data is touched either way.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

REFUSAL = "the register is append-only"
TAKEN = {  # what makes a new row collide with one that is there
    "ledger_entry": "id = NEW.id",
    "ledger_leaf": 'id = NEW.id OR entry_id = NEW.entry_id OR (log = NEW.log AND "index" = NEW."index")',
    "ledger_checkpoint": "id = NEW.id OR (log = NEW.log AND size = NEW.size)",
}


def _sqlite(table: str) -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    return [
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "  # nosec B608: all names are from TAKEN
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {TAKEN[table]}) {refuse}",
    ]


def _postgresql(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()"
    ]


def protect(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(
            "CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
        )
    statements = _sqlite if editor.connection.vendor == "sqlite" else _postgresql
    for table in TAKEN:
        for statement in statements(table):
            editor.execute(statement)


def unprotect(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for table in TAKEN:
        if editor.connection.vendor == "sqlite":
            for verb in ("update", "delete", "replace"):
                editor.execute(f"DROP TRIGGER {table}_no_{verb}")
        else:
            editor.execute(f"DROP TRIGGER {table}_append_only ON {table}")
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP FUNCTION ledger_refuse()")


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_entries")]
    operations = [migrations.RunPython(protect, unprotect)]
