"""The record of an agreement at the desk: the person's sheet for the officer, the agency's for its speaker."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from dengar.talk.models import Side
from dengar.web.audiences import ActorRequest, officers
from dengar.web.citizen.agreement import NAME, TEMPLATE, facts
from dengar.web.desk.agency import week
from dengar.web.desk.cases import HANDLING, SPEAKING, Case, by_handle, by_number
from dengar.web.paper import sheet


@require_safe
@officers(*HANDLING)
def page(request: ActorRequest, number: str) -> HttpResponse:
    """The person's sheet, to hand it to somebody at the desk."""
    return _sheet(request, by_number(request, number), Side.COMPLAINANT, "agreement-file", as_pdf=False)


@require_safe
@officers(*HANDLING)
def file(request: ActorRequest, number: str) -> HttpResponse:
    return _sheet(request, by_number(request, number), Side.COMPLAINANT, "agreement-file", as_pdf=True)


@require_safe
@officers(*SPEAKING)
def page_of_agency(request: ActorRequest, handle: str) -> HttpResponse:
    """The agency's sheet: its handle, the week, its own words and the neutral summary."""
    return _sheet(request, by_handle(request, handle), Side.AGENCY, "case-agreement-file", as_pdf=False)


@require_safe
@officers(*SPEAKING)
def file_of_agency(request: ActorRequest, handle: str) -> HttpResponse:
    return _sheet(request, by_handle(request, handle), Side.AGENCY, "case-agreement-file", as_pdf=True)


def _sheet(request: ActorRequest, case: Case, side: Side, pdf: str, *, as_pdf: bool) -> HttpResponse:
    shown = facts(case.complaint, side)
    ways = {"number": case.name, "back": case.page, "pdf": reverse(f"desk:{pdf}", args=[case.name])}
    return sheet(request, TEMPLATE, {**shown, **ways, "week": week(shown["agreed_at"])}, name=NAME, as_pdf=as_pdf)
