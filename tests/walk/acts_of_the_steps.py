"""Attempts at what talk, agree, decide, act, close and aftercare offer."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from dengar.act import operations as acting
from dengar.aftercare.operations import QUESTIONS, answer_fairness
from dengar.agree import operations as agree
from dengar.agree.models import Agreement, Commitment
from dengar.close import operations as close
from dengar.close.models import Objection, Withdrawal
from dengar.complaints import journey
from dengar.complaints.models import Complaint, Contact, Message, OnBehalf
from dengar.decide import operations as decide
from dengar.decide.models import Decision, Point
from dengar.kit.actors import Actor, Role
from dengar.talk import operations as talk
from dengar.talk.method import FIELDS
from dengar.talk.models import Apart, Conversation, Hearing, JointTalk, Option, Phase, SelfCheck, Side, Summary
from dengar.talk.operations.conversing import ABOUT_AN_OPTION, CHOSEN
from tests.walk.acts_of_the_spine import _chore
from tests.walk.trying import Try, act

TALKS = "talking proposed examining"


def some_side(t: Try) -> Side:
    return t.chance.choice([Side.COMPLAINANT, Side.AGENCY])


# --- talk ------------------------------------------------------------------------------------------------------
@act("handler", "talking proposed", weight=4)
def hold(t: Try) -> object:
    phase = t.chance.choice(list(Phase))
    tested = Conversation.objects.filter(complaint=t.complaint, ended_at=None).exclude(tested=None).exists()
    fields = [field for field in FIELDS[phase] if tested or field not in ABOUT_AN_OPTION]
    notes = {field: t.chance.choice(CHOSEN.get(field, [t.words()])) for field in fields}
    if "lawful_ok" in notes and (t.led or t.flag()):
        notes["lawful_ok"] = "yes"
    how = t.chance.choice([Summary.How.READ_BACK, Summary.How.SEPARATE, ""])
    side, how = t.draw("side", some_side(t)), t.draw("how", how)
    summary = talk.Said(side, t.words(), t.words(), how) if t.flag() else None
    option = (some_side(t), t.words()) if t.flag() else None
    own = talk.Own(t.chance.choice(list(SelfCheck.Neutral)), t.words()) if phase == Phase.INTAKE else None
    return talk.hold(t.complaint, phase, notes=notes, summary=summary, option=option, own=own, **t.who)


@act("handler", "talking", weight=1)
def weigh(t: Try) -> object:
    row = t.row(Conversation.objects.filter(complaint=t.complaint, ended_at=None))
    return talk.weigh(row, t.row(Option.objects.filter(complaint=t.complaint)), **t.who)


@act("handler", "talking proposed", weight=0.7)
def ask_joint(t: Try) -> object:
    hours = t.draw("hours", t.chance.choice([-1, 20, 50]))
    return talk.ask_joint(t.complaint, t.at + timedelta(hours=hours), t.words(), **t.page)


@act("complainant liaison", "talking proposed", weight=0.7)
def answer_joint(t: Try) -> object:
    return talk.answer_joint(t.row(JointTalk.objects.filter(complaint=t.complaint)), t.flag(), **t.who)


@act("handler", "talking proposed", weight=0.5)
def speak_joint(t: Try) -> object:
    row = t.row(JointTalk.objects.filter(complaint=t.complaint))
    return talk.speak_joint(row, t.flag(), read_back=t.flag(), **t.who)


@act("handler", "talking proposed", weight=0.3)
def end_joint(t: Try) -> object:
    row = t.row(JointTalk.objects.filter(complaint=t.complaint))
    return talk.end_joint(row, held=t.draw("held", t.chance.choice([True, False])), **t.who)


@act("house", weight=0.5)
def remind_of_talks(t: Try) -> object:
    return _chore(t, talk.remind_due(t.at))


@act("handler", "talking", weight=0.5)
def ask_in_writing(t: Try) -> object:
    row = t.row(Conversation.objects.filter(complaint=t.complaint, ended_at=None))
    return talk.ask_in_writing(row, Phase.INTAKE, t.words(), "story", **t.who)


@act("handler", "talking", weight=1)
def take_over(t: Try) -> object:
    row = t.row(Conversation.objects.filter(complaint=t.complaint, ended_at=None))
    answers = Message.objects.filter(complaint=t.complaint, side=Message.Side.COMPLAINANT)
    return talk.take_over(row, t.row(answers), **t.who)


@act("complainant handler", "talking proposed", weight=0.4)
def keep_apart(t: Try) -> object:
    return talk.keep_apart(t.complaint, t.chance.choice(list(Apart.Why)), t.words(), **t.page)


@act("complainant handler", "talking proposed", weight=0.4)
def end_apart(t: Try) -> object:
    return talk.end_apart(t.complaint, **t.page)


@act("handler", "talking", weight=7)
def prepare(t: Try) -> object:
    """All that a proposal needs, in one save: both sides' summaries read back, and two options."""
    with transaction.atomic():
        for side in (Side.COMPLAINANT, Side.AGENCY):
            said = talk.Said(side, t.words(), t.words(), Summary.How.READ_BACK)
            talk.hold(t.complaint, Phase.EXPLORATION, notes={}, summary=said, **t.who)
            talk.hold(t.complaint, Phase.OPTIONS, notes={}, option=(side, t.words()), **t.who)
    return t.complaint


