"""What stands beside the journey, for the proof `stolen`: more time, a name, another speaker, how people speak."""

from datetime import date, timedelta

from dengar.agree import operations as agree
from dengar.agree.models import Commitment, Extension
from dengar.complaints.models import Channel, Concern, Release
from dengar.complaints.operations import ask_release, choose_release, conduct, let_in, put_release
from dengar.complaints.operations.importing import Past, Source, bring_in
from dengar.kit.actors import Actor, Role
from dengar.vault.details import PersonDetails
from tests.cast import MONDAY_9AM, Cast
from tests.proofs._marked import Marked

LATER = MONDAY_9AM + timedelta(hours=1)
FRIDAY = date(2026, 11, 27)


def asked_for(cast: Cast, promised: Commitment, marked: Marked) -> None:
    """The agency asks for more time, and for the name; the person says yes to the one, and chooses for the other."""
    complaint, speaker, later = cast.complaint, cast.hendra, FRIDAY + timedelta(days=3)
    why = Extension.Why.PAPERS
    wish = agree.ask_extension(promised, later, why, marked.sentence(), by=speaker, at=LATER)
    agree.answer_extension(wish, given=True, by=cast.sari, at=LATER)
    release = ask_release(complaint, marked.sentence(), by=speaker, at=LATER)
    said = {"consequence": marked.sentence(), "reason": marked.sentence()}
    put_release(release, **said, last_day=later, by=cast.siti, at=LATER)
    choose_release(release, Release.Choice.DESK, by=cast.sari, at=LATER)


def of_older_records(cast: Cast, marked: Marked) -> None:
    """The technician brings a case of before in."""
    person = PersonDetails(**marked.contact)
    said = {"text": marked.sentence(), "answer": marked.sentence(), "person": person}
    case = Past(marked.word(), LATER - timedelta(days=400), LATER - timedelta(days=390), Channel.COUNTER, **said)
    bring_in(cast.mall, Source("buku-lama", "ab" * 32), [case], by=Actor(Role.OPERATOR, "operator"), at=LATER)


def let_another_in(cast: Cast, marked: Marked) -> None:
    """Not whose turn it is speaks for the agency, and why."""
    said = {"title": marked.word(), "words": marked.sentence(), "reason": marked.sentence()}
    whom = {"agency": cast.dukcapil, "respondent": None, "superior": None, "speaker": cast.officers["aminah"]}
    let_in(cast.complaint, concern=Concern.UNIT, by=cast.rina, at=LATER, **whom, **said)


def spoken_with(cast: Cast, marked: Marked) -> None:
    """A plan is refused; another one holds, is objected to, and ends."""
    wanted = (cast.complaint, marked.sentence(), ["shorter"], marked.sentence(), FRIDAY)
    refused = conduct.propose_plan(*wanted, by=cast.rina, at=LATER)
    conduct.decide_plan(refused, False, marked.sentence(), by=cast.nor, at=LATER)
    plan = conduct.propose_plan(*wanted, by=cast.rina, at=LATER)
    conduct.decide_plan(plan, True, by=cast.nor, at=LATER)
    plan.refresh_from_db()
    conduct.object_to_plan(plan, marked.sentence(), by=cast.sari, at=LATER)
    plan.refresh_from_db()
    conduct.end_plan(plan, marked.sentence(), by=cast.nor, at=LATER)
