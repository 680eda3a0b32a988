"""What waits for an officer, and why: reason first, then the report, then the act. No name stands here."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from dengar.agree.models import Agreement
from dengar.complaints import queries
from dengar.complaints.journey import State
from dengar.complaints.models import NEVER, AgencyHandle, Clock, Complaint, Kind
from dengar.kit.actors import Actor, Role
from dengar.talk.models import JointTalk, Side, Summary
from dengar.talk.queries import SummaryView
from dengar.web.citizen.story import left
from dengar.web.desk import clock_words
from dengar.web.desk.next_step import contact_due, for_agency
from dengar.web.kit.lines import Urgency, urgency
from dengar.web.kit.templatetags.kit import day

Words = str | Promise


@dataclass(frozen=True)
class Work:
    """One row of the desk."""

    reason: str
    urgency: Urgency
    title: str
    about: str
    url: str
    act: str
    label: str  # what a screen reader hears after the act


@dataclass(frozen=True)
class Desk:
    """The first page of what waits, by how it presses, and whether there is more."""

    pressing: list[Work]
    later: list[Work]
    more: bool

    @property
    def count(self) -> int:
        return len(self.pressing) + len(self.later)


def desk(actor: Actor, at: datetime, *, page: int = 1) -> Desk:
    """Return one page of the desk; what cannot wait stands first on the first. Six SQL queries, four while all can."""
    first, waiting = (page - 1) * queries.PAGE, queries.desk(actor, at)
    rows = list(queries.calm(waiting)[first : first + queries.PAGE + 1])
    shown = [_row(row, actor, at) for row in rows[: queries.PAGE]]
    cannot_wait = [_urgent(row, actor, at) for row in queries.urgent(waiting)] if page == 1 else []
    pressing = cannot_wait + [work for work in shown if work.urgency in ("late", "soon")]
    later = [work for work in shown if work.urgency not in ("late", "soon")]
    return Desk(pressing, later, more=len(rows) > queries.PAGE)


def _row(complaint: Complaint, actor: Actor, at: datetime) -> Work:
    clocks: list[Clock] = getattr(complaint, "clocks_now", [])
    clock = next((one for one in clocks if one.due_at == complaint.due_at), None)
    handles = actor.role is not Role.COORDINATOR or complaint.handler_id == actor.officer_id
    chase = handles and clock is not None and clock.kind == Clock.Kind.PROMISE and clock.due_at < at
    pressing = urgency(complaint.due_at, at) if complaint.due_at < NEVER else "calm"
    return Work(
        reason=_reason(complaint, clock, at),
        urgency="soon" if pressing == "calm" and _left_behind(complaint) else pressing,
        title=queries.heading(complaint) or plain_title(complaint),
        about=_about(complaint),
        url=reverse("desk:act" if chase else "desk:complaint", args=[complaint.number]),
        act=_("Ask after it") if chase else str(_act(complaint, clocks)) if handles else _("Look"),
        label=complaint.number,
    )


def _urgent(complaint: Complaint, actor: Actor, at: datetime) -> Work:
    row = _row(complaint, actor, at)
    return replace(row, reason=_("Rapid response. %(reason)s") % {"reason": row.reason}, urgency="late")


def _left_behind(complaint: Complaint) -> bool:
    """Whether nobody has it in hand; what goes around the desk is the overseer's, without a name."""
    return not complaint.around_desk and not getattr(complaint, "held", True)


def _reason(complaint: Complaint, clock: Clock | None, at: datetime) -> str:
    """Return why it waits and until which day; without a day to come, since when. First, if nobody has it in hand."""
    reason = _until(clock, at) if clock else _since(complaint)
    return _("In nobody's hands. %(reason)s") % {"reason": reason} if _left_behind(complaint) else reason


def _since(complaint: Complaint) -> str:
    return _("%(state)s, since %(day)s") % {
        "state": complaint.get_state_display(),
        "day": day(complaint.state_since),
    }


