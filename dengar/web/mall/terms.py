"""Settings: how long things may take. Each change begins on a day to come, and is tried out before it is written."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dengar.complaints import trying
from dengar.deadlines import operations, queries, words
from dengar.deadlines.calendar import derive
from dengar.deadlines.kinds import Kind
from dengar.deadlines.models import Term, UnitChoice
from dengar.kit.errors import Refused
from dengar.kit.now import now
from dengar.malls import queries as malls
from dengar.malls.models import Agency, Mall
from dengar.web.audiences import ActorRequest
from dengar.web.kit.forms import DayField, KitForm, LineField, ListField, RowField, TickField
from dengar.web.mall.page import ask_twice, mall_of, sent, settings_page

MOST = _("Please write a whole number from 0 to 1000.")
AT_FIELD: dict[type[Refused], str] = {
    operations.BadLength: "length",
    operations.NoBasis: "basis",
    operations.NotInThePast: "valid_from",
    operations.ChangeWaiting: "valid_from",
}
NINE = time(9)


class TermForm(KitForm):
    length = forms.IntegerField(label=_("How long?"), widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    unit = ListField(label=_("Counted in"), choices=UnitChoice.choices)
    extension = forms.IntegerField(
        label=_("How much longer at most, once?"),
        help_text=_("Only with a reason, and the person is told. 0 if it may not be longer."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    pauses = TickField(
        label=_("Stands still"),
        note=_("While the person is asked for something, the days do not count."),
        required=False,
    )
    basis = LineField(
        label=_("On what it rests"), help_text=_("The number of a decree or of a procedure."), max_length=200
    )
    confirmed = TickField(
        label=_("The basis is confirmed"),
        note=_("Somebody has read the basis in its own text, and this number stands there."),
        required=False,
    )
    valid_from = DayField(label=_("Holds from"), help_text=_("Today at the earliest. The old one stays on record."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("length", "extension"):
            self.fields[name].widget.attrs["class"] = "short"
            self.fields[name].error_messages = {"required": MOST, "invalid": MOST}


class OwnTermForm(TermForm):
    """A term of one agency, beside the mall's."""

    agency = RowField(Agency.objects.none(), label=_("Agency"), empty_label=_("Choose an agency"))
    field_order = ("agency",)

    def __init__(self, *args: Any, agencies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]


class EndForm(KitForm):
    last_day = DayField(label=_("Its last day"))


@dataclass(frozen=True)
class Line:
    """One term on the list: the version of today, and those that begin later."""

    term: Term
    length: str
    later: tuple[tuple[Term, str], ...]


@settings_page
def terms(request: ActorRequest) -> HttpResponse:
    """Every term of the mall, and of the agencies that have their own."""
    mall, today = mall_of(request), localdate(now())
    lines = _lines(queries.terms(mall.pk, on=today), today)
    shown = {
        "mall": mall,
        "of_mall": [line for line in lines if line.term.agency_id is None],
        "of_agencies": [line for line in lines if line.term.agency_id is not None],
        "to_confirm": sum(not line.term.confirmed for line in lines),
        "tab": "terms",
    }
    return render(request, "mall/terms.html", shown)


@settings_page
def term(request: ActorRequest, pk: int) -> HttpResponse:
    """Another version of a term; one that has not begun is put right in its place."""
    mall, row = _found(request, pk)
    waits = row.valid_from > localdate(now())
    first = {name: getattr(row, name) for name in TermForm.base_fields}
    form = TermForm(sent(request), initial=first if waits else {**first, "valid_from": None})
    return _set(request, mall, row, row.agency, form, lead=waits)


@settings_page
def own_term(request: ActorRequest, pk: int) -> HttpResponse:
    """A term of an agency's own, in the place of the mall's."""
    mall, row = _found(request, pk)
    first = {name: getattr(row, name) for name in TermForm.base_fields if name != "valid_from"}
    form = OwnTermForm(sent(request), initial=first, agencies=malls.agencies(mall, localdate(now())))
    return _set(request, mall, row, None, form, own=True)


