"""What became of complaints (look/09b): settled and disputed cases, chosen by a rule, without a name or a day."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from dengar.malls.models import Mall
from dengar.publish import queries
from dengar.publish.queries import PublicCase
from dengar.publish.rule import FEWEST, WEEKS, Outcome
from dengar.web.audiences import everyone
from dengar.web.kit.lines import Fact, Step, Words


@everyone
@require_GET
def cases(request: HttpRequest) -> HttpResponse:
    """List what appears in public, the latest week first."""
    mall = Mall.objects.order_by("pk").first()
    if mall is None:
        raise Http404
    rows = Paginator(queries.public_cases(mall), queries.PAGE).get_page(request.GET.get("hal"))
    shown = {"rows": rows, "cases": [queries.shown(row) for row in rows], "weeks": WEEKS, "fewest": FEWEST}
    return render(request, "public/cases.html", shown)


@everyone
@require_GET
def case(request: HttpRequest, slug: str) -> HttpResponse:
    """One case. An address that once stood stays: after it was taken down it says so."""
    found = queries.public_case(slug)
    if found is None:
        raise Http404
    shown = {"case": found, "facts": _facts(found), "steps": _steps(found), "dispute": found.text.get("dispute", "")}
    return render(request, "public/case.html", shown)


def _facts(case: PublicCase) -> list[Fact]:
    """What stands without the person's yes: where, how it ended, how long it took."""
    if case.outcome is None:
        return []
    took = ngettext("%(n)d week", "%(n)d weeks", case.weeks) % {"n": case.weeks}
    where = ", ".join(filter(None, [case.agency, case.service]))
    rows = [Fact(_("Where"), where), Fact(_("How it ended"), case.outcome_words), Fact(_("How long it took"), took)]
    if case.late:
        rows.append(Fact(_("Late"), _("A time limit was missed. That stays noted.")))
    return rows


def _steps(case: PublicCase) -> list[Step]:
    if not case.text:
        return []
    disputed = case.outcome is Outcome.DISPUTED
    way: Words = _("The agency's answer") if disputed else _("The way out")
    return [
        Step(_("What happened"), "done", case.text["told"]),
        Step(way, "done", case.text["way"]),
        Step(_("The end"), "now" if disputed else "done", case.outcome_words),
    ]
