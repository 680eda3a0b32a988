"""
What must be true of a complaint at any moment: state, clocks, entries and notices tell one story.

Everything is told again from the ledger alone and compared with the rows. The first thing that does not fit
raises AssertionError, which says what.
"""

from datetime import datetime, timedelta

from dengar.agree.models import Agreement
from dengar.close.models import Withdrawal
from dengar.complaints.journey import BY_NAME, ENDS, Move, State
from dengar.complaints.models import NEVER, Clock, Complaint, OnBehalf
from dengar.kit.actors import Role
from dengar.ledger.models import Entry
from dengar.ledger.queries import timeline
from dengar.notices.models import Notice

AT_ENDS = {Clock.Kind.OBJECTION, Clock.Kind.TELLING}
THREE_DAYS = timedelta(days=3)


class Memory:
    """What was once true and must stay so: entries written, clocks that ended late, broken promises."""

    def __init__(self) -> None:
        self.entries: dict[int, list[int]] = {}
        self.late: set[int] = set()

    def check(self, complaint: Complaint, entries: list[Entry]) -> None:
        written = [entry.pk for entry in entries]
        before = self.entries.get(complaint.pk, [])
        assert written[: len(before)] == before, "an entry is gone, or has changed its place"
        self.entries[complaint.pk] = written
        late = set(Clock.objects.filter(complaint=complaint, outcome="late").values_list("pk", flat=True))
        mine = {pk for pk in self.late if pk in set(complaint.clocks.values_list("pk", flat=True))}
        assert mine <= late, f"late no more: {mine - late}"
        self.late |= late


def check(complaint: Complaint, memory: Memory, fresh: set[int]) -> None:
    """
    Check everything about one complaint.

    :param fresh: ids of the entries that the last act wrote: who moved, and was the person told?
    """
    entries = list(Entry.objects.filter(subject=complaint.subject).order_by("pk"))
    memory.check(complaint, entries)
    moves = _journey(complaint, entries)
    _ending(complaint, moves)
    _clocks(complaint, entries)
    _wishes(complaint, moves)
    _agreements(complaint, moves, entries)
    for entry, move in moves:
        if entry.pk in fresh:
            _told(complaint, entry, move)
    told = timeline(complaint.box.keys, complaint.subject)
    assert sorted(entry.pk for entry in told) == [entry.pk for entry in entries], "the timeline lacks an entry"
    assert [entry.at for entry in told] == sorted(entry.at for entry in told), "the timeline is out of order"


def _journey(complaint: Complaint, entries: list[Entry]) -> list[tuple[Entry, Move]]:
    """Walk the entries along the table; the row must stand where they end."""
    first = entries[0]
    assert first.event in ("file", "settle"), f"the first entry is {first.event}"
    state = State.RECEIVED if first.event == "file" else State.SETTLED_AT_COUNTER
    since, moves = complaint.received_at, []
    for entry in entries[1:]:
        assert entry.event not in ("file", "settle"), "filed twice"
        move = BY_NAME.get(entry.event)
        if move is None:
            continue
        moves.append((entry, move))
        to = State(entry.facts["to"])
        assert state in move.source, f"{move.name} from {state}"
        assert to in move.targets, f"{move.name} to {to}"
        assert entry.facts["step"] == len(moves), f"step {entry.facts['step']} is move {len(moves)}"
        state, since = to, entry.at
    assert complaint.state == state, f"the row says {complaint.state}, the entries {state}"
    assert complaint.step == len(moves), f"step {complaint.step} after {len(moves)} moves"
    assert complaint.state_since == since or not moves
    return moves


def _ending(complaint: Complaint, moves: list[tuple[Entry, Move]]) -> None:
    ended = complaint.state in ENDS
    assert (complaint.closed_at is not None) == ended, "closed_at"
    assert bool(complaint.close_reason) == (complaint.state == State.CLOSED_OTHER), "close_reason"
    if ended and moves:
        last = moves[-1][0]
        assert complaint.closed_at == last.at
        assert complaint.close_reason == last.facts.get("reason", ""), "the reason is another than the entry's"


def _clocks(complaint: Complaint, entries: list[Entry]) -> None:
    """Clocks that run are those started and not stopped; each row tells what its entries tell."""
    running: dict[int, str] = {}
    stopped: dict[int, str] = {}
    for entry in entries:
        pk = entry.facts.get("clock_id")
        if entry.event == "clock_started":
            assert pk not in running, f"clock {pk} started twice"
            running[pk] = entry.facts["due"]
        elif entry.event in ("clock_extended", "clock_moved"):
            running[pk] = entry.facts["due"]
        elif entry.event == "clock_stopped":
            assert running.pop(pk, None), f"clock {pk} stopped without running"
            stopped[pk] = entry.facts["outcome"]
    rows = {clock.pk: clock for clock in complaint.clocks.all()}
    assert {pk for pk, row in rows.items() if row.stopped_at is None} == set(running), "running clocks"
    assert {pk: row.outcome for pk, row in rows.items() if row.stopped_at} == stopped, "outcomes"
    for pk, row in rows.items():
        _clock(row, running.get(pk))
    due = [row.due_at for row in rows.values() if row.stopped_at is None]
    ended = complaint.state in ENDS
    assert complaint.due_at == (NEVER if ended else min(due, default=NEVER)), "due_at is not the earliest that runs"
    kinds = {row.kind for row in rows.values() if row.stopped_at is None}
    assert not ended or kinds <= AT_ENDS, f"at an end there run {kinds}"


