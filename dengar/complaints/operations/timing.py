"""Clocks: started, stopped and lengthened, each change with its row and its ledger entry."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F

from dengar.complaints import clocks
from dengar.complaints.clocks import Effect
from dengar.complaints.journey import State
from dengar.complaints.models import Clock, ClockChange, Complaint
from dengar.complaints.operations import telling
from dengar.deadlines import queries as policies
from dengar.deadlines.calendar import derive
from dengar.deadlines.queries import Policy
from dengar.kit.actors import Actor
from dengar.ledger.operations import Draft, append_all

AGREED = {"unit": "agreed"}  # the term of a promise: the moment that both sides agreed on


def policy_of(complaint: Complaint, at: datetime) -> Policy:
    """Return the terms and the calendar that hold for this complaint on the day of `at`."""
    return policies.policy(complaint.mall, agency_id=complaint.agency_id, on=local_day(complaint, at))


def local_day(complaint: Complaint, at: datetime) -> date:
    return at.astimezone(ZoneInfo(complaint.mall.time_zone)).date()


def make(
    complaint: Complaint, kind: str, *, at: datetime, policy: Policy, klass: str = "", bearer: str = ""
) -> Clock | None:
    """Return an unsaved clock of this kind, counted from `at`; None where policy has no such term."""
    rule = policy.rule(kind, klass or clocks.klass(complaint, kind))
    if rule is None:
        return None
    return Clock(
        complaint=complaint,
        kind=kind,
        bearer=bearer or clocks.BEARERS[Clock.Kind(kind)],
        term=rule.snapshot(),
        started_at=at,
        due_at=derive(at, rule, policy.calendar).due_at,
    )


def run(complaint: Complaint, what: Effect, target: State, *, by: Actor, at: datetime) -> list[Draft]:
    """
    Carry out what a move does to the clocks; return the ledger drafts for the caller to append.

    The complaint's row is held by the caller's guarded UPDATE.
    """
    running = list(Clock.objects.filter(complaint=complaint, stopped_at=None))
    stopping = clocks.stops(running, what, target)
    kept = {clock.kind for clock in running} - {clock.kind for clock, _void in stopping}
    kinds = [kind for kind in what.starts if kind not in kept]
    policy = policy_of(complaint, at) if kinds else None
    made = [make(complaint, kind, at=at, policy=policy) for kind in kinds] if policy else []
    starting = [clock for clock in made if clock is not None]
    drafts = write_stops(complaint, stopping, by=by, at=at) + write_starts(complaint, starting, by=by, at=at)
    gone = {clock.pk for clock, _void in stopping}
    _set_due(complaint, [clock for clock in running if clock.pk not in gone] + starting)
    return drafts


def write_stops(
    complaint: Complaint,
    stopping: Iterable[tuple[Clock, bool]],
    *,
    by: Actor,
    at: datetime,
    when: datetime | None = None,
) -> list[Draft]:
    """
    Stop clocks, each given with whether its reason is gone; return the drafts.

    :param when: the moment at which they stop, if that lies before `at`, when it is written down.
    """
    moment = when or at
    stopped = [_stop(clock, moment, void=void) for clock, void in stopping]
    if stopped:
        Clock.objects.bulk_update(stopped, ["stopped_at", "outcome"])
        ClockChange.objects.bulk_create(_stopped(clock, moment, recorded_at=at) for clock in stopped)
    return [_draft_of_stop(complaint, clock, by=by, at=moment) for clock in stopped]


def _stop(clock: Clock, at: datetime, *, void: bool = False) -> Clock:
    clock.stopped_at, clock.outcome = at, clocks.outcome(clock, at, void=void)
    return clock


def _stopped(clock: Clock, at: datetime, *, recorded_at: datetime) -> ClockChange:
    due = clock.due_at
    return ClockChange(clock=clock, at=at, recorded_at=recorded_at, kind="stop", old_due=due, new_due=due)


def write_starts(
    complaint: Complaint, starting: list[Clock], *, by: Actor, at: datetime, done: Collection[str] = ()
) -> list[Draft]:
    """
    Save new clocks with their changes; return the drafts. Two SQL statements.

    :param done: kinds that stop as soon as they start, since what they wait for happens in the same moment.
    """
    if not starting:
        return []
    stopped = [_stop(clock, at) for clock in starting if clock.kind in done]
    Clock.objects.bulk_create(starting)
    started = (
        ClockChange(clock=clock, at=clock.started_at, recorded_at=at, kind="start", new_due=clock.due_at)
        for clock in starting
    )
    ClockChange.objects.bulk_create([*started, *(_stopped(clock, at, recorded_at=at) for clock in stopped)])
    drafts = [_draft(complaint, "clock_started", clock, by=by, at=at) for clock in starting]
    return drafts + [_draft_of_stop(complaint, clock, by=by, at=at) for clock in stopped]


def _draft_of_stop(complaint: Complaint, clock: Clock, *, by: Actor, at: datetime) -> Draft:
    return _draft(complaint, "clock_stopped", clock, by=by, at=at, outcome=clock.outcome)


def _draft(complaint: Complaint, event: str, clock: Clock, *, by: Actor, at: datetime, **more: object) -> Draft:
    facts = {"clock": clock.kind, "bearer": clock.bearer, "clock_id": clock.pk, "due": clock.due_at, **more}
    return Draft(subject=complaint.subject, event=event, actor=by.ref, at=at, facts=facts)


def _set_due(complaint: Complaint, running: Iterable[Clock]) -> None:
    due = clocks.earliest(running, complaint.state)
    Complaint.objects.filter(pk=complaint.pk).update(due_at=due)
    complaint.due_at = due


def _hold(complaint: Complaint) -> None:
    """Hold the complaint's row until the commit, so that two changes of clocks cannot cross."""
    Complaint.objects.filter(pk=complaint.pk).update(step=F("step"))


