"""
What must be true of a complaint at any moment: state, clocks, entries and notices tell one story.

Everything is told again from the ledger alone and compared with the rows. The first thing that does not fit
raises AssertionError, which says what.
"""

from collections import Counter
from datetime import datetime, timedelta

from dengar.agree.models import Agreement, Commitment
from dengar.close.models import Withdrawal
from dengar.complaints.journey import BY_NAME, ENDS, Move, State
from dengar.complaints.models import NEVER, Clock, Complaint, Grant, OnBehalf, Recusal, Respondent
from dengar.ledger.models import Entry
from dengar.ledger.queries import first_mismatch, timeline
from dengar.notices.models import Notice
from dengar.talk.models import Apart, JointTalk
from tests.walk import asked, told

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
        mine = self.late & set(complaint.clocks.values_list("pk", flat=True))
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
    _wishes(complaint, moves, entries)
    _agreements(complaint, moves, entries)
    _overdue(complaint, moves)
    _silence(complaint, moves)
    _together(complaint, entries)
    _sight(complaint, entries)
    made = [entry for entry, _move in moves if entry.pk in fresh]
    if made:
        told.check(complaint, made)
    shown = timeline(complaint.box.keys, complaint.subject)
    assert sorted(entry.pk for entry in shown) == [entry.pk for entry in entries], "the timeline lacks an entry"
    assert [entry.at for entry in shown] == sorted(entry.at for entry in shown), "the timeline is out of order"


def check_register(log: str) -> None:
    """Check that every entry has its leaf, and that leaves, roots and signatures fit."""
    unsealed = Entry.objects.unsealed(log).count()
    assert not unsealed, f"{unsealed} entries are not sealed"
    found = first_mismatch(log)
    assert found is None, f"the register does not hold: {found}"


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
    assert complaint.state_since == since or not moves, f"the last move was at {since}"
    return moves


def _ending(complaint: Complaint, moves: list[tuple[Entry, Move]]) -> None:
    ended = complaint.state in ENDS
    assert (complaint.closed_at is not None) == ended, "closed_at"
    assert bool(complaint.close_reason) == (complaint.state == State.CLOSED_OTHER), "close_reason"
    if ended and moves:
        last = moves[-1][0]
        assert complaint.closed_at == last.at, "closed at another moment than the entry says"
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
    runs = Counter(row.kind for row in rows.values() if row.stopped_at is None)
    _moved_dates(complaint, entries)
    should = asked.running(complaint, entries)
    assert runs == should, f"there run {dict(runs)}; {complaint.state} asks for {dict(should)}"


def _overdue(complaint: Complaint, moves: list[tuple[Entry, Move]]) -> None:
    """The person is told once of each promise to them past its day, and only while they may choose: in `agreed`."""
    rows = Commitment.objects.filter(agreement__complaint=complaint, overdue_told_at__isnull=False)
    owed = set()
    for row in rows:
        assert row.bearer != "complainant", "told of what they promised themselves"
        assert row.clock.due_at < row.overdue_told_at, "told before the day had passed"
        before = [entry.facts["to"] for entry, _move in moves if entry.at <= row.overdue_told_at]
        assert before[-1] == "agreed", f"told of a promise in {before[-1]}"
        owed.add(row.overdue_told_at)
    told = Notice.objects.filter(to=f"complainant:{complaint.subject}", kind="promise_overdue")
    assert sorted(told.values_list("made_at", flat=True)) == sorted(owed), "told of promises otherwise than once"


def _silence(complaint: Complaint, moves: list[tuple[Entry, Move]]) -> None:
    """The person is asked once for each time that it waits for their word, and never at another time."""
    asked = Notice.objects.filter(to=f"complainant:{complaint.subject}", kind="silence")
    waits = []
    for at in asked.values_list("made_at", flat=True):
        last = [entry for entry, _move in moves if entry.at < at][-1]
        assert last.facts["to"] in ("acted", "decided"), f"asked in {last.facts['to']}"
        assert at >= last.at + timedelta(days=5), "asked too early"
        waits.append(last.pk)
    assert len(waits) == len(set(waits)), "asked twice"


