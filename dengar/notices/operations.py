"""The only writer of Notice: owe, deliver, tell by phone, give up."""

import logging
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengar.kit.actors import Actor
from dengar.kit.errors import Refused
from dengar.notices.kinds import KINDS
from dengar.notices.models import LAST_ATTEMPT, Carrier, Notice

logger = logging.getLogger(__name__)

FIRST_WAIT = timedelta(minutes=1)  # doubles with every attempt: 1, 2, 4 ... minutes
LAST_CALL = 3  # calls that nobody answered, before a handler's task becomes a dead letter
CALL_AGAIN = timedelta(days=1)
REFERENCE = re.compile(r"complainant:[0-9a-f]{32}|(officer|handlers|coordinators|custodians|overseers):[0-9]{1,18}")
PLAIN = re.compile(r"[A-Za-z0-9_.:+-]{0,40}")  # a code or a moment, never a sentence


class NotDelivered(Exception):
    """
    The carrier could not take the message now.

    :param for_good: another attempt cannot succeed (the address does not exist).
    """

    def __init__(self, reason: str, *, for_good: bool = False) -> None:
        super().__init__(reason)
        self.for_good = for_good


class AlreadyTold(Refused):
    message = _("This has been done already. Please look again.")


@dataclass(frozen=True)
class Outcome:
    """
    What became of a notice in a carrier's hands.

    :param carrier: MAIL or PAGE say it is done, PHONE makes it a task of the handlers, UNKNOWN puts it off.
    :param due_at: when to call, or when to try again; only for PHONE and UNKNOWN.
    """

    carrier: Carrier
    due_at: datetime | None = None


Send = Callable[[Notice], Outcome]


def tell(
    to: str,
    kind: str,
    *,
    mall: str,
    at: datetime,
    due_at: datetime | None = None,
    facts: Mapping[str, Any] | None = None,
    about: str = "",
) -> None:
    """
    Owe somebody a notice. Call it inside the transaction of the change that it tells of.

    :param to: a reference; an address or a name is refused.
    :param kind: a name of notices.kinds.KINDS.
    :param mall: the mall's slug.
    :param due_at: not before this moment (batches for agencies); None: at once.
    :param facts: codes, numbers and moments as ISO text; free text is refused.
    :param about: subject of the complaint; it is taken from `to` if that is a complainant.
    :raises ValueError: on any of these, since it is the caller's bug.
    """
    Notice.objects.create(**_row(to, kind, mall=mall, at=at, due_at=due_at, facts=facts or {}, about=about))


def tell_all(
    readers: Iterable[str],
    kind: str,
    *,
    mall: str,
    at: datetime,
    due_at: datetime | None = None,
    facts: Mapping[str, Any] | None = None,
    about: str = "",
) -> None:
    """Owe the same to each of several readers, in one insert. Parameters as `tell`."""
    Notice.objects.bulk_create(
        Notice(**_row(to, kind, mall=mall, at=at, due_at=due_at, facts=facts or {}, about=about))
        for to in dict.fromkeys(readers)
    )


def _row(
    to: str, kind: str, *, mall: str, at: datetime, due_at: datetime | None, facts: Mapping[str, Any], about: str
) -> dict[str, Any]:
    if not REFERENCE.fullmatch(to):
        raise ValueError("a notice goes to a reference, not to an address")
    if kind not in KINDS:
        raise ValueError(f"no such kind of notice: {kind}")
    if wrong := [key for key, value in facts.items() if not _is_plain(value)]:
        raise ValueError(f"facts of a notice hold no free text: {', '.join(wrong)}")
    role, _sep, subject = to.partition(":")
    return {
        "to": to,
        "kind": kind,
        "mall": mall,
        "facts": dict(facts),
        "about": about or (subject if role == "complainant" else ""),
        "made_at": at,
        "due_at": due_at or at,
    }


def _is_plain(value: object) -> bool:
    return value is None or isinstance(value, bool | int) or (isinstance(value, str) and bool(PLAIN.fullmatch(value)))


