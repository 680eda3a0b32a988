"""What must be true before the house opens. Each failure is a sentence for the technician."""

from collections import defaultdict

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from dengar.config.environment import Unfit
from dengar.kit import keyring
from dengar.malls.models import Mall
from dengar.talk import method, proofreading
from dengar.vault.models import Box


def check() -> None:
    """
    See that the database is up to date and that each mall's keys are here, whole, and the right ones.

    Also that the static files were gathered, without which no page can be shown, and that the guide of the
    conversation, perhaps a mall's own, can be used.

    :raises Unfit: with what is wrong and what to do.
    :raises OperationalError: if the database does not answer; the command line says why.
    """
    if not (settings.STATIC_ROOT / "staticfiles.json").exists():
        raise Unfit("The static files are not gathered yet. Run: script/setup")
    check_guide()
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


def check_guide() -> None:
    """
    Proofread the guide of the conversation.

    :raises Unfit: with the first fault; `dengar method check` says them all.
    """
    folder = method.folder_of(settings.METHOD_DIR)
    if found := proofreading.faults(folder):
        raise Unfit(
            f"The guide of the conversation in {folder} cannot be used: {found[0]} "
            "(dengar method check says everything; without that folder the guide of Dengar is used)"
        )