@act("handler", TALKS, weight=0.7)
def enter(t: Try) -> object:
    row = t.row(Conversation.objects.filter(complaint=t.complaint))
    return talk.enter(row, t.chance.choice(list(Phase)), **t.who)


@act("complainant liaison handler", "talking proposed", weight=2)
def add_option(t: Try) -> object:
    return talk.add_option(t.complaint, t.words(), author=t.chance.choice([None, *Side]), **t.who)


WAITING = Q(how="", superseded_at=None)


def own_summary(complaint: Complaint, actor: Actor) -> bool:
    waiting = Summary.objects.filter(WAITING, complaint=complaint).order_by("pk").last()
    return waiting is None or (waiting.side == Side.AGENCY) == (actor.role is Role.LIAISON)


@act("complainant liaison", "talking proposed", weight=2, fits=own_summary)
def confirm_summary(t: Try) -> object:
    return talk.confirm_summary(t.row(Summary.objects.filter(complaint=t.complaint), WAITING), **t.who)


@act("complainant liaison", TALKS, weight=0.7, fits=own_summary)
def correct_summary(t: Try) -> object:
    row = t.row(Summary.objects.filter(complaint=t.complaint), WAITING)
    return talk.correct_summary(row, words=t.words(), need=t.words(), **t.who)


@act("handler", TALKS, weight=0.7)
def open_hearing(t: Try) -> object:
    named = [one.officer for one in t.complaint.respondents.exclude(officer=None).select_related("officer")]
    officer = t.chance.choice(named if named and t.flag() else list(t.town.officers.values()))
    return talk.open_hearing(t.complaint, officer, t.words(), **t.who)


def is_heard(complaint: Complaint, actor: Actor) -> bool:
    return Hearing.objects.filter(complaint=complaint, officer=actor.officer_id).exists()


def some_hearing(t: Try) -> Hearing:
    own = Q(officer=t.by.officer_id)
    return t.row(Hearing.objects.all(), own & Q(complaint=t.complaint) if t.led else own)


@act("officer liaison", TALKS, weight=0.7, fits=is_heard)
def answer_hearing(t: Try) -> object:
    row = some_hearing(t)
    t.touches = [row.complaint_id]
    return talk.answer_hearing(row, statement=t.words(), need=t.words(), **t.who)


@act("handler", TALKS, weight=0.7)
def summarise_hearing(t: Try) -> object:
    row = t.row(Hearing.objects.filter(complaint=t.complaint), Q(answered_at__isnull=False))
    return talk.summarise_hearing(row, t.words(), **t.who)


