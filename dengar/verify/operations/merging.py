"""Several reports of one event: they go on together, and every receipt stays good."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengar.complaints.journey import Reason
from dengar.complaints.models import Complaint, Link
from dengar.complaints.operations import check_handler, link
from dengar.kit.actors import Actor
from dengar.kit.errors import Refused
from dengar.verify.operations.answering import dismiss


class Nobody(Refused):
    message = _("Please tick at least one report.")


@transaction.atomic
def merge(
    complaint: Complaint, others: Sequence[tuple[Complaint, int | None]], words: str, *, by: Actor, at: datetime
) -> None:
    """
    Let other reports go on with this one: all of them or none.

    Each keeps its receipt, its page and its right to object.

    :param others: each with the step that the page showed.
    :param words: the reason, which each of their persons reads.
    :raises Nobody: if there are none. :raises Refused: as `dismiss`, for each of them.
    """
    _check(complaint, others, by, at)
    for other, seen in others:
        dismiss(other, Reason.MERGED, words, into=complaint, by=by, at=at, seen=seen)


@transaction.atomic
def cluster(complaint: Complaint, others: Sequence[tuple[Complaint, int | None]], *, by: Actor, at: datetime) -> None:
    """
    Record that reports have the same cause; each goes on by itself.

    :raises Nobody: if there are none. :raises Refused: as complaints.operations.link.
    """
    _check(complaint, others, by, at)
    for other, _seen in others:
        link(other, complaint, Link.Kind.CLUSTER, by=by, at=at)


def _check(complaint: Complaint, others: Sequence[tuple[Complaint, int | None]], by: Actor, at: datetime) -> None:
    """Hold all of them, in one order for everyone, so that two who merge crosswise do not wait for each other."""
    if not others:
        raise Nobody
    for one in sorted((complaint, *(other for other, _seen in others)), key=lambda one: one.pk):
        check_handler(one, by, at)
