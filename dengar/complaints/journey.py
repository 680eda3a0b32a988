"""
The journey of a complaint, whole, on one page.

A state is where a complaint waits. A move is the only way from one state to another.
Nothing else in the house may name two states in one line: to change the journey,
change this table, and the tests in tests/complaints/test_journey.py will walk it.
Contacts, phases, clocks, handovers, secrecy, merges and escalations are rows beside it.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengar.kit.actors import Role


class State(TextChoices):
    """Where a complaint waits, in the words of the officers."""

    RECEIVED = "received", pgettext_lazy("state", "To be examined first")
    INCOMPLETE = "incomplete", pgettext_lazy("state", "Waiting for what is missing")
    TALKING = "talking", pgettext_lazy("state", "In conversation")
    PROPOSED = "proposed", pgettext_lazy("state", "There is a proposal")
    AGREED = "agreed", pgettext_lazy("state", "Agreed")
    EXAMINING = "examining", pgettext_lazy("state", "Under examination")
    DECIDED = "decided", pgettext_lazy("state", "Decided")
    ACTED = "acted", pgettext_lazy("state", "Waiting to be confirmed")
    CLOSED_CONFIRMED = "closed_confirmed", pgettext_lazy("state", "Settled")
    CLOSED_UNCONFIRMED = "closed_unconfirmed", pgettext_lazy("state", "Closed without certainty")
    SETTLED_AT_COUNTER = "settled_at_counter", pgettext_lazy("state", "Settled on the spot (says the officer)")
    CLOSED_OTHER = "closed_other", pgettext_lazy("state", "Closed, with a reason")


IN_PUBLIC: dict[State, str | Promise] = {
    State.RECEIVED: _("We have your report and are reading it."),
    State.INCOMPLETE: _("We need something more from you."),
    State.TALKING: _("We are looking for a way out together with you."),
    State.PROPOSED: _("There is a proposal. It holds only when both sides agree."),
    State.AGREED: _("Both sides agreed. The promises are being carried out."),
    State.EXAMINING: _("Your report is being examined."),
    State.DECIDED: _("There is a decision, with its reasons."),
    State.ACTED: _("The agency says it has been done. Is that right?"),
    State.CLOSED_CONFIRMED: _("You said that this is settled."),
    State.CLOSED_UNCONFIRMED: _("We have not heard from you. It can be opened again."),
    State.SETTLED_AT_COUNTER: _("The officer noted that this was settled at the counter. Is that right?"),
    State.CLOSED_OTHER: _("This report is closed, with a reason."),
}


class Reason(TextChoices):
    """Why a complaint ended in closed_other: a closed list, said in public words."""

    WITHDRAWN = "withdrawn", _("You withdrew it.")
    FORWARDED = "forwarded", _("Another body has accepted it and goes on with it.")
    NOT_A_COMPLAINT = "not_a_complaint", _("This is not a complaint about a service. The reason is written below.")
    MERGED = "merged", _("It goes on together with another report about the same thing.")
    ANSWERED = "answered", _("It has been answered.")
    USED = "used", _("Your suggestion is being used.")
    NOT_USED = "not_used", _("Your suggestion is not being used. The reason is written below.")
    IN_COURT = "in_court", _("A court is deciding the same matter.")
    INCOMPLETE = "incomplete", _("What was missing did not come in time.")
    OUTSIDE_TIME = "outside_time", _("It came after the time limit.")
    NOT_AGREED = "not_agreed", _("There was a decision that you did not agree with. Your objection stays visible.")
    IMPORTED = "imported", _("It had ended before it was brought in from older records.")


@dataclass(frozen=True)
class Move:
    """
    One way from some states to another.

    :param source: empty for a move that makes a new complaint.
    :param targets: one state, or several among which the mover chooses.
    :param room: the step whose operations make this move.
    """

    name: str  # also the event in the ledger
    source: frozenset[State]
    targets: frozenset[State]
    by: frozenset[Role]
    room: str
    label: str | Promise

    @property
    def target(self) -> State:
        """The only target; ValueError where the mover has to choose."""
        (only,) = self.targets
        return only


def _move(name: str, source: str, targets: str, by: str, room: str, label: str | Promise) -> Move:
    return Move(
        name=name,
        source=frozenset(State(word) for word in source.split()),
        targets=frozenset(State(word) for word in targets.split()),
        by=frozenset(Role(word) for word in by.split()),
        room=room,
        label=label,
    )


_OPEN = "received incomplete talking proposed agreed examining decided acted"
_ENDS = "closed_confirmed closed_unconfirmed settled_at_counter closed_other"
_AGAIN = "talking examining"

ASK = _move("ask", "received", "incomplete", "handler", "verify", _("Ask for what is missing"))
COMPLETE = _move("complete", "incomplete", "received", "complainant", "verify", _("Send what was asked"))
EXPIRE = _move("expire", "incomplete", "closed_other", "house", "verify", _("Close: never completed"))
OPEN_DIALOGUE = _move(
    "open_dialogue", "received examining", "talking", "handler", "verify", _("Start the conversation")
)
EXAMINE = _move(
    "examine",
    "received talking proposed agreed",
    "examining",
    "handler complainant",
    "verify",
    _("Examine formally"),
)
ANSWER = _move("answer", "received", "closed_other", "handler liaison", "verify", _("Answer"))
THANK = _move("thank", "received", "closed_other", "handler liaison", "verify", _("Thank"))
FORWARD = _move("forward", "received", "closed_other", "handler", "verify", _("Accepted by another body"))
DISMISS = _move("dismiss", "received talking examining", "closed_other", "handler", "verify", _("Close with a reason"))
PROPOSE = _move("propose", "talking", "proposed", "complainant liaison handler", "agree", _("Propose a way out"))
AGREE = _move("agree", "proposed", "agreed", "complainant liaison", "agree", _("Agree"))
DECLINE = _move("decline", "proposed", "talking", "complainant liaison handler", "agree", _("Decline, keep talking"))
DECIDE = _move("decide", "examining", "decided", "handler", "decide", _("Decide"))
STAND = _move("stand", "decided", "closed_other", "house", "decide", _("The decision stands"))
REPORT_DONE = _move("report_done", "agreed decided", "acted", "liaison handler", "act", _("Report as done, with proof"))
CONFIRM = _move(
    "confirm",
    "talking agreed acted decided settled_at_counter closed_unconfirmed",
    "closed_confirmed",
    "complainant",
    "close",
    _("Yes, it is settled"),
)
OBJECT = _move("object", f"agreed acted decided {_ENDS}", _AGAIN, "complainant", "close", _("Object"))
REOPEN = _move("reopen", _ENDS, _AGAIN, "complainant handler", "close", _("Open again"))
LAPSE = _move("lapse", "acted decided", "closed_unconfirmed", "house", "close", _("Close without certainty"))
WITHDRAW = _move("withdraw", _OPEN, "closed_other", "house", "close", _("Withdraw"))
SETTLE = _move("settle", "", "settled_at_counter", "officer liaison handler", "intake", _("Settled on the spot"))

MOVES = (
    ASK, COMPLETE, EXPIRE, OPEN_DIALOGUE, EXAMINE, ANSWER, THANK, FORWARD, DISMISS,
    PROPOSE, AGREE, DECLINE, DECIDE, STAND, REPORT_DONE,
    CONFIRM, OBJECT, REOPEN, LAPSE, WITHDRAW, SETTLE,
)  # fmt: skip
BY_NAME = {move.name: move for move in MOVES}
ENDS = frozenset(State(word) for word in _ENDS.split())
OPEN = frozenset(State) - ENDS

# Requests that a complainant makes by a row; the house makes the move later (journey.md).
REQUESTED = {WITHDRAW}


def moves_from(state: str, role: Role) -> list[Move]:
    """Return what `role` may do from `state`, in the order of the table."""
    return [move for move in MOVES if state in move.source and role in move.by]