@act("officer liaison", weight=0.5, fits=is_heard)
def answer_summary(t: Try) -> object:
    row = some_hearing(t)
    t.touches = [row.complaint_id]
    answer = t.chance.choice(["right", "wrong"])
    return talk.answer_summary(row, answer, voice=t.chance.choice([None, 1, 4]), neutrality=None, **t.who)


# --- agree -----------------------------------------------------------------------------------------------------
def promises(t: Try) -> list[agree.Promise]:
    today, bearers = t.at.date(), list(Commitment.Bearer)
    days = 45 if t.led else t.chance.randint(1, 20)
    return [
        agree.Promise(t.words(), t.chance.choice(bearers), today + timedelta(days=days))
        for _number in range(t.draw("promises", t.chance.choice([0, 1, 1, 1, 2, 2])))
    ]


@act("complainant liaison handler", "talking", weight=6)
def propose(t: Try) -> object:
    return agree.propose(t.complaint, t.words(), promises(t), **t.page)


@act("complainant liaison", "proposed", weight=0.7)
def counter(t: Try) -> object:
    return agree.counter(proposal(t), t.words(), promises(t), **t.page)


@act("handler", "talking proposed", weight=1)
def propose_for(t: Try) -> object:
    read_back = t.led or t.chance.random() < 0.9
    return agree.propose_for(t.complaint, t.words(), promises(t), read_back=read_back, **t.page)


def proposal(t: Try) -> Agreement:
    return t.row(Agreement.objects.filter(complaint=t.complaint))


def yet_to_accept(complaint: Complaint, actor: Actor) -> bool:
    table = Agreement.objects.filter(complaint=complaint, declined_at=None).order_by("pk").last()
    accepted = table and (table.agency_at if actor.role is Role.LIAISON else table.complainant_at)
    return accepted is None


@act("complainant liaison", "proposed", weight=8, fits=yet_to_accept)
def accept(t: Try) -> object:
    return agree.accept(proposal(t), **t.page)


@act("complainant liaison handler", "proposed", weight=1)
def decline(t: Try) -> object:
    return agree.decline(proposal(t), why=t.words(), **t.page)


# --- decide, act -------------------------------------------------------------------------------------------------
def another_examiner(complaint: Complaint, actor: Actor) -> bool:
    return not Decision.objects.filter(complaint=complaint, officer=actor.officer_id).exists()


@act("handler", "examining", weight=3, fits=another_examiner)
def decide_(t: Try) -> object:
    points = []
    for _number in range(1 if t.led else t.chance.choice([0, 1, 1, 1, 2, 2])):
        remedied = t.draw("remedies", t.chance.choice([0, 1]))
        due = t.at.date() + timedelta(days=t.chance.randint(1, 20)) if remedied else None
        finding = t.chance.choice(Point.Finding.values)
        points.append(
            decide.Finding(t.words(), finding, t.words(), t.words() if due else "", due, "change" if due else "")
        )
    return decide.decide(t.complaint, points, official=t.words(), unheard=t.words(), **t.page)


@act("handler", "examining", fits=another_examiner)
def take_second(t: Try) -> object:
    return decide.take_second(t.complaint, **t.page)


@act("handler", "examining", weight=0.5)
def hand_to_overseer(t: Try) -> object:
    return decide.hand_to_overseer(t.complaint, **t.page)


@act("handler", "decided", weight=1)
def tell_recorded(t: Try) -> object:
    row = t.row(Decision.objects.filter(complaint=t.complaint), Q(told_at=None))
    return decide.tell_recorded(row, t.chance.choice(list(Contact.Way)), **t.who)


@act("handler liaison", "agreed", weight=3)
def keep(t: Try) -> object:
    row = t.row(Commitment.objects.filter(agreement__complaint=t.complaint), Q(kept_at=None))
    return acting.keep(row, t.words(), **t.page)


@act("handler liaison", "decided", weight=3)
def remedy_done(t: Try) -> object:
    row = t.row(Point.objects.filter(decision__complaint=t.complaint), Q(remedy_due__isnull=False, remedy_done_at=None))
    return acting.remedy_done(row, t.words(), **t.page)


