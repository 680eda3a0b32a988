"""The formal route's reasoned decision. A second examination is never made by who made the first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from dengar.complaints import journey
from dengar.complaints.models import Clock, Complaint
from dengar.complaints.operations import (
    NotNow,
    NotYours,
    advance,
    check_seen,
    check_sight,
    name_handler,
    start_clock,
    stop_clock,
)
from dengar.complaints.operations.timing import local_day
from dengar.complaints.remedies import Remedy
from dengar.complaints.visibility import standing
from dengar.decide import queries
from dengar.decide.models import Decision, Point
from dengar.decide.operations.second import is_second
from dengar.kit.actors import Actor, Role
from dengar.kit.errors import Refused
from dengar.vault.sealing import seal_words, words_mac
from dengar.verify.queries import alleged

LAST_MOMENT = time(23, 59, 59)
MOST_POINTS = 20
FOUND = (Point.Finding.PROVEN, Point.Finding.PARTLY)


class NoPoint(Refused):
    message = _("A decision needs at least one point.")


class TooManyPoints(Refused):
    message = _("There is room for twenty points. Please bring some together.")


class NoMatter(Refused):
    message = _("Please write for every point what was complained of.")


class NoReason(Refused):
    message = _("Every point needs a finding and a reason, in plain words.")


class RemedyIncomplete(Refused):
    message = _("What is put right needs all three: who does what, which kind, and by which day.")


class PastDay(Refused):
    message = _("This day has passed already. By when can it be put right?")


class NoOfficial(Refused):
    message = _("Please write who decides: name of the office, not of the person complained of.")


class NotAlleged(Refused):
    message = _("A decision speaks of what was alleged. Please add this kind to the verification first.")


class NotHeard(Refused):
    message = _("Both sides are heard before a decision. If that was not possible, please write why.")


@dataclass(frozen=True)
class Finding:
    """One point before it is a row."""

    matter: str
    finding: str  # Point.Finding
    reason: str
    remedy: str = ""
    remedy_due: date | None = None
    remedy_kind: str = ""  # a complaints.remedies.Remedy, with `remedy`
    kind: str = ""  # of maladministration, alleged in the verification; "": not said


@transaction.atomic
def decide(
    complaint: Complaint,
    points: Sequence[Finding],
    *,
    official: str,
    unheard: str = "",
    by: Actor,
    at: datetime,
    seen: int | None = None,
) -> Decision:
    """
    Decide point by point; each remedy starts a clock of its own.

    :param official: who decides, as the person reads it.
    :param unheard: why a side was not heard, as the person reads it; needed where one was not.
    :raises NotHeard: if a side was not heard and nobody says why.
    :raises NotAlleged: if a point speaks of a kind that the verification does not allege.
    :raises NoPoint, TooManyPoints, NoMatter, NoReason, RemedyIncomplete, PastDay, NoOfficial: as they say.
    :raises SameExaminer, NotTheirTurn: if a second examination is somebody else's.
    :raises Gone, NotYours, NotNow: as `advance`.
    """
    check_sight(complaint, by, at)
    check_seen(complaint, seen)
    _check_turn(complaint, by, at)
    _check(points, official, local_day(complaint, at))
    _check_kinds(complaint, points)
    silent = queries.unheard(complaint)
    if silent and not unheard.strip():
        raise NotHeard
    made = _first(complaint, official.strip(), unheard.strip() if silent else "", by=by, at=at)
    facts: dict[str, object] = {
        "decision": made.pk,
        "points": len(points),
        "remedy": any(one.remedy.strip() for one in points),
    }
    facts["unheard"] = len(silent)
    if found := sorted({one.kind.lower() for one in points if one.kind and one.finding in FOUND}):
        facts["found"] = ".".join(found)
    reasons = words_mac(complaint.box, "\n".join(one.reason.strip() for one in points))
    outcome = str(points[0].finding) if len({one.finding for one in points}) == 1 else "mixed"
    advance(complaint, journey.DECIDE, by=by, at=at, facts={**facts, "outcome": outcome, "words": reasons})
    for order, one in enumerate(points, start=1):
        _write(complaint, made, order, one, by=by, at=at)
    return made


def _check_turn(complaint: Complaint, by: Actor, at: datetime) -> None:
    """Make sure that `by` may decide now; a coordinator whose turn it is has the report in hand from here on."""
    if is_second(complaint, by, at) and standing(by, complaint, at) is not Role.HANDLER:
        name_handler(complaint, by=by, at=at)
    if standing(by, complaint, at) not in journey.DECIDE.by:
        raise NotYours
    if complaint.state not in journey.DECIDE.source:
        raise NotNow


def _first(complaint: Complaint, official: str, unheard: str, *, by: Actor, at: datetime) -> Decision:
    """Write the decision's row; of two who decide at once the second is told NotNow (decision_one_a_round)."""
    try:
        with transaction.atomic():
            return Decision.objects.create(
                complaint=complaint,
                officer_id=by.officer,
                official=seal_words(complaint.box, official, "official"),
                unheard=seal_words(complaint.box, unheard, "unheard") if unheard else None,
                round=complaint.decisions.count() + 1,
                at=at,
            )
    except IntegrityError:
        raise NotNow from None


def _check(points: Sequence[Finding], official: str, today: date) -> None:
    if not points:
        raise NoPoint
    if len(points) > MOST_POINTS:
        raise TooManyPoints
    if not official.strip():
        raise NoOfficial
    for one in points:
        _check_point(one, today)


def _check_kinds(complaint: Complaint, points: Sequence[Finding]) -> None:
    spoken_of = {one.kind for one in points} - {""}
    if spoken_of and not spoken_of <= set(alleged(complaint)):
        raise NotAlleged


def _check_point(one: Finding, today: date) -> None:
    if not one.matter.strip():
        raise NoMatter
    if one.finding not in Point.Finding.values or not one.reason.strip():
        raise NoReason
    given = {bool(one.remedy.strip()), one.remedy_due is not None, one.remedy_kind in Remedy.values}
    if len(given) > 1 or (one.remedy_kind and not one.remedy.strip()):
        raise RemedyIncomplete
    if one.remedy_due is not None and one.remedy_due < today:
        raise PastDay


def _write(complaint: Complaint, decision: Decision, order: int, one: Finding, *, by: Actor, at: datetime) -> None:
    remedy, clock = None, None
    if one.remedy_due is not None:
        due = datetime.combine(one.remedy_due, LAST_MOMENT, ZoneInfo(complaint.mall.time_zone))
        remedy = seal_words(complaint.box, one.remedy.strip(), "remedy")
        clock = start_clock(complaint, Clock.Kind.PROMISE, by=by, at=at, due_at=due)
    Point.objects.create(
        decision=decision,
        order=order,
        kind=one.kind,
        matter=seal_words(complaint.box, one.matter.strip(), "matter"),
        finding=one.finding,
        reason=seal_words(complaint.box, one.reason.strip(), "reason"),
        remedy=remedy,
        remedy_due=one.remedy_due,
        remedy_kind=one.remedy_kind,
        clock=clock,
    )


@transaction.atomic
def mark_remedied(point: Point, *, by: Actor, at: datetime) -> bool:
    """
    Write down that what a point ordered has been done; its clock stops, kept or late.

    The caller (act) has checked who says so, and keeps the proof. Return False if it was marked before.
    """
    waiting = Point.objects.filter(pk=point.pk, remedy_due__isnull=False, remedy_done_at=None)
    if not waiting.update(remedy_done_at=at):
        return False
    point.remedy_done_at = at
    if point.clock is not None:
        stop_clock(point.clock, by=by, at=at)
    return True
