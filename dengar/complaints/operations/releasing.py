"""A name for a personal remedy: asked for by the agency, put by the custodian, given by the person alone."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from dengar.complaints.journey import ENDS
from dengar.complaints.models import Complaint, Mode, Release
from dengar.complaints.operations import telling
from dengar.complaints.operations.moving import Gone, NotNow, NotYours, check_sight, note
from dengar.complaints.operations.timing import local_day
from dengar.complaints.releases import to_decide
from dengar.kit.actors import Actor, Role
from dengar.kit.errors import Refused
from dengar.vault.sealing import seal_words, words_mac

ASK_AGAIN = timedelta(days=7)  # the same for everybody, so that the wait says nothing of an answer
Answer, Choice = Release.Answer, Release.Choice


class NoPurpose(Refused):
    message = _("Please write what the name would be needed for.")


class AskedAlready(Refused):
    message = _("Your agency has asked already. It may ask again after seven days.")


class NoReason(Refused):
    message = _("Please write why. The person reads it, and it is recorded.")


class NoConsequence(Refused):
    message = _("Please write in one sentence what it means if the name is given. The person reads it.")


class NoDay(Refused):
    message = _("Until which day may the name be opened? Please choose a day from today on.")


class DecidedAlready(Refused):
    message = _("This request has been decided already.")


class SecondPerson(Refused):
    message = _("Somebody other than you has to approve a legal order.")


class TellUsFirst(Refused):
    message = _("We keep no name of you. First tell us who you are, on the page “who knows my name”.")


class OpenedAlready(Refused):
    message = _("The name has been opened already. It cannot be taken back any more.")


@transaction.atomic
def ask_release(complaint: Complaint, words: str, *, by: Actor, at: datetime) -> Release:
    """
    Ask for the name, for a personal remedy. The answer looks the same whether or not there is one.

    :raises NoPurpose, AskedAlready: as they say.
    :raises NotNow: where the agency may know the name anyway, or the complaint has ended.
    :raises Gone, NotYours: as `advance`.
    """
    check_sight(complaint, by, at)
    if by.role is not Role.LIAISON or by.agency_id is None:
        raise NotYours
    if complaint.mode == Mode.OPEN or complaint.state in ENDS:
        raise NotNow
    words = words.strip()
    if not words:
        raise NoPurpose
    if Release.objects.filter(complaint=complaint, agency=by.agency_id, asked_at__gt=at - ASK_AGAIN).exists():
        raise AskedAlready
    try:
        with transaction.atomic():
            made = Release.objects.create(
                complaint=complaint,
                agency_id=by.agency_id,
                officer_id=by.officer,
                words=seal_words(complaint.box, words, "release"),
                asked_at=at,
            )
    except IntegrityError:
        raise AskedAlready from None
    facts = {"release": made.pk, "agency": by.agency_id, "words": words_mac(complaint.box, words)}
    note(complaint, "release_asked", by=by, at=at, facts=facts)
    telling.custodians(complaint, at=at)
    return made


@transaction.atomic
def put_release(
    release: Release, *, consequence: str, reason: str, last_day: date | None, by: Actor, at: datetime
) -> None:
    """
    Put the request to the person, with its consequence in a sentence. Nothing is opened by it.

    :raises NoReason, NoConsequence, NoDay, DecidedAlready: as they say.
    :raises Gone, NotYours: if the request does not exist for `by`, or `by` is no custodian.
    """
    complaint = _as_custodian(release, by, at)
    if not consequence.strip():
        raise NoConsequence
    if last_day is None or last_day < local_day(complaint, at):
        raise NoDay
    sealed = seal_words(complaint.box, consequence.strip(), "release-consequence")
    _decide(release, Answer.PUT, reason, by=by, at=at, consequence=sealed, last_day=last_day)
    telling.person(complaint, "remedy_name", at=at)


@transaction.atomic
def refuse_release(release: Release, *, reason: str, by: Actor, at: datetime) -> None:
    """
    Do not put it to the person: no name is needed for this.

    :raises NoReason, DecidedAlready, Gone, NotYours: as `put_release`.
    """
    _as_custodian(release, by, at)
    _decide(release, Answer.REFUSED, reason, by=by, at=at)


@transaction.atomic
def order_release(
    release: Release, *, reason: str, last_day: date | None, untold: bool, by: Actor, at: datetime
) -> None:
    """
    Record a written legal order. It opens nothing before somebody else has approved it.

    :param reason: which order, of whom, of which day.
    :param untold: the order forbids telling the person.
    :raises NoReason, NoDay, DecidedAlready, Gone, NotYours: as `put_release`.
    """
    complaint = _as_custodian(release, by, at)
    if last_day is None or last_day < local_day(complaint, at):
        raise NoDay
    _decide(release, Answer.ORDER, reason, by=by, at=at, last_day=last_day, untold=untold)
    telling.somebody_else(complaint, "desk_identity", "coordinators", at=at)


@transaction.atomic
def approve_order(release: Release, *, by: Actor, at: datetime) -> None:
    """
    Approve a legal order as the second person. The complainant is told, unless the order forbids it.

    :raises SecondPerson: if `by` recorded it, or is who would open the name.
    :raises DecidedAlready: if nothing waits for approval.
    :raises Gone: if the request does not exist for `by`.
    """
    complaint = _hold(release, by, at)
    if by.officer_id in (release.decided_by_id, release.officer_id):
        raise SecondPerson
    waiting = Release.objects.filter(pk=release.pk, answer=Answer.ORDER, second=None)
    if not waiting.update(second=by.officer, second_at=at):
        raise DecidedAlready
    release.second_id, release.second_at = by.officer, at
    note(complaint, "release_approved", by=by, at=at, facts={"release": release.pk})
    if not release.untold:
        telling.person(complaint, "name_ordered", at=at)
    telling.agency(complaint, "desk_moved", at=at)


@transaction.atomic
def choose_release(release: Release, choice: Release.Choice, *, by: Actor, at: datetime) -> None:
    """
    Choose one of the three ways, or choose again while the name has not been opened.

    :raises TellUsFirst: if a name is to be given and none is kept.
    :raises OpenedAlready: once it has been opened.
    :raises NotNow: if it was never put to the person.
    :raises Gone, NotYours: as `advance`.
    """
    complaint = release.complaint
    check_sight(complaint, by, at)
    if by.role is not Role.COMPLAINANT:
        raise NotYours
    if choice in (Choice.ONE, Choice.DESK) and complaint.mode == Mode.ANONYMOUS:
        raise TellUsFirst
    rows = Release.objects.filter(pk=release.pk, answer=Answer.PUT)
    if not rows.filter(look=None).update(choice=choice, chosen_at=at):
        raise OpenedAlready if rows.exists() else NotNow
    release.choice, release.chosen_at = choice, at
    note(complaint, "release_chosen", by=by, at=at, facts={"release": release.pk, "choice": str(choice)})
    if choice == Choice.ONE:
        note(complaint, "identity_released", by=by, at=at, facts={"officer": f"liaison:{release.officer_id}"})
    telling.desk(complaint, "desk_moved", at=at)
    telling.agency(complaint, "desk_moved", at=at)  # whatever was chosen: the batch looks the same


def _hold(release: Release, by: Actor, at: datetime) -> Complaint:
    """Make sure that the request exists for `by`, and hold its complaint until the commit."""
    if not to_decide(by, at).filter(pk=release.pk).exists():
        raise Gone
    Complaint.objects.filter(pk=release.complaint_id).update(step=F("step"))
    release.refresh_from_db()
    return release.complaint


def _as_custodian(release: Release, by: Actor, at: datetime) -> Complaint:
    if by.role is not Role.CUSTODIAN:
        raise NotYours
    return _hold(release, by, at)


def _decide(release: Release, answer: Release.Answer, reason: str, *, by: Actor, at: datetime, **more: object) -> None:
    reason, complaint = reason.strip(), release.complaint
    if not reason:
        raise NoReason
    changes: dict[str, object] = {
        "answer": answer,
        "reason": seal_words(complaint.box, reason, "release-reason"),
        "decided_by_id": by.officer,
        "decided_at": at,
        **more,
    }
    if not Release.objects.filter(pk=release.pk, answer=Answer.WAITING).update(**changes):
        raise DecidedAlready
    for name, value in changes.items():
        setattr(release, name, value)
    facts = {"release": release.pk, "answer": str(answer), "reason": words_mac(complaint.box, reason)}
    note(complaint, "release_answered", by=by, at=at, facts=facts)
