"""Two phones, two threads, one moment. Run by itself on a database file: `python -m tests.intake.at_once`."""

import json
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
THREADS = 6


def at_once(act: Callable[[], Any]) -> list[Any]:
    """Return what `act` gave in each of several threads that began together."""
    from django.db import connection

    barrier, results = threading.Barrier(THREADS), []

    def run() -> None:
        barrier.wait()
        try:
            results.append(act())
        except Exception as error:  # a failure is a result to be compared
            results.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def file_at_once() -> dict[str, Any]:
    """File one draft by all threads; say what they got and what the database holds."""
    from dengar.complaints.models import Complaint
    from dengar.intake import operations, queries
    from dengar.ledger.models import Entry
    from dengar.malls.models import Mall

    mall = Mall.objects.get()
    given = {"about": "unknown", "mode": "confidential", "story": "x", "reach": "page"}
    _draft, token = operations.begin(mall, given, at=AT)

    def act() -> tuple[str, tuple[str, ...]]:
        draft = queries.by_token(token, AT)
        assert draft is not None
        complaint, words = operations.file(draft, token, by=operations.SOMEBODY, at=AT)
        return complaint.number, words

    def note() -> str:
        complaint, _ = operations.file_note(
            mall, "n" * 43, Complaint.kind.field.choices[1][0], "y", agency_id=None, by=operations.SOMEBODY, at=AT
        )
        return complaint.number

    filed, noted = at_once(act), at_once(note)
    return {
        "filed": sorted({str(result) for result in filed}),
        "noted": sorted({str(result) for result in noted}),
        "complaints": Complaint.objects.count(),
        "entries": Entry.objects.filter(event="file").count(),
    }


def main() -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from dengar.deadlines import policies
    from dengar.kit import keyring
    from dengar.malls.models import Mall

    call_command("migrate", verbosity=0)
    policies.load(Mall.objects.create(slug="contoh", name="MPP Contoh"), at=AT)
    keyring.create(settings.KEYS_DIR, "contoh")
    print(json.dumps(file_at_once()))


if __name__ == "__main__":
    main()
