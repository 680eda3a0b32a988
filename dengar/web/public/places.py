"""Agencies and their services, with what each service promises: all of it, and what is not made known yet."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from dengar.kit.now import now
from dengar.malls import queries
from dengar.malls.models import Mall, Service
from dengar.malls.standard import components
from dengar.web.audiences import everyone


@everyone
@require_GET
def agency(request: HttpRequest, code: str) -> HttpResponse:
    """One agency with a desk here, and its services."""
    today = localdate(now())
    row = get_object_or_404(queries.agencies(_mall(), today), code=code)
    services = [(one, len(queries.standard_of(one).told)) for one in queries.services_of(row, today)]
    return render(request, "public/agency.html", {"agency": row, "services": services, "whole": len(components())})


@everyone
@require_GET
def service(request: HttpRequest, pk: int) -> HttpResponse:
    """One service with its standard."""
    running = queries.services(_mall(), localdate(now())).select_related("agency", "standard")
    row: Service = get_object_or_404(running, pk=pk)
    standard = queries.standard_of(row)
    shown = {
        "service": row,
        "standard": standard,
        "groups": queries.grouped(standard),
        "told": len(standard.told),
        "whole": len(components()),
    }
    return render(request, "public/service.html", shown)


def _mall() -> Mall:
    mall = queries.first_mall()
    if mall is None:
        raise Http404
    return mall
