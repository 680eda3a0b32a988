"""Reports that belong together, and word to whose report went on with another that it has ended."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from dengar.complaints.journey import ENDS, Reason
from dengar.complaints.models import Complaint, Link, Mode
from dengar.complaints.operations import telling
from dengar.complaints.operations.moving import check_handler, note
from dengar.kit.actors import Actor
from dengar.kit.errors import Refused


class NotTogether(Refused):
    message = _("A report without a name and one with a name are never joined: it would betray who it is.")


@transaction.atomic
def link(complaint: Complaint, other: Complaint, kind: Link.Kind, *, by: Actor, at: datetime) -> None:
    """
    Record that two reports belong together. What was recorded of a cluster stays as it is.

    :raises NotTogether: if exactly one of both has no name.
    :raises ValueError: if they are one, or of two malls; no page offers that.
    :raises Gone, NotYours: as `advance`, for either of both.
    """
    for one in sorted((complaint, other), key=lambda one: one.pk):  # all who link wait in the same order
        check_handler(one, by, at)
    check_together(complaint, other)
    if complaint.pk == other.pk or complaint.mall_id != other.mall_id:
        raise ValueError("these two reports cannot be linked")
    known = Link.objects.filter(kind=Link.Kind.CLUSTER).filter(
        Q(complaint=complaint, other=other) | Q(complaint=other, other=complaint)
    )
    if kind == Link.Kind.CLUSTER and known.exists():
        return
    add_link(complaint, other, kind, by=by, at=at)


def check_together(complaint: Complaint, other: Complaint) -> None:
    """
    Make sure that joining two reports betrays nobody.

    :raises NotTogether: if exactly one of both has no name.
    """
    if (complaint.mode == Mode.ANONYMOUS) != (other.mode == Mode.ANONYMOUS):
        raise NotTogether


def add_link(complaint: Complaint, other: Complaint, kind: Link.Kind, *, by: Actor, at: datetime) -> None:
    """Write the row and its entry. The caller has checked who asks, and that the two may be joined."""
    Link.objects.create(complaint=complaint, other=other, kind=kind, by_id=by.officer, at=at)
    note(complaint, "linked", by=by, at=at, facts={"kind": str(kind), "other": other.subject})


def carry_on(complaint: Complaint, into: Complaint, *, by: Actor, at: datetime) -> None:
    """Let what went on with `complaint` go on with `into`, since `complaint` itself now does."""
    followers = Complaint.objects.filter(close_reason=Reason.MERGED, links__in=_holding().filter(other=complaint))
    for follower in followers.select_related("box"):
        add_link(follower, into, Link.Kind.DUPLICATE, by=by, at=at)


def tell_ends_due(at: datetime) -> bool:
    """
    Tell one person that the report with which theirs goes on has ended; False if nobody is to be told. A chore.

    They are told again if it ends again, and never of what it said: they may object on their own page.
    """
    ended = _holding().filter(
        Q(told_at=None) | Q(told_at__lt=F("other__closed_at")),
        complaint__close_reason=Reason.MERGED,
        other__state__in=sorted(ENDS),
    )
    due = ended.exclude(other__close_reason=Reason.MERGED).select_related("complaint__box").order_by("pk").first()
    if due is None:
        return False
    with transaction.atomic():
        if Link.objects.filter(pk=due.pk, told_at=due.told_at).update(told_at=at):
            telling.person(due.complaint, "merged_ended", at=at)
    return True


def _holding() -> QuerySet[Link]:
    """Return the last link of each duplicate."""
    duplicates = Link.objects.filter(kind=Link.Kind.DUPLICATE)
    later = duplicates.filter(complaint=OuterRef("complaint"), pk__gt=OuterRef("pk"))
    return duplicates.exclude(Exists(later))
