"""
Make the table in which tries to sign in are counted, for all workers alike.

Backwards: drops it; nothing in it is kept for longer than some minutes.
"""

from django.apps.registry import Apps
from django.core.management import call_command
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "cache"


def make(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    call_command("createcachetable", TABLE, database=editor.connection.alias, verbosity=0)


def drop(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    editor.execute(f"DROP TABLE {editor.quote_name(TABLE)}")


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunPython(make, drop)]
