""" "Loket kosong": nobody is at a counter. One press says so, with the place and the time (domain.md 3.4)."""

import hashlib
from contextlib import suppress
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from dengar.complaints.models import Complaint, Mode
from dengar.intake.operations.drafts import FiledAlready, answer, begin
from dengar.intake.operations.filing import file
from dengar.kit.actors import Actor
from dengar.malls.models import Counter


def report_empty(counter: Counter, token: str, *, by: Actor, at: datetime) -> tuple[Complaint, str]:
    """
    File that nobody is at this counter, without a name. Within the same hour one telephone says it once.

    :param token: what the phone holds for these pages.
    :returns: the report, and the token that leads to its words.
    """
    here = timezone.localtime(at)
    token = hashlib.sha256(f"empty:{token}:{counter.slug}:{here:%Y-%m-%dT%H}".encode()).hexdigest()
    draft, token = begin(counter.mall, at=at, token=token)
    if draft.filed_at is None:
        story = _("%(counter)s: nobody was there at %(time)s.") % {"counter": counter.name, "time": f"{here:%H.%M}"}
        given: dict[str, object] = {"mode": str(Mode.ANONYMOUS), "story": story, "when": here.date().isoformat()}
        given |= {"about": "service", "agency_id": counter.agency_id, "counter": counter.slug}
        given |= {"service_text": "" if counter.agency_id else counter.name}
        with suppress(FiledAlready):  # pressed twice: the first one filed it
            answer(draft, given, at=at)
    return file(draft, token, by=by, at=at)[0], token
