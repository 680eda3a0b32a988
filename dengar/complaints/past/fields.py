"""What a map can say of a case: every field, what it may hold, and what it is without a word in the map."""

from dataclasses import dataclass

from dengar.complaints.models import Channel, Kind, Mode, PastCase

OPEN, CLOSED = "open", "closed"


@dataclass(frozen=True)
class Field:
    """
    One field of a case.

    :param words: the closed list of what it may be; empty for a place, a text or a moment.
    :param default: what it is where neither column nor constant is named; None: one of them has to be.
    :param many: whether several columns may be named for it.
    """

    name: str
    words: tuple[str, ...] = ()
    default: str | None = None
    many: bool = False


LINES = (
    Field("key"),
    Field("text", default="", many=True),
    Field("answer", default="", many=True),
    Field("name", default=""),
    Field("phone", default=""),
    Field("email", default=""),
)
MOMENTS = (Field("received_at", many=True), Field("closed_at", many=True))
CHOICES = (
    Field("status", (OPEN, CLOSED)),
    Field("channel", tuple(Channel.values)),
    Field("kind", tuple(Kind.values), default=str(Kind.COMPLAINT)),
    Field("mode", tuple(Mode.values), default=str(Mode.CONFIDENTIAL)),
    Field("ended", tuple(PastCase.Ended.values), default=str(PastCase.Ended.UNKNOWN)),
    Field("about_desk", ("yes", "no"), default="no"),
)
PLACES = (Field("agency", default=""), Field("service", default=""))
FIELDS = {field.name: field for field in (*LINES, *MOMENTS, *CHOICES, *PLACES)}
LISTED = {field.name for field in (*CHOICES, *PLACES)}
DATED = {field.name for field in MOMENTS}
