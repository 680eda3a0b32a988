"""A busy year in an hour, for the proof `stolen`: every free text of the house is filled with marked words."""

from dataclasses import replace
from datetime import date, timedelta

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db.models import BinaryField

from dengar.act import operations as act
from dengar.aftercare.operations import answer_fairness
from dengar.agree import operations as agree
from dengar.agree.models import Commitment
from dengar.close import operations as close
from dengar.close.models import Objection
from dengar.complaints.models import Complaint, Concern, Thread, Urgency
from dengar.complaints.operations import (
    end_urgency,
    let_in,
    mark_urgent,
    open_identity,
    release_file,
    say,
    send,
)
from dengar.decide.models import Point
from dengar.decide.operations import Finding, decide
from dengar.files.operations import Upload
from dengar.intake import operations as intake
from dengar.kit.actors import complainant
from dengar.malls.models import Mall
from dengar.people.models import Membership, Officer
from dengar.publish import operations as publish
from dengar.publish.models import PublicText
from dengar.publish.queries import PARTS
from dengar.talk import operations as talk
from dengar.talk.method import FIELDS
from dengar.talk.models import Apart, Phase, SelfCheck, Side, Summary
from dengar.talk.operations.conversing import CHOSEN
from dengar.verify import operations as verify
from dengar.verify.checklist import QUESTIONS
from tests.carry import findings, reach
from tests.cast import LAST_YEAR, MONDAY_9AM, Cast, make_mall, make_officers
from tests.files import samples
from tests.proofs._beside import asked_for, let_another_in, of_older_records, spoken_with
from tests.proofs._marked import Marked

LATER = MONDAY_9AM + timedelta(hours=1)
FRIDAY = date(2026, 11, 27)
NOT_WORDS = {  # binary columns that hold keys, hashes and signatures
    "ledger.Entry.salt",
    "ledger.Leaf.hash",
    "ledger.Head.root",
    "ledger.Head.frontier",
    "ledger.Checkpoint.root",
    "vault.Box.identity_key",
    "vault.Box.words_key",
    "complaints.Complaint.words_check",
    "complaints.PastCase.mark",
}


def found(question: dict[str, str]) -> dict[str, object]:
    """Make the mall with its people, before the doors open."""
    mall, agencies = make_mall()
    make_officers(mall, agencies)
    aminah = Officer.objects.create_user(email="aminah@example.go.id", name="Aminah")
    speaks = {"agency": agencies["dukcapil"], "role": "liaison", "stand_in": True, "from_at": LAST_YEAR}
    Membership.objects.create(officer=aminah, mall=mall, **speaks)
    return {"mall": mall.slug}


def answer(question: dict[str, str]) -> dict[str, object]:
    """Do it all; say how often something was said, and which columns of words stayed empty."""
    if question.get("do") == "found":
        return found(question)
    if question.get("do") == "look":
        return look()
    marked = Marked(question["letters"], question["digits"])
    cast = cast_of(Mall.objects.get())
    talked_through(cast, marked)
    examined(replace(cast, complaint=filed(cast, marked)), marked)
    sent_back_and_forth(cast, marked)
    answered(cast, marked)
    of_older_records(cast, marked)
    intake.settle(cast.mall, marked.sentence(), marked.sentence(), by=cast.rina, at=LATER, phone=f"08{marked.digits}34")
    intake.begin(cast.mall, {"story": marked.sentence(), **marked.contact}, at=LATER)  # never filed
    return {"said": marked.said}


def look() -> dict[str, object]:
    """Return what a search in raw bytes could miss: sessions, opened; and the columns of words that hold nothing."""
    sessions = [session.get_decoded() for session in Session.objects.all()]
    return {"sessions": [repr(session) for session in sessions], "empty": empty_columns()}


def empty_columns() -> list[str]:
    names = []
    for model in apps.get_models():
        for field in model._meta.get_fields():
            name = f"{model._meta.label}.{field.name}"
            if not isinstance(field, BinaryField) or name in NOT_WORDS:
                continue
            values = model._default_manager.values_list(field.name, flat=True)
            if not any(bytes(value or b"") for value in values):
                names.append(name)
    return names


