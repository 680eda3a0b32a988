"""Cases from older records, thousands at once: each as a complaint that has ended, with its box and its entry."""

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from dengar.complaints.journey import Reason, State
from dengar.complaints.models import Channel, Complaint, Kind, Mode, PastCase
from dengar.complaints.operations.moving import NotYours
from dengar.kit.actors import Actor, Role
from dengar.kit.codes import new_number
from dengar.ledger import bulk
from dengar.ledger.operations import Draft, append_thousands, new_subject
from dengar.malls.models import Mall
from dengar.vault.details import PersonDetails
from dengar.vault.models import Box
from dengar.vault.operations import keep_people, make_boxes
from dengar.vault.receipts import row_marks
from dengar.vault.sealing import seal_words

LABEL = "past case"
DIGEST_BYTES = 32


@dataclass(frozen=True, slots=True)
class Past:
    """
    One case that had ended in the older records.

    :param key: what tells it from every other case there.
    :param text: what the person told. :param answer: what they were told at the end.
    :param person: kept sealed, unless the mode is anonymous.
    """

    key: str
    received_at: datetime
    closed_at: datetime
    channel: Channel
    kind: Kind = Kind.COMPLAINT
    mode: Mode = Mode.CONFIDENTIAL
    ended: PastCase.Ended = PastCase.Ended.UNKNOWN
    agency_id: int | None = None
    service_id: int | None = None
    about_desk: bool = False
    text: str = ""
    answer: str = ""
    person: PersonDetails | None = None


@dataclass(frozen=True)
class Source:
    """The older records: their name in the map, and the SHA-256 of the file that was read, as 64 hex digits."""

    name: str
    digest: str


def known(mall: Mall, source: str, keys: Sequence[str]) -> list[bool]:
    """Return for each key whether its case is here, or stands before in this list. One SQL query."""
    _id, marks = row_marks(mall.slug, keys)
    there = PastCase.objects.filter(mall=mall, source=source, mark__in=marks).values_list("mark", flat=True)
    seen = {bytes(mark) for mark in there}
    found = []
    for mark in marks:
        found.append(mark in seen)
        seen.add(mark)
    return found


@transaction.atomic
def bring_in(mall: Mall, source: Source, cases: Sequence[Past], *, by: Actor, at: datetime) -> int:
    """
    Bring cases in, all of them or none; return how many are new. Who is here already is left as it is.

    They end as `closed_other` for the reason `imported`, at their own moment: no clock, no receipt, no notice,
    nothing in public. The entry speaks of the moment when the case came in there.

    :raises NotYours: for anybody but the technician.
    :raises IntegrityError: if another import, or somebody who files, was quicker; do it again.
    """
    if by.role is not Role.OPERATOR:
        raise NotYours
    here = known(mall, source.name, [case.key for case in cases])
    fresh = [case for case, is_here in zip(cases, here, strict=True) if not is_here]
    boxes = make_boxes(mall.slug, len(fresh), at=at)
    key_id, marks = row_marks(mall.slug, [case.key for case in fresh])
    numbers = _free_numbers(len(fresh))
    rows = [
        _complaint(mall, case, box, number, key_id) for case, box, number in zip(fresh, boxes, numbers, strict=True)
    ]
    bulk.insert(rows)
    bulk.insert(
        [
            _past(row, case, box, mark, source, at)
            for row, case, box, mark in zip(rows, fresh, boxes, marks, strict=True)
        ]
    )
    keep_people(_people(boxes, fresh), at=at)
    entries = zip(rows, fresh, marks, strict=True)
    append_thousands(mall.slug, (_draft(row, case, mark, source, by) for row, case, mark in entries))
    return len(fresh)


def _complaint(mall: Mall, case: Past, box: Box, number: str, key_id: str) -> Complaint:
    return Complaint(
        mall_id=mall.pk,
        box_id=box.pk,
        number=number,
        subject=new_subject(),
        kind=case.kind,
        mode=case.mode,
        channel=case.channel,
        around_desk=case.about_desk,
        agency_id=case.agency_id,
        service_id=case.service_id,
        words_key_id=key_id,
        words_check=os.urandom(DIGEST_BYTES),  # no words open it
        received_at=case.received_at,
        state=State.CLOSED_OTHER,
        state_since=case.closed_at,
        closed_at=case.closed_at,
        close_reason=Reason.IMPORTED,
    )


def _past(row: Complaint, case: Past, box: Box, mark: bytes, source: Source, at: datetime) -> PastCase:
    told = json.dumps({"key": case.key, "text": case.text, "answer": case.answer}, ensure_ascii=False)
    return PastCase(
        complaint_id=row.pk,
        mall_id=row.mall_id,
        source=source.name,
        mark=mark,
        ended=case.ended,
        sealed=seal_words(box, told, LABEL),
        brought_at=at,
    )


def _people(boxes: Sequence[Box], cases: Sequence[Past]) -> Iterable[tuple[Box, PersonDetails]]:
    for box, case in zip(boxes, cases, strict=True):
        if case.person and case.mode != Mode.ANONYMOUS:
            yield box, case.person


def _draft(row: Complaint, case: Past, mark: bytes, source: Source, by: Actor) -> Draft:
    facts = {
        "kind": str(case.kind),
        "channel": str(case.channel),
        "mode": str(case.mode),
        "agency": case.agency_id,
        "service": case.service_id,
        "about_desk": case.about_desk,
        "ended": str(case.ended),
        "closed_at": case.closed_at,
        "file": source.digest,
        "row": mark.hex(),
    }
    return Draft(row.subject, "import_case", by.ref, case.received_at, facts)


def _free_numbers(count: int) -> list[str]:
    """Return numbers that no complaint has and that differ from each other."""
    numbers: set[str] = set()
    while len(numbers) < count:
        new = {new_number() for _n in range(count - len(numbers))}
        numbers |= new - set(Complaint.objects.filter(number__in=new).values_list("number", flat=True))
    return list(numbers)  # in no order: a set of words is shuffled by its hashes
