"""What comes next with a report, by whom and by when: the sentence at the head of the handler's page."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengar.close.queries import Attempts
from dengar.complaints.journey import State
from dengar.complaints.models import Clock, Complaint, Kind, Mode, Reach
from dengar.talk.operations.meeting import IN_TALK
from dengar.talk.queries import SummaryView

Words = str | Promise

# Whose turn it is where only the state decides. The talk and what was received are looked at more closely below.
BY_STATE: Mapping[State, Words] = {
    State.INCOMPLETE: gettext_lazy("The person's turn: they send what is missing."),
    State.PROPOSED: gettext_lazy("Both sides' turn: they answer the proposal. Silence is not consent."),
    State.AGREED: gettext_lazy("Next: the promises are carried out, and whoever made them reports it with proof."),
    State.EXAMINING: gettext_lazy("Next: hear both sides, then decide on every point with a reason."),
    State.DECIDED: gettext_lazy("Next: the person hears the decision, and the remedy is carried out."),
    State.ACTED: gettext_lazy("The person's turn: only they can say that it is settled."),
}

AGENCY_BY_STATE: Mapping[State, Words] = {
    State.RECEIVED: gettext_lazy("The complaint officer is still checking it. Nothing is asked of you yet."),
    State.TALKING: gettext_lazy("Next: collect options from both sides, then propose a way out."),
    State.PROPOSED: gettext_lazy("The person's turn: they answer the proposal."),
    State.AGREED: BY_STATE[State.AGREED],
    State.EXAMINING: gettext_lazy("The complaint officer examines it, and asks you when something is missing."),
    State.ACTED: BY_STATE[State.ACTED],
}


# What an agency does about what it owes: a promise of its own, or what a decision orders.
CARRY_OUT: Mapping[State, Words] = {
    State.AGREED: gettext_lazy("Your turn: carry out what was promised, and record it with proof."),
    State.DECIDED: gettext_lazy("Your turn: carry out what the decision orders, and record it with proof."),
}


def next_step(
    complaint: Complaint,
    clocks: list[Clock],
    *,
    summaries: Mapping[str, SummaryView],
    agency_in: bool,
    unreached: bool = False,
) -> str:
    """
    Return one sentence, or an empty one where nothing waits.

    :param clocks: all of this report's.
    :param summaries: what each side is said to have meant, as far as somebody wrote it down.
    :param agency_in: whether a speaker of the agency may see the report.
    :param unreached: whether the time to answer is over, and the person was not tried often enough.
    """
    state = State(complaint.state)
    if unreached:
        return _("Your turn: the person is silent. Try to reach them; without that it is not closed.")
    if state == State.RECEIVED:
        return _received(complaint, clocks)
    if state == State.TALKING:
        return _talking(summaries, agency_in)
    return str(BY_STATE.get(state, ""))


def for_agency(
    complaint: Complaint, *, summary: SummaryView | None, asked: bool, answered: bool, owes: bool
) -> tuple[Words, bool]:
    """
    Return what comes next on the page of an agency's speaker, and whether it is the agency's turn.

    :param summary: of the agency's own side, once somebody wrote it down.
    :param asked: whether it was asked to talk together, and has not said yes or no.
    :param answered: whether the agency has accepted the proposal on the table.
    :param owes: whether something that it promised, or that was ordered, is still open.
    """
    state = State(complaint.state)
    if complaint.kind != Kind.COMPLAINT and state == State.RECEIVED:
        return _("Your turn: answer it. The complaint officer may answer too."), True
    if asked and state in IN_TALK:
        return _("Your turn: say whether you want to talk together."), True
    if state == State.TALKING:
        if summary is None:
            return _("Your turn: tell the complaint officer your agency's side, in the conversation."), True
        if not summary.row.how:
            return _("Your turn: say whether the summary of your side is right."), True
    if state == State.PROPOSED and not answered:
        return _("Your turn: answer the proposal. Silence is not consent."), True
    if owes and state in CARRY_OUT:
        return CARRY_OUT[state], True
    return AGENCY_BY_STATE.get(state, ""), False


def contact_due(clocks: list[Clock]) -> bool:
    """Say whether nobody has spoken with the person yet."""
    return any(clock.kind == Clock.Kind.FIRST_CONTACT and clock.stopped_at is None for clock in clocks)


def is_written(complaint: Complaint) -> bool:
    """Say whether one speaks with this person in writing only: nameless, or by their own wish."""
    return complaint.mode == Mode.ANONYMOUS or complaint.reach == Reach.PAGE


def unreached(clocks: list[Clock], tried: Attempts | None, at: datetime) -> bool:
    """Say whether the time to answer is over, and the person was not tried often enough for it to count."""
    over = any(clock.kind == Clock.Kind.LAPSE and clock.stopped_at is None and clock.due_at < at for clock in clocks)
    return over and tried is not None and not tried.enough


def due(clocks: list[Clock]) -> datetime | None:
    """Return the nearest day by which something has to happen."""
    return min((clock.due_at for clock in clocks if clock.stopped_at is None), default=None)


def _received(complaint: Complaint, clocks: list[Clock]) -> str:
    if complaint.kind != Kind.COMPLAINT:
        return _("Next: answer.")
    if not contact_due(clocks):
        return _("Next: verify. Is it enough to work on, and does it belong here?")
    if is_written(complaint):
        return _("Next: write to the person in your own name. They read it on their page.")
    return _("Next: open name and contact, speak with the person yourself, and record it.")


def _talking(summaries: Mapping[str, SummaryView], agency_in: bool) -> str:
    person, agency = summaries.get("complainant"), summaries.get("agency")
    if person is None:
        return _("Next: hear the person, and sum up what happened and what is needed.")
    if not person.row.how:
        return _("The person's turn: they say whether the summary is right.")
    if not agency_in:
        return _("Next: let the agency in, with a neutral summary.")
    if agency is None:
        return _("Next: hear the agency, and sum up what it says and needs.")
    if not agency.row.how:
        return _("The agency's turn: it says whether the summary is right.")
    return _("Next: collect options from both sides, then propose a way out.")
