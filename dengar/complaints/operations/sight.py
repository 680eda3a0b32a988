"""Who is let in: the approved summary, whom it concerns, grants, recusals, the handler in charge."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengar.complaints.models import Brief, Complaint, Concern, Escalation, Grant, Recusal, Respondent
from dengar.complaints.operations.escalating import escalate_once
from dengar.complaints.operations.granting import NoConcern, NotTheirSpeaker, end, grant
from dengar.complaints.operations.moving import NotNow, NotYours, check_handler, check_seen, check_sight, note
from dengar.complaints.visibility import free_coordinators, free_handlers, in_conflict
from dengar.kit.actors import Actor, Role
from dengar.kit.errors import Refused
from dengar.malls.models import Agency
from dengar.people.models import Officer
from dengar.vault.operations import read_again
from dengar.vault.sealing import open_words, seal_words, words_mac


class Blank(Refused):
    message = _("Please write a short heading and the summary.")


@transaction.atomic
def take_in_hand(complaint: Complaint, *, by: Actor, at: datetime, mark: str | None = None) -> None:
    """
    Become the named officer of a complaint.

    :param mark: in whose hands the page showed it (`hands_mark`); None where no page was involved.
    :raises NotNow: if it has come into other hands since.
    :raises Gone, NotYours: as `advance`.
    """
    check_handler(complaint, by, at)
    complaint.refresh_from_db(fields=["handler"])
    if mark not in (None, hands_mark(complaint)):
        raise NotNow
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
    check_handler(complaint, by, at)
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
    read_again(complaint.box)
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
    check_handler(complaint, by, at)
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
        end(held, by=by, at=at)
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


def hand_to_coordinator(complaint: Complaint, *, by: Actor, at: datetime) -> None:
    """Put it in the hands of a coordinator who is free, else let the overseer in. The caller has checked who asks."""
    free = free_coordinators(complaint, at)
    if not free:
        escalate_once(complaint, Escalation.Why.CONFLICT, by=by, at=at)
        return
    old, complaint.handler_id = complaint.handler_id, free[0]
    Complaint.objects.filter(pk=complaint.pk).update(handler=complaint.handler_id)
    facts = {"officer": f"coordinator:{free[0]}", "old": f"handler:{old}" if old else ""}
    note(complaint, "handler_named", by=by, at=at, facts=facts)


def _set_concern(complaint: Complaint, concern: Concern, agency: Agency | None) -> None:
    complaint.concern = concern
    Complaint.objects.filter(pk=complaint.pk).update(concern=concern)
    if agency is not None and Complaint.objects.filter(pk=complaint.pk, agency=None).update(agency=agency):
        complaint.agency = agency


@transaction.atomic
def recuse(complaint: Complaint, officer: Officer, *, by: Actor, at: datetime) -> None:
    """
    Keep an officer out of this one complaint; from the commit on it does not exist for them.

    :raises NotYours: if it is neither the officer's own wish nor the handler's or coordinator's word.
    """
    check_sight(complaint, by, at)
    if by.officer_id != officer.pk and by.role not in (Role.HANDLER, Role.COORDINATOR, Role.OVERSEER):
        raise NotYours
    turn_away(complaint, officer, by=by, at=at)


def turn_away(complaint: Complaint, officer: Officer, *, by: Actor, at: datetime) -> None:
    """Keep an officer out. The caller has checked that it is theirs to say, inside its transaction."""
    Recusal.objects.get_or_create(complaint=complaint, officer=officer, defaults={"at": at})
    note(complaint, "recused", by=by, at=at, facts={"officer": f"officer:{officer.pk}"})
    for held in Grant.objects.current(at).filter(complaint=complaint, officer=officer):
        end(held, by=by, at=at)
    _put_in_free_hands(complaint, by=by, at=at)


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
    reason: str = "",
    by: Actor,
    at: datetime,
    seen: int | None = None,
    mark: str | None = None,
) -> None:
    """
    Record whom it concerns, approve the summary and let a speaker in: all of it or nothing.

    :param speaker: None leaves the door closed for now.
    :param reason: as `grant`.
    :param mark: what the page showed of all this (`sight_mark`); None where no page was involved.
    :raises NotNow: if somebody has recorded something else since.
    :raises Blank, NoConcern, NoBrief, Gone, NotYours: as the single acts.
    :raises InConflict, NotTheirSpeaker, HeardOffSite, NotTheirTurn: as `grant`.
    """
    check_handler(complaint, by, at)
    check_seen(complaint, seen)
    if mark not in (None, sight_mark(complaint)):
        raise NotNow
    if speaker is not None and agency is None:
        raise NotTheirSpeaker
    if not _is_approved(complaint, title.strip(), words.strip()):
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
        grant(complaint, speaker, agency, reason=reason, by=by, at=at)


def _is_approved(complaint: Complaint, title: str, words: str) -> bool:
    """Whether this very summary is in force: a summary that nobody changed is not approved anew."""
    found = Brief.objects.filter(complaint=complaint, superseded_at=None).first()
    if found is None:
        return False
    box = complaint.box
    return (title, words) == (
        open_words(box, bytes(found.title), "brief:title"),
        open_words(box, bytes(found.words), "brief"),
    )


def hands_mark(complaint: Complaint) -> str:
    """Return a mark of whose hands a complaint is in: what a page hands back that takes it over."""
    return str(complaint.handler_id or 0)


def sight_mark(complaint: Complaint) -> str:
    """
    Return a mark of what is recorded on who may see a complaint: what the page hands back that changes it.

    None of this moves the complaint, so `step` does not tell of it. Rows are added and ended, never
    changed; their ids say it all. Four SQL queries.
    """
    now = Complaint.objects.values_list("concern", "agency_id").get(pk=complaint.pk)
    briefs = complaint.briefs.filter(superseded_at=None).values_list("pk", flat=True)
    grants = complaint.grants.filter(until_at=None).order_by("pk").values_list("pk", flat=True)
    return f"{now[0]}.{now[1] or 0}.{briefs.first() or 0}.{complaint.respondents.count()}.{'-'.join(map(str, grants))}"
