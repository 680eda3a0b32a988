"""What pages read: the one path to everything public, and what the desk needs to prepare a text. Each says its cost."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from dengar.agree import queries as agree
from dengar.agree.models import Commitment
from dengar.complaints.journey import Reason
from dengar.complaints.models import Complaint, Grant, Kind, Respondent
from dengar.complaints.queries import brief, read
from dengar.decide import queries as decide
from dengar.malls.models import Mall
from dengar.publish import rule
from dengar.publish.models import OUTCOME_WORDS, Publication, PublicText
from dengar.publish.rule import Facts, Outcome

PAGE = 20
LABEL = "publication"
# The parts of a text, in the order in which they are read.
PARTS = {
    "title": _("Heading"),
    "told": _("What happened"),
    "way": _("What was agreed or decided"),
    "dispute": _("What the person says to it"),
}

Text = Mapping[str, str]  # some of PARTS


@dataclass(frozen=True)
class PublicCase:
    """What all may see of one case. Nothing else of it ever reaches a public page."""

    slug: str
    week: date  # the Monday of the week in which it appeared
    down_on: date | None
    down_words: str
    reopened_on: date | None
    agency: str
    service: str
    outcome: Outcome | None
    outcome_words: str
    weeks: int
    late: bool
    text: Text

    @property
    def title(self) -> str:
        return self.text.get("title", "")


def public_cases(mall: Mall) -> QuerySet[Publication]:
    """Return what appears in a mall's list, the latest week first, in an order that tells nothing. Slice it."""
    return _public().filter(mall=mall, down_on=None).order_by("-week", "slug")


def public_case(slug: str) -> PublicCase | None:
    """Return one case, also one that was taken down; None if there never was one. One SQL query."""
    row = _public().filter(slug=slug).first()
    return shown(row) if row else None


def _public() -> QuerySet[Publication]:
    rows = Publication.objects.exclude(complaint__secret=True, down_on=None)
    return rows.select_related("complaint__box", "complaint__agency", "complaint__service", "story")


def shown(row: Publication) -> PublicCase:
    """Return what all may see of a row of `public_cases`. No query."""
    complaint, down, reopened = row.complaint, row.down_on is not None, row.reopened_on is not None
    agency, service = complaint.agency, complaint.service
    outcome = None if down or reopened else Outcome(row.outcome)
    return PublicCase(
        slug=row.slug,
        week=row.week,
        down_on=row.down_on,
        down_words=str(Publication.Reason(row.down_reason).label) if down else "",
        reopened_on=row.reopened_on,
        agency=agency.name if agency and not down else "",
        service=service.name if service and row.names_service and not down else "",
        outcome=outcome,
        outcome_words=str(OUTCOME_WORDS[outcome]) if outcome else "",
        weeks=row.weeks if outcome else 0,
        late=row.late and outcome is not None,
        text=opened(complaint, row.story) if outcome and row.story else {},
    )


def opened(complaint: Complaint, story: PublicText) -> Text:
    """Return the parts of a text; empty once it was erased."""
    words = read(complaint, story.words, LABEL) if story.words else ""
    return json.loads(words) if words else {}


def story_of(complaint: Complaint) -> PublicText | None:
    """Return the text in force, answered or not. One SQL query."""
    return PublicText.objects.filter(complaint=complaint, superseded_at=None).first()


def publication_of(complaint: Complaint) -> Publication | None:
    """Return how it stands in public. One SQL query."""
    return Publication.objects.filter(complaint=complaint).first()


def facts_of(complaint: Complaint, at: datetime) -> Facts:
    """Return what the rule looks at. Two SQL queries."""
    zone = complaint.mall.time_zone
    first = rule.monday(at, zone)
    ended = Complaint.objects.filter(kind=Kind.COMPLAINT, closed_at__gte=first - rule.YEAR, closed_at__lt=first)
    ended = ended.exclude(close_reason=Reason.IMPORTED)
    agency, service = complaint.agency_id, complaint.service_id
    return Facts(
        kind=complaint.kind,
        state=complaint.state,
        reason=complaint.close_reason,
        secret=complaint.secret,
        has_agency=agency is not None,
        weeks=rule.weeks_between(complaint.closed_at, at, zone),
        of_agency=ended.filter(agency=agency).count() if agency else 0,
        of_service=ended.filter(service=service).count() if service else 0,
    )


def names_of(complaint: Complaint) -> list[str]:
    """Return the names of officers that a text about this case may hold. Two SQL queries."""
    named = Respondent.objects.filter(complaint=complaint, officer__isnull=False)
    speakers = Grant.objects.filter(complaint=complaint)
    found = {*named.values_list("officer__name", flat=True), *speakers.values_list("officer__name", flat=True)}
    return sorted(found | ({complaint.handler.name} if complaint.handler else set()))


def sources(complaint: Complaint) -> Text:
    """
    Return what a text is made from, as it was written: the approved summary, then what was agreed or decided.

    In Indonesian, the language of what is published. At most nine SQL queries.
    """
    with translation.override("id"):
        title, told = brief(complaint) or ("", "")
        objection = complaint.objections.order_by("-at", "-pk").first()
        disputed = rule.outcome(complaint.state, complaint.close_reason) is Outcome.DISPUTED
        said = read(complaint, objection.words, "objection") if objection and disputed else ""
        return {"title": title, "told": told, "way": _way(complaint), "dispute": said}


def _way(complaint: Complaint) -> str:
    agreement, decision = agree.current(complaint), decide.decision(complaint)
    lines = []
    if agreement:
        lines.append(agreement.words)
        lines += [f"{one.what}: {_kept(one.row)}" for one in agreement.promises]
    if decision:
        lines += [f"{one.matter} {one.row.found}. {one.reason} {one.remedy}".strip() for one in decision.points]
    return "\n".join(lines)


def _kept(row: Commitment) -> str:
    if row.kept_at is None:
        return str(_("not kept.") if row.broken_at else _("not known whether it was kept."))
    return str(_("kept, but late.") if row.clock and row.clock.outcome == "late" else _("kept in time."))
