"""Suggestions, compliments and questions: one page, no name, no words; the number is enough."""

from datetime import datetime

from dengar.complaints.models import Complaint, Kind
from dengar.intake import queries
from dengar.intake.models import Draft
from dengar.intake.operations.drafts import FiledAlready, answer, begin
from dengar.intake.operations.filing import file
from dengar.kit.actors import Actor
from dengar.malls.models import Mall


def file_note(
    mall: Mall, token: str, kind: Kind, text: str, *, agency_id: int | None, by: Actor, at: datetime
) -> tuple[Complaint, str]:
    """
    File what is no complaint. The same text sent again gives the same number; another text is another one.

    :param token: what the page gave out; of two sendings at once one files.
    :returns: the report, and the token that now leads to it.
    """
    about = {"about": "service", "agency_id": agency_id} if agency_id else {"about": "unknown"}
    given = {"kind": str(kind), "mode": "anonymous", "story": text, **about}
    draft, token = begin(mall, given, at=at, token=token)
    if draft.filed_at is None:
        try:
            answer(draft, given, at=at)
        except FiledAlready:
            draft, token = begin(mall, given, at=at, token=token)
    if draft.filed_at is not None and not _says(draft, kind, text):
        draft, token = begin(mall, given, at=at)
    return file(draft, token, by=by, at=at)[0], token


def _says(draft: Draft, kind: Kind, text: str) -> bool:
    if draft.complaint is None or draft.complaint.kind != kind:
        return False
    told = queries.told(draft.complaint)
    return told is not None and told.story == text
