"""What the house knows itself before an officer verifies: answers that it suggests, each with its reason."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dengar.complaints.models import Urgency
from dengar.complaints.operations.timing import local_day
from dengar.kit.actors import Actor
from dengar.search import queries
from dengar.verify.checklist import REPORT_WITHIN, Formal, Material, Tick
from dengar.web.desk.accounts import Account
from dengar.web.desk.cases import Case
from dengar.web.kit.templatetags.kit import day

COURT = re.compile(r"\b(pengadilan|sidang|hakim|jaksa|(di|meng)?gugat\w*|court|judge|lawsuit)\b", re.IGNORECASE)


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


def known(case: Case, actor: Actor, at: datetime) -> Known:
    """Gather what is known of one report. Four SQL queries."""
    answers, because = {}, {}
    complaint = case.complaint
    place = complaint.service or complaint.agency or complaint.counter
    if place is not None:
        answers[Formal.HERE.value], because[Formal.HERE.value] = Tick.YES.value, str(place)
    if complaint.agency:
        answers[Material.WHOM.value], because[Material.WHOM.value] = Tick.YES.value, str(complaint.agency)
    story = case.story()
    if story and story.story.strip():
        _of_story(story, answers, because)
    if story and story.day:
        within = story.day >= local_day(complaint, at) - REPORT_WITHIN
        answers[Formal.IN_TIME.value] = Tick.YES.value if within else ""
        years = REPORT_WITHIN.days // 365
        because[Formal.IN_TIME.value] = _("It happened on %(day)s. The limit is %(years)s years.") % {
            "day": day(story.day),
            "years": years,
        }
    twice = Formal.NOT_TWICE.value
    alike = len(queries.alike(complaint, actor, at))
    because[twice] = _alike_words(alike)
    answers[twice] = "" if alike else Tick.YES.value
    return Known(answers, because, complaint.urgencies.open().first())


def _of_story(story: Account, answers: dict[str, str], because: dict[str, str]) -> None:
    """What the story itself answers. A word about a court is left to the officer's own reading."""
    enough, court = Material.ENOUGH.value, Formal.NO_COURT.value
    answers[enough], because[enough] = Tick.YES.value, _("The story is written.")
    if COURT.search(story.story):
        because[court] = _("The story speaks of a court.")
    else:
        answers[court], because[court] = Tick.YES.value, _("The story does not speak of a court.")


def _alike_words(alike: int) -> str:
    if not alike:
        return _("Nothing looks like it in the last 90 days.")
    return ngettext("%(n)s report looks like it.", "%(n)s reports look like it.", alike) % {"n": alike}
