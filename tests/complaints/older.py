"""Cases from older records for the tests."""

from datetime import UTC, datetime, timedelta
from typing import Any

from dengar.complaints.models import Channel, Complaint, PastCase
from dengar.complaints.operations.importing import Past, Source, bring_in
from dengar.kit.actors import Actor, Role
from tests.cast import MONDAY_9AM, Cast

TECHNICIAN = Actor(Role.OPERATOR, "operator")
BOOK = Source("buku-lama", "ab" * 32)
CAME = datetime(2024, 3, 4, 2, 0, tzinfo=UTC)
TOLD = "Nama di kartu keluarga salah tulis."


def past(key: str = "2024/17", **choices: Any) -> Past:
    given = {"received_at": CAME, "closed_at": CAME + timedelta(days=3), "channel": Channel.COUNTER, "text": TOLD}
    return Past(key, **(given | choices))


def bring(cast: Cast, *cases: Past, at: datetime = MONDAY_9AM) -> int:
    return bring_in(cast.mall, BOOK, cases, by=TECHNICIAN, at=at)


def brought(cast: Cast, **choices: Any) -> Complaint:
    """Bring one case in, and return it."""
    bring(cast, past(agency_id=cast.dukcapil.pk, **choices))
    return PastCase.objects.select_related("complaint__box", "complaint__mall").latest("pk").complaint
