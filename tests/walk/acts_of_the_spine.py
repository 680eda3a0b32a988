"""Attempts at what the spine, intake, verification and the people of the mall offer."""

from django.db import transaction
from django.db.models import Q

from dengar.complaints import journey
from dengar.complaints import operations as spine
from dengar.complaints.journey import Reason
from dengar.complaints.models import Complaint, Concern, Contact, Grant, Kind, LostWords, Mode, Reach, Thread
from dengar.complaints.operations.lost import digits_of, hash_of
from dengar.decide.queries import examiners
from dengar.intake import operations as intake
from dengar.kit.actors import HOUSE, Role
from dengar.malls.models import Agency
from dengar.people import operations as people
from dengar.people.models import Officer, Recusal
from dengar.vault.details import PersonDetails
from dengar.verify import operations as verify
from dengar.verify.checklist import CLASSES, HARD, QUESTIONS, SOFT
from dengar.verify.models import Forward
from tests.cast import SARI, WORDS
from tests.walk.town import file_random
from tests.walk.trying import Nothing, Try, act

NEW_WORDS = WORDS[::-1]


@act("handler", weight=2)
def record_contact(t: Try) -> object:
    way = t.draw("way", t.chance.choice(list(Contact.Way)))
    outcome = t.draw("outcome", t.chance.choice(list(Contact.Outcome)))
    return spine.record_contact(t.complaint, way, outcome, when=t.earlier(), **t.who)


@act("handler", "acted decided", weight=5)
def chase(t: Try) -> object:
    """A message, and a call in vain where there is a number: from here on silence counts."""
    with transaction.atomic():
        if t.complaint.mode != Mode.ANONYMOUS:
            missed = Contact.Outcome.NO_ANSWER
            spine.record_contact(t.complaint, Contact.Way.CALL, missed, when=t.at, **t.who)
        spine.say(t.complaint, Thread.COMPLAINANT, t.words(), **t.who)
    return t.complaint


@act("complainant")
def say_whether_heard(t: Try) -> object:
    return spine.say_whether_heard(t.row(t.complaint.contacts.all()), t.flag(), **t.who)


@act("complainant handler liaison", weight=2)
def say(t: Try) -> object:
    theirs = {Role.COMPLAINANT: Thread.COMPLAINANT, Role.LIAISON: Thread.AGENCY}.get(t.by.role)
    thread = theirs if theirs and t.chance.random() < 0.9 else t.chance.choice(list(Thread))
    return spine.say(t.complaint, thread, t.words(), **t.who)


@act("handler", weight=0.7)
def open_identity(t: Try) -> object:
    return spine.open_identity(t.complaint, reason=t.words(), **t.who)


@act("complainant", weight=0.6)
def change_mode(t: Try) -> object:
    details = t.chance.choice([SARI] if t.led else [None, SARI, PersonDetails(name="Sari")])
    return spine.change_mode(t.complaint, t.chance.choice(list(Mode)), details=details, **t.who)


@act("complainant", weight=0.3)
def rotate_words(t: Try) -> object:
    return spine.rotate_words(t.complaint, t.chance.choice([WORDS, NEW_WORDS]), **t.who)


@act("handler", weight=0.3)
def reset_words(t: Try) -> object:
    """Asked on a telephone, called, and taken there."""
    token = f"walk {t.chance.random()}"
    with transaction.atomic():
        spine.ask_new_words(t.complaint.number, token, at=t.at)
        if not LostWords.objects.filter(token_hash=hash_of(token)).exists():
            raise Nothing
        spine.open_identity(t.complaint, reason=t.words(), **t.who)
        spine.reset_words(t.complaint, digits_of(hash_of(token)), **t.who)
        spine.take_new_words(token, at=t.at)
    return t.complaint


@act("handler", weight=0.6)
def take_in_hand(t: Try) -> object:
    return spine.take_in_hand(t.complaint, **t.who)


