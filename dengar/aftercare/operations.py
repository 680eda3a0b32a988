"""The only writer of this room's rows."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengar.aftercare.models import Fairness
from dengar.complaints.journey import ENDS, State
from dengar.complaints.models import Complaint
from dengar.complaints.operations import NotNow, NotYours, check_sight, note
from dengar.complaints.visibility import standing
from dengar.decide import queries as decide
from dengar.decide.models import Point
from dengar.decide.operations.deciding import FOUND
from dengar.kit.actors import Actor
from dengar.kit.errors import Refused
from dengar.talk.models import Side
from dengar.talk.operations.conversing import SIDE_OF

QUESTIONS = ("voice", "respect", "neutrality", "motive")
ASKED_IN = ENDS | {State.ACTED, State.DECIDED}


class NoAnswer(Refused):
    message = _("Please answer at least one question, or leave the page as it is.")


class AnsweredAlready(Refused):
    message = _("Your side has answered this already. Thank you.")


@transaction.atomic
def answer_fairness(complaint: Complaint, answers: Mapping[str, int | None], *, by: Actor, at: datetime) -> Fairness:
    """
    Keep what one side says about how fair it was. Each side answers once, and sees no other's answer.

    :param answers: some of QUESTIONS, each 1 (not at all) to 4 (fully).
    :raises NoAnswer, AnsweredAlready: as they say.
    :raises Gone, NotYours, NotNow: as complaints.operations.advance.
    """
    check_sight(complaint, by, at)
    side = SIDE_OF.get(standing(by, complaint, at))
    if side not in (Side.COMPLAINANT, Side.AGENCY):
        raise NotYours
    if complaint.state not in ASKED_IN:
        raise NotNow
    given = {name: answers.get(name) for name in QUESTIONS}
    if not any(given.values()):
        raise NoAnswer
    made, fresh = Fairness.objects.get_or_create(
        complaint=complaint,
        side=side,
        defaults={**given, "state": complaint.state, "favour": favour(complaint), "at": at},
    )
    if not fresh:
        raise AnsweredAlready
    note(complaint, "fairness_answered", by=by, at=at, facts={"side": str(side), **given, **_decided(made)})
    return made


def favour(complaint: Complaint) -> Fairness.Favour:
    """Return what the last decision found for the person. At most two SQL queries."""
    found = decide.decision(complaint)
    findings = [point.row.finding for point in found.points] if found else []
    if not findings:
        return Fairness.Favour.NONE
    if all(finding == Point.Finding.PROVEN for finding in findings):
        return Fairness.Favour.FOR
    return Fairness.Favour.PARTLY if any(finding in FOUND for finding in findings) else Fairness.Favour.AGAINST


def _decided(row: Fairness) -> dict[str, str]:
    return {"favour": str(row.favour)} if row.favour else {}
