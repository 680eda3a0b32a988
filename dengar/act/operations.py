"""Promises and remedies carried out, with proof. Whether it is settled, the person says."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengar.act.models import FollowUp
from dengar.act.queries import REMINDER, REMINDS, anything_open, overdue, owed, reminded_at
from dengar.agree.models import Commitment
from dengar.agree.operations import mark_kept
from dengar.complaints import journey
from dengar.complaints.models import Complaint
from dengar.complaints.operations import (
    NotNow,
    NotYours,
    advance,
    check_seen,
    check_sight,
    keep_files,
    note,
    telling,
)
from dengar.complaints.operations.timing import local_day
from dengar.complaints.visibility import standing
from dengar.decide.models import Point
from dengar.decide.operations import mark_remedied
from dengar.files import operations as files
from dengar.files.operations import Prepared, Upload
from dengar.kit.actors import Actor
from dengar.kit.errors import Refused
from dengar.vault.sealing import seal_words, words_mac


class NoProof(Refused):
    message = _("Please write what was done, and how it can be seen.")


class DoneAlready(Refused):
    message = _("This has been recorded as done already.")


class StillOpen(Refused):
    message = _("Something that was promised or ordered is still open. Record for each what was done.")


class NothingLate(Refused):
    message = _("Nothing that the other side promised is late.")


class NobodyThere(Refused):
    message = _("Nobody of the agency may see this report now. Let somebody in first.")


class RemindedToday(Refused):
    message = _("A reminder has gone out today already.")


def keep(
    commitment: Commitment,
    proof: str,
    *,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    uploads: Sequence[Upload] = (),
    report: bool = False,
) -> FollowUp:
    """
    Record that a promise was carried out, with proof; its clock stops, kept or late.

    :param report: with the last one the whole is reported as done, so that nothing waits without a clock.
    :param uploads: files that show it; the person may open them.
    :raises NoProof: if `proof` is blank. :raises Unfit: for the first file that is not taken: then nothing is kept.
    :raises DoneAlready: if it was recorded before.
    :raises Gone, NotYours, NotNow: as `advance`.
    """
    complaint = commitment.agreement.complaint
    with files.prepared(complaint.box, uploads, at=at) as ready, transaction.atomic():
        proof = _check(complaint, proof, by=by, at=at, seen=seen)
        if not commitment.agreement.binds:
            raise NotNow
        if not mark_kept(commitment, by=by, at=at):
            raise DoneAlready
        facts = {"promise": commitment.pk, "bearer": str(commitment.bearer), "words": words_mac(complaint.box, proof)}
        note(complaint, "promise_kept", by=by, at=at, facts=facts)
        made = _follow_up(complaint, proof, ready, by=by, at=at, commitment=commitment)
        if report:
            _report_whole(complaint, proof, by=by, at=at)
        return made


def remedy_done(
    point: Point,
    proof: str,
    *,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    uploads: Sequence[Upload] = (),
    report: bool = False,
) -> FollowUp:
    """
    Record that what a decision ordered was done, with proof; its clock stops, kept or late. Parameters as `keep`.

    :raises NoProof, DoneAlready, Gone, NotYours, NotNow: as `keep`.
    """
    complaint = point.decision.complaint
    with files.prepared(complaint.box, uploads, at=at) as ready, transaction.atomic():
        proof = _check(complaint, proof, by=by, at=at, seen=seen)
        if not mark_remedied(point, by=by, at=at):
            raise DoneAlready
        facts = {"promise": point.pk, "reason": "remedy", "words": words_mac(complaint.box, proof)}
        note(complaint, "promise_kept", by=by, at=at, facts=facts)
        made = _follow_up(complaint, proof, ready, by=by, at=at, point=point)
        if report:
            _report_whole(complaint, proof, by=by, at=at)
        return made


def _report_whole(complaint: Complaint, proof: str, *, by: Actor, at: datetime) -> None:
    """Report the whole as done once nothing is open. The caller has checked the move and holds the complaint."""
    if not anything_open(complaint):
        facts = {"proof": complaint.follow_ups.count(), "words": words_mac(complaint.box, proof)}
        advance(complaint, journey.REPORT_DONE, by=by, at=at, facts=facts)


def report_done(
    complaint: Complaint,
    proof: str,
    *,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    uploads: Sequence[Upload] = (),
) -> FollowUp:
    """
    Say that all is done. The person is asked whether it is so.

    :param uploads: files that show it; the person may open them.
    :raises NoProof: if `proof` is blank. :raises Unfit: for the first file that is not taken: then nothing is kept.
    :raises StillOpen: if a promise or a remedy is neither done nor broken.
    :raises Gone, NotYours, NotNow: as `advance`.
    """
    with files.prepared(complaint.box, uploads, at=at) as ready, transaction.atomic():
        proof = _check(complaint, proof, by=by, at=at, seen=seen)
        if anything_open(complaint):
            raise StillOpen
        proofs = FollowUp.objects.filter(complaint=complaint).count() + 1
        facts = {"proof": proofs, "words": words_mac(complaint.box, proof)}
        advance(complaint, journey.REPORT_DONE, by=by, at=at, facts=facts)
        return _follow_up(complaint, proof, ready, by=by, at=at)


@transaction.atomic
def remind(complaint: Complaint, *, by: Actor, at: datetime, seen: int | None = None) -> None:
    """
    Remind the other side of what is late there: done but not recorded, or not done. At most once a day.

    The desk reminds the agency, in its daily batch; the agency reminds the desk.

    :raises NotYours: if `by` is neither. :raises NothingLate: if nothing of theirs is late.
    :raises NobodyThere: if nobody of the agency may see the report. :raises RemindedToday: if it was done before.
    :raises Gone, NotNow: as `advance`.
    """
    check_sight(complaint, by, at)
    check_seen(complaint, seen)
    reader = standing(by, complaint, at)
    if reader not in REMINDS:
        raise NotYours
    side = REMINDS[reader]
    if complaint.state not in journey.REPORT_DONE.source or not overdue(owed(complaint), reader, at):
        raise NothingLate
    last = reminded_at(complaint, side)
    if last and local_day(complaint, last) == local_day(complaint, at):
        raise RemindedToday
    note(complaint, "reminded", by=by, at=at, facts={"side": side})
    if side == Commitment.Bearer.MALL:
        telling.desk(complaint, REMINDER[side], at=at)
    elif not telling.agency(complaint, REMINDER[side], at=at):
        raise NobodyThere


def _check(complaint: Complaint, proof: str, *, by: Actor, at: datetime, seen: int | None) -> str:
    check_sight(complaint, by, at)
    check_seen(complaint, seen)
    if standing(by, complaint, at) not in journey.REPORT_DONE.by:
        raise NotYours
    if complaint.state not in journey.REPORT_DONE.source:
        raise NotNow
    proof = proof.strip()
    if not proof:
        raise NoProof
    return proof


def _follow_up(
    complaint: Complaint,
    proof: str,
    ready: Sequence[Prepared],
    *,
    by: Actor,
    at: datetime,
    commitment: Commitment | None = None,
    point: Point | None = None,
) -> FollowUp:
    row = FollowUp.objects.create(
        complaint=complaint,
        officer_id=by.officer,
        commitment=commitment,
        point=point,
        proof=seal_words(complaint.box, proof, "proof"),
        at=at,
    )
    row.files.set(keep_files(complaint, ready, by=by, at=at, to_person=True))
    return row
