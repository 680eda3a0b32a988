"""Settings: agencies, their services, the counters."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from dengar.kit.errors import Refused
from dengar.kit.now import now
from dengar.malls import operations, queries
from dengar.malls.models import Agency, Counter, Mall, Service
from dengar.malls.standard import components
from dengar.people import queries as people
from dengar.web.audiences import ActorRequest
from dengar.web.kit.forms import DayField, KitForm, LineField, RowField
from dengar.web.mall.page import ask, mall_of, sent, settings_page

LAST_DAY = _("Last day")
STAYS = _("Nothing is deleted. After its last day it is no longer offered; what was reported about it stays.")
NAMED: dict[type[Refused], str] = {operations.NoName: "name"}


class AgencyForm(KitForm):
    name = LineField(label=_("Full name"), max_length=120)
    short_name = LineField(
        label=_("Short name"), help_text=_("As people say it: Samsat."), max_length=40, required=False
    )
    owner = LineField(
        label=_("Whose is it?"), help_text=_("City, province, court, state bank."), max_length=60, required=False
    )
    starts_on = DayField(label=_("Here since"), required=False)


class ChangeAgencyForm(AgencyForm):
    ends_on = DayField(label=LAST_DAY, help_text=STAYS, required=False)


class ServiceForm(KitForm):
    name = LineField(label=_("Name of the service"), max_length=120)
    words = LineField(
        label=_("Words that people use"),
        help_text=_("Separated by commas, as people ask for it at the counter: akte, surat lahir."),
        max_length=300,
        required=False,
    )


class ChangeServiceForm(ServiceForm):
    ends_on = DayField(label=LAST_DAY, help_text=STAYS, required=False)


class CounterForm(KitForm):
    name = LineField(label=_("Name of the counter"), help_text=_("As the sign says it: Loket 4."), max_length=80)
    agency = RowField(
        Agency.objects.none(), label=_("Agency"), empty_label=_("The mall itself, or several"), required=False
    )
    floor = LineField(label=_("Floor"), max_length=20, required=False)

    def __init__(self, *args: Any, mall: Mall, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = queries.agencies(mall, localdate(now()))  # type: ignore[attr-defined]


class ChangeCounterForm(CounterForm):
    ends_on = DayField(label=LAST_DAY, help_text=STAYS, required=False)


@settings_page
def agencies(request: ActorRequest) -> HttpResponse:
    """All agencies with their services, people, and through whom they are heard."""
    mall, at = mall_of(request), now()
    today = localdate(at)
    staff = people.staff(mall, at)
    rows = [
        (agency, staff.get(agency.pk, people.Staff()), bool(agency.ends_on and agency.ends_on < today))
        for agency in queries.desks(mall, today)
    ]
    running = [agency for agency, _staff, ended in rows if not ended]
    shown = {
        "mall": mall,
        "rows": rows,
        "agency_count": len(running),
        "service_count": sum(agency.service_count for agency in running),  # type: ignore[attr-defined]  # annotated
        "tab": "places",
    }
    return render(request, "mall/agencies.html", shown)


@settings_page
def add_agency(request: ActorRequest) -> HttpResponse:
    mall, form = mall_of(request), AgencyForm(sent(request))
    return ask(
        request,
        "mall/agency-add.html",
        form,
        lambda: operations.add_agency(mall, **form.cleaned_data, by=request.actor, at=now()),
        to=reverse("mall:agencies"),
        at_field=NAMED | {operations.AgencyTaken: "name"},
        mall=mall,
        tab="places",
    )


@settings_page
def agency(request: ActorRequest, pk: int) -> HttpResponse:
    """One agency: what is said of it, its services, its counters."""
    mall = mall_of(request)
    row = get_object_or_404(Agency.objects.select_related("mall"), pk=pk, mall=mall)
    form = ChangeAgencyForm(sent(request), initial=_said(row, ChangeAgencyForm))
    return ask(
        request,
        "mall/agency.html",
        form,
        lambda: operations.change_agency(row, **form.cleaned_data, by=request.actor, at=now()),
        to=reverse("mall:agencies"),
        at_field=NAMED | {operations.AgencyTaken: "name", operations.EndsBeforeStart: "ends_on"},
        mall=mall,
        agency=Agency.objects.get(pk=pk),  # as it is kept, not as it was typed
        services=[(one, len(queries.standard_of(one).told)) for one in queries.every_service(row)],
        whole=len(components()),
        counters=Counter.objects.filter(agency_id=pk).order_by("name"),
        today=localdate(now()),
        tab="places",
    )


@settings_page
def add_service(request: ActorRequest, pk: int) -> HttpResponse:
    mall = mall_of(request)
    row = get_object_or_404(Agency.objects.select_related("mall"), pk=pk, mall=mall)
    form = ServiceForm(sent(request))
    return ask(
        request,
        "mall/service.html",
        form,
        lambda: operations.add_service(row, **form.cleaned_data, by=request.actor, at=now()),
        to=reverse("mall:agency", args=[pk]),
        at_field=NAMED | {operations.ServiceTaken: "name"},
        mall=mall,
        agency=row,
        service=None,
        tab="places",
    )


@settings_page
def service(request: ActorRequest, pk: int) -> HttpResponse:
    mall = mall_of(request)
    row = get_object_or_404(Service.objects.select_related("agency__mall"), pk=pk, agency__mall=mall)
    form = ChangeServiceForm(sent(request), initial=_said(row, ChangeServiceForm))
    return ask(
        request,
        "mall/service.html",
        form,
        lambda: operations.change_service(row, **form.cleaned_data, by=request.actor, at=now()),
        to=reverse("mall:agency", args=[row.agency_id]),
        at_field=NAMED | {operations.ServiceTaken: "name"},
        mall=mall,
        agency=row.agency,
        service=row,
        tab="places",
    )


@settings_page
def counters(request: ActorRequest) -> HttpResponse:
    mall = mall_of(request)
    shown = {"mall": mall, "counters": queries.counters(mall), "today": localdate(now()), "tab": "counters"}
    return render(request, "mall/counters.html", shown)


@settings_page
def add_counter(request: ActorRequest) -> HttpResponse:
    mall = mall_of(request)
    form = CounterForm(sent(request), mall=mall)
    return ask(
        request,
        "mall/counter.html",
        form,
        lambda: operations.add_counter(mall, **form.cleaned_data, by=request.actor, at=now()),
        to=reverse("mall:counters"),
        at_field=NAMED | {operations.CounterTaken: "name"},
        mall=mall,
        counter=None,
        tab="counters",
    )


@settings_page
def counter(request: ActorRequest, pk: int) -> HttpResponse:
    mall = mall_of(request)
    row = get_object_or_404(Counter.objects.select_related("mall"), pk=pk, mall=mall)
    form = ChangeCounterForm(sent(request), mall=mall, initial=_said(row, ChangeCounterForm))
    return ask(
        request,
        "mall/counter.html",
        form,
        lambda: operations.change_counter(row, **form.cleaned_data, by=request.actor, at=now()),
        to=reverse("mall:counters"),
        at_field=NAMED,
        mall=mall,
        counter=Counter.objects.get(pk=pk),
        tab="counters",
    )


def _said(row: Any, form: type[KitForm]) -> dict[str, object]:
    """Return what a row says now, for the fields of a form."""
    return {name: getattr(row, name) for name in form.base_fields}
