"""
Unreasonable conduct: a plan on how people speak with each other, never on the complaint.

Source: the practice of ombudsmen (domain.md, "Standards": NSW manual on unreasonable conduct by a complainant): one
names conduct, not people; a senior approves; there is a review date and a way to object; the complaint goes on.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from dengar.complaints.journey import ENDS
from dengar.complaints.models import Complaint, ConductPlan, Escalation
from dengar.complaints.operations import telling
from dengar.complaints.operations.escalating import escalate_once
from dengar.complaints.operations.moving import NotNow, NotYours, check_handler, check_sight, note
from dengar.complaints.operations.timing import local_day
from dengar.complaints.visibility import free_coordinators
from dengar.kit.actors import Actor, Role
from dengar.kit.errors import Refused
from dengar.vault.sealing import seal_words, words_mac

SENIOR = {Role.COORDINATOR, Role.OVERSEER}
AT_DESK = {Role.HANDLER, *SENIOR}
LONGEST = timedelta(days=90)  # a measure that nobody looks at again becomes a punishment


class NothingSaid(Refused):
    message = _("Please write it down. The person reads these words.")


class NoMeasure(Refused):
    message = _("Please choose at least one measure from the list.")


class NoReview(Refused):
    message = _("The review has to be on a day from tomorrow on, within 90 days.")


class OneAlready(Refused):
    message = _("There is a plan for this report already.")


class NotYourOwn(Refused):
    message = _("Somebody other than you has to decide this.")


@transaction.atomic
def propose_plan(
    complaint: Complaint,
    conduct: str,
    measures: Iterable[str],
    reason: str,
    review_on: date,
    *,
    by: Actor,
    at: datetime,
) -> ConductPlan:
    """
    Propose how people shall speak with each other from now on. It holds nothing before a senior has approved it.

    :raises NothingSaid: if a text is blank. :raises NoMeasure: if none of the list is chosen.
    :raises NoReview: if the day lies outside tomorrow and LONGEST. :raises OneAlready: if a plan is open.
    :raises NotNow: if the complaint has ended. :raises Gone, NotYours: as `advance`.
    """
    check_handler(complaint, by, at)
    if complaint.state in ENDS:
        raise NotNow
    chosen = sorted(set(measures) & set(ConductPlan.Measure.values))
    if not conduct.strip() or not reason.strip():
        raise NothingSaid
    if not chosen:
        raise NoMeasure
    _check_review(complaint, review_on, at)
    try:
        with transaction.atomic():
            made = ConductPlan.objects.create(
                complaint=complaint,
                conduct=seal_words(complaint.box, conduct.strip(), "conduct"),
                measures=chosen,
                reason=seal_words(complaint.box, reason.strip(), "conduct:reason"),
                proposed_by_id=by.officer,
                proposed_at=at,
                review_on=review_on,
            )
    except IntegrityError:
        raise OneAlready from None
    facts = {"plan": made.pk, "until": review_on, "words": words_mac(complaint.box, conduct.strip())}
    note(complaint, "conduct_proposed", by=by, at=at, facts=facts)
    _call_senior(made, Escalation.Why.CONFLICT, by=by, at=at)
    return made


@transaction.atomic
def decide_plan(plan: ConductPlan, approved: bool, words: str = "", *, by: Actor, at: datetime) -> None:
    """
    Approve a plan, or not. Approved, the person is told.

    :param words: why not; needed where it is not approved.
    :raises NotYourOwn: if `by` proposed it. :raises NothingSaid: if the reason of a refusal is blank.
    :raises NotNow: if somebody was quicker. :raises Gone, NotYours: as `advance`.
    """
    _senior(plan, by, at)
    if not approved and not words.strip():
        raise NothingSaid
    complaint = plan.complaint
    sealed = None if approved else seal_words(complaint.box, words.strip(), "conduct:refusal")
    changes = {"approved": approved, "decided_by": by.officer, "decided_at": at, "refusal": sealed}
    if not ConductPlan.objects.filter(pk=plan.pk, approved=None, ended_at=None).update(**changes):
        raise NotNow
    note(complaint, "conduct_decided", by=by, at=at, facts={"plan": plan.pk, "upheld": approved})
    if approved:
        telling.person(complaint, "conduct", at=at)


@transaction.atomic
def object_to_plan(plan: ConductPlan, words: str, *, by: Actor, at: datetime) -> None:
    """
    Say that the plan is not right. A senior who had no part in it looks at it anew, else the overseer.

    :raises NothingSaid: if `words` is blank. :raises NotNow: if it holds no more, or was objected to before.
    :raises Gone, NotYours: as `advance`.
    """
    complaint = plan.complaint
    if by.role is not Role.COMPLAINANT:
        raise NotYours
    check_sight(complaint, by, at)
    if not words.strip():
        raise NothingSaid
    sealed = seal_words(complaint.box, words.strip(), "conduct:objection")
    open_ = ConductPlan.objects.filter(pk=plan.pk, approved=True, ended_at=None, objected_at=None)
    if not open_.update(objection=sealed, objected_at=at):
        raise NotNow
    plan.objected_at = at
    facts = {"plan": plan.pk, "words": words_mac(complaint.box, words.strip())}
    note(complaint, "conduct_objected", by=by, at=at, facts=facts)
    _call_senior(plan, Escalation.Why.WISH, by=by, at=at)


@transaction.atomic
def end_plan(plan: ConductPlan, words: str, *, by: Actor, at: datetime) -> None:
    """
    End a plan, and say why; the person reads it. Whoever works at the desk may, at any time.

    :raises NothingSaid: if `words` is blank. :raises NotNow: if it has ended. :raises Gone, NotYours: as `advance`.
    """
    check_sight(plan.complaint, by, at)
    if by.role not in AT_DESK:
        raise NotYours
    _end(plan, words, by=by, at=at)
    note(plan.complaint, "conduct_ended", by=by, at=at, facts={"plan": plan.pk})
    if plan.approved:
        telling.person(plan.complaint, "conduct", at=at)


@transaction.atomic
def renew_plan(plan: ConductPlan, words: str, review_on: date, *, by: Actor, at: datetime) -> ConductPlan:
    """
    Let a plan go on until another day, and say why; the person reads it. It answers an objection too.

    :raises NotYourOwn: if `by` proposed it; after an objection also if `by` approved it.
    :raises NothingSaid, NoReview: as `propose_plan`. :raises NotNow: if it has ended.
    :raises Gone, NotYours: as `advance`.
    """
    _senior(plan, by, at)
    if plan.objected_at and by.officer_id == plan.decided_by_id:
        raise NotYourOwn
    complaint = plan.complaint
    if not plan.approved or complaint.state in ENDS:
        raise NotNow
    _check_review(complaint, review_on, at)
    _end(plan, words, by=by, at=at)
    made = ConductPlan.objects.create(
        complaint=complaint,
        conduct=plan.conduct,
        measures=plan.measures,
        reason=seal_words(complaint.box, words.strip(), "conduct:reason"),
        proposed_by_id=plan.proposed_by_id,
        proposed_at=at,
        review_on=review_on,
        approved=True,
        decided_by_id=by.officer,
        decided_at=at,
        renews=plan,
    )
    note(complaint, "conduct_renewed", by=by, at=at, facts={"plan": made.pk, "until": review_on})
    telling.person(complaint, "conduct", at=at)
    return made


def _end(plan: ConductPlan, words: str, *, by: Actor, at: datetime) -> None:
    if not words.strip():
        raise NothingSaid
    sealed = seal_words(plan.complaint.box, words.strip(), "conduct:end")
    here = ConductPlan.objects.open().filter(pk=plan.pk)
    if not here.update(ended_by=by.officer, ended_at=at, words=sealed):
        raise NotNow


def _senior(plan: ConductPlan, by: Actor, at: datetime) -> None:
    check_sight(plan.complaint, by, at)
    if by.role not in SENIOR:
        raise NotYours
    if by.officer_id == plan.proposed_by_id:
        raise NotYourOwn


def _check_review(complaint: Complaint, review_on: date, at: datetime) -> None:
    today = local_day(complaint, at)
    if not today < review_on <= today + LONGEST:
        raise NoReview


def _call_senior(plan: ConductPlan, why: Escalation.Why, *, by: Actor, at: datetime) -> None:
    """Owe word to the coordinators; where none of them is free of it, let the overseer in."""
    complaint = plan.complaint
    spent = {plan.proposed_by_id, plan.decided_by_id}
    if not complaint.around_desk and not set(free_coordinators(complaint, at)) - spent:
        escalate_once(complaint, why, by=by, at=at, kind="desk_conduct")
    telling.somebody_else(complaint, "desk_conduct", "coordinators", at=at)
