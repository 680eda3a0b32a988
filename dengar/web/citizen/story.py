"""What the complainant's page shows: the way, the clocks with their reasons, what was said. No HTML here."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from dengar.close.operations.ending import OBJECT_WITHIN
from dengar.complaints import queries
from dengar.complaints.journey import ENDS, State
from dengar.complaints.models import Clock, Complaint, Kind, Look, Message, Thread
from dengar.deadlines import queries as policies
from dengar.deadlines.calendar import Calendar, TermRule, derive
from dengar.kit.actors import Role
from dengar.web.kit.lines import ClockLine, Link, Said, Step, days_between, urgency
from dengar.web.kit.roles import ROLE_WORDS
from dengar.web.kit.templatetags.kit import day

Words = str | Promise
Title = Callable[[Clock], Words]
# Two clocks run to the decision: the target of its class, and the last day of all.
DECISIONS: dict[str, Words] = {
    Clock.Kind.CLASS: pgettext_lazy("clock", "Target for the decision, by its class"),
    Clock.Kind.DECISION: pgettext_lazy("clock", "Last day for the decision"),
}
FORMAL = {State.EXAMINING, State.DECIDED}


@dataclass(frozen=True)
class LookLine:
    """Somebody opened the name."""

    who: str
    role: str
    at: datetime
    until: datetime
    reason: str


def steps(complaint: Complaint, contacted: bool, confirmed: bool, *, decided: bool = False) -> list[Step]:
    """
    Return the way of this complaint; formal or by agreement, as it goes now.

    What has ended has no way any more: it may have left out most of it.
    """
    if complaint.kind != Kind.COMPLAINT or complaint.state in ENDS:
        return []
    place = _place(complaint, contacted, confirmed)
    formal = complaint.state in FORMAL or (complaint.state == State.ACTED and decided)
    titles = _formal_titles() if formal else _titles(proposed=complaint.state != State.TALKING)
    here = _("Now here. You may go back to talking at any time.") if place > 1 else _("Now here.")
    return [
        Step(title, "done") if n < place else Step(title, "now", here) if n == place else Step(title, "later", text)
        for n, (title, text) in enumerate(titles)
    ]


def _titles(*, proposed: bool) -> list[tuple[str, str]]:
    """:param proposed: not while both sides still look for a way out: nothing lies on the table then."""
    return [
        (_("Received"), ""),
        (_("We contact you"), ""),
        (_("Your story is confirmed"), _("You say whether we understood you.")),
        (_("A proposal") if proposed else _("Looking for a way out"), _("It holds only when both sides agree.")),
        (_("Promises are carried out"), _("When both sides have agreed.")),
        (_("You say that it is settled"), _("Only you can say so.")),
    ]


def _formal_titles() -> list[tuple[str, str]]:
    return [
        (_("Received"), ""),
        (_("We contact you"), ""),
        (_("Examined"), _("Both sides are heard.")),
        (_("A decision"), _("With a reason for every point.")),
        (_("The remedy is carried out"), ""),
        (_("You say that it is settled"), _("Only you can say so.")),
    ]


def _place(complaint: Complaint, contacted: bool, confirmed: bool) -> int:
    """Say at which of the six stages it stands."""
    fixed = {
        State.EXAMINING: 2,
        State.PROPOSED: 3,
        State.DECIDED: 3,
        State.AGREED: 4,
        State.ACTED: 5,
    }
    if complaint.state in fixed:
        return fixed[State(complaint.state)]
    if complaint.state == State.TALKING and confirmed:
        return 3
    return 2 if contacted else 1


def own_words(clock: Clock) -> Words:
    """Return what a clock is called to the person's face."""
    return DECISIONS.get(clock.kind) or clock.get_kind_display()


def clock_lines(
    clocks: list[Clock], at: datetime, *, calendar: Calendar | None = None, title: Title = own_words
) -> list[ClockLine]:
    """Return the clocks that mean something to the reader: what is left of each and, by `calendar`, why."""
    shown = [clock for clock in clocks if clock.kind != Clock.Kind.RECEIPT]
    return [
        replace(line, moved=_moved(clock, clocks) or line.moved)
        for clock, line in ((clock, _line(clock, title(clock), at, calendar)) for clock in shown)
        if clock.stopped_at is None or _worth(clock)
    ]


def _moved(clock: Clock, clocks: list[Clock]) -> str:
    """Say which day it was before, where a holiday or another class has moved it; empty where none did."""
    if clock.stopped_at is None and getattr(clock, "moved_at", None):  # complaints.queries.clocks
        words = _("Before: %(old)s. It has changed on %(day)s, because a holiday became known.")
        return words % {"old": day(clock.moved_from), "day": day(clock.moved_at)}  # type: ignore[attr-defined]
    if clock.kind != Clock.Kind.CLASS or clock.stopped_at is not None:
        return ""
    before = [one for one in clocks if one.kind == clock.kind and one.stopped_at and one.pk < clock.pk]
    last = max(before, key=lambda one: one.pk, default=None)
    if last is None or last.stopped_at is None or last.due_at == clock.due_at:
        return ""
    words = _("Before: %(old)s. It has changed on %(day)s, because another class was chosen for your report.")
    return words % {"old": day(last.due_at), "day": day(last.stopped_at)}