def _until(clock: Clock, at: datetime) -> str:
    """Say for what, what is left, and the day itself: "Promise: 2 days left (25 November)"."""
    due = localtime(clock.due_at)
    on = date_format(due, "j F" if due.year == localtime(at).year else "j F Y")
    return f"{clock_words.title(clock)}: {left(clock.due_at, at)} ({on})"


def _about(complaint: Complaint) -> str:
    agency = complaint.agency.short_name or complaint.agency.name if complaint.agency else _("agency not known yet")
    state, mode = complaint.get_state_display(), complaint.get_mode_display()
    return f"{complaint.number} · {agency} · {mode} · {state}"


def plain_title(complaint: Complaint) -> str:
    """Return a heading for a report whose neutral summary is not approved yet: kind and service."""
    kind = str(complaint.get_kind_display()).capitalize()
    return f"{kind}: {complaint.service}" if complaint.service else kind


def _act(complaint: Complaint, clocks: list[Clock]) -> Words:
    if complaint.kind != Kind.COMPLAINT and complaint.state == State.RECEIVED:
        return _("Answer")
    if contact_due(clocks):
        return _("Contact")
    return {
        State.RECEIVED: _("Verification"),
        State.TALKING: _("Talk"),
        State.EXAMINING: _("Examine"),
    }.get(State(complaint.state), _("Look"))


def found(complaints: list[Complaint], actor: Actor, at: datetime) -> list[Work]:
    """Return what a search found, ended reports too; each leads to its own page. No query."""
    return [
        replace(_row(one, actor, at), act=_("Look"), url=reverse("desk:complaint", args=[one.number]))
        for one in complaints
    ]


def of_agency(actor: Actor, at: datetime) -> list[Work]:
    """Return what an agency's speaker has been let in to, under its own handles, and whose turn it is. 7 queries."""
    rows = list(queries.desk(actor, at)[: queries.PAGE])
    handles = AgencyHandle.objects.filter(agency=actor.agency_id, complaint__in=rows)
    codes = dict(handles.values_list("complaint_id", "code"))
    turns = _turns(rows)
    return [_row_of_agency(row, codes[row.pk], *turns[row.pk], at) for row in rows if row.pk in codes]


def _turns(rows: list[Complaint]) -> dict[int, tuple[Words, bool]]:
    """Return for each report what comes next on the agency's page, and whether it is the agency's turn. 3 queries."""
    mine = Summary.objects.filter(complaint__in=rows, side=Side.AGENCY, superseded_at=None)
    summaries = {one.complaint_id: SummaryView(one, "", "") for one in mine}
    accepted = Agreement.objects.filter(complaint__in=rows, declined_at=None, agency_at__isnull=False)
    answered = set(accepted.values_list("complaint_id", flat=True))
    talks = JointTalk.objects.filter(complaint__in=rows, over_at=None, agency=JointTalk.Answer.NOT_YET)
    asked = set(talks.values_list("complaint_id", flat=True))
    return {
        row.pk: for_agency(
            row,
            summary=summaries.get(row.pk),
            asked=row.pk in asked,
            answered=row.pk in answered,
            owes=_own_clock(row) is not None,
        )
        for row in rows
    }


def _own_clock(row: Complaint) -> Clock | None:
    """Return the nearest promise or remedy of the agency; of all other clocks it learns nothing."""
    clocks: list[Clock] = getattr(row, "clocks_now", [])
    mine = (one for one in clocks if one.kind == Clock.Kind.PROMISE and one.bearer == Clock.Bearer.AGENCY)
    return next(mine, None)


def _row_of_agency(row: Complaint, code: str, turn: Words, mine: bool, at: datetime) -> Work:
    """Return one row: the agency's own day with its turn below it; without a day the turn is the reason."""
    clock, turn, state = _own_clock(row), str(turn), row.get_state_display()
    return Work(
        reason=_until(clock, at) if clock else turn or state,
        urgency=urgency(clock.due_at, at) if clock else "soon" if mine else "calm",
        title=queries.heading(row),
        about=f"{code} · {turn if clock and turn else state}",
        url=reverse("desk:case", args=[code]),
        act=_("Look"),
        label=code,
    )