def some_officers(t: Try) -> list[Officer]:
    """Mostly those of the agencies; sometimes the desk itself is complained of."""
    if t.led:
        return [t.town.officers["budi"]]
    theirs = [one for name, one in t.town.officers.items() if name in ("budi", "adi", "wati", "lutfi")]
    return theirs if t.chance.random() < 0.85 else list(t.town.officers.values())


def some_speaker(t: Try, agency: Agency) -> Officer | None:
    """Mostly one of the agency's own."""
    own = [one for one in t.town.of(Role.LIAISON) if one.agency_id == agency.pk]
    speakers = own if t.led or t.chance.random() < 0.9 else t.town.of(Role.LIAISON)
    return Officer.objects.get(pk=t.chance.choice(speakers).officer_id) if speakers and t.flag() else None


@act("handler", "received talking examining", weight=4)
def let_in(t: Try) -> object:
    agency = t.complaint.agency or t.chance.choice(list(t.town.agencies.values()))
    concern = t.draw("concern", t.chance.choices(list(Concern), [1, 3, 6, 2])[0])
    officers = some_officers(t)
    return spine.let_in(
        t.complaint,
        concern=concern,
        agency=agency if t.led or t.chance.random() < 0.9 else None,
        respondent=t.chance.choice(officers) if concern == Concern.PERSON else None,
        superior=t.chance.choice(officers) if not t.led and t.chance.random() < 0.1 else None,
        title=t.words(),
        words=t.words(),
        speaker=some_speaker(t, agency),
        reason=t.words() if t.led or t.flag() else "",
        **t.who,
    )


@act("handler", weight=0.3)
def name_respondents(t: Try) -> object:
    officers = t.chance.sample(some_officers(t), 0 if t.led else t.chance.choice([0, 1, 1, 2]))
    superiors = t.chance.sample(some_officers(t), 0 if t.led else t.chance.choice([0, 0, 1]))
    agency = t.chance.choice([None, *t.town.agencies.values()])
    concern = t.draw("concern", t.chance.choice(list(Concern)))
    return spine.name_respondents(t.complaint, concern, agency=agency, officers=officers, superiors=superiors, **t.who)


@act("handler", weight=0.5)
def end_grant(t: Try) -> object:
    row = t.row(Grant.objects.filter(complaint=t.complaint), Q(until_at=None))
    return spine.end_grant(row, **t.who)


@act("handler liaison coordinator overseer", weight=0.1)
def recuse(t: Try) -> object:
    own = [one for one in t.town.officers.values() if one.pk == t.by.officer_id]
    officer = t.chance.choice(own or list(t.town.officers.values()))
    found = examiners(t.complaint, t.at) if t.aim else None
    if found and found.ids:  # a lead that leaves nobody for a second examination
        officer = Officer.objects.get(pk=found.ids[0])
    return spine.recuse(t.complaint, officer, **t.who)


@act("coordinator", weight=0.08)
def keep_out(t: Try) -> object:
    """An officer keeps out of an agency, or of whatever is about a colleague."""
    officer, about = t.chance.sample(list(t.town.officers.values()), 2)
    if t.flag():
        return people.recuse(officer, agency=t.chance.choice(list(t.town.agencies.values())), **t.who)
    return people.recuse(officer, about=about, **t.who)


@act("coordinator", weight=0.3)
def come_back(t: Try) -> object:
    others = Q(until_at=None) & ~Q(officer=t.by.officer_id)
    return people.end_recusal(t.row(Recusal.objects.all(), others), **t.who)


@act("complainant handler", weight=0.25)
def any_move(t: Try) -> object:
    """The spine's own door, with any move at all; steps check more than it does, so only what they leave to it."""
    free = [journey.OPEN_DIALOGUE, journey.EXAMINE, journey.DISMISS, journey.CONFIRM]
    move = t.chance.choice(free)
    to = t.chance.choice(sorted(move.targets))
    reason = t.chance.choice([Reason.IN_COURT, Reason.NOT_A_COMPLAINT]) if move is journey.DISMISS else ""
    return spine.advance(t.complaint, move, to=to, reason=reason, **t.who)


