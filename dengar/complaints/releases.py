"""Whom a release lets open a name, and who may decide on requests for one. Reads only."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from dengar.complaints.models import Complaint, Release
from dengar.complaints.operations.telling import next_batch
from dengar.complaints.visibility import in_conflict, speaks
from dengar.kit.actors import Actor, Role

DECIDERS = frozenset({Role.CUSTODIAN, Role.COORDINATOR, Role.OVERSEER})


def usable(complaint: Complaint, by: Actor, at: datetime) -> Release | None:
    """
    Return what lets this officer open the name at `at`: once, until its last day, after the day's batch.

    While the one opening lasts it is still returned, with its `look`. One SQL query.
    """
    if by.role is not Role.LIAISON or by.officer_id is None:
        return None
    given = Q(answer=Release.Answer.PUT, choice=Release.Choice.ONE) | Q(
        answer=Release.Answer.ORDER, second__isnull=False
    )
    rows = Release.objects.filter(given, complaint=complaint, officer=by.officer_id, last_day__gte=_day(complaint, at))
    found = rows.filter(Q(look=None) | Q(look__until_at__gt=at)).order_by("pk").last()
    since = (found.chosen_at or found.second_at) if found else None
    if found is None or since is None or at < next_batch(since, complaint.mall.time_zone):
        return None
    return found


def to_decide(by: Actor, at: datetime) -> QuerySet[Release]:
    """
    Return the requests of the mall that exist for whoever decides on them, the oldest first.

    The custodian has all of them; a second officer only the orders that wait for approval. Where somebody is in
    conflict with the complaint, or speaks for an agency in it, the request does not exist for them either.
    """
    if by.role not in DECIDERS or by.officer_id is None:
        return Release.objects.none()
    seen = Complaint.objects.filter(mall=by.mall_id).exclude(in_conflict(by.officer_id, at) | speaks(by.officer_id, at))
    rows = Release.objects.filter(complaint__in=seen).select_related("complaint__box", "complaint__mall", "agency")
    if by.role is not Role.CUSTODIAN:
        rows = rows.filter(answer=Release.Answer.ORDER)
    return rows.order_by("asked_at", "pk")


def _day(complaint: Complaint, at: datetime) -> date:
    return at.astimezone(ZoneInfo(complaint.mall.time_zone)).date()
