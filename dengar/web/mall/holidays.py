"""Settings: the days without service. Whatever would move a date is shown before it is written."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dengar.complaints import operations as complaints
from dengar.complaints import recounting
from dengar.deadlines import operations, queries
from dengar.deadlines.kinds import Kind
from dengar.deadlines.models import Holiday, HolidayKind
from dengar.kit.errors import Refused
from dengar.kit.now import now
from dengar.malls.models import Mall
from dengar.web.audiences import ActorRequest
from dengar.web.kit.forms import DayField, KitForm, LineField, PickField
from dengar.web.mall.page import NoForm, ask, ask_twice, mall_of, sent, settings_page

NAMED: dict[type[Refused], str] = {operations.NoHolidayName: "name", operations.HolidayKnown: "day"}


class HolidayForm(KitForm):
    name = LineField(label=_("Name of the holiday"), help_text=_("As the decree says it."), max_length=120)
    kind = PickField(label=_("What kind of day is it?"), choices=HolidayKind.choices)


class NewHolidayForm(HolidayForm):
    day = DayField(label=_("Which day?"), help_text=_("It may have passed already: a decree sometimes comes late."))
    field_order = ("day", "name", "kind")

    def __init__(self, *args: Any, this_year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.this_year = this_year

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day.year not in (self.this_year, self.this_year + 1):
            words = gettext("This list holds the days of %(this)s and %(next)s.")
            raise ValidationError(words % {"this": self.this_year, "next": self.this_year + 1})
        return day


@settings_page
def holidays(request: ActorRequest) -> HttpResponse:
    """The days without service of this year and the next, as they are known now."""
    mall, today = mall_of(request), localdate(now())
    rows = [one for one in queries.holidays(mall.pk, since=date(today.year, 1, 1)) if one.date.year <= today.year + 1]
    years = [(year, [one for one in rows if one.date.year == year]) for year in (today.year, today.year + 1)]
    shown = {"mall": mall, "years": years, "today": today, "tab": "holidays"}
    return render(request, "mall/holidays.html", shown)


@settings_page
def add_holiday(request: ActorRequest) -> HttpResponse:
    mall, at = mall_of(request), now()
    form = NewHolidayForm(sent(request), this_year=localdate(at).year)

    def look() -> dict[str, object]:
        said = form.cleaned_data
        operations.check_holiday(mall, day=said["day"], name=said["name"])
        return _preview(recounting.by_holiday(mall, said["day"], by=request.actor, at=at))

    def act(seen: str) -> None:
        complaints.announce_holiday(mall, **form.cleaned_data, seen=seen, by=request.actor, at=at)
        messages.success(request, gettext("The holiday is on the list. Whoever has another date now is told."))

    return ask_twice(
        request,
        "mall/holiday-add.html",
        form,
        look=look,
        act=act,
        to=reverse("mall:holidays"),
        at_field=NAMED,
        mall=mall,
        tab="holidays",
    )


@settings_page
def holiday(request: ActorRequest, pk: int) -> HttpResponse:
    """Give a coming holiday another name or kind. No date moves by it."""
    mall = mall_of(request)
    row = _found(mall, pk)
    form = HolidayForm(sent(request), initial={"name": row.name, "kind": row.kind})
    return ask(
        request,
        "mall/holiday.html",
        form,
        lambda: operations.rename_holiday(row, **form.cleaned_data, by=request.actor, at=now()),
        to=reverse("mall:holidays"),
        at_field=NAMED,
        mall=mall,
        holiday=row,
        tab="holidays",
    )


@settings_page
def drop_holiday(request: ActorRequest, pk: int) -> HttpResponse:
    """Take a coming holiday off the list; the dates that were told stay, and the page says of how many reports."""
    mall, at = mall_of(request), now()
    row = _found(mall, pk)
    return ask(
        request,
        "mall/holiday-drop.html",
        NoForm(sent(request)),
        lambda: operations.drop_holiday(row, by=request.actor, at=at),
        to=reverse("mall:holidays"),
        mall=mall,
        holiday=row,
        counted=recounting.counting_on(mall, row.date, by=request.actor, at=at),
        tab="holidays",
    )


def _found(mall: Mall, pk: int) -> Holiday:
    """Return a holiday of the mall that it still knows of; 404 for others."""
    return get_object_or_404(Holiday.objects.known().select_related("mall"), pk=pk, mall=mall)


def _preview(found: recounting.Preview) -> dict[str, object]:
    """Return a preview with the clocks in the words of the settings."""
    rows = [
        (report, [(Kind(clock.kind).label, clock.due_at, due_at) for clock, due_at in moves])
        for report, moves in found.reports
    ]
    return {"rows": rows, "moved": found.moved, "late": found.late, "kept": found.kept, "more": found.more}
