"""Both sides agree. A settlement is made by two: each accepts for itself, then it binds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dengar.agree.models import Agreement, Commitment
from dengar.complaints import journey
from dengar.complaints.models import Clock, Complaint, OnBehalf
from dengar.complaints.operations import (
    NotNow,
    NotYours,
    advance,
    call_back,
    check_seen,
    check_sight,
    note,
    start_clock,
    stop_clock,
)
from dengar.complaints.operations.moving import ON_BEHALF
from dengar.complaints.operations.timing import local_day
from dengar.complaints.visibility import standing
from dengar.kit.actors import Actor
from dengar.kit.errors import Refused
from dengar.talk.models import Side
from dengar.talk.operations.conversing import FEWEST_OPTIONS, SIDE_OF
from dengar.talk.queries import both_confirmed, feasibility, options
from dengar.vault.sealing import seal_words, words_mac
from dengar.verify.operations.checking import HardFlagged, last

LAST_MOMENT = time(23, 59, 59)
ON_THE_TABLE = Q(declined_at=None) & (Q(complainant_at=None) | Q(agency_at=None))


class NoWords(Refused):
    message = _("Please write what is proposed.")


class NoPromise(Refused):
    message = _("A way out needs at least one promise: who does what, and by when.")


class PastDate(Refused):
    message = _("This day has passed already. By when can it be done?")


class NeedsUnknown(Refused):
    message = _("First both sides have to confirm what they need, or be talked with separately.")


class TooFewOptions(Refused):
    message = _("First collect at least two possible ways out, each with whose idea it is.")


class Unlawful(Refused):
    message = _("The feasibility test says that the rules do not allow this way out. Test another one, then propose.")


class AlreadyAccepted(Refused):
    message = _("Your side has accepted this already. Now the other side has to answer.")


class NotTheAuthor(Refused):
    message = _("Only whoever made a proposal can take it back.")


@dataclass(frozen=True)
class Promise:
    """What somebody promises, before it is a row."""

    what: str
    bearer: Commitment.Bearer
    due_on: date
    remedy: str = ""  # a complaints.remedies.Remedy; empty: not said


@transaction.atomic
def propose(
    complaint: Complaint,
    words: str,
    promises: Sequence[Promise],
    *,
    by: Actor,
    at: datetime,
    seen: int | None = None,
) -> Agreement:
    """
    Put a way out on the table. A side that proposes has accepted its own words; the desk never accepts.

    Whoever spoke through a handler has proposed, not accepted: that counts after another officer has called back.

    :raises NoWords, NoPromise, PastDate, NeedsUnknown, TooFewOptions, Unlawful: as they say.
    :raises HardFlagged: if the verification found that both sides must not be brought together.
    :raises Gone, NotYours, NotNow: as complaints.operations.advance.
    """
    check_sight(complaint, by, at)
    check_seen(complaint, seen)
    check_words(complaint, words, promises, at)
    _check(complaint)
    role = standing(by, complaint, at)
    if role not in SIDE_OF:
        raise NotYours
    side = SIDE_OF[role]
    words = words.strip()
    facts = {"side": str(side), "words": words_mac(complaint.box, words)}
    advance(complaint, journey.PROPOSE, by=by, at=at, facts=facts)
    _put_away(complaint, at=at)
    agreement = _put(complaint, side, words, promises, by=by, at=at)
    if agreement.complainant_at or agreement.agency_at:
        note(complaint, "accepted", by=by, at=at, facts={"side": str(side), "agreement": agreement.pk})
    return agreement


def _put(
    complaint: Complaint, side: Side, words: str, promises: Sequence[Promise], *, by: Actor, at: datetime
) -> Agreement:
    """Put it on the table, with its promises."""
    spoken = by.ref.startswith(ON_BEHALF)
    agreement = Agreement.objects.create(
        complaint=complaint,
        side=side,
        officer_id=by.officer_id,
        words=seal_words(complaint.box, words, "agreement"),
        proposed_at=at,
        complainant_at=at if side == Side.COMPLAINANT and not spoken else None,
        agency_at=at if side == Side.AGENCY else None,
    )
    Commitment.objects.bulk_create(
        Commitment(
            agreement=agreement,
            bearer=one.bearer,
            what=seal_words(complaint.box, one.what.strip(), "promise"),
            due_on=one.due_on,
            remedy=one.remedy,
        )
        for one in promises
    )
    return agreement


def check_words(complaint: Complaint, words: str, promises: Sequence[Promise], at: datetime) -> None:
    if not words.strip():
        raise NoWords
    if not promises or any(not one.what.strip() for one in promises):
        raise NoPromise
    if any(one.due_on < local_day(complaint, at) for one in promises):
        raise PastDate


def _check(complaint: Complaint) -> None:
    if complaint.state not in journey.PROPOSE.source:
        raise NotNow
    if (found := last(complaint)) and found.hard:
        raise HardFlagged
    if not both_confirmed(complaint):
        raise NeedsUnknown
    if len(options(complaint)) < FEWEST_OPTIONS:
        raise TooFewOptions
    if (tested := feasibility(complaint)) and tested.unlawful:
        raise Unlawful


@transaction.atomic
def accept(agreement: Agreement, *, by: Actor, at: datetime, seen: int | None = None) -> bool:
    """
    Accept for one's own side; return whether both have accepted and it binds now.

    :raises AlreadyAccepted: if one's own side has accepted before.
    :raises Gone, NotYours, NotNow: as complaints.operations.advance.
    """
    complaint = agreement.complaint
    check_sight(complaint, by, at)
    check_seen(complaint, seen)
    side = SIDE_OF.get(standing(by, complaint, at))
    if side not in (Side.COMPLAINANT, Side.AGENCY):
        raise NotYours
    if complaint.state not in journey.AGREE.source or agreement.declined_at is not None:
        raise NotNow
    field, other = ("complainant_at", "agency_at") if side == Side.COMPLAINANT else ("agency_at", "complainant_at")
    if not Agreement.objects.filter(pk=agreement.pk, declined_at=None, **{field: None}).update(**{field: at}):
        raise AlreadyAccepted
    agreement.refresh_from_db()
    facts: dict[str, object] = {"side": str(side), "agreement": agreement.pk}
    note(complaint, "accepted", by=by, at=at, facts={**facts, "on_behalf": by.ref.startswith(ON_BEHALF)})
    if getattr(agreement, other) is None:
        return False
    advance(complaint, journey.AGREE, by=by, at=at, facts=facts)
    for commitment in agreement.commitments.all():
        _run(complaint, commitment, by=by, at=at)
    return True


def _run(complaint: Complaint, commitment: Commitment, *, by: Actor, at: datetime) -> None:
    due = last_moment(complaint, commitment.due_on)
    bearer = str(commitment.bearer)
    commitment.clock = start_clock(complaint, Clock.Kind.PROMISE, by=by, at=at, due_at=due, bearer=bearer)
    commitment.save(update_fields=["clock"])
    note(complaint, "promise_made", by=by, at=at, facts={"promise": commitment.pk, "bearer": bearer, "due": due})


def last_moment(complaint: Complaint, day: date) -> datetime:
    """Return the last moment of a day in the mall's time."""
    return datetime.combine(day, LAST_MOMENT, ZoneInfo(complaint.mall.time_zone))


