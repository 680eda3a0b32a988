"""
The record of an agreement, to keep or to print (look/14c): a page, or the same as PDF.

The person's sheet bears their number, the agency's its own handle and no day finer than the week. No name of the person
stands on either: there is a line on which they may write it themselves.
"""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from dengar.agree import queries as agree
from dengar.agree.queries import AgreementView, ExtensionView, PromiseView
from dengar.complaints import queries
from dengar.complaints.models import Complaint
from dengar.ledger.queries import timeline
from dengar.people.models import Officer
from dengar.talk import queries as talk
from dengar.talk.models import Side
from dengar.web.citizen.session import MineRequest, mine
from dengar.web.paper import sheet

NAME = "catatan"  # of the file: neutral, whoever sees the folder learns nothing
TEMPLATE = "citizen/agreement.html"


@dataclass(frozen=True)
class PromiseLine:
    """A promise with the days that it had before."""

    view: PromiseView
    moved: list[ExtensionView]


def in_force(complaint: Complaint) -> AgreementView:
    """Return the agreement that binds; 404 where there is none."""
    found = agree.current(complaint)
    if found is None or not found.row.binds:
        raise Http404
    return found


def facts(complaint: Complaint, side: Side) -> dict[str, Any]:
    """Gather what stands on one side's sheet."""
    agreement = in_force(complaint)
    said = talk.summaries(complaint)
    asked = agree.extensions(complaint)
    given = {pk: [one for one in wishes if one.row.given] for pk, wishes in asked.items()}
    brief = queries.brief(complaint)
    return {
        "complaint": complaint,
        "agreement": agreement,
        "promises": [PromiseLine(one, given.get(one.row.pk, [])) for one in agreement.promises],
        "for_agency": side == Side.AGENCY,
        "own": said.get(Side.COMPLAINANT) if side == Side.COMPLAINANT else None,
        "theirs": said.get(Side.AGENCY),
        "brief": brief[1] if brief else "",
        "speaker": _speaker(complaint, agreement),
        "agreed_at": max(filter(None, (agreement.row.complainant_at, agreement.row.agency_at))),
    }


def _speaker(complaint: Complaint, agreement: AgreementView) -> str:
    """Return the name of the officer who accepted for the agency, as the register has it."""
    for entry in reversed(timeline(complaint.box.keys, complaint.subject)):
        about = (entry.facts.get("side"), entry.facts.get("agreement"))
        if entry.event == "accepted" and about == (Side.AGENCY.value, agreement.row.pk):
            pk = int(entry.actor.rpartition(":")[2])
            return Officer.objects.filter(pk=pk).values_list("name", flat=True).first() or ""
    return ""


@require_safe
@mine
def page(request: MineRequest) -> HttpResponse:
    """The sheet as a page to print."""
    return _sheet(request, as_pdf=False)


@require_safe
@mine
def file(request: MineRequest) -> HttpResponse:
    """The sheet as PDF."""
    return _sheet(request, as_pdf=True)


def _sheet(request: MineRequest, *, as_pdf: bool) -> HttpResponse:
    ways = {"number": request.complaint.number, "back": reverse("mine:page"), "pdf": reverse("mine:agreement-file")}
    return sheet(request, TEMPLATE, {**facts(request.complaint, Side.COMPLAINANT), **ways}, name=NAME, as_pdf=as_pdf)