def _set(
    request: ActorRequest, mall: Mall, row: Term, agency: Agency | None, form: TermForm, **shown: Any
) -> HttpResponse:
    at = now()

    def said() -> dict[str, Any]:
        return {"agency": agency, **form.cleaned_data}

    def look() -> dict[str, object]:
        new = Term(mall=mall, kind=row.kind, klass=row.klass, **said())
        operations.check_term(new, at=at)
        return _preview(request, row, new, at)

    def act(seen: str) -> None:
        operations.set_term(mall, kind=row.kind, klass=row.klass, **said(), seen=seen, by=request.actor, at=at)
        messages.success(request, gettext("The new term is kept. What runs already keeps its days."))

    return ask_twice(
        request,
        "mall/term.html",
        form,
        look=look,
        act=act,
        to=reverse("mall:terms"),
        at_field=AT_FIELD,
        mall=mall,
        term=row,
        length=words.length(queries.rule_of(row)),
        tab="terms",
        **shown,
    )


@settings_page
def end_term(request: ActorRequest, pk: int) -> HttpResponse:
    """Let a term of an agency or of a class end, so that the more general one holds again."""
    mall, row = _found(request, pk)
    at = now()
    form = EndForm(sent(request))

    def look() -> dict[str, object]:
        operations.check_end(row, last_day=form.cleaned_data["last_day"], at=at)
        return {"kept": trying.keeping(row, by=request.actor, at=at)}

    def act(seen: str) -> None:
        operations.end_term(row, **form.cleaned_data, seen=seen, by=request.actor, at=at)

    return ask_twice(
        request,
        "mall/term-end.html",
        form,
        look=look,
        act=act,
        to=reverse("mall:terms"),
        at_field={operations.NotInThePast: "last_day", operations.LeavesGap: "last_day"},
        mall=mall,
        term=row,
        length=words.length(queries.rule_of(row)),
        tab="terms",
    )


def _found(request: ActorRequest, pk: int) -> tuple[Mall, Term]:
    """Return the mall and a version of a term that holds today or later; 404 for others."""
    mall = mall_of(request)
    rows = queries.terms(mall.pk, on=localdate(now()))
    return mall, get_object_or_404(rows.select_related("agency", "mall"), pk=pk)


def _lines(rows: Iterable[Term], today: date) -> list[Line]:
    """Return terms in the order of a report's way, those of one agency after the other."""
    held: dict[tuple[int | None, str, str], list[Term]] = {}
    for row in rows:
        held.setdefault((row.agency_id, row.kind, row.klass), []).append(row)
    order = {kind: place for place, kind in enumerate(Kind.values)}
    lines = [_line(versions) for versions in held.values()]
    return sorted(lines, key=lambda one: (str(one.term.agency or ""), order[one.term.kind], one.term.klass))


def _line(versions: list[Term]) -> Line:
    first, *later = versions
    said = [(one, words.length(queries.rule_of(one))) for one in later]
    return Line(first, words.length(queries.rule_of(first)), tuple(said))


def _preview(request: ActorRequest, old: Term, new: Term, at: datetime) -> dict[str, object]:
    """Return what a new version would change: an example, who keeps their day, and this year counted again."""
    before, after = queries.rule_of(old), queries.rule_of(new)
    calendar = queries.calendar(old.mall_id, agency_id=new.agency_id)
    day = new.valid_from
    while not calendar.is_open(day):
        day += timedelta(days=1)
    start = datetime.combine(day, NINE, ZoneInfo(calendar.time_zone))
    scope = (
        old
        if new.agency_id == old.agency_id
        else Term(mall=old.mall, agency=new.agency, kind=old.kind, klass=old.klass)
    )
    return {
        "before": words.length(before),
        "after": words.length(after),
        "example": day,
        "due_before": derive(start, before, calendar).due_at,
        "due_after": derive(start, after, calendar).due_at,
        "kept": trying.keeping(scope, by=request.actor, at=at),
        "back": trying.look_back(scope, after, by=request.actor, at=at),
    }
