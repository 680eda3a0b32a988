"""Withdrawal: asked for, thought over for three days, asked whether it is free, then done by the house."""

from contextlib import suppress
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from dengar.close.models import Withdrawal
from dengar.complaints import journey
from dengar.complaints.journey import OPEN
from dengar.complaints.models import Clock, Complaint, OnBehalf
from dengar.complaints.operations import (
    NotNow,
    NotYours,
    advance,
    call_back,
    check_seen,
    check_sight,
    note,
    start_clock,
    telling,
)
from dengar.complaints.operations.timing import stop_kinds
from dengar.kit.actors import HOUSE, Actor, Role
from dengar.kit.errors import Refused
from dengar.vault.sealing import seal_words

THINKING = timedelta(days=3)
QUESTION_AFTER = timedelta(days=1)  # not at once: whoever urges somebody to withdraw may still sit beside them


class AskedAlready(Refused):
    message = _("You have asked for this already.")


class SaidAlready(Refused):
    message = _("You have said this already.")


class NothingAsked(Refused):
    message = _("No withdrawal is waiting.")


class OwnCase(Refused):
    message = _("Somebody other than the officer of this case has to ask.")


@transaction.atomic
def request_withdrawal(
    complaint: Complaint, words: str = "", *, by: Actor, at: datetime, seen: int | None = None
) -> Withdrawal:
    """
    Ask to withdraw; it can be taken back for three days.

    :raises AskedAlready: while one is waiting.
    :raises NotNow: if the complaint has ended.
    :raises Gone, NotYours: as complaints.operations.advance.
    """
    check_seen(complaint, seen)
    check_sight(complaint, by, at)
    if by.role is not Role.COMPLAINANT:
        raise NotYours
    if complaint.state not in OPEN:
        raise NotNow
    effective = at + THINKING
    try:
        with transaction.atomic():
            made = Withdrawal.objects.create(
                complaint=complaint,
                words=seal_words(complaint.box, words.strip(), "withdrawal") if words.strip() else None,
                at=at,
                effective_at=effective,
            )
    except IntegrityError:
        raise AskedAlready from None
    on_behalf = by.ref.startswith("on_behalf:")
    note(complaint, "withdrawal_requested", by=by, at=at, facts={"until": effective, "on_behalf": on_behalf})
    start_clock(complaint, Clock.Kind.WITHDRAWAL, by=by, at=at, due_at=effective)
    telling.person(complaint, "withdrawal_noted", at=at)
    telling.somebody_else(complaint, "desk_withdrawal", "coordinators", at=at)
    return made


@transaction.atomic
def request_withdrawal_called_back(row: OnBehalf, *, upheld: bool, by: Actor, at: datetime) -> Withdrawal | None:
    """
    Let a withdrawal count that a handler recorded, after another officer has called back.

    :raises SameOfficer, AnsweredAlready: as complaints.operations.call_back.
    """
    person = call_back(row, upheld=upheld, by=by, at=at)
    return request_withdrawal(row.complaint, by=person, at=at) if person else None


@transaction.atomic
def take_back_withdrawal(complaint: Complaint, *, by: Actor, at: datetime) -> None:
    """
    Go on after all.

    :raises NothingAsked: if none is waiting.
    """
    check_sight(complaint, by, at)
    if by.role is not Role.COMPLAINANT:
        raise NotYours
    if not drop_withdrawal(complaint, by=by, at=at):
        raise NothingAsked


def drop_withdrawal(complaint: Complaint, *, by: Actor, at: datetime) -> bool:
    """
    Let a wish go that still waits; False if none does.

    Whoever objects, or opens it again, does not withdraw: without this the old wish would still close it.
    """
    waiting = Withdrawal.objects.filter(complaint=complaint, taken_back_at=None, done_at=None)
    if not waiting.update(taken_back_at=at):
        return False
    stop_kinds(complaint, [Clock.Kind.WITHDRAWAL], by=by, at=at, void=True)
    note(complaint, "withdrawal_taken_back", by=by, at=at)
    return True


