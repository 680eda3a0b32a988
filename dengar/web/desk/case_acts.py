"""What can be done with a report: exactly the moves that the table allows now, and the one that comes next."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dengar.complaints.journey import ENDS, State
from dengar.complaints.models import Clock, Complaint, Kind
from dengar.talk.operations.conversing import TALKABLE
from dengar.talk.queries import SummaryView
from dengar.web.desk import next_step

Words = str | Promise
TOLD_IN = (State.DECIDED, State.ACTED)  # a decision that nobody has told yet is told first
UNREAD = (State.RECEIVED, State.INCOMPLETE)


@dataclass(frozen=True)
class Act:
    """One way on from a report's page. `icon`: a name of dengar.web.kit.icons."""

    name: str
    words: Words
    url: str
    icon: str = "arrow"


def acts(complaint: Complaint, moves: Collection[str], *, handles: bool) -> dict[str, Act]:
    """
    Return all acts that are open now, by name, in the order of the journey.

    :param handles: whether the reader stands as handler; whoever looks on is offered what can be read, and no move.
    """
    state, number = State(complaint.state), complaint.number
    formal = complaint.kind == Kind.COMPLAINT or state not in (*UNREAD, *ENDS)  # what was objected to goes every way
    to_verify = "examine" in moves or "open_dialogue" in moves
    open_now = [
        ("talk", handles and formal and state in TALKABLE, _("Conversation"), "chat"),
        ("verify", formal and to_verify, _verify(state), "check"),
        ("sight", handles and state not in ENDS, _("Let the agency in"), "building"),
        ("propose", formal and "propose" in moves, _("Propose a way out"), "edit"),
        ("proposal", formal and "decline" in moves, _("The proposal"), "eye"),
        ("decide", formal and _decides(state, moves), _decide(moves), "edit"),
        ("act", formal and "report_done" in moves, _("Report as done"), "check"),
        ("hearings", handles and formal and state in TALKABLE, _("Hear the other side"), "people"),
        ("reply", not formal and "answer" in moves, _("Answer"), "edit"),
        ("forward", "forward" in moves, _("Forward"), "arrow"),
        ("behalf", handles, _("Record their wish"), "person"),
        ("publish", formal and state in ENDS, _("What appears in public"), "eye"),
        ("conduct", state not in ENDS, _("How we speak with each other"), "chat"),
        ("reopen", "reopen" in moves, _("Open again"), "back"),
        ("dismiss", formal and "dismiss" in moves, _("Close with a reason"), "lock"),
    ]
    return {
        name: Act(name, words, reverse(f"desk:{name}", args=[number, "intake"] if name == "talk" else [number]), icon)
        for name, is_open, words, icon in open_now
        if is_open
    }


def contact(complaint: Complaint) -> Act:
    """Return the act of speaking with the person for the first time: by telephone, or in writing."""
    if next_step.is_written(complaint):
        return Act("contact", _("Contact"), "#percakapan", "edit")
    return Act("contact", _("Contact"), "#nama", "phone")


def first(
    complaint: Complaint, clocks: list[Clock], *, summaries: Mapping[str, SummaryView], agency_in: bool, options: int
) -> str:
    """
    Return the name of the act that comes next, or an empty one while the report waits for somebody else.

    :param summaries: by side, as far as they were written down; a proposal needs that both are confirmed.
    :param agency_in: whether a speaker of the agency may see the report.
    :param options: how many ways out have been collected; a proposal needs two.
    """
    state = State(complaint.state)
    if state in ENDS:
        return ""
    if complaint.kind != Kind.COMPLAINT and state in UNREAD:
        return "reply"
    if next_step.contact_due(clocks):
        return "contact"
    if state == State.TALKING:
        return _in_talk(summaries, agency_in, options)
    if state in TOLD_IN and any(clock.kind == Clock.Kind.TELLING and clock.stopped_at is None for clock in clocks):
        return "decide"
    return {
        State.RECEIVED: "verify",
        State.PROPOSED: "proposal",
        State.AGREED: "act",
        State.EXAMINING: "decide",
        State.DECIDED: "act",
    }.get(state, "")


def _in_talk(summaries: Mapping[str, SummaryView], agency_in: bool, options: int) -> str:
    confirmed = {side for side, summary in summaries.items() if summary.row.how}
    if "complainant" in confirmed and not agency_in:
        return "sight"
    return "propose" if "agency" in confirmed and options >= 2 else "talk"


def _verify(state: State) -> str:
    return _("Verification") if state in (*UNREAD, State.EXAMINING) else _("Examine formally")


def _decides(state: State, moves: Collection[str]) -> bool:
    return "decide" in moves or state in (State.DECIDED, State.ACTED)


def _decide(moves: Collection[str]) -> str:
    return _("Decide") if "decide" in moves else pgettext("desk", "Decision")