@act("officer liaison handler", weight=0.2)
def settle(t: Try) -> object:
    agency = t.chance.choice([None, *t.town.agencies.values()])
    made = intake.settle(
        t.town.mall,
        t.words(),
        t.words(),
        agency=t.draw("agency", agency),
        grave=not t.led and t.chance.random() < 0.1,
        phone="0812",
        **t.who,
    )
    t.town.complaints.append(made.pk)
    return made


@act("complainant", weight=0.2)
def file(t: Try) -> object:
    """A lead's report is one that can go everywhere: about an agency with speakers, by somebody who can be called."""
    service = t.town.services[0]
    ways = {"agency": service.agency, "service": service, "mode": Mode.CONFIDENTIAL, "around_desk": False}
    choices = {**ways, "reach": Reach.PHONE, **t.aim} if t.led else {}
    with transaction.atomic():
        return file_random(t.town, t.chance, t.at, **choices)


# --- verification ----------------------------------------------------------------------------------------------
def findings(t: Try) -> verify.Findings:
    ticks = t.chance.choices(["yes", "unclear", "no"], [8, 1, 1], k=len(QUESTIONS))
    flags = [flag for flag in sorted(HARD | SOFT) if not t.led and t.chance.random() < 0.015]
    klass = str(t.chance.choice(CLASSES)) if t.led or t.chance.random() < 0.95 else ""
    route = t.draw("route", t.chance.choice(["talk", "talk", "formal"]))
    return verify.Findings(dict(zip(QUESTIONS, ticks, strict=True)), klass, route, frozenset(flags), t.words())


@act("handler", "received", weight=3)
def verify_(t: Try) -> object:
    move = t.draw("move", t.chance.choice([None, journey.ASK, journey.OPEN_DIALOGUE, journey.EXAMINE]))
    return verify.record_then(t.complaint, findings(t), move, missing=t.words(), wished=t.flag(), **t.page)


@act("handler", "received", weight=2)
def ask(t: Try) -> object:
    return verify.ask(t.complaint, t.words(), **t.page)


@act("complainant", "incomplete", weight=1.5)
def complete(t: Try) -> object:
    return verify.complete(t.complaint, t.words(), **t.page)


@act("handler", "received examining", weight=1)
def open_dialogue(t: Try) -> object:
    return verify.open_dialogue(t.complaint, wished=t.flag(), **t.page)


@act("handler complainant", "received talking proposed agreed", weight=0.3)
def examine(t: Try) -> object:
    return verify.examine(t.complaint, **t.page)


@act("handler liaison", "received", weight=1.5)
def reply(t: Try) -> object:
    used = t.flag() if t.complaint.kind == Kind.SUGGESTION else None
    return verify.reply(t.complaint, t.words(), used=used if t.flag() else t.chance.choice([None, True]), **t.page)


@act("handler", "received talking examining", weight=0.2)
def dismiss(t: Try) -> object:
    into = Complaint.objects.get(pk=t.chance.choice(t.town.complaints)) if t.flag() else None
    reason = t.chance.choice([Reason.IN_COURT] if t.led else [*verify.DISMISSALS, Reason.WITHDRAWN])
    return verify.dismiss(t.complaint, reason, t.words(), into=into, **t.page)


@act("handler", "received", weight=1.2)
def forward_ask(t: Try) -> object:
    return verify.forward_ask(t.complaint, t.words(), **t.page)


@act("handler", "received", weight=2.5)
def forward_answered(t: Try) -> object:
    row = t.row(Forward.objects.filter(complaint=t.complaint), Q(accepted_at=None, refused_at=None))
    return verify.forward_answered(row, accepted=t.flag(), words=t.words(), **t.page)


@act("house", weight=1)
def expire(t: Try) -> object:
    return _chore(t, verify.expire_due(t.at))


def _chore(t: Try, done: bool) -> object:
    """A chore chooses its own complaint."""
    t.by = HOUSE
    t.touches = t.town.complaints
    if not done:
        raise Nothing
    return done
