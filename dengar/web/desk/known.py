"""What the house knows itself before an officer verifies: answers that it suggests, each with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from dengar.complaints.models import Urgency
from dengar.complaints.operations.timing import local_day
from dengar.verify.checklist import REPORT_WITHIN, Formal, Tick
from dengar.web.desk.cases import Case
from dengar.web.kit.templatetags.kit import day


@dataclass(frozen=True)
class Known:
    """
    What stands beside the questions of a verification.

    :param answers: {question: Tick} that the form comes with; the officer may change every one.
    :param because: {question: what the answer, or the doubt, rests on}.
    :param urgent: the mark that it cannot wait.
    """

    answers: Mapping[str, str] = field(default_factory=dict)
    because: Mapping[str, str] = field(default_factory=dict)
    urgent: Urgency | None = None


def known(case: Case, at: datetime) -> Known:
    """Gather what is known of one report. Two SQL queries."""
    answers, because = {}, {}
    complaint = case.complaint
    place = complaint.service or complaint.agency or complaint.counter
    if place is not None:
        answers[Formal.HERE.value], because[Formal.HERE.value] = Tick.YES.value, str(place)
    story = case.story()
    if story and story.day:
        within = story.day >= local_day(complaint, at) - REPORT_WITHIN
        answers[Formal.IN_TIME.value] = Tick.YES.value if within else ""
        years = REPORT_WITHIN.days // 365
        because[Formal.IN_TIME.value] = _("It happened on %(day)s. The limit is %(years)s years.") % {
            "day": day(story.day),
            "years": years,
        }
    return Known(answers, because, complaint.urgencies.open().first())