@transaction.atomic
def accept_called_back(agreement: Agreement, row: OnBehalf, *, upheld: bool, by: Actor, at: datetime) -> bool:
    """
    Let a complainant's acceptance count that a handler recorded, after another officer has called back.

    :raises SameOfficer, AnsweredAlready: as complaints.operations.call_back.
    """
    person = call_back(row, upheld=upheld, by=by, at=at)
    return accept(agreement, by=person, at=at) if person else False


@transaction.atomic
def decline(agreement: Agreement, *, why: str = "", by: Actor, at: datetime, seen: int | None = None) -> None:
    """
    Say no to a proposal, or take one's own back; the talk goes on.

    :raises NotTheAuthor: if the desk takes back what it did not propose.
    :raises Gone, NotYours, NotNow: as complaints.operations.advance.
    """
    complaint = agreement.complaint
    check_sight(complaint, by, at)
    check_seen(complaint, seen)
    role = standing(by, complaint, at)
    if role not in SIDE_OF:
        raise NotYours
    side = SIDE_OF[role]
    if side == Side.DESK and agreement.side != Side.DESK:
        raise NotTheAuthor
    sealed = seal_words(complaint.box, why.strip(), "declined") if why.strip() else None
    table = Agreement.objects.filter(ON_THE_TABLE, pk=agreement.pk)
    if not table.update(declined_at=at, declined_by=side, why=sealed):
        raise NotNow
    agreement.declined_at, agreement.declined_by, agreement.why = at, side, sealed
    advance(complaint, journey.DECLINE, by=by, at=at, facts={"side": str(side), "agreement": agreement.pk})


@transaction.atomic
def mark_kept(commitment: Commitment, *, by: Actor, at: datetime) -> bool:
    """
    Write down that a promise was carried out; its clock stops, kept or late.

    The caller (act) has checked who says so, and keeps the proof. Return False if it was marked before.
    """
    if not Commitment.objects.filter(pk=commitment.pk, kept_at=None).update(kept_at=at):
        return False
    commitment.kept_at = at
    if commitment.clock is not None:
        stop_clock(commitment.clock, by=by, at=at)
    return True


def _put_away(complaint: Complaint, *, at: datetime) -> None:
    """Take off the table what the journey once left by another door (an examination)."""
    left = Agreement.objects.filter(ON_THE_TABLE, complaint=complaint)
    left.update(declined_at=at, declined_by=Side.DESK)
