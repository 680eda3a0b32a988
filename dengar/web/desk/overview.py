"""The figures of a span, for whoever runs or oversees the mall. Ranges and n; no order by any value."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from dengar.figures.honest import ENOUGH, FEWEST, LEVEL, Share
from dengar.figures.measures import ALL, LONGEST
from dengar.figures.queries import NoAgency, Overview, overview
from dengar.figures.reading import FAIRNESS, OUTCOMES, SIDES, Reading
from dengar.kit.actors import Role
from dengar.kit.now import now
from dengar.malls.models import Agency
from dengar.web.audiences import ActorRequest, officers
from dengar.web.desk import overview_words as words
from dengar.web.mall.page import mall_of

SPANS: dict[int, str | Promise] = {4: _("4 weeks"), 13: _("13 weeks"), 52: _("52 weeks")}
USUAL = 13
LIMITS = {"enough": ENOUGH, "fewest": FEWEST, "fairness": FAIRNESS, "level": round(100 * LEVEL), "longest": LONGEST}


@require_safe
@officers(Role.COORDINATOR, Role.OVERSEER)
def figures(request: ActorRequest) -> HttpResponse:
    """What the sealed register says of the last full weeks, for the mall or one agency."""
    weeks = _number(request.GET.get("minggu", ""), USUAL)
    if weeks not in SPANS:
        raise Http404
    mall = mall_of(request)
    try:
        found = overview(mall, request.actor, now(), weeks=weeks, agency=_number(request.GET.get("instansi", ""), ALL))
    except NoAgency:
        raise Http404 from None
    shown = {"mall": mall, "found": found, "weeks": weeks, "spans": SPANS.items(), "limits": LIMITS}
    return render(request, "desk/figures.html", {**shown, "beside": _beside(found), **_tables(found.reading)})


def _number(said: str, otherwise: int) -> int:
    """Return the number that was chosen; nothing is `otherwise`, and what is no number is none that there is."""
    if not said:
        return otherwise
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else -1


def _beside(found: Overview) -> list[tuple[Agency, Share, Share, int]]:
    """Return the agencies by name, each with its shares of contacts and promises, and how many complaints."""
    return [
        (agency, one.term("first_contact"), one.term("promise"), one.n("kind/complaint"))
        for agency, one in found.agencies
    ]


def _tables(reading: Reading) -> dict[str, Any]:
    """Return the counts and shares with their words."""
    fair: list[tuple[str | Promise, list[tuple[str | Promise, Share]]]] = [
        (words.OUTCOMES[outcome], [(words.SIDES[side], reading.fairness(side, outcome)) for side in SIDES])
        for outcome in OUTCOMES
    ]
    terms = [(title, reading.term(kind)) for kind, title in words.TERMS.items()]
    return {
        "kinds": words.named(reading.parts("kind"), words.KINDS),
        "channels": words.named(reading.parts("channel"), words.CHANNELS),
        "modes": words.named(reading.modes, words.MODES),
        "contact": reading.term("first_contact"),
        "promises": reading.term("promise"),
        "promises_later": reading.n("term/promise/late"),
        "promises_open": reading.n("term/promise/running"),
        "more_time": words.named(reading.parts("more"), words.MORE_TIME),
        "broken": reading.n("broken"),
        "agreed": reading.n("agreed"),
        "again": reading.n("again"),
        "contradicted": reading.n("contradicted"),
        "terms": [row for row in terms if row[1].n],
        "ends": words.named(reading.parts("end"), words.ENDS),
        "fair": fair,
    }
