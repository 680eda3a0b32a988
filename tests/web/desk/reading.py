"""What tests of the desk's pages share: the report as it stands now, and where its pages are."""

from dengar.complaints.models import Complaint
from tests.cast import Cast


def fresh(cast: Cast) -> Complaint:
    return Complaint.objects.get(pk=cast.complaint.pk)


def desk(cast: Cast, more: str = "") -> str:
    """The address of a page of the report, for the mall's desk."""
    return f"/meja/laporan/{cast.complaint.number}/{more}"


def agency(cast: Cast, more: str = "") -> str:
    """The address of a page of the report, for the agency's speaker."""
    return f"/instansi/{cast.complaint.handles.get(agency=cast.dukcapil).code}/{more}"


def seen(cast: Cast, prefix: str = "", **more: object) -> dict[str, object]:
    """What a form sends back: the step that the page showed, and `more` under the form's prefix."""
    put = f"{prefix}-" if prefix else ""
    return {f"{put}seen": fresh(cast).step, **{f"{put}{name}": value for name, value in more.items()}}
