"""What must be true before the house opens. Each failure is a sentence for the technician."""

from collections import defaultdict

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from dengar.config.environment import Unfit
from dengar.kit import keyring
from dengar.malls.models import Mall
from dengar.vault.models import Box


def check() -> None:
    """
    See that the database is up to date and that each mall's keys are here, whole, and the right ones.

    Also that the static files were gathered: without them no page can be shown.

    :raises Unfit: with what is wrong and what to do.
    :raises OperationalError: if the database does not answer; the command line says why.
    """
    if not (settings.STATIC_ROOT / "staticfiles.json").exists():
        raise Unfit("The static files are not gathered yet. Run: script/setup")
    executor = MigrationExecutor(connection)
    if waiting := executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise Unfit(f"The database is not up to date ({len(waiting)} migrations wait). Run: dengar migrate")
    named: dict[str, set[str]] = defaultdict(set)
    for slug, key_id in Box.objects.order_by("keys").values_list("keys", "wrap_key_id").distinct():
        named[slug].add(key_id)
    for slug in Mall.objects.values_list("slug", flat=True):
        try:
            keyring.check(settings.KEYS_DIR, slug, {"wrap": named[slug]})
        except keyring.KeyFault as fault:
            raise Unfit(str(fault)) from fault
