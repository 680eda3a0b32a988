"""Who is let in: the approved summary, whom it concerns, grants, recusals, the handler in charge."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dengar.complaints.models import (
    AgencyHandle,
    Brief,
    Complaint,
    Concern,
    Grant,
    OnBehalf,
    Recusal,
    Respondent,
)
from dengar.complaints.operations import telling
from dengar.complaints.operations.moving import NotYours, check_sight, note
from dengar.complaints.visibility import free_handlers, in_conflict, standing
from dengar.kit.actors import Actor, Role
from dengar.kit.codes import new_handle
from dengar.kit.errors import Refused
from dengar.malls.models import Agency
from dengar.people.models import Membership, Officer
from dengar.vault.sealing import seal_words, words_mac


class NoBrief(Refused):
    message = _("First approve a neutral summary. It is all that the agency will see.")


class NoConcern(Refused):
    message = _("First record whom it concerns, or that this is not known yet.")


class InConflict(Refused):
    message = _("This person is involved and must not know of this report.")


class NotTheirSpeaker(Refused):
    message = _("This person does not speak for this agency.")


class Blank(Refused):
    message = _("Please write a short heading and the summary.")


def _as_handler(complaint: Complaint, by: Actor, at: datetime) -> None:
    check_sight(complaint, by, at)
    if standing(by, complaint, at) is not Role.HANDLER:
        raise NotYours


@transaction.atomic
def take_in_hand(complaint: Complaint, *, by: Actor, at: datetime) -> None:
    """
    Become the named officer of a complaint.

    :raises Gone, NotYours: as `advance`.
    """
    _as_handler(complaint, by, at)
    name_handler(complaint, by=by, at=at)


def name_handler(complaint: Complaint, *, by: Actor, at: datetime) -> None:
    """Make `by` the named officer. The caller has checked that it is theirs, inside its transaction."""
    Complaint.objects.filter(pk=complaint.pk).update(handler=by.officer_id)
    complaint.handler_id = by.officer_id
    note(complaint, "handler_named", by=by, at=at, facts={"officer": by.ref})


@transaction.atomic
def approve_brief(complaint: Complaint, *, title: str, words: str, by: Actor, at: datetime) -> Brief:
    """
    Approve the neutral summary that an agency sees; the one before it stays, superseded.

    :param title: one line for lists, without a name.
    :raises Blank: if either is blank.
    :raises Gone, NotYours: as `advance`.
    """
    _as_handler(complaint, by, at)
    title, words = title.strip(), words.strip()
    if not title or not words:
        raise Blank
    Brief.objects.filter(complaint=complaint, superseded_at=None).update(superseded_at=at)
    brief = Brief.objects.create(
        complaint=complaint,
        title=seal_words(complaint.box, title, "brief:title"),
        words=seal_words(complaint.box, words, "brief"),
        by_id=by.officer,
        approved_at=at,
    )
    note(complaint, "brief_approved", by=by, at=at, facts={"mac": words_mac(complaint.box, words)})
    return brief


@transaction.atomic
def name_respondents(
    complaint: Complaint,
    concern: Concern,
    *,
    agency: Agency | None = None,
    officers: Iterable[Officer] = (),
    superiors: Iterable[Officer] = (),
    by: Actor,
    at: datetime,
) -> None:
    """
    Record whom it concerns: a unit, named officers with superiors who are involved, or nobody known yet.

    From the commit on the complaint does not exist for whoever is named. Rows are added, never
    taken back; whoever was granted sight and is named loses it at once.

    :raises NoConcern: if named officers are said but none given.
    :raises Gone, NotYours: as `advance`.
    """
    _as_handler(complaint, by, at)
    part = Respondent.Part
    named = [(officer, part.COMPLAINED_OF) for officer in officers]
    named += [(officer, part.SUPERIOR) for officer in superiors]
    if concern == Concern.OPEN or (concern == Concern.PERSON and not named):
        raise NoConcern
    known = set(complaint.respondents.values_list("officer_id", flat=True))
    Respondent.objects.bulk_create(
        Respondent(complaint=complaint, officer=officer, agency=agency, part=role, named_at=at)
        for officer, role in named
        if officer.pk not in known
    )
    if concern == Concern.UNIT and None not in known:
        Respondent.objects.create(complaint=complaint, agency=agency, named_at=at)
    _set_concern(complaint, concern, agency)
    facts = {"concern": str(concern), "agency": agency.pk if agency else None}
    note(complaint, "concerned", by=by, at=at, facts=facts)
    for held in Grant.objects.current(at).filter(complaint=complaint, officer__in=[o.pk for o, _part in named]):
        _end(held, by=by, at=at)
    _put_in_free_hands(complaint, by=by, at=at)


def _put_in_free_hands(complaint: Complaint, *, by: Actor, at: datetime) -> None:
    """Take it out of the hands of a handler for whom it must not exist any more, and give it to one who is free."""
    mine = Complaint.objects.filter(pk=complaint.pk)
    if not complaint.handler_id or not mine.filter(in_conflict(complaint.handler_id, at)).exists():
        return
    old, free = complaint.handler_id, free_handlers(complaint, at)
    complaint.handler_id = free[0] if free else None
    mine.update(handler=complaint.handler_id)
    if free:
        facts = {"officer": f"handler:{free[0]}", "old": f"handler:{old}"}
        note(complaint, "handler_named", by=by, at=at, facts=facts)


def _set_concern(complaint: Complaint, concern: Concern, agency: Agency | None) -> None:
    complaint.concern = concern
    Complaint.objects.filter(pk=complaint.pk).update(concern=concern)
    if agency is not None and Complaint.objects.filter(pk=complaint.pk, agency=None).update(agency=agency):
        complaint.agency = agency


@transaction.atomic
def grant(complaint: Complaint, officer: Officer, agency: Agency, *, by: Actor, at: datetime) -> Grant:
    """
    Let one speaker of an agency see the complaint, as far as an agency ever does.

    :raises NoConcern, NoBrief: before the handler has recorded and approved what protection asks.
    :raises InConflict: if the complaint must not exist for this officer.
    :raises NotTheirSpeaker: if the officer does not speak for the agency.
    :raises Gone, NotYours: as `advance`.
    """
    _as_handler(complaint, by, at)
    if complaint.concern == Concern.OPEN:
        raise NoConcern
    if not Brief.objects.filter(complaint=complaint, superseded_at=None).exists():
        raise NoBrief
    speaks = Membership.objects.current(at).filter(
        officer=officer, agency=agency, mall=complaint.mall_id, role=Role.LIAISON.value
    )
    if not speaks.exists():
        raise NotTheirSpeaker
    if Complaint.objects.filter(pk=complaint.pk).filter(in_conflict(officer.pk, at)).exists():
        raise InConflict
    if OnBehalf.objects.filter(Q(officer=officer) | Q(called_by=officer), complaint=complaint).exists():
        raise InConflict  # they spoke for the person: nobody speaks for both sides
    held = Grant.objects.current(at).filter(complaint=complaint, officer=officer).first()
    if held:
        return held
    if not complaint.handles.filter(agency=agency).exists():
        AgencyHandle.objects.create(complaint=complaint, agency=agency, code=_free_handle(), made_at=at)
    made = Grant.objects.create(complaint=complaint, officer=officer, agency=agency, by_id=by.officer, from_at=at)
    note(complaint, "grant_begun", by=by, at=at, facts={"officer": f"liaison:{officer.pk}", "agency": agency.pk})
    telling.agency(complaint, "desk_grant", at=at)
    return made


@transaction.atomic
def end_grant(held: Grant, *, by: Actor, at: datetime) -> None:
    """
    End a speaker's sight at once.

    :raises Gone, NotYours: as `advance`.
    """
    _as_handler(held.complaint, by, at)
    _end(held, by=by, at=at)


def _end(held: Grant, *, by: Actor, at: datetime) -> None:
    if Grant.objects.filter(pk=held.pk, until_at=None).update(until_at=at):
        note(held.complaint, "grant_ended", by=by, at=at, facts={"officer": f"liaison:{held.officer_id}"})


@transaction.atomic
def recuse(complaint: Complaint, officer: Officer, *, by: Actor, at: datetime) -> None:
    """
    Keep an officer out of this one complaint; from the commit on it does not exist for them.

    :raises NotYours: if it is neither the officer's own wish nor the handler's or coordinator's word.
    """
    check_sight(complaint, by, at)
    if by.officer_id != officer.pk and by.role not in (Role.HANDLER, Role.COORDINATOR, Role.OVERSEER):
        raise NotYours
    Recusal.objects.get_or_create(complaint=complaint, officer=officer, defaults={"at": at})
    note(complaint, "recused", by=by, at=at, facts={"officer": f"officer:{officer.pk}"})
    for held in Grant.objects.current(at).filter(complaint=complaint, officer=officer):
        _end(held, by=by, at=at)
    _put_in_free_hands(complaint, by=by, at=at)


def _free_handle() -> str:
    while True:
        code = new_handle()
        if not AgencyHandle.objects.filter(code=code).exists():
            return code


@transaction.atomic
def let_in(
    complaint: Complaint,
    *,
    concern: Concern,
    agency: Agency | None,
    respondent: Officer | None,
    superior: Officer | None,
    title: str,
    words: str,
    speaker: Officer | None,
    by: Actor,
    at: datetime,
) -> None:
    """
    Record whom it concerns, approve the summary and let a speaker in: all of it or nothing.

    :param speaker: None leaves the door closed for now.
    :raises NoConcern, Blank, NoBrief, InConflict, NotTheirSpeaker, Gone, NotYours: as the single acts.
    """
    if speaker is not None and agency is None:
        raise NotTheirSpeaker
    approve_brief(complaint, title=title, words=words, by=by, at=at)
    name_respondents(
        complaint,
        concern,
        agency=agency,
        officers=[respondent] if respondent else [],
        superiors=[superior] if superior else [],
        by=by,
        at=at,
    )
    if speaker is not None and agency is not None:
        grant(complaint, speaker, agency, by=by, at=at)
