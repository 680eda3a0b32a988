"""The sheets of places: agencies, services, counters."""

from abc import abstractmethod
from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dengar.kit.actors import Actor
from dengar.kit.errors import Refused
from dengar.malls import operations, together
from dengar.malls.models import Agency, Counter, Mall, Service
from dengar.malls.together import Change, Place
from dengar.web.kit.cleaning import one_line
from dengar.web.kit.forms import DayField, LineField
from dengar.web.mall.sheets.reading import Fault, Row
from dengar.web.mall.sheets.sheet import Column, Line, Sheet, twice

LAST_DAY = "hari terakhir"
ADDRESS = _("Its address in a QR, for ever. Empty for a new one: we make it.")
GIVEN = _("Its short address, for ever. Empty for a new one: we make it.")
DAY = _("A day, like 24-11-2026; may be empty.")
ENDS = _("Empty while it goes on. Nothing ends only because it is missing in the file.")


class AgencyCell(forms.Field):
    """An agency of the mall, by its code, its name or its short name; ended ones too."""

    def __init__(self, mall: Mall, *, required: bool = True) -> None:
        super().__init__(required=required, error_messages={"required": _("Write the code or the name of the agency.")})
        self.by_code: dict[str, Agency] = {}
        self.by_name: dict[str, set[Agency]] = {}
        for row in mall.agencies.all():
            self.by_code[alike(row.code)] = row
            for name in filter(None, (row.name, row.short_name)):
                self.by_name.setdefault(alike(name), set()).add(row)

    def find(self, text: str) -> set[Agency]:
        """Return whom a text can mean; a code wins over a name."""
        said = alike(text)
        return {self.by_code[said]} if said in self.by_code else self.by_name.get(said, set())

    def clean(self, value: str) -> Agency | None:
        if not value:
            if self.required:
                raise ValidationError(self.error_messages["required"])
            return None
        found = self.find(value)
        if not found:
            raise ValidationError(_("We know no agency of this code or name here. Add the agency first."))
        if len(found) > 1:
            raise ValidationError(_("More than one agency is called so. Write its code."))
        return next(iter(found))


class AddressCell(LineField):
    """Small letters, digits and dashes, for ever; may be empty for something new."""

    def __init__(self, *, max_length: int) -> None:
        super().__init__(max_length=max_length, required=False)

    def clean(self, value: str) -> str:
        said: str = super().clean(value)
        if said and not (said.isascii() and said.replace("-", "").replace("_", "").isalnum()):
            raise ValidationError(_("Only letters, digits and dashes may stand here, no spaces."))
        return said


class PlaceSheet(Sheet):
    """A sheet whose rows are kept by malls.together. Its first column names the row, and never changes."""

    kind: ClassVar[type[Place]]
    fixed: ClassVar[tuple[str, ...]]  # fields that are said once

    def __init__(self, mall: Mall, at: datetime) -> None:
        super().__init__(mall, at)
        self.by_key: dict[str, Any] = {}  # as it is written, and without regard to capitals
        self.by_name: dict[object, list[Any]] = {}
        for one in self.there():
            key = self.key.write(getattr(one, self.key.field))
            self.by_key.setdefault(alike(key), one)
            self.by_key[key] = one
            self.by_name.setdefault(self.called(one.name, one), []).append(one)

    @property
    def key(self) -> Column:
        return self.columns[0]

    @abstractmethod
    def find(self, row: Row) -> Any:
        """
        Return what a row of the file is about, or None for something new.

        :raises ValidationError: if it names something that is not there.
        """

    def called(self, name: str, _where: Any) -> object:
        """Return by what a place without a key is known."""
        return alike(name)

    def found(self, row: Row, where: Any = None) -> Any:
        """Return what the key names, else the only one that is called so."""
        key = row.cells.get(self.key.name, "").strip()
        if key:
            return self.by_key.get(key) or self.by_key.get(alike(key))
        called = self.by_name.get(self.called(row.cells.get("nama", ""), where), [])
        return called[0] if len(called) == 1 else None

    def compare(self, rows: list[Row]) -> tuple[list[Line], list[Fault]]:
        lines: list[Line] = []
        faults: list[Fault] = []
        seen: dict[object, int] = {}
        for row in rows:
            try:
                there = self.find(row)
            except ValidationError as error:
                faults += [Fault(row.number, self.key.name, words) for words in error.messages]
                continue
            said, wrong = self.read(row, there)
            if wrong:
                faults += wrong
                continue
            own = said[self.key.field]
            key = there.pk if there is not None else own or self.called(said["name"], said.get("agency"))
            if key in seen:
                faults.append(twice(row, self.column("name").name, seen[key]))
                continue
            seen[key] = row.number
            lines.append(self.line(row, said, there))
        return lines, faults

    def line(self, row: Row, said: dict[str, Any], there: Any) -> Line:
        diffs = self.diffs(said, there)
        if there is None:
            change = Change(self.kind, self.for_operation(said, new=True))
            return Line(row.number, said["name"], "add", diffs, change)
        if not diffs:
            return Line(row.number, str(there), "same")
        new = self.for_operation(said, new=False)
        change = Change(self.kind, new, there, {name: getattr(there, name) for name in new})
        ends = there.ends_on is None and said["ends_on"] is not None
        return Line(row.number, str(there), "end" if ends else "change", diffs, change)

    def for_operation(self, said: dict[str, Any], *, new: bool) -> dict[str, Any]:
        return {name: value for name, value in said.items() if new or name not in self.fixed}

    def put(self, lines: list[Line], *, by: Actor, at: datetime, rehearse: bool) -> list[Refused | None]:
        return together.change_places(self.mall, [line.change for line in lines], by=by, at=at, rehearse=rehearse)


