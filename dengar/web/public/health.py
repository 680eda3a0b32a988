"""Is the house well? For the watcher, a load balancer and the technician's monitoring; nothing personal in it."""

import shutil
import time

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse

from dengar.kit.keyring import PURPOSES, KeyFault, KeyRing
from dengar.malls.models import Mall
from dengar.web.audiences import everyone

WORKER_SILENT = 180.0  # seconds; a round of the worker's chores takes less, also when a mail server hangs
LEAST_ROOM = 50_000_000  # bytes


@everyone
def health(request: HttpRequest) -> JsonResponse:
    """
    Answer 200 when database, keys, disk and worker are there, else 503, and say which are not.

    A worker "in trouble" lives, but one of its chores failed when it last ran: the log says which. That is
    no reason to take the pages away, so it alone does not make a 503.
    """
    parts = {"database": "ok", "keys": "ok", "disk": _disk(), "worker": _worker()}
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        malls = list(Mall.objects.values_list("slug", flat=True))
    except DatabaseError:
        parts |= {"database": "no answer", "keys": "unknown"}
    else:
        parts["keys"] = keys_state(malls)
    well = all(state in ("ok", "in trouble") for state in parts.values())
    answer = JsonResponse({"status": "ok" if well else "trouble", **parts}, status=200 if well else 503)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def keys_state(malls: list[str]) -> str:
    """Return "ok" when the newest key of each purpose of each mall can be read."""
    try:
        for slug in malls:
            ring = KeyRing(settings.KEYS_DIR, slug)
            for purpose in PURPOSES:
                ring.current(purpose)
    except KeyFault:
        return "missing or unreadable"
    return "ok"


def _disk() -> str:
    try:
        return "ok" if shutil.disk_usage(settings.DATA_DIR).free > LEAST_ROOM else "almost full"
    except OSError:
        return "gone"


def _worker() -> str:
    try:
        seen = settings.HEARTBEAT.stat().st_mtime
        words = settings.HEARTBEAT.read_text()
    except OSError:
        return "never seen"
    if time.time() - seen > WORKER_SILENT:
        return "silent"
    return "in trouble" if words.startswith("in trouble") else "ok"
