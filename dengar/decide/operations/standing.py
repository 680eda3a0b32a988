"""After the decision: it is told, and after a second one it stands in the end."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from dengar.complaints import journey
from dengar.complaints.journey import Reason
from dengar.complaints.models import Clock, Contact
from dengar.complaints.operations import NotNow, NotYours, advance, check_sight, note, stop_clock
from dengar.complaints.visibility import standing
from dengar.decide.models import Decision, Point
from dengar.kit.actors import HOUSE, Actor, Role
from dengar.kit.errors import Refused

STANDS_AFTER = timedelta(days=14)  # journey.md, "stand": after a second examination and 14 days


class ToldAlready(Refused):
    message = _("It has been recorded already that this decision was told.")


@transaction.atomic
def tell_recorded(decision: Decision, how: Contact.Way, *, by: Actor, at: datetime) -> None:
    """
    Record that somebody told the person the decision and its reasons; the clock of telling stops.

    :raises ToldAlready: if it was recorded before.
    :raises Gone, NotYours: as `advance`.
    """
    complaint = decision.complaint
    check_sight(complaint, by, at)
    if standing(by, complaint, at) is not Role.HANDLER:
        raise NotYours
    if not Decision.objects.filter(pk=decision.pk, told_at=None).update(told_at=at):
        raise ToldAlready
    decision.told_at = at
    facts = {"side": "complainant", "how": str(how), "decision": decision.pk}
    note(complaint, "decision_told", by=by, at=at, facts=facts)
    running = Clock.objects.filter(complaint=complaint, kind=Clock.Kind.TELLING, stopped_at=None)
    for clock in running.filter(started_at=decision.at):  # not that of a later decision
        clock.complaint = complaint
        stop_clock(clock, by=by, at=at)


def stand_due(at: datetime) -> bool:
    """
    Let one second decision stand with which the person does not agree; return False if none is due at `at`.

    The dispute stays visible: it is closed as "not agreed", never as settled. A remedy that is
    still open keeps it open.
    """
    decision = _undisputed(at)
    if decision is None:
        return False
    try:
        with transaction.atomic():
            facts = {"decision": decision.pk}
            advance(decision.complaint, journey.STAND, by=HOUSE, at=at, reason=Reason.NOT_AGREED, facts=facts)
    except NotNow:
        return True  # the person, or another worker, was quicker; there may be more
    return True


def _undisputed(at: datetime) -> Decision | None:
    later = Decision.objects.filter(complaint=OuterRef("complaint"), round__gt=OuterRef("round"))
    remedy = Point.objects.filter(decision=OuterRef("pk"), remedy_due__isnull=False, remedy_done_at=None)
    rows = Decision.objects.filter(
        ~Exists(later),
        ~Exists(remedy),
        round__gt=1,
        at__lte=at - STANDS_AFTER,
        complaint__state__in=journey.STAND.source,
    )
    return rows.select_related("complaint__box", "complaint__mall").order_by("at", "pk").first()
