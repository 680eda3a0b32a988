"""Attempts at what changes no state: more time for a promise, and the mark of what cannot wait."""

from datetime import timedelta

from django.db.models import Q

from dengar.agree import operations as agree
from dengar.agree.models import Commitment, Extension
from dengar.agree.operations import answer_extension as say_yes_or_no
from dengar.agree.operations import answer_extension_for as say_for_them
from dengar.agree.operations import ask_extension as ask_for_time
from dengar.complaints import operations as spine
from dengar.complaints.models import Complaint, Urgency
from dengar.kit.actors import HOUSE, Actor, Role
from tests.walk.trying import Nothing, Try, act


def owes_a_promise(complaint: Complaint, actor: Actor) -> bool:
    row = Commitment.objects.filter(agreement__complaint=complaint, kept_at=None).order_by("pk").last()
    if row is None:
        return True
    if actor.role is Role.LIAISON:
        return row.bearer == Commitment.Bearer.AGENCY
    return (row.bearer == Commitment.Bearer.COMPLAINANT) == (actor.role is Role.COMPLAINANT)


def is_asked_for_time(complaint: Complaint, actor: Actor) -> bool:
    row = Extension.objects.filter(commitment__agreement__complaint=complaint, answered_at=None).first()
    if row is None:
        return True
    person_owes = row.commitment.bearer == Commitment.Bearer.COMPLAINANT
    return (actor.role is Role.LIAISON) == person_owes


@act("complainant liaison handler", "agreed", weight=2, fits=owes_a_promise)
def ask_extension(t: Try) -> object:
    row = t.row(Commitment.objects.filter(agreement__complaint=t.complaint), Q(kept_at=None))
    day = row.due_on + timedelta(days=5 if t.led else t.chance.randint(-1, 20))
    return ask_for_time(row, day, t.chance.choice(list(Extension.Why)), t.words(), **t.page)


@act("complainant liaison", "agreed", weight=2, fits=is_asked_for_time)
def answer_extension(t: Try) -> object:
    row = t.row(Extension.objects.filter(commitment__agreement__complaint=t.complaint), Q(answered_at=None))
    return say_yes_or_no(row, given=t.flag(), **t.page)


@act("handler", "agreed", weight=2)
def answer_extension_for(t: Try) -> object:
    row = t.row(Extension.objects.filter(commitment__agreement__complaint=t.complaint), Q(answered_at=None))
    return say_for_them(row, given=t.flag(), read_back=t.flag(), **t.page)


@act("house", weight=1)
def tell_overdue(t: Try) -> object:
    t.by, t.touches = HOUSE, t.town.complaints
    if not agree.tell_overdue(t.at):
        raise Nothing
    return True


@act("handler overseer", weight=0.3)
def mark_urgent(t: Try) -> object:
    return spine.mark_urgent(t.complaint, t.chance.choice(list(Urgency.Why)), **t.who)


@act("handler overseer", weight=0.5)
def end_urgency(t: Try) -> object:
    return spine.end_urgency(t.complaint, t.words(), **t.who)
