"""Hearing of whoever is complained of: neutral, on their own page, in their own words."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from dengar.complaints.models import Complaint, Respondent
from dengar.complaints.operations import NotYours, note, telling
from dengar.kit.actors import Actor
from dengar.kit.errors import Refused
from dengar.notices.operations import tell
from dengar.people.models import Officer
from dengar.talk.models import Hearing, Statement
from dengar.talk.operations.conversing import as_handler
from dengar.vault.sealing import open_words, seal_words, words_mac


class NotNamed(Refused):
    message = _("First record that this officer is the one complained of.")


class NoAllegation(Refused):
    message = _("Please write, in one neutral sentence, what this officer may answer.")


class NoStatement(Refused):
    message = _("Please tell in your own words what happened.")


class NotOpen(Refused):
    message = _("There is nothing to answer here.")


class HearingClosed(Refused):
    message = _("This hearing is closed: what it was about has ended. Nothing can be added here any more.")


@transaction.atomic
def open_hearing(complaint: Complaint, officer: Officer, allegation: str, *, by: Actor, at: datetime) -> Hearing:
    """
    Open a page on which a respondent reads an approved neutral sentence and answers it.

    :raises NotNamed, NoAllegation: as they say.
    :raises Gone, NotYours, NotNow: as `advance`.
    """
    as_handler(complaint, by, at)
    if not Respondent.objects.filter(complaint=complaint, officer=officer).exists():
        raise NotNamed
    allegation = allegation.strip()
    if not allegation:
        raise NoAllegation
    hearing, made = Hearing.objects.get_or_create(
        complaint=complaint,
        officer=officer,
        defaults={
            "opened_by_id": by.officer,
            "opened_at": at,
            "allegation": seal_words(complaint.box, allegation, "allegation"),
        },
    )
    if made:
        facts = {"hearing": hearing.pk, "mac": words_mac(complaint.box, allegation)}
        note(complaint, "hearing_opened", by=by, at=at, facts=facts)
        due = telling.next_batch(at, complaint.mall.time_zone)
        tell(f"officer:{officer.pk}", "desk_hearing", mall=complaint.box.keys, at=at, due_at=due)
    return hearing


def _respondent(hearing: Hearing, by: Actor) -> Complaint:
    """
    Make sure that `by` is heard here, and that the report goes on; hold it until the commit.

    A respondent never passes `check_sight`: the complaint does not exist for them, the hearing does.
    """
    if by.officer_id != hearing.officer_id:
        raise NotYours
    if not Complaint.objects.open().filter(pk=hearing.complaint_id).update(step=F("step")):
        raise HearingClosed
    return hearing.complaint


@transaction.atomic
def answer_hearing(hearing: Hearing, *, statement: str, need: str = "", by: Actor, at: datetime) -> None:
    """
    Give, or correct, one's statement. It is sealed; superiors do not read it; what was said before stays.

    The same words sent twice are said once.

    :raises NoStatement: if it is blank.
    :raises NotYours: if it is not one's own hearing.
    :raises HearingClosed: once the report has ended.
    """
    complaint = _respondent(hearing, by)
    statement, need = statement.strip(), need.strip()
    if not statement:
        raise NoStatement
    if _said_last(hearing) == (statement, need):
        return
    Statement.objects.create(
        hearing=hearing,
        words=seal_words(complaint.box, statement, "statement"),
        need=seal_words(complaint.box, need, "respondent-need") if need else None,
        at=at,
    )
    hearing.answered_at = at
    hearing.save(update_fields=["answered_at"])
    facts = {"hearing": hearing.pk, "mac": words_mac(complaint.box, statement)}
    note(complaint, "hearing_answered", by=by, at=at, facts=facts)
    telling.desk(complaint, "desk_message", at=at)


def _said_last(hearing: Hearing) -> tuple[str, str] | None:
    """Return the newest statement and need, opened; None if nothing was said yet."""
    box, row = hearing.complaint.box, Statement.objects.filter(hearing=hearing).last()
    if row is None:
        return None
    need = open_words(box, bytes(row.need), "respondent-need") if row.need else ""
    return open_words(box, bytes(row.words), "statement"), need


@transaction.atomic
def summarise_hearing(hearing: Hearing, words: str, *, by: Actor, at: datetime) -> None:
    """Write the summary of what the respondent said, for them to confirm."""
    as_handler(hearing.complaint, by, at)
    if hearing.answered_at is None:
        raise NotOpen
    if not words.strip():
        raise NoStatement
    hearing.summary = seal_words(hearing.complaint.box, words.strip(), "hearing-summary")
    hearing.summary_answer = Hearing.Answer.NOT_YET
    hearing.save(update_fields=["summary", "summary_answer"])


@transaction.atomic
def answer_summary(
    hearing: Hearing, answer: Hearing.Answer, *, voice: int | None, neutrality: int | None, by: Actor, at: datetime
) -> None:
    """
    Say whether the summary is right, and whether one was heard fairly (1 not at all .. 4 fully).

    :raises NotOpen: if there is no summary to answer.
    :raises HearingClosed: once the report has ended.
    """
    complaint = _respondent(hearing, by)
    if hearing.summary is None:
        raise NotOpen
    hearing.summary_answer, hearing.voice, hearing.neutrality = answer, voice, neutrality
    hearing.save(update_fields=["summary_answer", "voice", "neutrality"])
    if answer == Hearing.Answer.RIGHT:
        mac = words_mac(complaint.box, str(hearing.pk))
        facts = {"hearing": hearing.pk, "mac": mac, "how": "page"}
        note(complaint, "hearing_summary_confirmed", by=by, at=at, facts=facts)
    if voice or neutrality:
        answers = {"side": "respondent", "voice": voice, "neutrality": neutrality}
        note(complaint, "fairness_answered", by=by, at=at, facts=answers)
