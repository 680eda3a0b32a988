"""Filing: from a draft to a report with a number, once."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengar.complaints.models import Channel, Complaint, Kind, Mode, Reach
from dengar.complaints.operations import Filing, note_files, receive
from dengar.complaints.operations.words import fits
from dengar.files.queries import of_box
from dengar.intake import queries
from dengar.intake.answers import SAFE_HOURS, Answers, Told
from dengar.intake.models import Draft, Story
from dengar.intake.operations.drafts import TRIES, Forgotten
from dengar.kit.actors import Actor, Role
from dengar.kit.errors import Refused
from dengar.malls.models import Agency, Counter, Service
from dengar.notices.operations import tell
from dengar.people.queries import has_overseer
from dengar.vault.details import PersonDetails
from dengar.vault.operations import keep_person
from dengar.vault.receipts import receipt_words
from dengar.vault.sealing import ring, seal_words

SOMEBODY = Actor(Role.COMPLAINANT, "complainant")  # who files has no complaint yet to be known by


class NobodyAbove(Refused):
    """Refused rather than filed: a report that goes around the desk must have a reader."""

    message = _(
        "This mall has no overseer now, so nobody but the complaint desk could read it. Call the Ombudsman, 137, "
        "or choose something else."
    )


@dataclass(frozen=True)
class Door:
    """By whom it was sent or typed, by which way it came, and when, if that was earlier."""

    by: Actor
    channel: Channel = Channel.WEB
    received_at: datetime | None = None


class NotComplete(Refused):
    message = _("Something is still missing. Please answer the questions that are left.")


class Otherwise(Refused):
    message = _("Your answers were changed on another page meanwhile. Please look once more whether all is right.")


def file(
    draft: Draft,
    token: str,
    *,
    by: Actor,
    at: datetime,
    seen: str = "",
    channel: Channel = Channel.WEB,
    received_at: datetime | None = None,
) -> tuple[Complaint, tuple[str, ...]]:
    """
    File a draft: the report with its number and its five words. Any number of calls give the same.

    :param draft: as the caller read it; if it was changed since, it is read again.
    :param token: the draft's token; the words are made from it.
    :param by: the person, or the officer who typed it for them.
    :param seen: `queries.seen` of what the person checked; "" where nothing was shown.
    :param received_at: when it really came in, if before `at` (a letter).
    :returns: the report, and the words while they may be shown (else none).
    :raises NotComplete: if a step is unanswered. :raises Otherwise: if the answers are not those seen.
    :raises NobodyAbove: if it is about the desk, and the mall has no overseer.
    :raises Forgotten: if the draft is gone.
    """
    if queries.hash_of(token) != draft.token_hash:
        raise ValueError("this token is not of this draft")
    current: Draft | None = draft
    for _attempt in range(TRIES):
        if current is None:
            raise Forgotten
        complaint = current.complaint or _file(current, token, seen, Door(by, channel, received_at), at)
        if complaint:
            current.complaint = complaint
            return complaint, words_of(current, token, at)
        current = queries.by_token(token, at)
    raise RuntimeError(f"draft {draft.pk} never stood still")


@transaction.atomic
def _file(draft: Draft, token: str, seen: str, door: Door, at: datetime) -> Complaint | None:
    """
    File what `draft` says; None if that is no longer what the database holds.

    The UPDATE that sets `filed_at` is the guard: of two calls at once one files, and the other waits and
    finds nothing to file, on PostgreSQL and on SQLite alike.
    """
    key_id = ring(draft.box.keys).current("receipt").id
    claim = {"filed_at": at, "touched_at": at, "receipt_key_id": key_id}
    unfiled = Draft.objects.filter(pk=draft.pk, filed_at=None, answers=bytes(draft.answers))
    if not unfiled.update(**claim):
        return None
    if seen and seen != queries.seen(draft):
        raise Otherwise
    answers = queries.answers(draft)
    if answers.missing():
        raise NotComplete
    if answers.about == "desk" and not has_overseer(draft.mall, at):
        raise NobodyAbove
    for field, value in claim.items():
        setattr(draft, field, value)
    complaint = _receive(draft, token, answers.to_file(), door, at)
    Draft.objects.filter(pk=draft.pk).update(complaint=complaint, answers=b"")
    return complaint


def words_again(token: str, at: datetime) -> tuple[str, ...]:
    """Return the words once more to whoever holds the token, for 30 minutes after filing; else none."""
    draft = queries.by_token(token, at)
    return words_of(draft, token, at) if draft else ()


def words_of(draft: Draft, token: str, at: datetime) -> tuple[str, ...]:
    """
    Return the words of a filed draft to the holder of its token, for 30 minutes; else none. No query.

    None either once they were changed: the new ones belong to whoever changed them, the old ones open nothing.
    """
    if draft.complaint is None or not queries.words_shown(draft, at):
        return ()
    words = receipt_words(draft.mall.slug, token, draft.receipt_key_id)
    return words if fits(draft.complaint, words) else ()


def _receive(draft: Draft, token: str, answers: Answers, door: Door, at: datetime) -> Complaint:
    filing = Filing(
        mall=draft.mall,
        box=draft.box,
        words=receipt_words(draft.mall.slug, token, draft.receipt_key_id),
        kind=Kind(answers.kind),
        mode=Mode(answers.mode),
        secret=answers.secret,
        channel=door.channel,
        reach=Reach(answers.reach or Reach.PAGE),
        check_in=answers.check_in,
        around_desk=answers.about == "desk",
        proxy=answers.whom != "self",
    )
    complaint = receive(_placed(filing, answers), by=door.by, at=at, received_at=door.received_at)
    if answers.story:  # who only asked to be called tells it then
        story = seal_words(draft.box, Told.of(answers).to_json(), "story")
        Story.objects.create(complaint=complaint, sealed=story, officer_id=door.by.officer_id)
    note_files(complaint, of_box(draft.box), by=door.by, at=at)
    details = PersonDetails(
        answers.name, answers.phone, answers.email, SAFE_HOURS[answers.safe_hours], answers.discreet
    )
    if not details.empty:
        keep_person(draft.box, details, at=at)
    if answers.reach == Reach.MAIL:
        tell(f"complainant:{complaint.subject}", "received", mall=draft.mall.slug, at=at)
    return complaint


def _placed(filing: Filing, answers: Answers) -> Filing:
    """Return the filing with agency, service and counter, as far as the person named them."""
    if answers.about != "service":
        return filing
    counter: Counter | None = None
    service: Service | None = None
    agency: Agency | None = None
    if answers.counter:
        counter = Counter.objects.filter(mall=filing.mall, slug=answers.counter).first()
    if answers.service_id:
        rows = Service.objects.filter(pk=answers.service_id, agency__mall=filing.mall)
        service = rows.select_related("agency").first()
        agency = service.agency if service else None
    if agency is None and answers.agency_id:
        agency = Agency.objects.filter(pk=answers.agency_id, mall=filing.mall).first()
    return replace(filing, agency=agency, service=service, counter=counter)