@act("handler liaison", "agreed decided", weight=3)
def report_done(t: Try) -> object:
    return acting.report_done(t.complaint, t.words(), **t.page)


@act("house", weight=1)
def stand(t: Try) -> object:
    return _chore(t, decide.stand_due(t.at))


# --- close -------------------------------------------------------------------------------------------------------
@act("complainant", "talking agreed acted decided settled_at_counter closed_unconfirmed", weight=0.4)
def confirm(t: Try) -> object:
    return close.confirm(t.complaint, **t.page)


@act("complainant", "agreed acted decided closed_confirmed closed_unconfirmed closed_other", weight=1)
def object_to(t: Try) -> object:
    wish = t.draw("wish", t.chance.choice(list(Objection.Wish)))
    return close.object_to(t.complaint, t.words(), wish, **t.page)


@act("complainant handler", "closed_confirmed closed_unconfirmed closed_other settled_at_counter", weight=1)
def reopen(t: Try) -> object:
    return close.reopen(t.complaint, t.words(), t.chance.choice(list(Objection.Wish)), **t.page)


@act("complainant", weight=0.35)
def request_withdrawal(t: Try) -> object:
    return close.request_withdrawal(t.complaint, t.words(), **t.page)


@act("complainant", weight=0.3)
def take_back_withdrawal(t: Try) -> object:
    return close.take_back_withdrawal(t.complaint, **t.who)


@act("complainant", weight=0.3)
def answer_withdrawal(t: Try) -> object:
    return close.answer_withdrawal(t.complaint, free=t.led or t.flag(), **t.page)


@act("house", weight=1)
def ask_before_withdrawing(t: Try) -> object:
    return _chore(t, close.ask_due(t.at))


@act("handler coordinator", weight=0.7, fits=lambda complaint, actor: actor.officer_id != complaint.handler_id)
def check_withdrawal(t: Try) -> object:
    row = t.row(Withdrawal.objects.filter(complaint=t.complaint), Q(taken_back_at=None, done_at=None, asked_at=None))
    return close.check_withdrawal(row, free=t.flag(), **t.who)


@act("handler", weight=1.5)
def speak(t: Try) -> object:
    moves = [move for move in journey.MOVES if Role.COMPLAINANT in move.by] + [journey.WITHDRAW]
    if t.flag():
        moves = close.moves_for(t.complaint, t.at) or moves
    move = t.draw("move", t.chance.choice(moves))
    wish = close.Wish(move, t.words(), str(t.chance.choice(list(Objection.Wish))))
    return close.speak(t.complaint, wish, read_back=t.led or t.chance.random() < 0.9, **t.page)


def another_caller(complaint: Complaint, actor: Actor) -> bool:
    waiting = OnBehalf.objects.filter(complaint=complaint, needs_call_back=True, answer="")
    return not waiting.filter(officer=actor.officer_id).exists()


@act("handler coordinator", weight=1.5, fits=another_caller)
def called_back(t: Try) -> object:
    row = t.row(OnBehalf.objects.filter(complaint=t.complaint, needs_call_back=True), Q(answer=""))
    return close.called_back(row, upheld=t.flag(), **t.who)


@act("house", weight=3)
def lapse(t: Try) -> object:
    return _chore(t, close.lapse_due(t.at))


@act("house", weight=1)
def ask_silent(t: Try) -> object:
    return _chore(t, close.ask_silent(t.at))


@act("house", weight=2)
def withdraw(t: Try) -> object:
    return _chore(t, close.withdraw_due(t.at))


# --- aftercare ---------------------------------------------------------------------------------------------------
@act("complainant liaison", "acted decided closed_confirmed closed_unconfirmed closed_other", weight=0.6)
def fairness(t: Try) -> object:
    answers = {name: t.chance.choice([None, 1, 2, 3, 4]) for name in QUESTIONS}
    return answer_fairness(t.complaint, answers, **t.who)
