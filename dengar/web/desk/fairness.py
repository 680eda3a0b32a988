"""How fair both sides found it, split by outcome: a plain page for the coordinator."""

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dengar.aftercare.queries import FLOOR, fairness_by_favour, fairness_by_outcome
from dengar.kit.actors import Role
from dengar.kit.now import now
from dengar.web.audiences import ActorRequest, officers


@require_safe
@officers(Role.COORDINATOR)
def fairness(request: ActorRequest) -> HttpResponse:
    """No name, no agency, no officer: only how it ended and what was answered."""
    at = now()
    rows = fairness_by_favour(request.actor, at) + fairness_by_outcome(request.actor, at)
    outcomes = [(outcome, list(sides)) for outcome, sides in groupby(rows, key=lambda row: row.outcome)]
    return render(request, "desk/fairness.html", {"outcomes": outcomes, "floor": FLOOR})