def deliver_next(send: Send, *, at: datetime) -> bool:
    """
    Deliver the notice that has waited longest; return False if none is due at `at`.

    Safe with many workers on any database: the claim is one guarded UPDATE. A worker that
    dies after the claim loses nothing, since the notice comes due again by itself; one that dies between
    sending and saying so sends twice, which a neutral text can bear.
    """
    owed = Notice.objects.owed()
    notice = owed.filter(due_at__lte=at).order_by("due_at", "pk").first()
    if notice is None:
        return False
    claimed = owed.filter(pk=notice.pk, due_at=notice.due_at, attempts=notice.attempts).update(
        due_at=at + FIRST_WAIT * 2**notice.attempts, attempts=notice.attempts + 1
    )
    if not claimed:
        return True  # another worker was quicker; there may be more
    try:
        outcome = send(notice)
    except NotDelivered as failure:
        logger.warning("notice %s not delivered, attempt %s: %s", notice.pk, notice.attempts + 1, failure)
        if failure.for_good:
            Notice.objects.filter(pk=notice.pk).update(attempts=LAST_ATTEMPT)
    else:
        _settle(notice, outcome, at=at)
    return True


def _settle(notice: Notice, outcome: Outcome, *, at: datetime) -> None:
    match outcome.carrier:
        case Carrier.MAIL | Carrier.PAGE:
            changes: dict[str, Any] = {"sent_at": at, "carrier": outcome.carrier}
        case Carrier.PHONE:
            changes = {"carrier": outcome.carrier, "due_at": outcome.due_at or at, "attempts": 0}
        case Carrier.UNKNOWN:  # put off, not failed: the attempt does not count
            changes = {"due_at": outcome.due_at or at + FIRST_WAIT, "attempts": notice.attempts}
    Notice.objects.filter(pk=notice.pk).update(**changes)


def hand_to_desk(notice: Notice, *, due_at: datetime) -> bool:
    """Make a notice that no mail could carry a call for the handlers; False if it is open no more."""
    changed = Notice.objects.hopeless().filter(pk=notice.pk)
    return bool(changed.update(carrier=Carrier.PHONE, due_at=due_at, attempts=0))


def give_up(notice: Notice, *, at: datetime) -> bool:
    """
    Call a notice a dead letter, which the desk is shown; False if it is open no more.

    The caller (work) writes `notice_given_up` into the ledger in the same transaction.
    """
    return bool(Notice.objects.open().filter(pk=notice.pk).update(given_up_at=at))


@transaction.atomic
def mark_told_by_phone(notice: Notice, *, by: Actor, at: datetime) -> None:
    """
    A handler reached the person; one call tells all that was owed to them until now.

    :raises AlreadyTold: if a colleague was quicker, or it is no call.
    """
    if not Notice.objects.to_call().filter(pk=notice.pk).update(sent_at=at, told_by=by.ref):
        raise AlreadyTold
    Notice.objects.to_call().filter(to=notice.to, made_at__lte=at).update(sent_at=at, told_by=by.ref)


def mark_not_reached(notice: Notice, *, by: Actor, at: datetime) -> None:
    """
    Nobody answered: call again tomorrow; after LAST_CALL calls it is hopeless, and a chore gives it up.

    :raises AlreadyTold: if a colleague was quicker, or it is no call.
    """
    calls = notice.attempts + 1
    changes: dict[str, Any] = {"attempts": calls, "due_at": at + CALL_AGAIN, "told_by": by.ref}
    if calls >= LAST_CALL:
        changes |= {"attempts": LAST_ATTEMPT, "carrier": Carrier.UNKNOWN}
    if not Notice.objects.to_call().filter(pk=notice.pk, attempts=notice.attempts).update(**changes):
        raise AlreadyTold


def try_again(notice: Notice, *, by: Actor, at: datetime) -> None:
    """
    Bring a dead letter back to life, for instance after the address was mended.

    :raises AlreadyTold: if it is no dead letter (any more).
    """
    dead = Notice.objects.filter(pk=notice.pk, given_up_at__isnull=False)
    if not dead.update(given_up_at=None, attempts=0, due_at=at, carrier=Carrier.UNKNOWN, told_by=""):
        raise AlreadyTold
    logger.info("notice %s is tried again by %s", notice.pk, by.ref)