def cast_of(mall: Mall) -> Cast:
    officers = {officer.name.lower(): officer for officer in Officer.objects.all()}
    agencies = {agency.code: agency for agency in mall.agencies.all()}
    return Cast(
        mall=mall,
        dukcapil=agencies["disdukcapil"],
        samsat=agencies["samsat"],
        akta=None,
        complaint=None,
        officers=officers,
        sari=None,
    )


def filed(cast: Cast, marked: Marked, **choices: object) -> Complaint:
    answers = {
        "about": "service",
        "service_text": marked.word(),
        "agency_id": cast.dukcapil.pk,
        "mode": "confidential",
        "story": marked.sentence(),
        "wishes": ("by_date",),
        "wish_by": marked.sentence(),
        "reach": "phone",
        **marked.contact,
    }
    draft, token = intake.begin(cast.mall, answers | choices, at=MONDAY_9AM)
    complaint, _words = intake.file(draft, token, by=intake.SOMEBODY, at=MONDAY_9AM)
    return complaint


def with_report(cast: Cast, marked: Marked, **choices: object) -> Cast:
    complaint = filed(cast, marked, **choices)
    return replace(cast, complaint=complaint, sari=complainant(complaint.pk))


def begun(cast: Cast, marked: Marked) -> None:
    """Somebody called, the agency was let in, the officer at the counter is heard."""
    complaint, rina = cast.complaint, cast.rina
    reach(cast)
    verify.record(complaint, replace(findings(), reason=marked.sentence()), by=rina, at=LATER)
    verify.open_dialogue(complaint, by=rina, at=LATER)
    let_in(
        complaint,
        concern=Concern.PERSON,
        agency=cast.dukcapil,
        respondent=cast.officers["budi"],
        superior=None,
        title=marked.word(),
        words=marked.sentence(),
        speaker=cast.officers["hendra"],
        by=rina,
        at=LATER,
    )
    open_identity(complaint, reason=marked.sentence(), by=rina, at=LATER)
    for thread, who in ((Thread.COMPLAINANT, cast.sari), (Thread.COMPLAINANT, rina), (Thread.INTERNAL, rina)):
        say(complaint, thread, marked.sentence(), by=who, at=LATER)
    photo = Upload(marked.word(), samples.picture(mark=marked.word()))
    row = send(complaint, Thread.COMPLAINANT, marked.sentence(), [photo], by=cast.sari, at=LATER).message.files.get()
    release_file(complaint, row, cast.dukcapil, marked.sentence(), by=rina, at=LATER)
    hearing = talk.open_hearing(complaint, cast.officers["budi"], marked.sentence(), by=rina, at=LATER)
    talk.answer_hearing(hearing, statement=marked.sentence(), need=marked.sentence(), by=cast.budi, at=LATER)
    talk.summarise_hearing(hearing, marked.sentence(), by=rina, at=LATER)


def talked_through(cast: Cast, marked: Marked) -> None:
    """From the call to the kept promise, and the objection after it; then it is withdrawn."""
    cast = with_report(cast, marked)
    complaint, rina, sari, speaker = cast.complaint, cast.rina, cast.sari, cast.hendra
    begun(cast, marked)
    conversation = talk.begin(complaint, by=rina, at=LATER)
    talk.check_self(conversation, SelfCheck.Neutral.UNSURE, marked.sentence(), by=rina, at=LATER)
    joint = talk.ask_joint(complaint, LATER + timedelta(days=1), marked.sentence(), by=rina, at=LATER)
    talk.answer_joint(joint, yes=False, by=sari, at=LATER)
    talk.keep_apart(complaint, Apart.Why.FEAR, marked.sentence(), by=rina, at=LATER)
    talk.end_apart(complaint, by=rina, at=LATER)
    for side in (Side.COMPLAINANT, Side.AGENCY):
        words, need = marked.sentence(), marked.sentence()
        talk.write_summary(complaint, side, words=words, need=need, how=Summary.How.READ_BACK, by=rina, at=LATER)
        option = talk.add_option(complaint, marked.sentence(), author=side, by=rina, at=LATER)
    talk.weigh(conversation, option, by=rina, at=LATER)
    for phase, fields in FIELDS.items():
        notes = {name: CHOSEN[name][0] if name in CHOSEN else marked.sentence() for name in fields}
        talk.jot(conversation, Phase(phase), notes, by=rina, at=LATER)
    promises = [agree.Promise(marked.sentence(), Commitment.Bearer.AGENCY, FRIDAY)]
    first = agree.propose(complaint, marked.sentence(), promises, by=speaker, at=LATER)
    agree.decline(first, why=marked.sentence(), by=sari, at=LATER)
    complaint.refresh_from_db()
    second = agree.propose(complaint, marked.sentence(), promises, by=speaker, at=LATER)
    agree.accept(second, by=sari, at=LATER)
    complaint.refresh_from_db()
    asked_for(cast, second.commitments.get(), marked)
    paper = [Upload(marked.word(), samples.pdf(marked.word()))]
    act.keep(Commitment.objects.get(agreement=second), marked.sentence(), by=speaker, at=LATER, uploads=paper)
    complaint.refresh_from_db()
    if complaint.state == "agreed":
        act.report_done(complaint, marked.sentence(), by=speaker, at=LATER)
    complaint.refresh_from_db()
    answer_fairness(complaint, {"voice": 2}, by=sari, at=LATER)
    published(cast, marked)
    close.object_to(complaint, marked.sentence(), Objection.Wish.TALK, by=sari, at=LATER)
    complaint.refresh_from_db()
    close.request_withdrawal(complaint, marked.sentence(), by=sari, at=LATER)


