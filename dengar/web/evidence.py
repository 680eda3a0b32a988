"""The one view that hands out a file. Each door has its address; all of them ask the one policy here."""

from django.http import Http404, HttpResponse

from dengar.complaints.models import Complaint
from dengar.complaints.queries import attachment
from dengar.files.queries import content
from dengar.kit.actors import Actor
from dengar.kit.now import now

# Whatever a file turns out to hold: it runs nothing, loads nothing and stands alone.
POLICY = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox"
IN_PLACE = {"picture", "audio"}  # a PDF is saved: in its sandbox a browser would show nothing


def hand_out(actor: Actor, complaint: Complaint, ordinal: int) -> HttpResponse:
    """
    Answer with the clean copy of a file of this complaint.

    :raises Http404: if there is none that `actor` may open; one that exists for others looks the same.
    """
    file = attachment(actor, complaint, ordinal, now())
    if file is None:
        raise Http404
    response = HttpResponse(content(complaint.box, file.row), content_type=file.about.type)
    how = "inline" if file.row.kind in IN_PLACE else "attachment"
    response["Content-Disposition"] = f'{how}; filename="{file.label}{file.about.ending}"'
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "no-store"
    return response
