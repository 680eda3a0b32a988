"""
From a row of the older records to a case, by the map; or what is wrong with it, column by column.

No sentence here holds a value: they are shown on screens, and a value may be about somebody.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from dengar.complaints.models import Channel, Kind, Mode, PastCase
from dengar.complaints.operations.importing import Past
from dengar.complaints.past.fields import FIELDS, LISTED, OPEN
from dengar.complaints.past.maps import ISO, REFUSED, Map
from dengar.complaints.past.places import Places
from dengar.vault.details import PersonDetails

LONGEST = 20_000  # characters of a text
LONGEST_KEY = 200
EARLIEST = 1950  # a year before it is a slip
STILL_OPEN = "this case is still open in the older records: record it at the desk, together with the person"
STRANGE = "holds characters that are not of the encoding which the map names"


class RowFault(Exception):
    """One thing that is wrong with a row."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(f"{column}: {reason}")
        self.column, self.reason = column, reason


class Reader:
    """Reads the rows of one file."""

    def __init__(self, given: Map, places: Places, heading: Sequence[str], *, at: datetime) -> None:
        """
        :param heading: the file's first row, which has every column of the map.
        :param at: now; nothing can have happened later.
        """
        self.map, self.places, self.at = given, places, at
        self.width = len(heading)
        self.cells = {name: [heading.index(one) for one in names] for name, names in given.columns.items()}
        self.listed = {name: _words(given, name, places) for name in LISTED if name in given.columns}
        self.dates = {name: given.dates.get(name, ISO) for name in ("received_at", "closed_at")}

    def case(self, row: Sequence[str]) -> tuple[Past | None, list[RowFault]]:
        """Return the case, or everything that is wrong with its row."""
        if len(row) != self.width:
            return None, [RowFault("", f"the row has {len(row)} cells, and the heading has {self.width}")]
        faults: list[RowFault] = []
        told: dict[str, Any] = {}
        for name, read in READ.items():
            try:
                told[name] = read(self, name, row)
            except RowFault as fault:
                faults.append(fault)
        if told.get("status") == OPEN:
            return None, [RowFault(self.column("status"), STILL_OPEN)]
        if not faults:
            try:
                return self._made(told), []
            except RowFault as fault:
                faults.append(fault)
        return None, faults

    def column(self, name: str) -> str:
        """Return the heading from which a field is read, for the sentences."""
        return ", ".join(self.map.columns.get(name, (f"[constants] {name}",)))

    def unknown(self, row: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Give the values of listed columns that the map does not know, each with its field."""
        if len(row) == self.width:
            for name, words in self.listed.items():
                value = row[self.cells[name][0]].strip()
                if value and value not in words and self.map.otherwise.get(name, REFUSED) == REFUSED:
                    yield name, value

    def _made(self, told: Mapping[str, Any]) -> Past:
        received_at, closed_at = told["received_at"], told["closed_at"]
        if closed_at < received_at:
            if closed_at != _midnight(received_at, self.map.zone):
                raise RowFault(self.column("closed_at"), "lies before the moment when it came in")
            closed_at = received_at  # on the same day, of which the records keep no hour
        agency_id, service_id = self._place(told["agency"], told["service"])
        return Past(
            key=told["key"],
            received_at=received_at,
            closed_at=closed_at,
            channel=Channel(told["channel"]),
            kind=Kind(told["kind"]),
            mode=Mode(told["mode"]),
            ended=PastCase.Ended(told["ended"]),
            agency_id=agency_id,
            service_id=service_id,
            about_desk=told["about_desk"] == "yes",
            text=told["text"],
            answer=told["answer"],
            person=PersonDetails(told["name"], told["phone"], told["email"]),
        )

    def _place(self, agency: str, service: str) -> tuple[int | None, int | None]:
        agency_id = self.places.agencies.get(agency)
        if agency and agency_id is None:
            raise RowFault(self.column("agency"), "is no agency of this mall")
        if not service:
            return agency_id, None
        found = self.places.services.get(service)
        if found is None:
            raise RowFault(self.column("service"), "is no service of this mall")
        if agency_id not in (None, found[0]):
            raise RowFault(self.column("service"), "is a service of another agency")
        return found

    def line(self, name: str, row: Sequence[str]) -> str:
        """Read a text: the columns that are not empty, each on its own line, none twice."""
        places = self.cells.get(name, ())
        text = "\n".join(dict.fromkeys(cell for place in places if (cell := row[place].strip())))
        if not text and FIELDS[name].default is None:
            raise RowFault(self.column(name), "is empty")
        if len(text) > (LONGEST if FIELDS[name].many else LONGEST_KEY):
            raise RowFault(self.column(name), "is too long")
        if not text.isascii() and any("\udc80" <= sign <= "\udcff" for sign in text):
            raise RowFault(self.column(name), STRANGE)
        return text

    def word(self, name: str, row: Sequence[str]) -> str:
        """Read a field of a closed list."""
        if name in self.map.constants:
            return self.map.constants[name]
        default = FIELDS[name].default
        if name not in self.cells:
            return default or ""
        value = row[self.cells[name][0]].strip()
        word = self.listed[name].get(value)
        if word is None:
            if not value and default is not None:
                return default
            word = self.map.otherwise.get(name, REFUSED)
        if word == REFUSED:
            raise RowFault(self.column(name), "holds a value that the map does not know" if value else "is empty")
        return word

    def moment(self, name: str, row: Sequence[str]) -> datetime:
        """Read a moment from the first of its columns that is not empty."""
        text = next((cell for place in self.cells[name] if (cell := row[place].strip())), "")
        if not text:
            raise RowFault(self.column(name), "is empty")
        found = next((at for form in self.dates[name] if (at := _read(text, form, self.map.zone))), None)
        if found is None:
            raise RowFault(self.column(name), "is not written as the map says")
        if found.year < EARLIEST or found > self.at:
            raise RowFault(self.column(name), "cannot be: too long ago, or not come yet")
        return found


READ = {
    "key": Reader.line,
    "status": Reader.word,
    "received_at": Reader.moment,
    "closed_at": Reader.moment,
    "agency": Reader.word,
    "service": Reader.word,
    "channel": Reader.word,
    "kind": Reader.word,
    "mode": Reader.word,
    "ended": Reader.word,
    "about_desk": Reader.word,
    "text": Reader.line,
    "answer": Reader.line,
    "name": Reader.line,
    "phone": Reader.line,
    "email": Reader.line,
}


def _words(given: Map, name: str, places: Places) -> Mapping[str, str]:
    """Return what each value of a column means. Without a list, a value is the word itself."""
    known = {"agency": places.agencies, "service": places.services}
    return given.values.get(name) or {word: word for word in known.get(name, FIELDS[name].words)}


def _read(text: str, form: str, zone: ZoneInfo) -> datetime | None:
    try:
        if form == "iso":
            found = datetime.fromisoformat(text)
            return found if found.tzinfo else found.replace(tzinfo=zone)
        if "%z" in form:
            return datetime.strptime(text, form).astimezone(zone)
        return datetime.strptime(text, form).replace(tzinfo=zone)
    except (ValueError, OverflowError):
        return None


def _midnight(at: datetime, zone: ZoneInfo) -> datetime:
    return datetime.combine(at.astimezone(zone).date(), time(), zone)
