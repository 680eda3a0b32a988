"""What policy cannot be, in words for people, and what every change of it does: check who, and write the entry."""

import hashlib
import json
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext_lazy as _

from dengar.deadlines.models import Holiday, Term
from dengar.kit.actors import Actor, Role
from dengar.kit.errors import Refused
from dengar.ledger import operations as ledger
from dengar.malls.models import Agency, Mall
from dengar.malls.operations import AgencyElsewhere, NotYourMall, renew_policy_stamp

SUBJECT = hashlib.sha256(b"policy of the mall").hexdigest()[:32]  # one thread of the mall's log


class BadLength(Refused):
    message = _("A term is a whole number from 0 to 1000.")


class NoBasis(Refused):
    message = _("Write on what this term rests, for instance the number of a decree or of a procedure.")


class NotInThePast(Refused):
    message = _("A term can begin today at the earliest. What is published stays as it was.")


class ChangeWaiting(Refused):
    message = _("Another change of this term begins on that day or later. Change that one instead.")


class ChangedMeanwhile(Refused):
    message = _("Somebody else has just changed this. Look at it again.")


class LeavesGap(Refused):
    message = _("No other term stands behind this one, so it cannot simply end. Put another one in its place.")


class NoHolidayName(Refused):
    message = _("Write the name of the holiday.")


class HolidayKnown(Refused):
    message = _("This day is on the list of holidays already.")


class HolidayPassed(Refused):
    message = _("This day has passed. Dates that counted on it stay as they are.")


class NeverOpen(Refused):
    message = _("The mall has to be open on one weekday at least.")


class ClosesBeforeOpening(Refused):
    message = _("The closing time is not after the opening time.")


def must_run(by: Actor, mall: Mall, agency: Agency | None = None) -> None:
    if by.role is not Role.HOUSE and (by.role is not Role.COORDINATOR or by.mall_id != mall.pk):
        raise NotYourMall
    if agency is not None and agency.mall_id != mall.pk:
        raise AgencyElsewhere


def must_be(mall: Mall, seen: str | None) -> None:
    """Refuse what was decided on a page whose policy has changed since. The mall's row is held until the commit."""
    if seen is None:
        return
    if Mall.objects.select_for_update(no_key=True).get(pk=mall.pk).policy_stamp != seen:
        raise ChangedMeanwhile


def today(mall: Mall, at: datetime) -> date:
    return at.astimezone(ZoneInfo(mall.time_zone)).date()


def digest(row: models.Model) -> str:
    return digest_of({field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields})


def digest_of(said: object) -> str:
    """Return the SHA-256 of what a policy says: it is public anyway."""
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()


def record(
    kind: str,
    row: Term | Holiday,
    mall: Mall,
    *,
    by: Actor,
    at: datetime,
    old: str = "",
    start: date | None = None,
    until: date | None = None,
    reason: str = "",
) -> None:
    facts = {
        "kind": kind,
        "id": row.pk,
        "digest": digest(row),
        "old": old,
        "from": start,
        "until": until,
        "reason": reason,
    }
    renew_policy_stamp(mall)
    ledger.append(mall.slug, SUBJECT, "policy_changed", actor=by.ref, at=at, facts=facts)