def _moved_dates(complaint: Complaint, entries: list[Entry]) -> None:
    """Each time that another class gives a target that runs another day, the person is told; and else never."""
    moved = 0
    for stopped, classified, started in zip(entries, entries[1:], entries[2:], strict=False):
        events = (stopped.event, classified.event, started.event)
        if events == ("clock_stopped", "classified", "clock_started") and stopped.facts["clock"] == "class":
            moved += stopped.facts["due"] != started.facts["due"]
    told = Notice.objects.filter(to=f"complainant:{complaint.subject}", kind="date_moved").count()
    assert told == moved, f"told {told} times of {moved} moved dates"


def _clock(row: Clock, due: str | None) -> None:
    if due is not None:
        assert datetime.fromisoformat(due) == row.due_at, f"{row} is due otherwise in the ledger"
    if row.stopped_at is None:
        return
    assert row.stopped_at >= row.started_at, f"{row} ended before it began"
    assert (row.outcome == "late") == (row.stopped_at > row.due_at), f"{row} is {row.outcome}"


def _wishes(complaint: Complaint, moves: list[tuple[Entry, Move]], entries: list[Entry]) -> None:
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
        _asked(complaint, wish, entries, at)
        later = [entry for entry, move in moves if move.name in ("object", "reopen") and wish.at < entry.at < at]
        assert not later, "withdrawn although the person went on since"


def _asked(complaint: Complaint, wish: Withdrawal, entries: list[Entry], at: datetime) -> None:
    """Who asked whether it was free stands in the entry; whoever answered nobody was sent the question, once."""
    said = [one for one in entries if one.event == "withdrawal_checked" and wish.at <= one.at <= at]
    own = {one.actor == "complainant" for one in said}
    who = "officer" if False in own else "page" if own else "nobody"
    (entry,) = [one for one in entries if one.event == "withdraw" and one.at == at]
    assert entry.facts["asked"] == who, f"asked by {entry.facts['asked']}, should be {who}"
    person, kind = f"complainant:{complaint.subject}", "withdrawal_question"
    sent = Notice.objects.filter(to=person, kind=kind, made_at__gte=wish.at, made_at__lte=at).count()
    assert sent == int(wish.question_at is not None), "the question was sent otherwise than once"


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


def _together(complaint: Complaint, entries: list[Entry]) -> None:
    """Who has said yes to talking together stands in the ledger; who is talked with alone is asked nothing."""
    told: dict[int, list[str]] = {}
    for entry in entries:
        if entry.event == "joint_talk_asked":
            told[entry.facts["talk"]] = ["", ""]
        elif entry.event == "joint_talk_answered":
            place = ("complainant", "agency").index(entry.facts["side"])
            told[entry.facts["talk"]][place] = "yes" if entry.facts["given"] else "no"
    rows = JointTalk.objects.filter(complaint=complaint)
    said = {row.pk: [row.complainant, row.agency] for row in rows}
    assert said == told, f"talks together: rows say {said}, the ledger {told}"
    held = [entry for entry in entries if entry.event == "talk_held" and entry.facts["form"] == "joint"]
    assert len(held) == rows.filter(held=True).count(), "talks together: held otherwise in the ledger"
    apart = Apart.objects.filter(complaint=complaint, ended_at=None).exists()
    assert not (apart and rows.filter(over_at=None).exists()), "asked to talk together, although each is alone"


def _sight(complaint: Complaint, entries: list[Entry]) -> None:
    """Who is let in stands in the ledger; whoever is named, or keeps out of this one, is let in no more."""
    inside: set[str] = set()
    for entry in entries:
        if entry.event == "grant_begun":
            assert entry.facts["officer"] not in inside, f"{entry.facts['officer']} let in twice"
            inside.add(entry.facts["officer"])
        elif entry.event == "grant_ended":
            inside.remove(entry.facts["officer"])
    open_ = Grant.objects.filter(complaint=complaint, until_at=None).values_list("officer_id", flat=True)
    assert {f"liaison:{pk}" for pk in open_} == inside, "who is let in stands otherwise in the ledger"
    out = set(Respondent.objects.filter(complaint=complaint).values_list("officer_id", flat=True))
    out |= set(Recusal.objects.filter(complaint=complaint).values_list("officer_id", flat=True))
    assert not out & set(open_), "let in, although named or kept out"