def _clock(row: Clock, due: str | None) -> None:
    if due is not None:
        assert datetime.fromisoformat(due) == row.due_at, f"{row} is due otherwise in the ledger"
    if row.stopped_at is None:
        return
    assert row.stopped_at >= row.started_at, f"{row} ended before it began"
    assert (row.outcome == "late") == (row.stopped_at > row.due_at), f"{row} is {row.outcome}"


def _wishes(complaint: Complaint, moves: list[tuple[Entry, Move]]) -> None:
    """Nobody but the person says that it is settled, or withdraws; a handler's record of it was called back."""
    spoken = {"confirm": 0, "agree": 0}
    for entry, move in moves:
        if move.name == "confirm":
            assert entry.actor == "complainant" or entry.actor.startswith("on_behalf:"), f"{entry.actor} confirmed"
        if entry.actor.startswith("on_behalf:") and move.name in spoken:
            spoken[move.name] += 1
    for name, count in spoken.items():
        assert count <= _called_back(complaint, name), f"{name} for somebody without a call back"
    done = [entry.at for entry, move in moves if move.name == "withdraw"]
    for at in done:
        wish = Withdrawal.objects.get(complaint=complaint, done_at=at, taken_back_at=None)
        assert wish.at + THREE_DAYS <= at, "withdrawn before the three days were over"
        assert wish.free is not False, "withdrawn although it was not free"
        later = [entry for entry, move in moves if move.name in ("object", "reopen") and wish.at < entry.at < at]
        assert not later, "withdrawn although the person went on since"


def _called_back(complaint: Complaint, move: str) -> int:
    rows = OnBehalf.objects.filter(complaint=complaint, move=move, answer="upheld")
    return sum(row.called_by_id not in (None, row.officer_id) for row in rows)


def _agreements(complaint: Complaint, moves: list[tuple[Entry, Move]], entries: list[Entry]) -> None:
    """It binds by two acceptances, each of one's own side."""
    accepted: dict[int, set[str]] = {}
    spoken = 0
    for entry in entries:
        if entry.event != "accepted":
            continue
        side = entry.facts["side"]
        whose = "agency" if entry.actor.startswith("liaison:") else "complainant"
        assert side == whose, f"{entry.actor} accepted for the {side}"
        assert whose == "agency" or entry.actor.startswith(("complainant", "on_behalf:")), entry.actor
        spoken += entry.actor.startswith("on_behalf:")
        accepted.setdefault(entry.facts["agreement"], set()).add(side)
    assert spoken <= _called_back(complaint, "agree"), "accepted for somebody without a call back"
    both = {"complainant", "agency"}
    for entry, move in moves:
        if move.name == "agree":
            assert accepted.get(entry.facts["agreement"]) == both, "agreed without both acceptances"
    for row in Agreement.objects.filter(complaint=complaint):
        sides = {side for side in both if getattr(row, f"{side}_at") is not None}
        assert sides == accepted.get(row.pk, set()), f"agreement {row.pk}: rows say {sides}"
        assert not (row.binds and row.declined_at), f"agreement {row.pk} binds and is declined"
    if complaint.state == State.PROPOSED:
        table = Agreement.objects.filter(complaint=complaint, declined_at=None)
        assert sum(not row.binds for row in table) == 1, "not one proposal on the table"
    if complaint.state == State.TALKING:
        table = Agreement.objects.filter(complaint=complaint, declined_at=None)
        assert moves[-1][1].name != "decline" or all(row.binds for row in table), "declined, and still on the table"


def _told(complaint: Complaint, entry: Entry, move: Move) -> None:
    role = entry.actor.partition(":")[0]
    assert role in ("on_behalf", *Role), f"moved by {entry.actor}"
    told = Notice.objects.filter(about=complaint.subject, made_at=entry.at)
    if role not in ("complainant", "on_behalf"):
        assert told.filter(to=f"complainant:{complaint.subject}").exists(), f"nobody told the person of {move.name}"
    elif not complaint.around_desk:
        inside = told.exclude(to__startswith="complainant").exclude(to__startswith="overseers")
        assert inside.exists(), f"nobody told the desk of {move.name}"
    else:
        assert not told.filter(to__startswith="handlers").exists(), "the desk was told of what goes around it"
        assert told.filter(to__startswith="overseers").exists(), f"nobody told the overseer of {move.name}"
