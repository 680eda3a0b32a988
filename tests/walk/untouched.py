"""
Whether anything at all was written, on either database: exact, and quick enough to ask after every refusal.

SQLite tells a second connection when another one has committed. PostgreSQL keeps in every row the transaction
that wrote it: the number of rows and the latest writer of each table change with every insert, update and delete.
"""

import sqlite3
from collections.abc import Collection
from itertools import pairwise

from django.apps import apps
from django.db import connection

from dengar.malls.models import Mall


class Traces:
    def __init__(self) -> None:
        if connection.vendor == "sqlite":
            self._second = sqlite3.connect(f"file:{connection.settings_dict['NAME']}?mode=ro", uri=True)
            self._question = "PRAGMA data_version"
        else:
            tables = [model._meta.db_table for model in apps.get_models(include_auto_created=True)]
            self._second = None
            self._question = " UNION ALL ".join(
                f"SELECT '{table}', count(*), coalesce(max(xmin::text::bigint), 0) FROM \"{table}\""
                for table in sorted(tables)
            )

    def check(self) -> None:
        """Check that each kind of write leaves a trace, and that reading leaves none."""
        traces = [self.now()]
        made = Mall.objects.create(slug="ukur", name="Ukur")
        traces.append(self.now())
        Mall.objects.filter(pk=made.pk).update(name="Timbang")
        traces.append(self.now())
        made.delete()
        traces.append(self.now())
        assert all(one != later for one, later in pairwise(traces)), "something was written without a trace"
        assert self.now() == traces[-1], "a trace, and nothing was written"

    def now(self) -> Collection[object]:
        """Return what is equal to itself later if and only if nothing has been committed since."""
        if self._second is not None:
            return self._second.execute(self._question).fetchall()
        with connection.cursor() as cursor:
            cursor.execute(self._question)
            return sorted(cursor.fetchall())  # parallel workers may hand the tables over in another order
