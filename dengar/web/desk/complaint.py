"""One report on the handler's page (look/06): both sides, the trail, the dates, who may see, what can be done."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from dengar.agree import queries as agree
from dengar.close.queries import attempts, objections
from dengar.complaints import conduct, queries
from dengar.complaints.journey import ENDS, LAPSE, State, moves_from
from dengar.complaints.models import Clock, Complaint, Contact, Thread
from dengar.complaints.operations import (
    open_identity,
    read_open_identity,
    recuse,
    say,
    take_in_hand,
    telling,
)
from dengar.complaints.visibility import standing
from dengar.kit.actors import Role
from dengar.kit.now import now
from dengar.people.models import Officer
from dengar.talk import queries as talk
from dengar.verify import queries as verify
from dengar.web.audiences import ActorRequest, officers
from dengar.web.citizen import story
from dengar.web.citizen.noted import noted
from dengar.web.desk import case_acts, clock_words, next_step, past, ready, trail
from dengar.web.desk.case_forms import ContactForm, LookForm, MessageForm, TakeForm
from dengar.web.desk.cases import HANDLING, Case, CaseForm, by_number, posted
from dengar.web.desk.work_list import plain_title
from dengar.web.kit.lines import urgency


@require_safe
@officers(*HANDLING)
def complaint(request: ActorRequest, number: str) -> HttpResponse:
    return page(request, by_number(request, number))


def page(request: ActorRequest, case: Case, **forms: Any) -> HttpResponse:
    """Show the report; a refused form stands in its place with what was typed."""
    if case.complaint.brought_in:
        return past.page(request, case, **forms)
    status = max((form.status for form in forms.values()), default=200)
    refused = next(iter(forms.values()), CaseForm(None, case.complaint))
    shown = {**facts(request, case), **forms, "refused": refused}
    return render(request, "desk/complaint.html", shown, status=status)


def facts(request: ActorRequest, case: Case) -> dict[str, Any]:
    """Gather what the page shows. The number of queries does not depend on how much was said."""
    row, at = case.complaint, now()
    clocks = queries.clocks(row)
    opened = read_open_identity(row, by=request.actor, at=at)
    role = standing(request.actor, row, at)
    summaries, grants = talk.summaries(row), queries.granted(row, at)
    return {
        "case": case,
        "complaint": row,
        "heading": case.heading or plain_title(row),
        "acting": role,
        "story": case.story(),
        "noted": noted(row),
        "objections": objections(row),
        "plan": next((one for one in conduct.plans(row) if conduct.holds(one, at) or one.waits), None),
        "verifications": verify.verifications(row),
        "urgent": row.urgencies.open().first(),
        "files": queries.attached(request.actor, row, at),
        "linked": queries.linked(row, request.actor, at),
        "summaries": {"complainant": None, "agency": None, **summaries},
        **_ways_on(row, role, clocks, summaries, bool(grants), at),
        "call_due": next_step.contact_due(clocks) and not next_step.is_written(row),
        "nobody_called": row.contacts.filter(heard=Contact.Heard.NO).select_related("officer").last(),
        "agreement": agree.current(row),
        "clocks": story.clock_lines(clocks, at, calendar=story.calendar_of(row, clocks), title=clock_words.title),
        "trail": trail.trail(row),
        "person": trail.said(row, Thread.COMPLAINANT, reader=request.actor),
        "agency_thread": trail.said(row, Thread.AGENCY, reader=request.actor),
        "grants": grants,
        "opened": opened,
        "referrals": list(row.referrals.order_by("at")),
        "releases": list(row.releases.select_related("agency").order_by("asked_at")),
        "ended": row.state in ENDS,
        "contact_form": ContactForm(None, row),
        "look_form": LookForm(None, row),
        "message_form": MessageForm(None, row),
        "texts": ready.texts("message"),
        "take_form": TakeForm(None, row),
    }


def _ways_on(
    row: Complaint,
    role: Role,
    clocks: list[Clock],
    summaries: Mapping[str, talk.SummaryView],
    agency_in: bool,
    at: datetime,
) -> dict[str, Any]:
    """Gather the act that comes next, the nearest time limit and how it presses, and every other act."""
    options = len(talk.options(row)) if row.state == State.TALKING else 0
    tried = attempts(row) if row.state in LAPSE.source else None
    unreached = next_step.unreached(clocks, tried, at)
    name = case_acts.first(row, clocks, summaries=summaries, agency_in=agency_in, options=options)
    name = "contact" if unreached else name
    moves, handles = {move.name for move in moves_from(row.state, role)}, role is Role.HANDLER
    acts, due = case_acts.acts(row, moves, handles=handles), next_step.due(clocks)
    pressing = urgency(due, at) if due else "calm"
    return {
        "first": case_acts.contact(row) if handles and name == "contact" else acts.get(name),
        "others": [act for act in acts.values() if act.name not in (name, "sight")],  # the side column lets in
        "handles": handles,
        "attempts": tried,
        "next": next_step.next_step(row, clocks, summaries=summaries, agency_in=agency_in, unreached=unreached),
        "held_by": row.handler if telling.in_charge(row, at) else None,
        "next_due": due,
        "tone": pressing if pressing in ("soon", "late") else "",
    }


@require_POST
@officers(*HANDLING)
def message(request: ActorRequest, number: str) -> HttpResponse:
    case = by_number(request, number)
    if typed := ready.inserted(request, case.complaint, "message"):
        return page(request, case, message_form=MessageForm(None, case.complaint, initial=typed))
    form = MessageForm(posted(request), case.complaint)
    if form.is_valid() and form.carry_out(
        lambda at: say(
            case.complaint,
            Thread(form.cleaned_data["thread"]),
            form.cleaned_data["words"],
            by=request.actor,
            at=at,
        )
    ):
        return redirect(f"{case.page}#percakapan")
    return page(request, case, message_form=form)


@officers(*HANDLING)
def contact(request: ActorRequest, number: str) -> HttpResponse:
    """Record an attempt to reach the person with its outcome, or write to them."""
    case = by_number(request, number)
    form = ContactForm(posted(request), case.complaint)
    if form.is_valid() and form.carry_out(lambda at: form.keep(request.actor, at)):
        return redirect(case.page)
    return page(request, case, contact_form=form)


@officers(*HANDLING)
def look(request: ActorRequest, number: str) -> HttpResponse:
    """Open name and contact for ten minutes, with a reason that the person reads."""
    case = by_number(request, number)
    form = LookForm(posted(request), case.complaint)
    if form.is_valid() and form.carry_out(
        lambda at: open_identity(case.complaint, reason=form.cleaned_data["reason"], by=request.actor, at=at)
    ):
        return redirect(f"{case.page}#nama")
    return page(request, case, look_form=form)


@require_POST
@officers(*HANDLING)
def take(request: ActorRequest, number: str) -> HttpResponse:
    """Become the named officer of this report, unless it has come into other hands since the page was opened."""
    case = by_number(request, number)
    form = TakeForm(posted(request), case.complaint)
    if form.is_valid() and form.carry_out(
        lambda at: take_in_hand(case.complaint, by=request.actor, at=at, mark=form.cleaned_data["mark"])
    ):
        return redirect(case.page)
    return page(request, case, take_form=form)


@require_POST
@officers(*HANDLING)
def step_aside(request: ActorRequest, number: str) -> HttpResponse:
    """Keep out of this report: from now on it does not exist for me."""
    case = by_number(request, number)
    recuse(case.complaint, _officer(request), by=request.actor, at=now())
    return redirect("desk:home")


def _officer(request: HttpRequest) -> Officer:
    if not isinstance(request.user, Officer):
        raise TypeError("only an officer has a desk")
    return request.user
