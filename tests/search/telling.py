"""Reports with a story, read by the house."""

from datetime import datetime

from dengar.complaints.models import Complaint
from dengar.intake.answers import Told
from dengar.intake.models import Story
from dengar.search.operations import read_due
from dengar.vault.sealing import seal_words
from tests.cast import Cast, file_one
from tests.trips import LATER


def tell(complaint: Complaint, story: str) -> Complaint:
    """Give a report its story."""
    sealed = seal_words(complaint.box, Told(story=story).to_json(), "story")
    Story.objects.create(complaint=complaint, sealed=sealed)
    return complaint


def another(cast: Cast, story: str, **choices: object) -> Complaint:
    """File another report about the same service."""
    return tell(file_one(cast.mall, **{"agency": cast.dukcapil, "service": cast.akta, **choices}), story)


def read_all(at: datetime = LATER) -> None:
    """Let the house read what was written."""
    while read_due(at):
        pass