@transaction.atomic
def start_clock(
    complaint: Complaint,
    kind: str,
    *,
    by: Actor,
    at: datetime,
    since: datetime | None = None,
    klass: str = "",
    due_at: datetime | None = None,
    bearer: str = "",
) -> Clock | None:
    """
    Start one clock for a step; return it, or None where policy has no such term.

    :param since: the moment it is counted from, if that is not `at`.
    :param due_at: an agreed moment (a promise); no term is looked up then.
    """
    _hold(complaint)
    if due_at is None:
        clock = make(complaint, kind, at=since or at, policy=policy_of(complaint, at), klass=klass, bearer=bearer)
    else:
        who = bearer or clocks.BEARERS[Clock.Kind(kind)]
        clock = Clock(complaint=complaint, kind=kind, bearer=who, term=AGREED, started_at=at, due_at=due_at)
    if clock is None:
        return None
    append_all(complaint.box.keys, write_starts(complaint, [clock], by=by, at=at))
    _refresh_due(complaint)
    return clock


@transaction.atomic
def stop_clock(clock: Clock, *, by: Actor, at: datetime, void: bool = False, when: datetime | None = None) -> None:
    """
    Stop one clock; nothing happens to one that has stopped already.

    :param when: the moment at which it stops, if that lies before `at`, when it is written down.
    """
    complaint = clock.complaint
    _hold(complaint)
    if not Clock.objects.filter(pk=clock.pk, stopped_at=None).exists():
        return
    append_all(complaint.box.keys, write_stops(complaint, [(clock, void)], by=by, at=at, when=when))
    _refresh_due(complaint)


def stop_kinds(
    complaint: Complaint,
    kinds: Iterable[str],
    *,
    by: Actor,
    at: datetime,
    void: bool = False,
    when: datetime | None = None,
) -> None:
    """
    Stop every clock of these kinds that ran at that moment: what began later is not kept by what was done before.

    :param when: the moment at which they stop, if that lies before `at`, when it is written down.
    """
    running = Clock.objects.filter(complaint=complaint, kind__in=list(kinds), stopped_at=None)
    for clock in running.filter(started_at__lte=when or at):
        clock.complaint = complaint
        stop_clock(clock, by=by, at=at, void=void, when=when)


@transaction.atomic
def extend_clock(clock: Clock, due_at: datetime, *, reason: str, by: Actor, at: datetime) -> None:
    """
    Move a running clock's due moment, for a reason of a closed list. What was late stays late.

    Only a promise's clock is moved so, and only with a yes: whoever said it knows, the caller tells the other.

    :raises ValueError: if it has stopped.
    """
    complaint = clock.complaint
    _hold(complaint)
    old = clock.due_at
    if not Clock.objects.filter(pk=clock.pk, stopped_at=None).update(due_at=due_at):
        raise ValueError("a clock that has stopped cannot be extended")
    clock.due_at = due_at
    ClockChange.objects.create(
        clock=clock, at=at, recorded_at=at, kind="extend", old_due=old, new_due=due_at, reason=reason
    )
    append_all(complaint.box.keys, [_draft(complaint, "clock_extended", clock, by=by, at=at, reason=reason)])
    _refresh_due(complaint)


def _refresh_due(complaint: Complaint) -> None:
    """Show the earliest clock again. What has ended meanwhile is never due, whatever the caller still sees."""
    due = clocks.earliest(Clock.objects.filter(complaint=complaint, stopped_at=None), target="")
    if Complaint.objects.filter(pk=complaint.pk).open().update(due_at=due):
        complaint.due_at = due


@transaction.atomic
def classify(complaint: Complaint, klass: str, *, by: Actor, at: datetime) -> None:
    """
    Set the class (golongan) and start its clock, counted from the day of filing.

    A second classification replaces the clock; what had become late before stays so. If its day is another
    one by that, the person is told.
    """
    _hold(complaint)
    running = Clock.objects.filter(complaint=complaint, kind=Clock.Kind.CLASS, stopped_at=None)
    old = running.values_list("due_at", flat=True).first()
    Complaint.objects.filter(pk=complaint.pk).update(klass=klass)
    complaint.klass = klass
    stop_kinds(complaint, [Clock.Kind.CLASS], by=by, at=at, void=True)
    append_all(
        complaint.box.keys,
        [Draft(subject=complaint.subject, event="classified", actor=by.ref, at=at, facts={"class": klass})],
    )
    new = start_clock(complaint, Clock.Kind.CLASS, by=by, at=at, since=complaint.received_at, klass=klass)
    if old and (new is None or new.due_at != old):
        telling.person(complaint, "date_moved", at=at)
