"""How the house does, for Prometheus. Nothing personal, and no figure that moves when somebody complains."""

import shutil
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare

from dengar import __version__
from dengar.kit.exposition import CONTENT_TYPE, Family, gauge, text
from dengar.kit.now import now
from dengar.ledger import queries as ledger
from dengar.malls.models import Mall
from dengar.notices import queries as notices
from dengar.web import counting
from dengar.web.audiences import everyone
from dengar.web.public.health import keys_state

HERE = {"127.0.0.1", "::1"}
FORWARDED = ("X-Forwarded-For", "Forwarded", "X-Real-IP")  # who comes through the proxy is not of this machine
LATE = timedelta(minutes=5)  # after the moment when a notice was to be sent; a worker needs seconds


@everyone
def metrics(request: HttpRequest) -> HttpResponse:
    """
    Answer programs of this machine, or those that know DENGAR_METRICS_TOKEN where it is set. Others: 404.

    Five short SQL queries, however many reports there are.
    """
    if not _may_read(request):
        raise Http404
    families = [*_process(), *_database(), *counting.families()]
    answer = HttpResponse(text(families), content_type=CONTENT_TYPE)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _may_read(request: HttpRequest) -> bool:
    if token := settings.METRICS_TOKEN:
        return constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {token}")
    return request.META.get("REMOTE_ADDR") in HERE and not any(name in request.headers for name in FORWARDED)


def _process() -> list[Family]:
    seen, failing = _worker()
    made = _touched(Path(settings.DATA_DIR) / settings.BACKUP_MADE)
    found = [
        gauge("dengar_info", "The version that answers.", 1, version=__version__),
        gauge("dengar_worker_seen_timestamp_seconds", "When the worker last went its round.", seen),
        Family("dengar_chore_failing", "gauge", "Chores that failed when they last ran.", failing),
        gauge("dengar_backup_timestamp_seconds", "When the last backup of the data was whole.", made),
    ]
    try:
        disk = shutil.disk_usage(settings.DATA_DIR)
    except OSError:
        return found
    return [
        *found,
        gauge("dengar_disk_free_bytes", "Room on the disk of the data folder.", disk.free),
        gauge("dengar_disk_size_bytes", "Size of the disk of the data folder.", disk.total),
    ]


def _worker() -> tuple[float | None, tuple[tuple[str, dict[str, str], float], ...]]:
    """Return when the worker was last seen, and the chores that fail."""
    seen = _touched(settings.HEARTBEAT)
    try:
        words = settings.HEARTBEAT.read_text().split()
    except OSError:
        return seen, ()
    chores = words[2:] if words[:2] == ["in", "trouble"] else []
    return seen, tuple(("", {"chore": name}, 1.0) for name in chores)


def _touched(path: Path) -> float | None:
    try:
        return path.stat().st_mtime
    except OSError:
        return None


def _database() -> list[Family]:
    at = now()
    try:
        malls = list(Mall.objects.values_list("slug", flat=True))
        sealed = ledger.sealed_until()
        late, given_up = notices.late(at - LATE), notices.given_up()
    except DatabaseError:
        return [gauge("dengar_database_up", "Whether the database answers.", 0)]
    return [
        gauge("dengar_database_up", "Whether the database answers.", 1),
        gauge("dengar_keys_up", "Whether the keys of all malls can be read.", float(keys_state(malls) == "ok")),
        gauge("dengar_notices_late", "Notices that could not be sent for five minutes or longer.", late),
        gauge("dengar_notices_given_up", "Notices that nobody could be told.", given_up),
        gauge(
            "dengar_ledger_sealed_until_timestamp_seconds",
            "The fixed hour up to which every entry of every log is sealed.",
            sealed.timestamp() if sealed else None,
        ),
    ]
