"""A talk of both sides together: asked for by the handler, held only when both have said yes."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengar.complaints.journey import State
from dengar.complaints.models import Complaint, Mode
from dengar.complaints.operations import NotNow, NotYours, check_seen, check_sight, note, telling
from dengar.complaints.operations.behalf import actor_for, record_spoken
from dengar.complaints.visibility import standing
from dengar.kit.actors import HOUSE, Actor, Role
from dengar.kit.errors import Refused
from dengar.talk import queries
from dengar.talk.models import JointTalk, Side
from dengar.talk.operations.conversing import SIDE_OF, as_handler
from dengar.vault.sealing import seal_words
from dengar.verify.operations.checking import last

REMIND_BEFORE = timedelta(days=1)
IN_TALK = (State.TALKING, State.PROPOSED)


class NoPlace(Refused):
    message = _("Please write where it is, or by which call.")


class PastMoment(Refused):
    message = _("This moment has passed already. When can both come?")


class NotTogether(Refused):
    message = _("These two are not brought together: each side is talked with alone.")


class Nameless(Refused):
    message = _("This person is without a name. Coming together would show who they are.")


class AskedAlready(Refused):
    message = _("Both sides have been asked already. Call that talk off first.")


def bar(complaint: Complaint) -> type[Refused] | None:
    """Return why these two are not brought together, if they are not. At most two SQL queries."""
    if complaint.mode == Mode.ANONYMOUS:
        return Nameless
    if ((found := last(complaint)) and found.hard) or queries.apart(complaint):
        return NotTogether
    return None


@transaction.atomic
def ask_joint(
    complaint: Complaint, starts_at: datetime, place: str, *, by: Actor, at: datetime, seen: int | None = None
) -> JointTalk:
    """
    Ask both sides whether they want to talk together. Nothing is fixed by it, and a no costs nothing.

    Messages outside say only that there is news; nothing is put into anybody's calendar (protection.md).

    :raises NotTogether: where the verification forbids it, or each side is talked with alone.
    :raises Nameless, NoPlace, PastMoment, AskedAlready: as they say.
    :raises Gone, NotYours, NotNow: as `advance`.
    """
    as_handler(complaint, by, at)
    check_seen(complaint, seen)
    if complaint.state not in IN_TALK:
        raise NotNow
    if why := bar(complaint):
        raise why
    if not place.strip():
        raise NoPlace
    if starts_at <= at:
        raise PastMoment
    if queries.joint(complaint):
        raise AskedAlready
    made = JointTalk.objects.create(
        complaint=complaint,
        starts_at=starts_at,
        place=seal_words(complaint.box, place.strip(), "place"),
        officer_id=by.officer,
        asked_at=at,
    )
    note(complaint, "joint_talk_asked", by=by, at=at, facts={"at": starts_at, "talk": made.pk})
    telling.person(complaint, "joint_asked", at=at)
    telling.agency(complaint, "desk_joint", at=at)
    return made


@transaction.atomic
def answer_joint(talk: JointTalk, yes: bool, *, by: Actor, at: datetime) -> bool:
    """
    Say yes or no for one's own side; return whether both have said yes now. A yes may become a no until it begins.

    :raises NotYours: for anybody but the two sides.
    :raises NotNow: once it is over, or has begun.
    """
    complaint = talk.complaint
    check_sight(complaint, by, at)
    side = SIDE_OF.get(standing(by, complaint, at))
    if side not in (Side.COMPLAINANT, Side.AGENCY):
        raise NotYours
    rows = JointTalk.objects.select_for_update(of=("self",)).filter(pk=talk.pk, over_at=None, starts_at__gt=at)
    row = rows.first()
    if row is None or complaint.state not in IN_TALK:
        raise NotNow
    answer = JointTalk.Answer.YES if yes else JointTalk.Answer.NO
    if getattr(row, side) == answer:
        return row.agreed
    setattr(row, side, answer)
    row.over_at = None if yes else at
    row.save(update_fields=[str(side), "over_at"])
    note(complaint, "joint_talk_answered", by=by, at=at, facts={"side": str(side), "given": yes, "talk": row.pk})
    telling.desk(complaint, "desk_joint", at=at)
    if row.agreed:
        note(complaint, "appointment_made", by=by, at=at, facts={"at": row.starts_at, "form": "joint"})
    _tell_the_other(row, side, at)
    return row.agreed


@transaction.atomic
def speak_joint(talk: JointTalk, yes: bool, *, read_back: bool, by: Actor, at: datetime) -> bool:
    """
    Record the answer of a person who has only a phone; return whether both have said yes now.

    Whoever does come says so once more by coming; on their page, if they have one, they read what was recorded.

    :raises NotReadBack: if it was not read back to them.
    :raises Gone, NotYours, NotNow: as `answer_joint`; nobody of the agency speaks for the person.
    """
    row = record_spoken(talk.complaint, "joint_talk", read_back=read_back, by=by, at=at)
    both = answer_joint(talk, yes, by=actor_for(row), at=at)
    telling.person(talk.complaint, "joint_settled", at=at)
    return both


def _tell_the_other(row: JointTalk, side: Side, at: datetime) -> None:
    """Tell the other side once it is settled, either way; of a yes alone nobody is told who said it first."""
    if not row.agreed and row.over_at is None:
        return
    if side == Side.COMPLAINANT:
        telling.agency(row.complaint, "desk_joint", at=at)
    else:
        telling.person(row.complaint, "joint_settled", at=at)


@transaction.atomic
def end_joint(talk: JointTalk, *, held: bool, by: Actor, at: datetime) -> None:
    """
    Call it off, or write down that it was held.

    :raises NotNow: if it is over, or is said to be held before it began or without both.
    """
    complaint = talk.complaint
    as_handler(complaint, by, at)
    if held and not (talk.agreed and talk.starts_at <= at):
        raise NotNow
    if not held:
        if not call_off(complaint, by=by, at=at):
            raise NotNow
        return
    if not JointTalk.objects.filter(pk=talk.pk, over_at=None).update(over_at=at, held=True):
        raise NotNow
    note(complaint, "talk_held", by=by, at=at, facts={"form": "joint", "at": talk.starts_at})


def call_off(complaint: Complaint, *, by: Actor, at: datetime) -> bool:
    """Call off what was asked or fixed, and tell both; False if there is nothing. The caller has checked who asks."""
    row = JointTalk.objects.filter(complaint=complaint, over_at=None).first()
    if row is None or not JointTalk.objects.filter(pk=row.pk, over_at=None).update(over_at=at):
        return False
    note(complaint, "joint_talk_off", by=by, at=at, facts={"talk": row.pk})
    if by.role is not Role.COMPLAINANT:
        telling.person(complaint, "joint_settled", at=at)
    telling.agency(complaint, "desk_joint", at=at)
    return True


@transaction.atomic
def remind_due(at: datetime) -> bool:
    """Tell both sides, a day before it begins, that there is something on their page. One at a time."""
    rows = JointTalk.objects.filter(over_at=None, reminded_at=None, complainant="yes", agency="yes")
    due = rows.filter(starts_at__gt=at, starts_at__lte=at + REMIND_BEFORE, complaint__state__in=IN_TALK)
    row = due.select_related("complaint__box", "complaint__mall").order_by("starts_at", "pk").first()
    if row is None or not JointTalk.objects.filter(pk=row.pk, reminded_at=None).update(reminded_at=at):
        return False
    note(row.complaint, "joint_talk_reminded", by=HOUSE, at=at, facts={"talk": row.pk})
    telling.person(row.complaint, "joint_soon", at=at)
    telling.agency(row.complaint, "desk_joint", at=at)
    telling.desk(row.complaint, "desk_joint", at=at)
    return True
