"""Examination and decision, point by point (look/06c); telling it; handing a second one on."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from dengar.complaints.journey import DECIDE
from dengar.complaints.models import Clock, Complaint, Contact
from dengar.complaints.operations.contact import contacted
from dengar.complaints.operations.timing import policy_of
from dengar.complaints.queries import running
from dengar.decide import operations, queries
from dengar.kit.actors import Role
from dengar.kit.now import now
from dengar.people.models import Officer
from dengar.talk.models import Side
from dengar.talk.queries import summaries
from dengar.web.audiences import ActorRequest, officers
from dengar.web.desk.cases import HANDLING, Case, by_number, posted, show
from dengar.web.desk.deciding_forms import DecisionForm, NobodyElseForm, ToldForm
from dengar.web.kit.lines import ClockLine
from dengar.web.kit.roles import ROLE_WORDS
from dengar.web.kit.terms import clock_line

DEADLINES = (Clock.Kind.CLASS, Clock.Kind.DECISION)


@officers(*HANDLING)
def decide(request: ActorRequest, number: str) -> HttpResponse:
    """Decide point by point. Without a script, "one more point" comes back with everything that was typed."""
    case = by_number(request, number)
    if request.method != "POST":
        return _page(request, case, DecisionForm(None, case.complaint))
    if request.POST.get("then") == "add":
        return _page(request, case, DecisionForm.with_room(request.POST, case.complaint))
    form = DecisionForm.sent(request.POST, case.complaint)
    if form.is_valid() and form.carry_out(
        lambda at: operations.decide(
            case.complaint,
            form.findings(),
            official=form.cleaned_data["official"],
            unheard=form.cleaned_data["unheard"],
            by=request.actor,
            at=at,
            seen=form.cleaned_data["seen"],
        )
    ):
        return redirect(request.path)
    return _page(request, case, form)


def _page(request: ActorRequest, case: Case, form: DecisionForm) -> HttpResponse:
    complaint, at = case.complaint, now()
    return show(
        request,
        "decide",
        case,
        form,
        _title(complaint),
        decisions=queries.decisions(complaint),
        deciding=form.is_bound or complaint.state in DECIDE.source,
        second=_second(request, complaint, at),
        heard=_heard(complaint),
        unheard=queries.unheard(complaint),
        terms=_terms(complaint, at),
    )


def _second(request: ActorRequest, complaint: Complaint, at: datetime) -> dict[str, Any] | None:
    """Whose turn a second examination is; None where none waits."""
    found = queries.examiners(complaint, at)
    if found is None:
        return None
    officer_id = request.actor.officer_id
    mine = officer_id in found.ids or request.actor.role is Role.OVERSEER
    same = queries.examined_before(complaint, officer_id)
    return {
        "same": same,
        "theirs": same or not mine,
        "taken": complaint.handler_id == officer_id,
        "role": ROLE_WORDS[found.role],
        "free": list(Officer.objects.filter(pk__in=found.ids).order_by("name").values_list("name", flat=True)),
    }


def _title(complaint: Complaint) -> str | Promise:
    if complaint.state in DECIDE.source:
        return _("Examination and decision, point by point")
    return _("What was decided")


def _heard(complaint: Complaint) -> list[tuple[str | Promise, bool]]:
    """Who has been heard, and who has not."""
    said = summaries(complaint)
    person = said.get(Side.COMPLAINANT)
    agency = said.get(Side.AGENCY)
    rows: list[tuple[str | Promise, bool]] = [
        (_("The person was reached"), contacted(complaint)),
        (_("The person's summary is confirmed"), bool(person and person.row.confirmed_at)),
        (_("The agency's summary is confirmed"), bool(agency and agency.row.confirmed_at)),
    ]
    hearings = complaint.hearings.all()
    return rows + [
        (_("Officer complained of: statement given"), hearing.answered_at is not None) for hearing in hearings
    ]


def _terms(complaint: Complaint, at: datetime) -> list[ClockLine]:
    calendar = policy_of(complaint, at).calendar
    clocks = running(complaint).filter(kind__in=DEADLINES)
    return [clock_line(Clock.Kind(clock.kind).label, clock.due_at, calendar, at) for clock in clocks]


@officers(*HANDLING)
def told(request: ActorRequest, number: str) -> HttpResponse:
    """Record that the decision was told, and how."""
    case = by_number(request, number)
    decision = queries.decision(case.complaint)
    if decision is None:
        raise Http404
    form = ToldForm(posted(request), case.complaint)
    if form.is_valid() and form.carry_out(
        lambda at: operations.tell_recorded(
            decision.row, Contact.Way(form.cleaned_data["how"]), by=request.actor, at=at
        )
    ):
        return redirect(case.page)
    return show(request, "told", case, form, _("Was the decision told?"), decision=decision)


@officers(*HANDLING)
def overseer(request: ActorRequest, number: str) -> HttpResponse:
    """Hand a second examination to the overseer, where nobody else in the mall can make it."""
    case = by_number(request, number)
    form = NobodyElseForm(posted(request), case.complaint)
    if form.is_valid() and form.carry_out(
        lambda at: operations.hand_to_overseer(case.complaint, by=request.actor, at=at, seen=form.cleaned_data["seen"])
    ):
        return redirect(case.page)
    second = _second(request, case.complaint, now())
    return show(request, "overseer", case, form, _("Nobody else here can examine it"), second=second)


@require_POST
@officers(*HANDLING)
def take(request: ActorRequest, number: str) -> HttpResponse:
    """Take a second examination into one's own hands."""
    case = by_number(request, number)
    operations.take_second(case.complaint, by=request.actor, at=now())
    return redirect("desk:decide", number)
