"""Write down who governs complaints in the mall: decrees, SOPs, rooms, and what the leaders decided."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengar.kit.actors import Actor
from dengar.kit.errors import Refused
from dengar.ledger import operations as ledger
from dengar.malls.models import GovernanceKind, GovernanceRecord, LeadershipReview, Mall, ReviewDecision
from dengar.malls.operations.rules import SUBJECT, EndsBeforeStart, digest, must_run, replace


class NothingSaid(Refused):
    message = _("This is still empty.")


class RecordTaken(Refused):
    message = _("This stands here already.")


class NotYet(Refused):
    message = _("This day has not come yet.")


class BeforeReview(Refused):
    message = _("This is before the day of the review.")


@transaction.atomic
def record_governance(
    mall: Mall,
    kind: GovernanceKind,
    *,
    what: str,
    number: str = "",
    dated: date | None = None,
    signed_by: str = "",
    where: str = "",
    lacks: str = "",
    starts_on: date | None = None,
    by: Actor,
    at: datetime,
) -> GovernanceRecord:
    """
    Write down one thing that governs complaints; the row says what each parameter holds.

    :raises NotYourMall, NothingSaid, RecordTaken:
    """
    must_run(by, mall)
    row = GovernanceRecord(mall=mall, kind=kind, what=_said(what), number=number.strip(), dated=dated)
    row.signed_by, row.where, row.lacks, row.starts_on = signed_by.strip(), where.strip(), lacks.strip(), starts_on
    if mall.governance.filter(kind=kind, what__iexact=row.what, number=row.number, ends_on=None).exists():
        raise RecordTaken
    row.save()
    _record(row, mall, by=by, at=at)
    return row


@transaction.atomic
def change_governance(
    row: GovernanceRecord,
    *,
    what: str,
    number: str = "",
    dated: date | None = None,
    signed_by: str = "",
    where: str = "",
    lacks: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
    by: Actor,
    at: datetime,
    seen: int,
) -> None:
    """
    Put right what was written down, or end it. A new decree is a new row; the old one ends the day before.

    :param seen: the revision that the page showed.
    :raises NotYourMall, NothingSaid, EndsBeforeStart, ChangedMeanwhile:
    """
    must_run(by, row.mall)
    if starts_on and ends_on and ends_on < starts_on:
        raise EndsBeforeStart
    said = {"number": number, "signed_by": signed_by, "where": where, "lacks": lacks}
    days = {"dated": dated, "starts_on": starts_on, "ends_on": ends_on}
    replace(row, seen, what=_said(what), **{key: text.strip() for key, text in said.items()}, **days)
    _record(row, row.mall, by=by, at=at)


@transaction.atomic
def hold_review(
    mall: Mall, *, held_on: date, led_by: str, took_part: str = "", looked_at: str = "", by: Actor, at: datetime
) -> LeadershipReview:
    """
    Write down that the leaders sat together over complaints.

    :raises NotYourMall, NothingSaid, NotYet, RecordTaken:
    """
    must_run(by, mall)
    _past(held_on, mall, at)
    if mall.reviews.filter(held_on=held_on).exists():
        raise RecordTaken
    review = LeadershipReview(mall=mall, held_on=held_on, led_by=_said(led_by), took_part=took_part.strip())
    review.looked_at = looked_at.strip()
    review.save()
    _record(review, mall, by=by, at=at)
    return review


@transaction.atomic
def change_review(
    review: LeadershipReview,
    *,
    held_on: date,
    led_by: str,
    took_part: str,
    looked_at: str,
    by: Actor,
    at: datetime,
    seen: int,
) -> None:
    """
    Put right what was written down of a review.

    :raises NotYourMall, NothingSaid, NotYet, RecordTaken, ChangedMeanwhile:
    """
    must_run(by, review.mall)
    _past(held_on, review.mall, at)
    if review.mall.reviews.filter(held_on=held_on).exclude(pk=review.pk).exists():
        raise RecordTaken
    texts = {"led_by": _said(led_by), "took_part": took_part.strip(), "looked_at": looked_at.strip()}
    replace(review, seen, held_on=held_on, **texts)
    _record(review, review.mall, by=by, at=at)


@transaction.atomic
def decide(
    review: LeadershipReview, *, what: str, owner: str = "", due_on: date, by: Actor, at: datetime
) -> ReviewDecision:
    """
    Write down what a review decided, who sees to it, and by when.

    :raises NotYourMall, NothingSaid, RecordTaken, BeforeReview:
    """
    must_run(by, review.mall)
    if due_on < review.held_on:
        raise BeforeReview
    decision = ReviewDecision(review=review, what=_said(what), owner=owner.strip(), due_on=due_on)
    if review.decisions.filter(what__iexact=decision.what).exists():
        raise RecordTaken
    decision.save()
    _record(decision, review.mall, by=by, at=at)
    return decision


@transaction.atomic
def follow_decision(
    decision: ReviewDecision, *, owner: str, done_on: date | None, by: Actor, at: datetime, seen: int
) -> None:
    """
    Say who sees to a decision, and when it was done. What was decided, and by when, stays as it was.

    :raises NotYourMall, NotYet, BeforeReview, ChangedMeanwhile:
    """
    mall = decision.review.mall
    must_run(by, mall)
    if done_on is not None:
        _past(done_on, mall, at)
        if done_on < decision.review.held_on:
            raise BeforeReview
    replace(decision, seen, owner=owner.strip(), done_on=done_on)
    _record(decision, mall, by=by, at=at)


def _said(words: str) -> str:
    words = " ".join(words.split())
    if not words:
        raise NothingSaid
    return words


def _past(day: date, mall: Mall, at: datetime) -> None:
    if day > at.astimezone(ZoneInfo(mall.time_zone)).date():
        raise NotYet


def _record(row: GovernanceRecord | LeadershipReview | ReviewDecision, mall: Mall, *, by: Actor, at: datetime) -> None:
    """Write that something of governance changed, with the SHA-256 of what it says now: it is public anyway."""
    kind = row.kind if isinstance(row, GovernanceRecord) else str(row._meta.model_name)
    facts = {"kind": kind, "id": row.pk, "digest": digest(row)}
    ledger.append(mall.slug, SUBJECT, "governance_changed", actor=by.ref, at=at, facts=facts)
