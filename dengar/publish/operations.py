"""The only writer of this room's rows: the rule carried out week by week, the text, the person's yes."""

import json
import secrets
from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from dengar.complaints.journey import Reason
from dengar.complaints.models import Clock, Complaint, Kind
from dengar.complaints.operations import NotNow, NotYours, change_secrecy, check_seen, check_sight, note, telling
from dengar.complaints.visibility import standing
from dengar.kit.actors import HOUSE, Actor, Role
from dengar.kit.codes import ALPHABET
from dengar.kit.errors import Refused
from dengar.malls.models import Mall
from dengar.publish import queries, rule
from dengar.publish.models import Publication, PublicText, Refusal
from dengar.publish.queries import LABEL, PARTS
from dengar.publish.rule import Why
from dengar.vault.sealing import seal_words, words_mac

SLUG = 8  # signs: 17 ** 8 addresses, none of which tells the next


class NotPublic(Refused):
    message = _("A report like this does not appear in public, so no text is needed.")


class SaidNo(Refused):
    message = _("The person has said no. They are not asked again.")


class Answered(Refused):
    message = _("The person has said yes to the text as it stands.")


class Blank(Refused):
    message = _("Please write a heading, what happened, and how it ended.")


class NoWish(Refused):
    message = _("Please write what else has to be hidden.")


@transaction.atomic
def offer(
    complaint: Complaint, text: Mapping[str, str], *, by: Actor, at: datetime, seen: int | None = None
) -> PublicText:
    """
    Show the person a text and ask whether exactly this may be published. Silence is no.

    :param text: the PARTS of it, already without what tells who somebody is.
    :raises Blank: if heading, happening or end is missing.
    :raises NotPublic: if the rule lets no case like this appear.
    :raises SaidNo, Answered: if the person has answered.
    :raises NotNow: if the report has moved since the page was shown.
    :raises Gone, NotYours: as complaints.operations.advance.
    """
    check_sight(complaint, by, at)
    check_seen(complaint, seen)
    if standing(by, complaint, at) is not Role.HANDLER:
        raise NotYours
    _check_may_ask(complaint)
    parts = {name: text.get(name, "").strip() for name in PARTS}
    if not (parts["title"] and parts["told"] and parts["way"]):
        raise Blank
    words = json.dumps(parts, ensure_ascii=False)
    PublicText.objects.filter(complaint=complaint, superseded_at=None).update(superseded_at=at)
    story = PublicText.objects.create(
        complaint=complaint, words=seal_words(complaint.box, words, LABEL), officer_id=by.officer, offered_at=at
    )
    note(complaint, "publication_offered", by=by, at=at, facts={"mac": words_mac(complaint.box, words)})
    telling.person(complaint, "publication_question", at=at)
    return story


def _check_may_ask(complaint: Complaint) -> None:
    publication = queries.publication_of(complaint)
    gone = publication is not None and publication.down_on is not None
    if gone or complaint.secret or rule.outcome(complaint.state, complaint.close_reason) is None:
        raise NotPublic
    before = queries.story_of(complaint)
    if before and before.answer == PublicText.Answer.NO:
        raise SaidNo
    if before and before.answer == PublicText.Answer.YES:
        raise Answered


@transaction.atomic
def answer(story: PublicText, said: PublicText.Answer, *, wish: str = "", by: Actor, at: datetime) -> None:
    """
    Keep the person's answer to one text: yes, no, or what else has to be hidden (then they are asked again).

    :raises NoWish: if something is to be changed and nothing says what.
    :raises NotNow: if another text has taken its place, or it is answered.
    :raises NotYours: if anybody but the person answers.
    """
    complaint = story.complaint
    if by.role is not Role.COMPLAINANT:
        raise NotYours
    check_sight(complaint, by, at)
    wish = wish.strip()
    if said == PublicText.Answer.CHANGE and not wish:
        raise NoWish
    changed = {"answer": str(said), "answered_at": at}
    if said == PublicText.Answer.CHANGE:
        changed["wish"] = seal_words(complaint.box, wish, "publication:wish")
    if not PublicText.objects.filter(pk=story.pk, superseded_at=None, answer="").update(**changed):
        raise NotNow
    if said == PublicText.Answer.YES:
        mac = words_mac(complaint.box, json.dumps(dict(queries.opened(complaint, story)), ensure_ascii=False))
        note(complaint, "publication_consented", by=by, at=at, facts={"mac": mac})
    else:
        note(complaint, "publication_refused", by=by, at=at, facts={"reason": str(said), "what": "text"})
        telling.desk(complaint, "desk_message", at=at)


