"""Searching is an act: it is recorded. Reading texts anew and comparing stories is the house's chore."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dengar.complaints.journey import State
from dengar.complaints.models import Complaint, Kind
from dengar.complaints.operations import NotYours, check_handler
from dengar.kit.actors import Actor, Role
from dengar.kit.errors import Refused
from dengar.ledger import operations as ledger
from dengar.malls.models import Mall
from dengar.search import likeness, queries, texts
from dengar.search.models import Likeness
from dengar.vault.operations import claim_unread, keep_tokens

SEARCHERS = {Role.HANDLER, Role.COORDINATOR, Role.OVERSEER}
ALIKE_WITHIN = timedelta(days=90)  # protection.md, "Search over sealed text"
COMPARED = 200  # the latest reports about the same service
SHOWN = 8  # the most alike that are kept


class TooLittle(Refused):
    message = _("Please write a number, or a word with at least three letters.")


@transaction.atomic
def search(mall: Mall, text: str, *, by: Actor, at: datetime) -> queries.Found:
    """
    Find reports by number, by an agency's handle, or by words; only what exists for `by`.

    It is recorded who searched and in which way, without the words.

    :raises TooLittle: if there is nothing in it that can be searched. :raises NotYours: if `by` may not search here.
    """
    if by.role not in SEARCHERS or by.mall_id != mall.pk:
        raise NotYours
    found = queries.find(mall, text, by, at)
    if found is None:
        raise TooLittle
    facts = {"way": found.way, "found": len(found.rows)}
    ledger.append(mall.slug, ledger.new_subject(), "searched", actor=by.ref, at=at, facts=facts)
    return found


def read_due(at: datetime) -> bool:
    """
    Read the texts of one report anew: its tokens, and which others are like it. The youngest box first, so that
    the index leads to it, however many wait after an import.

    :returns: False if none has changed.
    """
    waiting = Complaint.objects.filter(box__unread=True, box__words_key__isnull=False)
    complaint = waiting.select_related("box").order_by("-box__made_at").first()
    if complaint is None:
        return False
    with transaction.atomic():
        if claim_unread(complaint.box):
            keep_tokens(complaint.box, texts.of(complaint))
            _compare(complaint, at)
    return True


def _compare(complaint: Complaint, at: datetime) -> None:
    """Keep which reports before it are like a complaint that nobody has verified yet. Scores that were kept stay."""
    if complaint.state != State.RECEIVED or complaint.kind != Kind.COMPLAINT or complaint.likenesses.exists():
        return
    mine = texts.story(complaint)
    others = _same_service(complaint) if mine else []
    scored = zip(likeness.scores(mine, [texts.story(other) for other in others]), others, strict=True)
    best = sorted(((score, other) for score, other in scored if score >= likeness.LOWEST), key=lambda one: -one[0])
    Likeness.objects.bulk_create(
        Likeness(complaint=complaint, other=other, score=score, found_at=at) for score, other in best[:SHOWN]
    )


def _same_service(complaint: Complaint) -> list[Complaint]:
    """Return the latest complaints about the same service, or the same agency without one. One SQL query."""
    if not complaint.agency_id:
        return []
    rows = Complaint.objects.filter(
        queries.of_one_kind(complaint),
        mall=complaint.mall_id,
        agency=complaint.agency_id,
        service=complaint.service_id,
        kind=Kind.COMPLAINT,
        received_at__gte=complaint.received_at - ALIKE_WITHIN,
        pk__lt=complaint.pk,
    )
    return list(rows.select_related("box").order_by("-pk")[:COMPARED])


@transaction.atomic
def tell_apart(complaint: Complaint, others: Sequence[Complaint], *, by: Actor, at: datetime) -> None:
    """
    Say that reports that look like this one are not the same. They are shown together no more.

    :raises Gone, NotYours: as complaints.operations.advance.
    """
    check_handler(complaint, by, at)
    apart = queries.pairs(complaint).filter(Q(complaint__in=others) | Q(other__in=others), apart_at=None)
    apart.update(apart_by=by.officer, apart_at=at)
