"""The console command `dengar`: Django's command line with our settings, and clear words when it cannot start."""

import os
import sys


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dengar.config.settings")
    if "collectstatic" not in sys.argv[1:2]:  # its files are for all; everything else that we write is ours alone
        os.umask(0o077)
    from django.core.management import execute_from_command_line
    from django.db import DatabaseError, OperationalError

    from dengar.config.environment import Unfit

    try:
        try:
            execute_from_command_line(sys.argv)
        except DatabaseError as error:
            if type(error) not in (DatabaseError, OperationalError):
                raise  # a bug of ours, with its trace
            raise Unfit(f"The database does not answer as it should: {why_not(error)}") from error
    except Unfit as problem:
        sys.stderr.write(f"dengar: {problem}\n")
        return 1
    return 0


def why_not(error: Exception) -> str:
    """Return one line for the technician; where the pool only says "timeout", ask the database once without it."""
    import psycopg
    from django.conf import settings
    from django.db import connection

    text = str(error)
    if connection.vendor == "postgresql":
        place = settings.DATABASES["default"]
        asked = {"host": "HOST", "port": "PORT", "dbname": "NAME", "user": "USER", "password": "PASSWORD"}
        try:
            psycopg.connect(
                connect_timeout=3, **{key: place[name] for key, name in asked.items() if place.get(name)}
            ).close()
        except psycopg.OperationalError as refusal:
            text = f"{refusal}"
        text = " ".join(text.split()) + " (DATABASE_URL)"
    return " ".join(text.split()) or type(error).__name__