class Agencies(PlaceSheet):
    slug = "instansi"
    title = _("Agencies")
    kind = Agency
    fixed = ("code",)
    at_column = {
        operations.NoName: "nama",
        operations.AgencyTaken: "nama",
        operations.EndsBeforeStart: LAST_DAY,
    }

    def make_columns(self) -> tuple[Column, ...]:
        return (
            Column(
                "kode",
                "code",
                GIVEN,
                AddressCell(max_length=30),
            ),
            Column("nama", "name", _("Full name, at most 120 characters. Needed."), LineField(max_length=120)),
            Column("nama pendek", "short_name", _("As people say it: Samsat."), maybe(40)),
            Column("pemilik", "owner", _("City, province, court, state bank."), maybe(60)),
            Column("mulai", "starts_on", DAY, DayField(required=False)),
            Column(LAST_DAY, "ends_on", ENDS, DayField(required=False)),
        )

    def there(self) -> Iterable[Agency]:
        return Agency.objects.filter(mall=self.mall).order_by("name", "pk")

    def find(self, row: Row) -> Any:
        return self.found(row)


class Services(PlaceSheet):
    slug = "layanan"
    title = _("Services")
    kind = Service
    fixed = ("pk", "agency")
    at_column = {operations.NoName: "nama", operations.ServiceTaken: "nama"}

    def make_columns(self) -> tuple[Column, ...]:
        return (
            Column("nomor", "pk", _("We give it. Empty for a new service."), maybe(20)),
            Column(
                "instansi", "agency", _("The code or the name of the agency. Needed."), AgencyCell(self.mall), code_of
            ),
            Column(
                "nama", "name", _("Name of the service, at most 120 characters. Needed."), LineField(max_length=120)
            ),
            Column(
                "kata sehari-hari",
                "words",
                _("Separated by commas, as people ask for it at the counter: akte, surat lahir."),
                maybe(300),
            ),
            Column(LAST_DAY, "ends_on", ENDS, DayField(required=False)),
        )

    def there(self) -> Iterable[Service]:
        found = Service.objects.filter(agency__mall=self.mall).select_related("agency")
        return found.order_by("agency__name", "name", "pk")

    def called(self, name: str, where: Any) -> object:
        agency = where.agency_id if isinstance(where, Service) else where.pk if isinstance(where, Agency) else None
        return agency, alike(name)

    def find(self, row: Row) -> Any:
        cell = self.column("agency").cell
        meant = cell.find(row.cells.get("instansi", "")) if isinstance(cell, AgencyCell) else set()
        agency = next(iter(meant)) if len(meant) == 1 else None
        service = self.found(row, agency)
        if row.cells.get("nomor", "").strip():
            if service is None:
                raise ValidationError(_("There is no service with this number here. Leave it empty for a new one."))
            if agency is not None and agency.pk != service.agency_id:
                raise ValidationError(_("The service of this number is another agency's, and stays there."))
        return service

    def for_operation(self, said: dict[str, Any], *, new: bool) -> dict[str, Any]:
        return {name: value for name, value in super().for_operation(said, new=new).items() if name != "pk"}


class Counters(PlaceSheet):
    slug = "loket"
    title = _("Counters")
    kind = Counter
    fixed = ("slug",)
    at_column = {
        operations.NoName: "nama",
        operations.CounterTaken: "nama",
    }

    def make_columns(self) -> tuple[Column, ...]:
        return (
            Column(
                "alamat",
                "slug",
                ADDRESS,
                AddressCell(max_length=40),
            ),
            Column("nama", "name", _("As the sign says it: Loket 4. Needed."), LineField(max_length=80)),
            Column(
                "instansi",
                "agency",
                _("The code or the name of the agency. Empty: the mall itself, or several."),
                AgencyCell(self.mall, required=False),
                code_of,
            ),
            Column("lantai", "floor", _("Floor, at most 20 characters."), maybe(20)),
            Column(LAST_DAY, "ends_on", ENDS, DayField(required=False)),
        )

    def there(self) -> Iterable[Counter]:
        return Counter.objects.filter(mall=self.mall).select_related("agency").order_by("name", "pk")

    def find(self, row: Row) -> Any:
        return self.found(row)


def maybe(most: int) -> LineField:
    """Return a cell that may be empty."""
    return LineField(max_length=most, required=False)


def alike(text: str) -> str:
    """Return a name as it is compared: without regard to capitals and spaces."""
    return one_line(text).casefold()


def code_of(agency: Agency | None) -> str:
    return agency.code if agency else ""