@transaction.atomic
def answer_withdrawal(complaint: Complaint, *, free: bool, by: Actor, at: datetime, seen: int | None = None) -> None:
    """
    Say on one's own page whether it is one's own wish. "No" ends the request.

    A "yes" spares nobody the call: whoever urges somebody to withdraw may hold their telephone, too.

    :raises NothingAsked: if none is waiting. :raises SaidAlready: if the person has answered before.
    :raises Gone, NotYours, NotNow: as complaints.operations.advance.
    """
    check_seen(complaint, seen)
    check_sight(complaint, by, at)
    if by.role is not Role.COMPLAINANT:
        raise NotYours
    waiting = Withdrawal.objects.filter(complaint=complaint, taken_back_at=None, done_at=None)
    if not waiting.exists():
        raise NothingAsked
    if not waiting.filter(own_word_at=None).update(own_word_at=at):
        raise SaidAlready
    note(complaint, "withdrawal_checked", by=by, at=at, facts={"free": free})
    if not free:
        waiting.update(free=False)
        drop_withdrawal(complaint, by=by, at=at)


def ask_due(at: datetime) -> bool:
    """
    Send one person word that a question waits on their page; return False if none is due. A chore.

    Nobody is asked whose word is there already: on the page, or to an officer who has called.
    """
    unasked = Withdrawal.objects.filter(taken_back_at=None, done_at=None, asked_at=None, own_word_at=None)
    due = unasked.filter(question_at=None, at__lte=at - QUESTION_AFTER, effective_at__gt=at)
    row = due.select_related("complaint__box", "complaint__mall").order_by("at", "pk").first()
    if row is None:
        return False
    with suppress(NotNow), transaction.atomic():  # the person, or another worker, was quicker
        check_sight(row.complaint, HOUSE, at)
        if due.filter(pk=row.pk).update(question_at=at):
            telling.person(row.complaint, "withdrawal_question", at=at)
    return True


@transaction.atomic
def check_withdrawal(withdrawal: Withdrawal, *, free: bool, by: Actor, at: datetime) -> None:
    """
    Record what the person answered when somebody else asked whether it was free. "No" ends the request.

    :raises OwnCase: if it is the officer of the case.
    :raises NothingAsked: if it is not waiting any more.
    """
    complaint = withdrawal.complaint
    check_sight(complaint, by, at)
    if by.role not in (Role.COORDINATOR, Role.HANDLER, Role.OVERSEER):
        raise NotYours
    if by.officer_id == complaint.handler_id:
        raise OwnCase
    waiting = Withdrawal.objects.filter(pk=withdrawal.pk, taken_back_at=None, done_at=None, asked_at=None)
    if not waiting.update(asked_by=by.officer_id, asked_at=at, free=free, taken_back_at=None if free else at):
        raise NothingAsked
    note(complaint, "withdrawal_checked", by=by, at=at, facts={"free": free})
    if not free:
        stop_kinds(complaint, [Clock.Kind.WITHDRAWAL], by=by, at=at, void=True)


def withdraw_due(at: datetime) -> bool:
    """
    Carry out one withdrawal whose three days have passed; return False if none is due. A chore.

    It is the person's right, also where nobody has asked them. The entry says who has.
    """
    waiting = Withdrawal.objects.filter(taken_back_at=None, done_at=None, effective_at__lte=at)
    row = waiting.select_related("complaint__box", "complaint__mall").order_by("effective_at").first()
    if row is None:
        return False
    with suppress(NotNow), transaction.atomic():  # the person, or another worker, was quicker
        check_sight(row.complaint, HOUSE, at)
        row.refresh_from_db(fields=["asked_at", "own_word_at"])
        facts = {"asked": row.asked}
        if waiting.filter(pk=row.pk).update(done_at=at) and row.complaint.state in OPEN:
            advance(row.complaint, journey.WITHDRAW, by=HOUSE, at=at, reason=journey.Reason.WITHDRAWN, facts=facts)
    return True