@transaction.atomic
def take_back(complaint: Complaint, *, by: Actor, at: datetime) -> None:
    """
    Take the person's yes back: the text is erased, and where it stood there is only that it was taken down.

    :raises NotNow: if there is nothing to take back.
    :raises NotYours: if anybody but the person asks.
    """
    if by.role is not Role.COMPLAINANT:
        raise NotYours
    check_sight(complaint, by, at)
    story = PublicText.objects.filter(complaint=complaint, superseded_at=None, answer=PublicText.Answer.YES).first()
    if story is None:
        raise NotNow
    _take_down(complaint, Publication.Reason.WITHDRAWN, by=by, at=at)


@transaction.atomic
def keep_out(complaint: Complaint, *, by: Actor, at: datetime) -> None:
    """
    Let nothing at all appear from now on, facts neither: the person's second, separate choice of secrecy.

    :raises NotYours: if anybody but the person asks.
    """
    before = complaint.secret
    change_secrecy(complaint, True, by=by, at=at)
    if before:
        return  # nothing of it can stand in public
    _take_down(complaint, Publication.Reason.SECRET, by=by, at=at)


@transaction.atomic
def correct(complaint: Complaint, *, by: Actor, at: datetime) -> None:
    """
    Take a text down that told too much, without waiting for anybody.

    :raises NotNow: if nothing of it is in public.
    :raises Gone, NotYours: as complaints.operations.advance.
    """
    check_sight(complaint, by, at)
    if standing(by, complaint, at) is not Role.HANDLER:
        raise NotYours
    publication = queries.publication_of(complaint)
    if publication is None or publication.down_on is not None:
        raise NotNow
    _take_down(complaint, Publication.Reason.MISTAKE, by=by, at=at)


def _take_down(complaint: Complaint, reason: Publication.Reason, *, by: Actor, at: datetime) -> None:
    """Erase every text, and leave a tombstone where something stood."""
    _erase(complaint, at)
    first = _first_day(complaint.mall, at)
    standing_now = Publication.objects.filter(complaint=complaint, down_on=None)
    standing_now.update(down_on=first, down_reason=str(reason), story=None)
    note(complaint, "text_removed", by=by, at=at, facts={"reason": str(reason)})


def _erase(complaint: Complaint, at: datetime) -> None:
    """Destroy what the texts said; that there were some, and who answered what, stays."""
    Publication.objects.filter(complaint=complaint).update(story=None)
    PublicText.objects.filter(complaint=complaint).update(words=None, wish=None)
    PublicText.objects.filter(complaint=complaint, superseded_at=None).update(superseded_at=at)


def publish_due(at: datetime) -> bool:
    """
    Carry the rule out for one case; False when nothing is due. The house does it, nobody chooses.

    What is due changes on Mondays only, so that a week's cases appear together.
    """
    for mall in Mall.objects.order_by("pk"):
        first = rule.monday(at, mall.time_zone)
        for due, act in ((_opened_again(mall), _say_opened), (_with_yes(mall, first), _add_text)):
            row = due.select_related("complaint__mall", "complaint__box").first()
            if row is not None and act(row, at):
                return True
        case = _ended(mall, first).select_related("mall", "box").order_by("closed_at", "pk").first()
        if case is not None:
            _rule_on(case, at)
            return True
    return False


