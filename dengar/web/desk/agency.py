"""
One report on the page of an agency's speaker (look/08): all that an agency may see, and nothing else.

It stands under the agency's own handle. No number, no name, no story, no date finer than the week; no file
but those that the handler released to it; only the agency's own thread, summary and clocks (protection.md,
"Identity modes", "Files", "Numbers").
"""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from dengar.act import queries as act
from dengar.aftercare.models import Fairness
from dengar.aftercare.operations import ASKED_IN
from dengar.agree import queries as agree
from dengar.complaints import queries, releases
from dengar.complaints.journey import PROPOSE, REPORT_DONE, State, moves_from
from dengar.complaints.models import Clock, Complaint, Kind, Mode, Thread
from dengar.complaints.operations import read_open_identity
from dengar.complaints.operations.telling import next_batch
from dengar.kit.actors import Actor, Role
from dengar.kit.now import now
from dengar.talk import queries as talk
from dengar.talk.models import Side
from dengar.talk.operations.meeting import IN_TALK
from dengar.web.audiences import ActorRequest, officers
from dengar.web.citizen import story
from dengar.web.desk import agency_forms as forms
from dengar.web.desk import clock_words, next_step, trail
from dengar.web.desk.case_forms import LookForm
from dengar.web.desk.cases import SPEAKING, Case, CaseForm, by_handle

MONDAY_TO_FRIDAY = timedelta(days=4)


@require_safe
@officers(*SPEAKING)
def case(request: ActorRequest, handle: str) -> HttpResponse:
    return page(request, by_handle(request, handle))


def page(request: ActorRequest, case: Case, refused: CaseForm | None = None) -> HttpResponse:
    """Show the report; a refused form stands in its place with what was typed."""
    shown = facts(request, case)
    if refused is not None:
        shown["forms"][refused.prefix] = refused
    shown["refused"] = refused or CaseForm(None, case.complaint)
    shown["without_place"] = _without_place(refused, shown)
    return render(request, "desk/agency.html", shown, status=refused.status if refused else 200)


def _without_place(refused: CaseForm | None, shown: dict[str, Any]) -> str:
    """Return what was typed into a form that is not offered any more, as the report has moved on; else nothing."""
    offered = {"tolak": shown["agreement"] is not None and "agree" in shown["moves"], "usul": shown["talking"]}
    if refused is None or not refused.moved or offered.get(str(refused.prefix), True):
        return ""
    return str(refused.data.get(refused.add_prefix("words"), ""))


def facts(request: ActorRequest, case: Case) -> dict[str, Any]:
    """Gather what the page shows. The number of queries depends on the state alone."""
    row, at = case.complaint, now()
    owed = act.owed(row) if row.state in REPORT_DONE.source else []
    summary, agreement = talk.summaries(row).get(Side.AGENCY), agree.current(row)
    answered = agreement is not None and agreement.row.agency_at is not None
    owes = any(one.open and one.bearer == Side.AGENCY for one in owed)
    joint = talk.joint(row) if row.state in IN_TALK else None
    asked = joint is not None and not joint.row.agency
    next_words, my_turn = next_step.for_agency(row, summary=summary, asked=asked, answered=answered, owes=owes)
    return {
        "case": case,
        "complaint": row,
        "week": week(row.received_at),
        "moves": {move.name for move in moves_from(row.state, Role.LIAISON)},
        "talking": row.state in PROPOSE.source or row.state == State.PROPOSED,
        "asked": row.kind != Kind.COMPLAINT and row.state == State.RECEIVED,
        "summary": summary,
        "options": talk.options(row),
        "joint": joint,
        "apart": talk.apart(row) is not None,
        "agreement": agreement,
        "next": next_words,
        "my_turn": my_turn,
        "earlier": agree.earlier(row),
        "owed": owed,
        "clocks": story.clock_lines(_clocks(row), at, title=clock_words.title),
        "files": queries.attached(request.actor, row, at),
        "thread": trail.said(row, Thread.AGENCY, reader=request.actor),
        "named": row.mode == Mode.OPEN,
        **_name(row, request.actor, at),
        "ask_fairness": row.state in ASKED_IN and not _answered(row),
        "forms": _forms(row, summary),
    }


def _name(complaint: Complaint, by: Actor, at: datetime) -> dict[str, Any]:
    """
    Gather what the agency's speaker may know of the name. At most three SQL queries.

    What they asked for is answered by the day's batch, in the same words whether or not there is a name.
    """
    given = None if complaint.mode == Mode.OPEN else releases.usable(complaint, by, at)
    opened = read_open_identity(complaint, by=by, at=at) if given or complaint.mode == Mode.OPEN else None
    asked = complaint.releases.filter(agency=by.agency_id).order_by("asked_at").last()
    return {
        "opened": opened,
        "given": given if given and given.look_id is None else None,
        "name_asked": asked,
        "name_answered": asked is not None and at >= next_batch(asked.asked_at, complaint.mall.time_zone),
    }


def _clocks(complaint: Complaint) -> list[Clock]:
    """Return the agency's own promises. A term counted from the report's own day would tell that day."""
    own = complaint.clocks.filter(bearer=Clock.Bearer.AGENCY, kind=Clock.Kind.PROMISE)
    return list(own.order_by("due_at"))


def _answered(complaint: Complaint) -> bool:
    return Fairness.objects.filter(complaint=complaint, side=Side.AGENCY).exists()


def _forms(complaint: Complaint, summary: talk.SummaryView | None) -> dict[str, CaseForm]:
    which = {"which": summary.row.pk} if summary else {}
    return {
        "setuju": forms.AcceptForm(None, complaint),
        "tolak": forms.DeclineForm(None, complaint),
        "benar": forms.ConfirmForm(None, complaint, initial=which),
        "betul": forms.CorrectForm(None, complaint),
        "usul": forms.OptionForm(None, complaint),
        "pesan": forms.MessageForm(None, complaint),
        "adil": forms.FairnessForm(None, complaint),
        "buka": LookForm(None, complaint),
        "minta": forms.ReleaseForm(None, complaint),
    }


def week(at: datetime) -> str:
    """Say the week of a moment, from Monday to Friday: "16–20 November". An agency learns no day."""
    here = timezone.localtime(at).date()
    monday = here - timedelta(days=here.weekday())
    friday = monday + MONDAY_TO_FRIDAY
    if monday.month == friday.month:
        return f"{monday.day}–{date_format(friday, 'j F')}"
    return f"{date_format(monday, 'j F')} – {date_format(friday, 'j F')}"
