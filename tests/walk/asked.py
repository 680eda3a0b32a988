"""
Which clocks run, told a second time and naively: from the state, the entries and the open rows alone.

It is written from journey.md and knows nothing of dengar/complaints/clocks.py.
"""

from collections import Counter

from django.db.models import Q

from dengar.agree.models import Commitment
from dengar.close.models import Withdrawal
from dengar.complaints.models import Complaint
from dengar.decide.models import Point
from dengar.ledger.models import Entry

BY_STATE = {
    "received": ["answer"],
    "incomplete": ["completion"],
    "talking": ["decision"],
    "proposed": ["decision"],
    "examining": ["decision"],
    "decided": ["lapse"],
    "acted": ["lapse"],
}
ENDED = {"closed_confirmed", "closed_unconfirmed", "settled_at_counter", "closed_other"}
STEPS_ON = {"open_dialogue", "examine", "agree", "decide", "dismiss"}


def running(complaint: Complaint, entries: list[Entry]) -> Counter[str]:
    """Return how many clocks of each kind run."""
    asked: Counter[str] = Counter(BY_STATE.get(complaint.state, []))
    if _untold(entries):
        asked["telling"] = 1  # that it has ended does not free the mall from telling its decision
    if complaint.state in ENDED:
        asked["objection"] = int(any("to" in entry.facts for entry in entries))
        return +asked
    verified = {"verified"} if complaint.kind == "complaint" else {"verified", "file"}
    asked["verification"] = int(
        complaint.state == "received" and _waits(entries, {"file", "complete"}, verified, contact_too=False)
    )
    asked["first_contact"] = int(complaint.kind == "complaint" and _never_ended(entries) and not _reached(entries))
    asked["reopening"] = int(_waits(entries, {"object", "reopen"}, STEPS_ON, contact_too=True))
    asked["class"] = int(_since_end(entries, {"classified"}, {"agree", "decide"}))
    asked["withdrawal"] = Withdrawal.objects.filter(complaint=complaint, taken_back_at=None, done_at=None).count()
    asked["promise"] = _promises(complaint, entries)
    return +asked


def _ends(entry: Entry) -> bool:
    return entry.facts.get("to") in ENDED


def _is_contact(entry: Entry) -> bool:
    return entry.event == "contact_attempt" and entry.facts["outcome"] == "reached"


def _reached(entries: list[Entry]) -> bool:
    return any(_is_contact(entry) for entry in entries)


def _never_ended(entries: list[Entry]) -> bool:
    return entries[0].event == "file" and not any(_ends(entry) for entry in entries)


def _waits(entries: list[Entry], begun: set[str], over: set[str], *, contact_too: bool) -> bool:
    """Whether something has begun, and what would be its end has not come since."""
    since = None
    for entry in entries:
        if entry.event in over or (contact_too and since and _is_contact(entry) and entry.at >= since.at):
            since = None
        if entry.event in begun - over:
            since = entry
    return since is not None


def _untold(entries: list[Entry]) -> bool:
    """Whether nobody has told the last decision yet; whoever objects or confirms knows it."""
    last = None
    for entry in entries:
        if entry.event == "decide":
            last = entry.facts["decision"]
        elif entry.event in ("object", "confirm") or (entry.event, entry.facts.get("decision")) == (
            "decision_told",
            last,
        ):
            last = None
    return last is not None


def _since_end(entries: list[Entry], begun: set[str], over: set[str]) -> bool:
    waits = False
    for entry in entries:
        waits = (waits or entry.event in begun) and entry.event not in over and not _ends(entry)
    return waits


def _promises(complaint: Complaint, entries: list[Entry]) -> int:
    """Promises and remedies that are open, but for those that an end has let go."""
    last = max((entry.at for entry in entries if _ends(entry)), default=None)
    here = Q(clock__complaint=complaint)
    later = Q(clock__started_at__gt=last) if last else Q()
    kept = Commitment.objects.filter(here, later, kept_at=None).count()
    return kept + Point.objects.filter(here, later, remedy_done_at=None).count()