def calendar_of(complaint: Complaint, clocks: list[Clock]) -> Calendar | None:
    """Return the calendar by which the running clocks count; none where nothing runs."""
    if not any(_derivable(clock) for clock in clocks):
        return None
    return policies.kept_calendar(complaint.mall, agency_id=complaint.agency_id)


def _derivable(clock: Clock) -> bool:
    return clock.stopped_at is None and "kind" in clock.term


def _worth(clock: Clock) -> bool:
    return clock.outcome == Clock.Outcome.LATE or clock.kind == Clock.Kind.FIRST_CONTACT


def _line(clock: Clock, title: Words, at: datetime, calendar: Calendar | None) -> ClockLine:
    if clock.stopped_at is not None:
        late = clock.outcome == Clock.Outcome.LATE
        return ClockLine(title, clock.due_at, "late" if late else "done", str(clock.get_outcome_display()))
    why = derive(clock.started_at, TermRule.of(clock.term), calendar) if calendar and _derivable(clock) else None
    stays = ""
    if why and why.due_at != clock.due_at:  # what was told stays, whatever the calendar has become
        why, stays = None, _("Holidays or opening hours have changed since this day was set. The day stays.")
    return ClockLine(title, clock.due_at, urgency(clock.due_at, at), left(clock.due_at, at), why, stays)


def left(due_at: datetime, at: datetime) -> str:
    """Say how much is left, or how late it is, in days."""
    days = days_between(at, due_at)
    if due_at < at:
        return ngettext("%(n)s day late", "%(n)s days late", max(1, -days)) % {"n": max(1, -days)}
    if days == 0:
        return _("today")
    return ngettext("%(n)s day left", "%(n)s days left", days) % {"n": days}


def said(complaint: Complaint) -> list[Said]:
    """Return the conversation with the person, oldest first, with links to the files that are theirs to open."""
    rows = queries.thread(complaint, Thread.COMPLAINANT)
    return [
        Said(message.at, text=words, by="me", files=_links(message))
        if message.officer is None
        else Said(message.at, message.officer.name, _("complaint officer"), words, files=_links(message))
        for message, words in rows
    ]


def _links(message: Message) -> tuple[Link, ...]:
    rows = sorted((row for row in message.files.all() if row.to_person), key=lambda row: row.ordinal)
    return tuple(Link(reverse("mine:file", args=[row.ordinal]), f"lampiran-{row.ordinal}") for row in rows)


def looks(complaint: Complaint) -> list[LookLine]:
    """Return who opened the name, newest first."""
    told = Look.objects.filter(complaint=complaint).exclude(release__untold=True)  # a legal order forbade it
    rows = told.select_related("officer").order_by("-at")
    return [
        LookLine(
            row.officer.name,
            str(ROLE_WORDS[Role(row.role)]),
            row.at,
            row.until_at,
            queries.read(complaint, row.reason, "look"),
        )
        for row in rows
    ]


def title(complaint: Complaint, *, my_turn: bool) -> str:
    """Return what the person must do or know now."""
    heads = {
        State.RECEIVED: _("We have your report and are reading it."),
        State.INCOMPLETE: _("We need something from you. It is your turn."),
        State.TALKING: _("We are looking for a way out together with you."),
        State.PROPOSED: _("There is a proposal. It is your turn to answer."),
        State.AGREED: _("Both sides agreed. The promises are being carried out."),
        State.EXAMINING: _("Your report is being examined."),
        State.DECIDED: _("There is a decision, with its reasons."),
        State.ACTED: _("The agency says it has been done. Is that right?"),
        State.CLOSED_CONFIRMED: _("You said that this is settled."),
        State.CLOSED_UNCONFIRMED: _("We have not heard from you. It can be opened again."),
        State.SETTLED_AT_COUNTER: _("The officer noted that this was settled at the counter. Is that right?"),
        State.CLOSED_OTHER: _("This is closed, with a reason."),
    }
    if complaint.state == State.PROPOSED and not my_turn:
        return _("You have accepted. Now the other side has to answer.")
    if complaint.state == State.TALKING and my_turn:
        return _("Did we understand you? It is your turn.")
    return heads[State(complaint.state)]


def goes_on(complaint: Complaint) -> str:
    """
    Say where the report stands with which this one goes on; empty if it goes on by itself.

    In no words that tell of the other person: not who, not what they said, not whether they are content.
    """
    other = queries.goes_on(complaint)
    if other is None:
        return ""
    if other.state in ENDS:
        return _("That report has ended now. If it is not right for you, you can object.")
    return {
        State.EXAMINING: _("That report is being examined. You are told when it ends."),
        State.DECIDED: _("There is a decision on that report. You are told when it ends."),
    }.get(State(other.state), _("That report is being worked on. You are told when it ends."))


def may_object(complaint: Complaint, at: datetime) -> bool:
    """Whether the time to object still runs; afterwards it can be opened again with something new."""
    return complaint.closed_at is not None and at <= complaint.closed_at + OBJECT_WITHIN
