"""A case from older records on the desk's page: what they say of it, and nothing to do."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from dengar.complaints import queries
from dengar.complaints.operations import read_open_identity
from dengar.kit.now import now
from dengar.web.audiences import ActorRequest
from dengar.web.desk import trail
from dengar.web.desk.case_forms import LookForm
from dengar.web.desk.cases import Case, CaseForm
from dengar.web.desk.work_list import plain_title


def page(request: ActorRequest, case: Case, **forms: Any) -> HttpResponse:
    """Show the case; a refused form says why."""
    row = case.complaint
    status = max((form.status for form in forms.values()), default=200)
    shown = {
        "case": case,
        "complaint": row,
        "heading": plain_title(row),
        "past": queries.past(row),
        "acting": request.actor.role,
        "opened": read_open_identity(row, by=request.actor, at=now()),
        "look_form": LookForm(None, row),
        "trail": trail.trail(row),
        "refused": next(iter(forms.values()), CaseForm(None, row)),
        **forms,
    }
    return render(request, "desk/past.html", shown, status=status)
