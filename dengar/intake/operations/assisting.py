"""Assisted intake: an officer types what a visitor, a caller or a letter says, and reads it back (look 05c)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from dengar.complaints.models import Channel, Complaint, Mode, Reach
from dengar.complaints.operations import NotYours
from dengar.intake.answers import Told
from dengar.intake.models import Draft, Settlement
from dengar.intake.operations.drafts import begin
from dengar.intake.operations.filing import file
from dengar.intake.operations.writing import NothingTold, NotReadBack
from dengar.intake.queries import hash_of
from dengar.kit.actors import Actor, Role
from dengar.malls.models import Agency, Mall

ASSISTS = {Role.OFFICER, Role.HANDLER}


@dataclass(frozen=True)
class Heard:
    """
    What an officer took down for somebody.

    :param read_back: it was read back and the answer was yes; nobody can say so for a letter, which is copied.
    :param phone: empty: the person comes to the desk, or is without a name.
    :param safe_hours: a key of answers.SAFE_HOURS.
    :param received_at: when a letter came in; None: just now.
    """

    channel: Channel
    told: Told
    mode: Mode = Mode.CONFIDENTIAL
    agency: Agency | None = None
    name: str = ""
    phone: str = ""
    safe_hours: str = "any"
    read_back: bool = False
    received_at: datetime | None = None


def take_down(mall: Mall, token: str, heard: Heard, *, by: Actor, at: datetime) -> Complaint:
    """
    File what somebody said, in their name. The same token again gives the same report.

    The officer never learns the words: `words_of` the draft puts them on the slip (see web/desk/assisting.py).

    :raises NotYours: if `by` is neither officer nor handler of this mall.
    :raises NothingTold: if the story is blank. :raises NotReadBack: unless it was read back.
    """
    if by.role not in ASSISTS or by.mall_id != mall.pk or (heard.agency and heard.agency.mall_id != mall.pk):
        raise NotYours
    if not heard.told.story.strip():
        raise NothingTold
    if not heard.read_back and heard.channel != Channel.LETTER:
        raise NotReadBack
    told, named = heard.told, heard.mode != Mode.ANONYMOUS
    given = {name: getattr(told, name) for name in ("story", "when", "whom", "wish", "earlier", "loss")}
    given |= {"about": "service" if heard.agency else "unknown", "agency_id": heard.agency and heard.agency.pk}
    given |= {"mode": str(heard.mode), "safe_hours": heard.safe_hours, "name": heard.name if named else ""}
    given |= {"phone": heard.phone if named else "", "reach": str(Reach.PHONE if heard.phone else Reach.DESK)}
    draft, token = begin(mall, given, at=at, token=token)
    return file(draft, token, by=by, at=at, channel=heard.channel, received_at=heard.received_at)[0]


@transaction.atomic
def handed_over(token: str, *, by: Actor, at: datetime) -> None:
    """Record that both slips are with the person: from now on nobody can print the words again."""
    Draft.objects.filter(token_hash=hash_of(token)).exclude(complaint=None).delete()
    mine = Settlement.objects.filter(token_hash=hash_of(token), officer_id=by.officer)
    mine.filter(handed_over_at=None).update(handed_over_at=at)
