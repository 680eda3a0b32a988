""" "Please call me": a number and a safe hour, and nothing else. The story is told by voice (look 02i)."""

import hashlib
from contextlib import suppress
from datetime import datetime

from dengar.complaints.models import Complaint, Mode, Reach
from dengar.intake import queries
from dengar.intake.operations.drafts import FiledAlready, answer, begin
from dengar.intake.operations.filing import file
from dengar.kit.actors import Actor
from dengar.malls.models import Mall


def ask_for_call(
    mall: Mall,
    token: str,
    *,
    phone: str,
    safe_hours: str,
    discreet: bool,
    anew: bool = False,
    by: Actor,
    at: datetime,
) -> tuple[Complaint, str]:
    """
    File the wish to be called. What this phone has written already, and not sent yet, goes with it.

    :param token: what the phone holds. Of something sent already it gives the same report again.
    :param anew: the phone has sent something before, and the person was told so: this is another report.
    :param safe_hours: a key of answers.SAFE_HOURS.
    :returns: the report, and the token that now leads to its receipt.
    """
    if anew:
        token = hashlib.sha256(f"anew:{token}".encode()).hexdigest()  # sent twice, it is the same one again
    draft, token = begin(mall, at=at, token=token)
    if draft.filed_at is None:
        written = queries.answers(draft)
        changes: dict[str, object] = {"called": True, "reach": str(Reach.PHONE), "phone": phone}
        changes |= {"safe_hours": safe_hours, "discreet": discreet}
        if "about" in written.missing():
            changes["about"] = "unknown"
        if not written.mode or written.anonymous:  # whoever is called is not without a name
            changes["mode"] = str(Mode.CONFIDENTIAL)
        with suppress(FiledAlready):  # pressed twice: the first one filed it
            answer(draft, changes, at=at)
    return file(draft, token, by=by, at=at)[0], token
