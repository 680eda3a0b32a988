"""What somebody told by voice, written down by the officer who heard it."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from dengar.complaints.models import Complaint
from dengar.complaints.operations import NotYours, check_seen, check_sight, note
from dengar.complaints.visibility import standing
from dengar.intake.answers import Told
from dengar.intake.models import Story
from dengar.kit.actors import Actor, Role
from dengar.kit.errors import Refused
from dengar.vault.sealing import seal_words, words_mac


class NothingTold(Refused):
    message = _("Please write what the person told, in their own words.")


class NotReadBack(Refused):
    message = _("First read it back, and ask whether it is right. It counts once the answer is yes.")


class WrittenAlready(Refused):
    message = _("The story has been written down already. What comes later is a message.")


@transaction.atomic
def write_down(
    complaint: Complaint, told: Told, *, read_back: bool, by: Actor, at: datetime, seen: int | None = None
) -> Story:
    """
    Keep the story of somebody who told it by voice, once they have heard it and said yes.

    :raises NothingTold: if the story is blank. :raises NotReadBack: unless it was read back.
    :raises WrittenAlready: if there is a story; it is never changed.
    :raises Gone, NotYours, NotNow: as `advance`.
    """
    check_sight(complaint, by, at)
    check_seen(complaint, seen)
    if standing(by, complaint, at) is not Role.HANDLER:
        raise NotYours
    if not told.story.strip():
        raise NothingTold
    if not read_back:
        raise NotReadBack
    sealed = seal_words(complaint.box, told.to_json(), "story")
    try:
        with transaction.atomic():
            story = Story.objects.create(complaint=complaint, sealed=sealed, officer_id=by.officer)
    except IntegrityError:
        raise WrittenAlready from None
    facts = {"words": words_mac(complaint.box, told.story), "proxy": told.whom != "self"}
    note(complaint, "story_written", by=by, at=at, facts=facts)
    return story
