"""How complaints are governed here (look/19): what is there, and what is not. Offices are named, never people."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET

from dengar.deadlines import queries as deadlines
from dengar.deadlines.kinds import Kind
from dengar.deadlines.words import length
from dengar.kit.now import now
from dengar.malls import quarters, queries
from dengar.malls.models import GovernanceKind, GovernanceRecord, LeadershipReview, Mall, ReviewDecision
from dengar.people import queries as people
from dengar.web.audiences import everyone
from dengar.web.kit.lines import Words

DAY = "j F Y"

# What each kind has to say of itself: field -> what is missing while it is empty.
WANTED: Mapping[GovernanceKind, Mapping[str, Words]] = {
    GovernanceKind.OFFICER: {
        "number": gettext_lazy("number of the decree"),
        "dated": gettext_lazy("day of the decree"),
    },
    GovernanceKind.DEPUTY: {
        "number": gettext_lazy("number of the decree"),
        "dated": gettext_lazy("day of the decree"),
    },
    GovernanceKind.PROCEDURE: {"dated": gettext_lazy("its day"), "where": gettext_lazy("where to read it")},
    GovernanceKind.ROOM: {},
    GovernanceKind.BUDGET: {"dated": gettext_lazy("its day")},
}


@dataclass(frozen=True)
class State:
    """What stands of something, in words and tone of the kit's state."""

    words: str
    tone: str


@dataclass(frozen=True)
class Line:
    """
    One thing that governs complaints, or its gap.

    :param texts: what is said of it, a sentence each; empty for a gap.
    :param link: where to read it, if that is an address of the web.
    """

    title: Words
    texts: list[str]
    state: State
    link: str = ""


@dataclass(frozen=True)
class Sitting:
    """A review with what became of its decisions; without one, a quarter of which nothing is written down."""

    title: str
    review: LeadershipReview | None
    decisions: list[tuple[ReviewDecision, State]]
    day: date


@everyone
@require_GET
def governance(request: HttpRequest) -> HttpResponse:
    """Who sees to complaints, on which paper, within which time, and what the leaders decided."""
    mall, at = queries.first_mall(), now()
    if mall is None:
        raise Http404
    today = localdate(at)
    policy = deadlines.policy(mall, on=today)
    terms = sorted(policy.terms, key=lambda term: list(Kind).index(Kind(term.kind)))  # in the order of a journey
    limits = [(term, policy.rule(term.kind, term.klass)) for term in terms]
    shown = {
        "mall": mall,
        "lines": [*_written(mall, today), _custodian(mall, at), _liaisons(mall, at)],
        "limits": [(term, length(rule)) for term, rule in limits if rule],
        "sittings": _sittings(mall, today),
    }
    return render(request, "public/governance.html", shown)


def _written(mall: Mall, today: date) -> Iterator[Line]:
    for kind, rows in queries.governance(mall, today).items():
        if not rows:
            yield Line(kind.label, [], State(_("not there yet"), "late"))
        for row in rows:
            yield _line(kind, row)


def _line(kind: GovernanceKind, row: GovernanceRecord) -> Line:
    link = row.where if urlsplit(row.where).scheme in ("http", "https") else ""
    lacks = [str(words) for field, words in WANTED[kind].items() if not getattr(row, field)]
    texts = [*_said(row), "" if link else row.where, row.lacks]
    if lacks:
        texts.append(_("Not made known yet: %(what)s.") % {"what": ", ".join(lacks)})
    state = State(_("in part"), "soon") if lacks or row.lacks else State(_("there"), "good")
    return Line(kind.label, [text for text in texts if text], state, link)


def _said(row: GovernanceRecord) -> Iterator[str]:
    """Yield what a row says: the thing itself, and the paper that it rests on."""
    yield row.what
    if row.starts_on:
        yield _("Since %(day)s.") % {"day": date_format(row.starts_on, DAY)}
    paper = [row.signed_by, row.number, date_format(row.dated, DAY) if row.dated else ""]
    yield ", ".join(part for part in paper if part)


def _custodian(mall: Mall, at: datetime) -> Line:
    title = _("Custodian of identities")
    if people.has_custodian(mall, at):
        return Line(title, [_("Holds no complaint.")], State(_("there"), "good"))
    return Line(title, [], State(_("not there yet"), "late"))


def _liaisons(mall: Mall, at: datetime) -> Line:
    """Say how many agencies have somebody who speaks for them, and which have not."""
    staff = people.staff(mall, at)
    agencies = list(queries.agencies(mall, localdate(at)))
    without = [str(one) for one in agencies if not (one.pk in staff and staff[one.pk].liaisons)]
    have = {"have": len(agencies) - len(without), "all": len(agencies)}
    texts = [ngettext("%(have)d of %(all)d agency.", "%(have)d of %(all)d agencies.", have["all"]) % have]
    if without:
        texts.append(_("Not yet: %(agencies)s.") % {"agencies": ", ".join(without)})
    lacking = ngettext("%(n)d missing", "%(n)d missing", len(without)) % {"n": len(without)}
    state = State(lacking, "soon") if without else State(_("there"), "good")
    return Line(_("Liaisons of the agencies"), texts, state if agencies else State(_("not there yet"), "late"))


def _sittings(mall: Mall, today: date) -> list[Sitting]:
    """Return reviews and the quarters without one, the latest first."""
    reviews = list(queries.reviews(mall))
    held = [
        Sitting(
            date_format(review.held_on, DAY),
            review,
            [(decision, _became(decision, today)) for decision in review.decisions.all()],
            review.held_on,
        )
        for review in reviews
    ]
    gaps = [Sitting(_quarter(day), None, [], day) for day in quarters.missed([one.held_on for one in reviews], today)]
    return sorted(held + gaps, key=lambda sitting: sitting.day, reverse=True)


def _quarter(first: date) -> str:
    last = first.replace(month=first.month + 2)
    return f"{date_format(first, 'F')}–{date_format(last, 'F Y')}"


def _became(decision: ReviewDecision, today: date) -> State:
    """Say whether a decision was done in time, late, or not; what was late stays late."""
    days = ((decision.done_on or today) - decision.due_on).days
    late = ngettext("%(n)d day late", "%(n)d days late", days) % {"n": days}
    if decision.done_on:
        return State(_("Done, %(late)s") % {"late": late} if days > 0 else _("Done"), "good")
    if days > 0:
        return State(_("Not done, %(late)s") % {"late": late}, "late")
    return State(_("By %(day)s") % {"day": date_format(decision.due_on, DAY)}, "soon")