def published(cast: Cast, marked: Marked) -> None:
    """It is settled, a text is changed at the person's wish, and allowed. What is public lies sealed as well."""
    close.confirm(cast.complaint, by=cast.sari, at=LATER)
    for said in (PublicText.Answer.CHANGE, PublicText.Answer.YES):
        parts = {name: marked.sentence() for name in PARTS}
        text = publish.offer(cast.complaint, parts, by=cast.rina, at=LATER)
        publish.answer(text, said, wish=marked.sentence(), by=cast.sari, at=LATER)


def examined(cast: Cast, marked: Marked) -> None:
    """The formal route, with a remedy carried out."""
    cast = replace(cast, sari=complainant(cast.complaint.pk))
    complaint, rina = cast.complaint, cast.rina
    flagged = replace(findings("illegal_fee", route="formal"), reason=marked.sentence())
    flagged = replace(flagged, notes={QUESTIONS[0]: marked.sentence()})
    verify.record(complaint, flagged, by=rina, at=LATER)
    verify.examine(complaint, by=rina, at=LATER)
    mark_urgent(complaint, Urgency.Why.LIFE, by=rina, at=LATER)
    end_urgency(complaint, marked.sentence(), by=rina, at=LATER)
    let_another_in(cast, marked)
    spoken_with(cast, marked)
    point = Finding(marked.sentence(), "proven", marked.sentence(), remedy=marked.sentence(), remedy_due=FRIDAY)
    point = replace(point, remedy_kind="apology")
    decide(complaint, [point], official=marked.word(), unheard=marked.sentence(), by=rina, at=LATER)
    act.remedy_done(Point.objects.get(decision__complaint=complaint), marked.sentence(), by=rina, at=LATER)


def sent_back_and_forth(cast: Cast, marked: Marked) -> None:
    """Incomplete, completed, offered elsewhere, refused, dismissed."""
    cast = with_report(cast, marked)
    complaint, rina = cast.complaint, cast.rina
    verify.ask(complaint, marked.sentence(), by=rina, at=LATER)
    verify.complete(complaint, marked.sentence(), by=cast.sari, at=LATER)
    complaint.refresh_from_db()
    forward = verify.forward_ask(complaint, marked.word(), by=rina, at=LATER)
    verify.forward_refused(forward, marked.sentence(), by=rina, at=LATER)
    complaint.refresh_from_db()
    verify.dismiss(complaint, "not_a_complaint", marked.sentence(), by=rina, at=LATER)


def answered(cast: Cast, marked: Marked) -> None:
    """A question, and a suggestion without a contact."""
    question = with_report(cast, marked, kind="question").complaint
    verify.answer(question, marked.sentence(), by=cast.rina, at=LATER)
    suggestion = with_report(cast, marked, kind="suggestion").complaint
    verify.thank(suggestion, marked.sentence(), used=False, by=cast.rina, at=LATER)
