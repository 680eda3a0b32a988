"""Is it ours, is it whole, which class, which route; and the first step on that route."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengar.complaints import journey
from dengar.complaints.journey import State
from dengar.complaints.models import Clock, Complaint, Escalation, Urgency
from dengar.complaints.operations import (
    NotNow,
    NotYours,
    advance,
    check_seen,
    check_sight,
    classify,
    escalate_once,
    mark_urgent,
    note,
    stop_clock,
)
from dengar.complaints.operations.contact import contacted
from dengar.complaints.visibility import standing
from dengar.kit.actors import Actor, Role
from dengar.kit.errors import Refused
from dengar.vault.sealing import seal_words, words_mac
from dengar.verify import taxonomy
from dengar.verify.checklist import (
    CLASSES,
    FLAGS,
    HARD,
    OVERSEER_TOLD,
    QUESTIONS,
    SOFT,
    HardFlag,
    Route,
    Tick,
)
from dengar.verify.models import Verification

# While it waits here, what verification found may still be corrected, with a reason.
CHECKABLE = journey.EXAMINE.source | journey.EXAMINE.targets
# A hard flag found here ends the joint talk at once: it forces the examination (journey.md, "examine").
TALKS = journey.EXAMINE.source - {State.RECEIVED}


class Unanswered(Refused):
    message = _("Please answer every question, and choose class and route. “Not yet” is an answer, too.")


class HardFlagged(Refused):
    message = _("One of the marks forbids a talk of both sides. Only the formal route is open.")


class NoReason(Refused):
    message = _("Please write why. A talk in spite of a mark, or a formal examination, needs a reason.")


class NotVerified(Refused):
    message = _("First answer the questions of the verification.")


class NotContacted(Refused):
    message = _("First reach the person yourself, and record it. Then the conversation can start.")


class NotWished(Refused):
    message = _("From an examination it goes back to a talk only if the person wishes it.")


@dataclass(frozen=True)
class Findings:
    """
    What a handler found, in codes of closed lists; only `reason` and `notes` are free text.

    :param kinds: of maladministration, alleged; empty: not categorised.
    :param component: of the service standard, that would be broken; "" if none is known.
    :param urgent: why it cannot wait (an Urgency.Why); "" if it can. Danger to life cannot.
    """

    checks: Mapping[str, str]  # {question: Tick}
    klass: str
    route: str
    flags: frozenset[str] = field(default_factory=frozenset)
    reason: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)  # {question: why, or what is missing}
    kinds: frozenset[str] = field(default_factory=frozenset)
    component: str = ""
    urgent: str = ""

    @property
    def marks(self) -> frozenset[str]:
        """The flags, with those that a kind brings with it."""
        return self.flags | taxonomy.flags_of(self.kinds)

    @property
    def hard(self) -> bool:
        return bool(self.marks & HARD)

    @property
    def missing(self) -> str:
        """What is noted at the unclear answers, a line each: the question to the person."""
        unclear = (self.notes.get(question, "").strip() for question in QUESTIONS if self._unclear(question))
        return "\n".join(words for words in unclear if words)

    def _unclear(self, question: str) -> bool:
        return self.checks.get(question) == Tick.UNCLEAR

    @property
    def whole(self) -> bool:
        """Whether nothing is unclear."""
        return Tick.UNCLEAR not in self.checks.values()


@transaction.atomic
def record(
    complaint: Complaint, findings: Findings, *, by: Actor, at: datetime, seen: int | None = None
) -> Verification:
    """
    Record one verification; it sets the class, and with it the target. A hard flag forces the formal route.

    The overseer is told of the flags of OVERSEER_TOLD, and of what cannot wait.

    :raises Unanswered: if a question, the class or the route has no valid answer.
    :raises HardFlagged: if a talk is chosen against a hard flag.
    :raises NoReason: if a soft flag is overridden, or the formal route chosen unforced, without a reason.
    :raises Gone, NotYours, NotNow: as `advance`.
    """
    as_handler(complaint, by, at)
    check_seen(complaint, seen)
    if complaint.state not in CHECKABLE:
        raise NotNow
    _check(findings)
    before = last(complaint)
    made = _write(complaint, findings, by=by, at=at)
    _note(complaint, made, findings, before, by=by, at=at)
    if findings.klass != complaint.klass:
        classify(complaint, findings.klass, by=by, at=at)
    for clock in Clock.objects.filter(complaint=complaint, kind=Clock.Kind.VERIFICATION, stopped_at=None):
        clock.complaint = complaint
        stop_clock(clock, by=by, at=at)
    _raise(complaint, made, findings, by=by, at=at)
    if made.hard and complaint.state in TALKS:
        advance(complaint, journey.EXAMINE, by=by, at=at, facts={"flag": made.hard[0]})
    return made


def _write(complaint: Complaint, findings: Findings, *, by: Actor, at: datetime) -> Verification:
    notes = {question: words.strip() for question, words in findings.notes.items() if words.strip()}
    sealed = seal_words(complaint.box, json.dumps(notes, ensure_ascii=False), "verification:notes") if notes else None
    return Verification.objects.create(
        complaint=complaint,
        officer_id=by.officer,
        at=at,
        checks=dict(findings.checks),
        flags=sorted(findings.marks),
        klass=findings.klass,
        route=findings.route,
        reason=seal_words(complaint.box, findings.reason.strip(), "verification"),
        notes=sealed,
        kinds=sorted(findings.kinds) or [taxonomy.UNCATEGORISED],
        kinds_version=taxonomy.version(),
        component=findings.component,
    )


def _note(
    complaint: Complaint,
    made: Verification,
    findings: Findings,
    before: Verification | None,
    *,
    by: Actor,
    at: datetime,
) -> None:
    reason = findings.reason.strip()
    facts: dict[str, object] = {"outcome": str(findings.route), "flag": _first_flag(findings)}
    facts["words"] = words_mac(complaint.box, reason) if reason else ""
    note(complaint, "verified", by=by, at=at, facts=facts)
    was = (before.kinds or [taxonomy.UNCATEGORISED], before.component) if before else ([taxonomy.UNCATEGORISED], "")
    if (made.kinds, made.component) != was:
        codes = ".".join(made.kinds).lower()
        said = {"kinds": codes, "version": made.kinds_version, "component": made.component}
        note(complaint, "categorised", by=by, at=at, facts=said)


def _raise(complaint: Complaint, made: Verification, findings: Findings, *, by: Actor, at: datetime) -> None:
    """Tell coordinator and overseer what they have to know at once."""
    why = findings.urgent or (Urgency.Why.LIFE if HardFlag.DANGER in made.flags else "")
    if why:
        mark_urgent(complaint, Urgency.Why(why), by=by, at=at)
    if OVERSEER_TOLD.intersection(made.flags):
        escalate_once(complaint, Escalation.Why.FLAG, by=by, at=at)


def _check(findings: Findings) -> None:
    ticks = set(findings.checks.values())
    whole = set(findings.checks) == set(QUESTIONS) and ticks <= set(Tick.values)
    if not whole or findings.klass not in CLASSES or findings.route not in Route.values:
        raise Unanswered
    _check_codes(findings)
    talk = findings.route == Route.TALK
    if findings.hard and talk:
        raise HardFlagged
    advised = taxonomy.advises_formal(findings.kinds)
    needs_reason = bool(findings.flags & SOFT) or advised if talk else not findings.hard and not advised
    if needs_reason and not findings.reason.strip():
        raise NoReason


def _check_codes(findings: Findings) -> None:
    """Refuse what no form of ours offers."""
    unknown = (findings.flags - FLAGS.keys()) | (findings.kinds - taxonomy.kinds().keys())
    unknown |= findings.notes.keys() - set(QUESTIONS)
    unknown |= {findings.component} - taxonomy.components().keys() - {""}
    unknown |= {findings.urgent} - set(Urgency.Why.values) - {""}
    if unknown:
        raise ValueError(f"unknown codes: {', '.join(sorted(unknown))}")


def _first_flag(findings: Findings) -> str:
    """The weightiest flag; the ledger needs no more than why a route was forced."""
    return min(findings.marks, key=lambda flag: (flag not in HARD, flag), default="")


@transaction.atomic
def open_dialogue(
    complaint: Complaint, *, wished: bool = False, by: Actor, at: datetime, seen: int | None = None
) -> None:
    """
    Start the guided conversation.

    :param wished: the person said that they want to talk; needed to leave an examination.
    :raises NotVerified, NotContacted: before verification and a first personal contact are recorded.
    :raises HardFlagged: if a hard flag forbids a joint talk.
    :raises NotWished: if an examination would be left without the person's wish.
    :raises Gone, NotYours, NotNow: as `advance`.
    """
    check_sight(complaint, by, at)
    check_seen(complaint, seen)
    found = last(complaint)
    if found is None:
        raise NotVerified
    if found.hard:
        raise HardFlagged
    if not contacted(complaint):
        raise NotContacted
    if complaint.state == State.EXAMINING and not wished:
        raise NotWished
    advance(complaint, journey.OPEN_DIALOGUE, by=by, at=at)


@transaction.atomic
def examine(complaint: Complaint, *, by: Actor, at: datetime, seen: int | None = None) -> None:
    """
    Start the formal route. The person may ask for it at any time ("jalur resmi"), at no cost to them.

    :raises NotVerified: if a handler does so before verification is recorded.
    :raises Gone, NotYours, NotNow: as `advance`.
    """
    check_sight(complaint, by, at)
    check_seen(complaint, seen)
    found = last(complaint)
    if found is None and by.role is not Role.COMPLAINANT:
        raise NotVerified
    flag = found.hard[0] if found and found.hard else ""
    advance(complaint, journey.EXAMINE, by=by, at=at, facts={"flag": flag})


def last(complaint: Complaint) -> Verification | None:
    """Return the verification that holds."""
    return complaint.verifications.order_by("-at", "-pk").first()


def as_handler(complaint: Complaint, by: Actor, at: datetime) -> None:
    """
    Make sure that `by` handles this complaint.

    :raises Gone: if it does not exist for them.
    :raises NotYours: if they have another part.
    """
    check_sight(complaint, by, at)
    if standing(by, complaint, at) is not Role.HANDLER:
        raise NotYours
