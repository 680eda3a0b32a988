"""Ended cases, for tests of what appears in public."""

from datetime import datetime, timedelta

from dengar.close.models import Objection
from dengar.close.operations import confirm, object_to
from dengar.complaints import journey
from dengar.complaints.journey import Reason
from dengar.complaints.models import Complaint
from dengar.complaints.operations import advance
from dengar.kit.actors import HOUSE
from dengar.publish import operations
from dengar.publish.models import Publication, PublicText
from dengar.publish.rule import FEWEST
from tests.carry import to_agreed, to_decided
from tests.cast import MONDAY_9AM, Cast, file_one

ENDED = MONDAY_9AM + timedelta(days=3)  # Thursday of the week of MONDAY_9AM
SHOWN = MONDAY_9AM + timedelta(weeks=6)  # the first Monday on which it may appear
TEXT = {
    "title": "Syarat akta berubah-ubah",
    "told": "Seseorang datang beberapa kali. Setiap kali diminta syarat yang berbeda.",
    "way": "Instansi menempel satu daftar syarat.",
}


def settle(cast: Cast, at: datetime = ENDED) -> Complaint:
    to_agreed(cast)
    advance(cast.complaint, journey.REPORT_DONE, by=cast.hendra, at=at)
    confirm(cast.complaint, by=cast.sari, at=at)
    return cast.complaint


def dispute(cast: Cast, at: datetime = ENDED) -> Complaint:
    if cast.complaint.state != "examining":
        to_decided(cast, at=at)
        object_to(cast.complaint, "Saya tidak setuju.", Objection.Wish.EXAMINE, by=cast.sari, at=at)
    to_decided(cast, by=cast.yusuf, at=at)
    advance(cast.complaint, journey.STAND, by=HOUSE, at=at, reason=Reason.NOT_AGREED)
    return cast.complaint


def enough_others(cast: Cast, at: datetime = ENDED) -> list[Complaint]:
    """The agency has other ended cases, none of which appears itself."""
    rows = [file_one(cast.mall, agency=cast.dukcapil, service=cast.akta, secret=True) for _n in range(FEWEST - 1)]
    for row in rows:
        advance(row, journey.DISMISS, by=cast.rina, at=at, reason=Reason.NOT_A_COMPLAINT)
    return rows


def run(at: datetime) -> int:
    """Let the house do all that is due; return how many pieces it was."""
    done = 0
    while operations.publish_due(at):
        done += 1
        assert done < 100, "it never rests"
    return done


def offered(cast: Cast, at: datetime = ENDED, **parts: str) -> PublicText:
    return operations.offer(cast.complaint, {**TEXT, **parts}, by=cast.rina, at=at)


def published(cast: Cast, *, text: bool = True) -> Publication:
    """Sari's case is settled and stands in public, with the text that she said yes to."""
    settle(cast)
    enough_others(cast)
    if text:
        operations.answer(offered(cast), PublicText.Answer.YES, by=cast.sari, at=ENDED)
    run(SHOWN)
    return Publication.objects.get(complaint=cast.complaint)