def _ended(mall: Mall, first: datetime) -> QuerySet[Complaint]:
    """Cases whose weeks are over and on which the rule has not been asked, or may answer otherwise now."""
    unseen = Q(not_published=None, publication=None)
    again = Q(publication__reopened_on__isnull=False, publication__down_on=None)
    changed = Q(not_published__why=Why.TOO_FEW) | Q(closed_at__gt=F("not_published__looked_at"))
    old = Q(not_published__looked_at__lt=first, publication=None) & changed
    late = Q(not_published=None) | Q(not_published__looked_at__lt=first)
    ended = Complaint.objects.filter(mall=mall, kind=Kind.COMPLAINT, closed_at__lt=first - rule.WEEKS * rule.WEEK)
    ended = ended.exclude(close_reason=Reason.IMPORTED)  # nobody was asked, and never can be
    return ended.filter(unseen | old | again & late)


def _opened_again(mall: Mall) -> QuerySet[Publication]:
    return Publication.objects.filter(mall=mall, down_on=None, reopened_on=None, complaint__closed_at=None)


def _with_yes(mall: Mall, first: datetime) -> QuerySet[Publication]:
    """Cases in public without a text, to which the person said yes before this week."""
    said = Q(
        complaint__stories__answer=PublicText.Answer.YES,
        complaint__stories__superseded_at=None,
        complaint__stories__answered_at__lt=first,
    )
    return Publication.objects.filter(said, mall=mall, down_on=None, reopened_on=None, story=None)


@transaction.atomic
def _rule_on(complaint: Complaint, at: datetime) -> None:
    facts = queries.facts_of(complaint, at)
    why = rule.why_not(facts)
    if why is not None:
        _refuse(complaint, why, at)
        return
    shown = rule.outcome(complaint.state, complaint.close_reason)
    late = complaint.clocks.filter(outcome="late", bearer__in=(Clock.Bearer.MALL, Clock.Bearer.AGENCY)).exists()
    said = {
        "outcome": str(shown),
        "weeks": rule.took(complaint.received_at, complaint.closed_at or at),
        "late": late,
        "names_service": rule.names_service(facts),
        "week": _first_day(complaint.mall, at),
        "reopened_on": None,
    }
    Refusal.objects.filter(complaint=complaint).delete()
    new = {"slug": _free_slug(), "mall": complaint.mall}
    Publication.objects.update_or_create(complaint=complaint, defaults=said, create_defaults={**said, **new})
    note(complaint, "published", by=HOUSE, at=at, facts={"outcome": str(shown), "text": False})


def _refuse(complaint: Complaint, why: Why, at: datetime) -> None:
    before = Refusal.objects.filter(complaint=complaint).first()
    Refusal.objects.update_or_create(complaint=complaint, defaults={"why": str(why), "looked_at": at})
    if before is None or before.why != why:
        note(complaint, "publication_refused", by=HOUSE, at=at, facts={"reason": str(why), "what": "case"})


@transaction.atomic
def _say_opened(row: Publication, at: datetime) -> bool:
    """Say from this week on that it was opened again; what the text told of its end is no longer true."""
    first = _first_day(row.mall, at)
    changed = Publication.objects.filter(pk=row.pk, reopened_on=None, down_on=None)
    if not changed.update(reopened_on=first, story=None):
        return False
    _erase(row.complaint, at)
    note(row.complaint, "text_removed", by=HOUSE, at=at, facts={"reason": "reopened"})
    return True


@transaction.atomic
def _add_text(row: Publication, at: datetime) -> bool:
    story = queries.story_of(row.complaint)
    if story is None or story.words is None:
        return False
    if not Publication.objects.filter(pk=row.pk, story=None, down_on=None, reopened_on=None).update(story=story):
        return False
    note(row.complaint, "published", by=HOUSE, at=at, facts={"outcome": row.outcome, "text": True})
    return True


def _first_day(mall: Mall, at: datetime) -> date:
    return rule.monday(at, mall.time_zone).date()


def _free_slug() -> str:
    while True:
        slug = "".join(secrets.choice(ALPHABET.lower()) for _sign in range(SLUG))
        if not Publication.objects.filter(slug=slug).exists():
            return slug
