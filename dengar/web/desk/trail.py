"""What has happened to a report, as the ledger tells it, and what was said in a thread."""

from django.urls import reverse
from django.utils.translation import gettext as _

from dengar.complaints import queries
from dengar.complaints.models import Complaint, Message, Thread
from dengar.complaints.models.words import Side
from dengar.kit.actors import Actor
from dengar.ledger.models import Entry
from dengar.ledger.queries import timeline
from dengar.people.models import Officer
from dengar.web.desk.cases import HANDLING
from dengar.web.desk.event_words import words_of
from dengar.web.kit.lines import Link, Said

SHOWN = 40  # the latest entries; the register has them all


def trail(complaint: Complaint) -> list[Said]:
    """Return what was recorded, oldest first, in words; clocks are left to their own place. Two SQL queries."""
    entries = [entry for entry in timeline(complaint.box.keys, complaint.subject) if not _is_clock(entry)][-SHOWN:]
    ids = {int(entry.actor.split(":")[1]) for entry in entries if ":" in entry.actor}
    names = dict(Officer.objects.filter(pk__in=ids).values_list("pk", "name"))
    return [Said(entry.at, text=f"{_who(entry, names)}{words_of(entry)}", by="log") for entry in entries]


def _is_clock(entry: Entry) -> bool:
    return entry.event.startswith("clock_")


def _who(entry: Entry, names: dict[int, str]) -> str:
    role, _sep, pk = entry.actor.partition(":")
    if role == "on_behalf":
        return _("for the person, through %(name)s: ") % {"name": names.get(int(pk), "")}
    if pk:
        return f"{names.get(int(pk), '')}: "
    return ""


def said(complaint: Complaint, thread: Thread, *, reader: Actor) -> list[Said]:
    """Return a thread for an officer's page, oldest first. One SQL query."""
    return [
        Said(
            message.at,
            who=message.officer.name if message.officer else _("The person"),
            role=_role(message.side),
            text=words,
            by="me" if message.officer_id and message.officer_id == reader.officer_id else "",
            files=_links(complaint, message) if reader.role in HANDLING else (),
        )
        for message, words in queries.thread(complaint, thread)
    ]


def _links(complaint: Complaint, message: Message) -> tuple[Link, ...]:
    """Return the way to the files of a message: for the desk, which sees them all."""
    rows = sorted(message.files.all(), key=lambda row: row.ordinal)
    return tuple(
        Link(reverse("desk:file", args=[complaint.number, row.ordinal]), f"lampiran-{row.ordinal}") for row in rows
    )


def _role(side: str) -> str:
    return "" if side == Side.COMPLAINANT else str(Side(side).label)
