"""For whom of an agency the door opens and shuts: its speaker, by the rule of complaints.speaking."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengar.complaints.models import AgencyHandle, Brief, Complaint, Concern, Grant
from dengar.complaints.operations import telling
from dengar.complaints.operations.moving import check_handler, note
from dengar.complaints.speaking import Speaker, Why, on_the_other_side, speaker
from dengar.complaints.visibility import in_conflict
from dengar.kit.actors import Actor, Role
from dengar.kit.codes import new_handle
from dengar.kit.errors import Refused
from dengar.malls.models import Agency
from dengar.people.models import Membership, Officer
from dengar.people.queries import heard_off_site
from dengar.vault.sealing import seal_words, words_mac


class NoBrief(Refused):
    message = _("First approve a neutral summary. It is all that the agency will see.")


class NoConcern(Refused):
    message = _("First record whom it concerns, or that this is not known yet.")


class InConflict(Refused):
    message = _("This person is involved and must not know of this report.")


class NotTheirSpeaker(Refused):
    message = _("This person does not speak for this agency.")


class HeardOffSite(Refused):
    message = _("Fewer than three people of this agency work here. It is heard through its superior outside the mall.")


class NotTheirTurn(Refused):
    message = _("By the rule it is somebody else's turn. Please write why it should be this person.")


@transaction.atomic
def grant(
    complaint: Complaint, officer: Officer, agency: Agency, *, reason: str = "", by: Actor, at: datetime
) -> Grant:
    """
    Let one speaker of an agency see the complaint, as far as an agency ever does.

    :param reason: why it is not the one whose turn it is by the rule; sealed, read by the desk.
    :raises NoConcern, NoBrief: before the handler has recorded and approved what protection asks.
    :raises InConflict: if the complaint must not exist for this officer, or they are on its other side.
    :raises NotTheirSpeaker, HeardOffSite: if the officer cannot speak for the agency.
    :raises NotTheirTurn: if it is another's turn and no reason is written.
    :raises Gone, NotYours: as `advance`.
    """
    check_handler(complaint, by, at)
    if complaint.concern == Concern.OPEN:
        raise NoConcern
    if not Brief.objects.filter(complaint=complaint, superseded_at=None).exists():
        raise NoBrief
    held = Grant.objects.current(at).filter(complaint=complaint, officer=officer, agency=agency).first()
    if held:
        return held
    reason = _reason(complaint, officer, agency, reason.strip(), by, at)
    if not complaint.handles.filter(agency=agency).exists():
        AgencyHandle.objects.create(complaint=complaint, agency=agency, code=_free_handle(), made_at=at)
    made = Grant.objects.create(
        complaint=complaint,
        officer=officer,
        agency=agency,
        by_id=by.officer,
        from_at=at,
        reason=seal_words(complaint.box, reason, "grant") if reason else None,
    )
    facts: dict[str, object] = {"officer": f"liaison:{officer.pk}", "agency": agency.pk}
    if reason:
        facts["words"] = words_mac(complaint.box, reason)
    note(complaint, "grant_begun", by=by, at=at, facts=facts)
    telling.agency(complaint, "desk_grant", at=at)
    return made


def _reason(complaint: Complaint, officer: Officer, agency: Agency, reason: str, by: Actor, at: datetime) -> str:
    """Return why the rule is left, "" where it is kept. Whoever cannot speak at all is refused."""
    turn = speaker(complaint, agency, at)
    if officer == turn.officer and officer.pk != by.officer_id:
        return ""
    if officer in turn.others and officer.pk != by.officer_id:
        if not reason:
            raise NotTheirTurn
        return reason
    raise _why_not(complaint, officer, agency, turn, by, at)


def _why_not(complaint: Complaint, officer: Officer, agency: Agency, turn: Speaker, by: Actor, at: datetime) -> Refused:
    """Return what tells why this officer cannot speak for the agency here."""
    mine = Complaint.objects.filter(pk=complaint.pk)
    if (
        officer.pk in (by.officer_id, *on_the_other_side(complaint))
        or mine.filter(in_conflict(officer.pk, at)).exists()
    ):
        return InConflict()
    liaisons = Membership.objects.current(at).filter(agency=agency, role=Role.LIAISON.value)
    if turn.why != Why.LIAISON and heard_off_site(agency, at) and liaisons.filter(officer=officer).exists():
        return HeardOffSite()
    return NotTheirSpeaker()


@transaction.atomic
def end_grant(held: Grant, *, by: Actor, at: datetime) -> None:
    """
    End a speaker's sight at once.

    :raises Gone, NotYours: as `advance`.
    """
    check_handler(held.complaint, by, at)
    end(held, by=by, at=at)


def end(held: Grant, *, by: Actor, at: datetime) -> None:
    """Shut the door; the caller has made sure that `by` may."""
    if Grant.objects.filter(pk=held.pk, until_at=None).update(until_at=at):
        note(held.complaint, "grant_ended", by=by, at=at, facts={"officer": f"liaison:{held.officer_id}"})


def _free_handle() -> str:
    while True:
        code = new_handle()
        if not AgencyHandle.objects.filter(code=code).exists():
            return code
