"""A lost second factor: two other people let an officer set up a new one (protection.md, Accounts)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengar.kit.actors import Actor, Role
from dengar.kit.errors import Refused
from dengar.ledger import operations as ledger
from dengar.people import second_factor
from dengar.people.models import FactorReset, Officer
from dengar.people.operations.rules import SUBJECT, NotAGiver, NotHere, mall_of, ref

HOLDS = timedelta(hours=1)  # both are there together, with the person
SECONDS = (Role.HANDLER, Role.COORDINATOR, Role.CUSTODIAN, Role.OVERSEER)


class OwnFactor(Refused):
    message = _("Two other people must do this for you.")


class SamePerson(Refused):
    message = _("You asked for this yourself. A second person must agree.")


class ResetGone(Refused):
    message = _("This is done already, or it is older than one hour. The coordinator can ask anew.")


@transaction.atomic
def ask_reset(officer: Officer, *, by: Actor, at: datetime) -> FactorReset:
    """
    The first of two: say that `officer` stands here without a phone. It holds for one hour.

    :raises NotAGiver, NotHere, OwnFactor:
    """
    if by.officer_id == officer.pk:
        raise OwnFactor
    mall = mall_of(by, officer, at)
    asked_by = Officer.objects.get(pk=by.officer_id or 0)
    return FactorReset.objects.create(officer=officer, mall=mall, asked_by=asked_by, asked_at=at, expires_at=at + HOLDS)


@transaction.atomic
def agree_reset(reset: FactorReset, *, by: Actor, at: datetime) -> None:
    """
    The second of two: the app and the spare codes of the officer stop working, and they set up new ones.

    :raises NotAGiver, NotHere, OwnFactor, SamePerson, ResetGone:
    """
    if by.role not in SECONDS:
        raise NotAGiver
    if by.mall_id != reset.mall_id:
        raise NotHere
    if by.officer_id == reset.officer_id:
        raise OwnFactor
    if by.officer_id == reset.asked_by_id:
        raise SamePerson
    waiting = FactorReset.objects.waiting(at).filter(pk=reset.pk)
    if not waiting.update(agreed_by=by.officer_id, agreed_at=at):
        raise ResetGone
    second_factor.forget(reset.officer)
    facts = {"officer": ref(reset.officer_id), "second": ref(reset.asked_by_id)}
    ledger.append(reset.mall.slug, SUBJECT, "second_factor_reset", actor=by.ref, at=at, facts=facts)
