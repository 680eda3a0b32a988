"""A report arrives: the row, its clocks, its entries and its notices, in one transaction."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from dengar.complaints import clocks
from dengar.complaints.journey import State
from dengar.complaints.models import Channel, Clock, Complaint, Kind, Mode, Reach
from dengar.complaints.operations import telling, timing
from dengar.kit.actors import Actor, Role
from dengar.kit.codes import new_number
from dengar.ledger.operations import Draft, append_all, new_subject
from dengar.malls.models import Agency, Counter, Mall, Service
from dengar.people.models import Membership, Recusal
from dengar.vault.models import Box
from dengar.vault.receipts import words_check


@dataclass(frozen=True)
class Filing:
    """What a door hands in. The texts are the step's own rows, sealed in the same box."""

    mall: Mall
    box: Box
    words: tuple[str, ...]  # the five receipt words
    kind: Kind = Kind.COMPLAINT
    mode: Mode = Mode.CONFIDENTIAL
    secret: bool = False
    channel: Channel = Channel.WEB
    reach: Reach = Reach.PAGE
    check_in: bool = False
    around_desk: bool = False
    agency: Agency | None = None
    service: Service | None = None
    counter: Counter | None = None
    settled: bool = False  # "Beres di tempat": it never waited
    proxy: bool = False  # for somebody else, or for whom they care
    call_back: bool = False  # drawn: another officer asks the person whether it is settled


AS_FILED = (
    "kind", "mode", "secret", "channel", "reach", "check_in", "around_desk", "agency", "service", "counter",
)  # fmt: skip


@transaction.atomic(savepoint=False)  # a part of its caller's transaction: it fails as a whole
def receive(filing: Filing, *, by: Actor, at: datetime, received_at: datetime | None = None) -> Complaint:
    """
    Make the complaint and give it a number.

    :param received_at: when it really came in (a letter, an import); `at` if None. Clocks count from it.
    :raises ValueError: if the parts do not belong together.
    """
    if filing.service and filing.service.agency_id != getattr(filing.agency, "pk", None):
        raise ValueError("this service is not of this agency")
    complaint = _row(filing, at=at, came=received_at or at)
    starting = [] if filing.settled else _first_clocks(complaint, at)
    running = (clock for clock in starting if clock.kind != Clock.Kind.RECEIPT)
    complaint.due_at = clocks.earliest(running, complaint.state)
    complaint.save(force_insert=True)
    _record(complaint, filing, starting, by=by, at=at)
    return complaint


def _row(filing: Filing, *, at: datetime, came: datetime) -> Complaint:
    """Return the complaint, unsaved, with a free number and the handler whose turn it is."""
    number = _free_number()
    key_id, check = words_check(filing.box.keys, number, filing.words)
    complaint = Complaint(
        mall=filing.mall,
        box=filing.box,
        number=number,
        subject=new_subject(),
        words_key_id=key_id,
        words_check=check,
        received_at=came,
        state=State.SETTLED_AT_COUNTER if filing.settled else State.RECEIVED,
        state_since=at,
        closed_at=at if filing.settled else None,
        **{name: getattr(filing, name) for name in AS_FILED},
    )
    complaint.handler_id = None if filing.around_desk else _in_turn(complaint, at)
    return complaint


def _record(complaint: Complaint, filing: Filing, starting: list[Clock], *, by: Actor, at: datetime) -> None:
    event = "settle" if filing.settled else "file"
    facts: dict[str, object] = {
        "agency": filing.agency.pk if filing.agency else None,
        "service": filing.service.pk if filing.service else None,
        "counter": filing.counter.pk if filing.counter else None,
        "kind": str(filing.kind),
        "channel": str(filing.channel),
        "mode": str(filing.mode),
    }
    if filing.settled:
        facts["call_back"] = filing.call_back
    else:
        facts |= {"secret": filing.secret, "reach": str(filing.reach)}
        facts |= {"around_desk": filing.around_desk, "check_in": filing.check_in, "proxy": filing.proxy}
    filed = Draft(subject=complaint.subject, event=event, actor=by.ref, at=complaint.received_at, facts=facts)
    drafts = timing.write_starts(complaint, starting, by=by, at=at, done={Clock.Kind.RECEIPT})
    append_all(complaint.box.keys, [filed, *drafts])
    if not filing.settled:
        telling.desk(complaint, "desk_new", at=at)


def _first_clocks(complaint: Complaint, at: datetime) -> list[Clock]:
    policy = timing.policy_of(complaint, at)
    kinds = clocks.AT_FILING[complaint.kind]
    # A question's or a suggestion's answer has a term of its own; its kind narrows the term like a class.
    made = [timing.make(complaint, kind, at=complaint.received_at, policy=policy) for kind in kinds]
    return [clock for clock in made if clock is not None]


def _free_number() -> str:
    """Return a number that no complaint has. One in 400 hits another at a million complaints."""
    while True:
        number = new_number()
        if not Complaint.objects.filter(number=number).exists():
            return number


def _in_turn(complaint: Complaint, at: datetime) -> int | None:
    """Return one of the mall's handlers, deputies only where there is nobody else; by chance, not by load."""
    members = Membership.objects.current(at).filter(
        mall=complaint.mall_id, role=Role.HANDLER.value, officer__is_active=True
    )
    if complaint.agency_id:  # whoever keeps out of the agency gets nothing about it
        members = members.exclude(
            officer__in=Recusal.objects.current(at).filter(agency=complaint.agency_id).values("officer")
        )
    held = list(members.values_list("officer_id", "stand_in"))
    first: Sequence[int] = [pk for pk, stand_in in held if not stand_in] or [pk for pk, _stand_in in held]
    return secrets.choice(first) if first else None
