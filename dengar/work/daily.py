"""
The summary of the day: counts and reasons for each officer, in the first hour of service. No name, no number.

Only for those whose daily work complaints are. An agency's speaker gets none: in a small office a mail that
says "one report" tells whoever sees it that somebody complained (protection.md, "Messages").
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db.models import Count, F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from dengar.complaints.models import Clock, ComplaintQuerySet
from dengar.complaints.visibility import in_hands, visible_to
from dengar.deadlines import queries as deadlines
from dengar.deadlines.calendar import Calendar
from dengar.kit.actors import Actor, Role
from dengar.malls.models import Mall
from dengar.notices.models import Notice
from dengar.notices.operations import tell
from dengar.people import queries as people
from dengar.people.models import Membership
from dengar.people.operations import SUMMARY_FOR

KIND = "desk_daily"
IN_THE_MORNING = timedelta(hours=1)  # after opening; a worker that was down then tells nothing that day
REASONS: Mapping[str, str | Promise] = {
    Clock.Kind.FIRST_CONTACT: pgettext_lazy("clock", "First personal contact"),
    Clock.Kind.VERIFICATION: gettext_lazy("Checking the report"),
    Clock.Kind.ANSWER: gettext_lazy("First answer"),
    Clock.Kind.CLASS: pgettext_lazy("clock", "Target for the decision, by its class"),
    Clock.Kind.DECISION: pgettext_lazy("clock", "Last day for the decision"),
    Clock.Kind.TELLING: gettext_lazy("Telling the decision"),
    Clock.Kind.PROMISE: pgettext_lazy("clock", "Promise"),
    Clock.Kind.REOPENING: gettext_lazy("First step after opening again"),
}


def summary_due(at: datetime) -> bool:
    """Owe one officer the summary of their day; return False if nobody is left to be told. A chore."""
    return any(_tell_one(mall, at) for mall in Mall.objects.order_by("pk"))


def _tell_one(mall: Mall, at: datetime) -> bool:
    calendar = deadlines.calendar(mall.pk)
    if not _is_morning(calendar, at):
        return False
    midnight = at.astimezone(calendar.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    told = set(Notice.objects.filter(mall=mall.slug, kind=KIND, made_at__gte=midnight).values_list("to", flat=True))
    held = Membership.objects.current(at).filter(mall=mall, role__in=[role.value for role in SUMMARY_FOR])
    for membership in held.filter(officer__is_active=True, officer__daily_summary=True).order_by("pk"):
        to = f"officer:{membership.officer_id}"
        if to not in told and (facts := counts(people.as_actor(membership), at)):
            tell(to, KIND, mall=mall.slug, at=at, facts=facts)
            return True
    return False


def _is_morning(calendar: Calendar, at: datetime) -> bool:
    """Whether service began less than an hour ago."""
    local = at.astimezone(calendar.zone)
    if not calendar.is_open(local.date()):
        return False
    opens = datetime.combine(local.date(), calendar.hours[local.weekday()][0], calendar.zone)
    return opens <= at < opens + IN_THE_MORNING


def counts(actor: Actor, at: datetime) -> dict[str, int]:
    """
    Return what waits for this officer: "waiting", "late", and for each kind of clock that comes next how many.

    Empty where nothing waits. At most three SQL queries.
    """
    rows = _theirs(actor, at)
    waiting = rows.count()
    if not waiting:
        return {}
    next_ones = Clock.objects.filter(complaint__in=rows.values("pk"), stopped_at=None)
    kinds = next_ones.filter(due_at=F("complaint__due_at"), kind__in=REASONS).order_by("kind")
    by_kind = kinds.values_list("kind").annotate(n=Count("complaint", distinct=True))
    return {"waiting": waiting, "late": rows.filter(due_at__lt=at).count(), **dict(by_kind)}


def _theirs(actor: Actor, at: datetime) -> ComplaintQuerySet:
    """Return what waits for this officer: at the desk what is in their hands or in nobody's."""
    rows = visible_to(actor, at).open()
    if actor.role in (Role.HANDLER, Role.COORDINATOR):
        return rows.filter(Q(handler=actor.officer_id) | ~in_hands(at))
    return rows


def body(facts: Mapping[str, int]) -> str:
    """Return the letter of the day in words."""
    waiting, late = facts.get("waiting", 0), facts.get("late", 0)
    lines = [ngettext("%(n)s report waits for you.", "%(n)s reports wait for you.", waiting) % {"n": waiting}]
    if late:
        lines.append(ngettext("%(n)s of them is late.", "%(n)s of them are late.", late) % {"n": late})
    lines += [f"- {words}: {facts[kind]}" for kind, words in REASONS.items() if facts.get(kind)]
    lines += ["", _("Please sign in to see them. You can turn this letter off on the page of your account.")]
    return "\n".join(lines)
