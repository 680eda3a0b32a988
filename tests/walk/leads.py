"""
Ways deep into the journey: some reports are led along them, while chance goes on around them.

Chance alone seldom strings together the ten acts that a hearing's summary needs. A leg of a lead is tried by
somebody who may, with words and rows that make sense; it is tried again when an accident or another's act comes
in between, and given up when the journey has taken the report elsewhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from dengar.close.models import Objection
from dengar.complaints import journey
from dengar.complaints.models import Concern, Contact, Kind
from dengar.kit.actors import Role
from dengar.talk.models import Side
from tests.walk.town import Town

TRIES = 5


@dataclass(frozen=True)
class Leg:
    """
    One act on the way.

    :param aim: what is not left to chance, by the names that the act gives to `Try.draw`.
    :param by: of the roles that would sensibly do it, this one; None: any of them.
    :param days: that pass before it.
    """

    act: str
    aim: Mapping[str, object] = field(default_factory=dict)
    by: Role | None = None
    days: int = 0


def _filed(kind: Kind = Kind.COMPLAINT) -> Leg:
    return Leg("file", {"kind": kind})


def _checked(move: journey.Move | None) -> Leg:
    return Leg("verify", {"move": move, "route": "formal" if move is journey.EXAMINE else "talk"})


def _summed(side: Side) -> Leg:
    """A summary that its side has yet to confirm."""
    return Leg("hold", {"side": side, "how": ""})


FILED = _filed()
REACHED = Leg("record_contact", {"way": Contact.Way.CALL, "outcome": Contact.Outcome.REACHED})
TALKING = (FILED, REACHED, _checked(journey.OPEN_DIALOGUE))
EXAMINING = (FILED, _checked(journey.EXAMINE))
PROPOSED = Leg("propose", {"promises": 1}, by=Role.HANDLER)
SILENT = Leg("chase")
EXAMINED_AGAIN = {"wish": Objection.Wish.EXAMINE}

LEADS: dict[str, tuple[Leg, ...]] = {
    "both sides speak, and agree": (
        *TALKING,
        Leg("let_in", {"concern": Concern.UNIT}),
        _summed(Side.COMPLAINANT),
        Leg("confirm_summary"),
        _summed(Side.AGENCY),
        Leg("correct_summary"),
        Leg("add_option", by=Role.COMPLAINANT),
        Leg("add_option", by=Role.LIAISON),
        PROPOSED,
        Leg("counter", {"promises": 1}, by=Role.COMPLAINANT),
        Leg("decline", by=Role.LIAISON),
        Leg("propose_for", {"promises": 1}),
        Leg("decline", by=Role.COMPLAINANT),
        PROPOSED,
        Leg("accept"),
        Leg("accept"),
        Leg("ask_extension"),
        Leg("answer_extension"),
        Leg("keep"),
        Leg("report_done"),
        SILENT,
        Leg("lapse", days=11),
        Leg("reopen", by=Role.HANDLER),
    ),
    "both talk together": (
        *TALKING,
        Leg("let_in", {"concern": Concern.UNIT}),
        Leg("ask_joint", {"hours": 20}),
        Leg("answer_joint", by=Role.COMPLAINANT),
        Leg("answer_joint", by=Role.LIAISON),
        Leg("remind_of_talks"),
        Leg("end_joint", {"held": True}, days=1),
    ),
    "together by voice": (
        *TALKING,
        Leg("ask_joint", {"hours": 50}),
        Leg("speak_joint"),
        Leg("end_joint", {"held": False}),
    ),
    "in writing, and alone": (
        *TALKING,
        Leg("hold"),
        Leg("ask_in_writing"),
        Leg("say", by=Role.COMPLAINANT),
        Leg("take_over"),
        Leg("keep_apart", by=Role.COMPLAINANT),
        Leg("end_apart", by=Role.COMPLAINANT),
    ),
    "more time, by voice": (
        *TALKING,
        Leg("let_in", {"concern": Concern.UNIT}),
        Leg("prepare"),
        PROPOSED,
        Leg("accept"),
        Leg("accept"),
        Leg("ask_extension"),
        Leg("answer_extension_for"),
    ),
    "the respondent is heard": (
        *TALKING,
        Leg("let_in", {"concern": Concern.PERSON}),
        Leg("open_hearing"),
        Leg("answer_hearing"),
        Leg("summarise_hearing"),
        Leg("answer_summary"),
        Leg("examine"),
        Leg("decide", {"remedies": 1}),
        Leg("remedy_done"),
        Leg("report_done"),
        Leg("confirm"),
        Leg("fairness"),
    ),
    "a second decision stands": (
        *EXAMINING,
        Leg("decide", {"remedies": 0}),
        Leg("tell_recorded"),
        Leg("object_to", EXAMINED_AGAIN),
        Leg("take_second"),
        Leg("decide", {"remedies": 0}),
        Leg("stand", days=15),
    ),
    "only the overseer is left to examine": (
        *EXAMINING,
        Leg("decide", {"remedies": 0}, by=Role.HANDLER),
        Leg("object_to", EXAMINED_AGAIN),
        *[Leg("recuse", {"officer": "next examiner"}, by=Role.HANDLER)] * 4,  # two more handlers, two coordinators
        Leg("hand_to_overseer"),
        Leg("decide", {"remedies": 0}),
    ),
    "what was missing never came": (
        FILED,
        Leg("ask"),
        Leg("complete"),
        Leg("ask"),
        SILENT,
        Leg("expire", days=31),
    ),
    "withdrawn": (
        FILED,
        Leg("request_withdrawal"),
        Leg("take_back_withdrawal"),
        Leg("request_withdrawal"),
        Leg("ask_before_withdrawing", days=1),
        Leg("answer_withdrawal"),
        Leg("check_withdrawal"),
        Leg("withdraw", days=3),
        Leg("object_to", EXAMINED_AGAIN),
    ),
    "by voice": (
        FILED,
        REACHED,
        _checked(None),
        Leg("open_dialogue"),
        Leg("hold"),
        Leg("enter"),
        Leg("speak", {"move": journey.CONFIRM}),
        Leg("called_back"),
        Leg("reset_words"),
    ),
    "taken by another body": (FILED, Leg("forward_ask"), Leg("forward_answered")),
    "a question": (_filed(Kind.QUESTION), Leg("reply")),
    "a suggestion": (_filed(Kind.SUGGESTION), Leg("reply")),
    "somebody keeps out": (Leg("keep_out"), Leg("come_back")),
    "at the counter": (Leg("settle"), Leg("confirm")),
    "the person's own": (
        FILED,
        REACHED,
        Leg("say_whether_heard"),
        Leg("open_identity", by=Role.HANDLER),
        Leg("change_mode"),
        Leg("rotate_words"),
        Leg("take_in_hand"),
        Leg("mark_urgent"),
        Leg("end_urgency"),
        Leg("name_respondents", {"concern": Concern.UNIT}),
        Leg("let_in", {"concern": Concern.UNIT}),
        Leg("end_grant"),
        Leg("recuse", by=Role.COORDINATOR),
        Leg("any_move"),
        Leg("dismiss"),
    ),
}


class Guide:
    """Which lead is gone now, how far, and with which report; one lead after the other, in an order by chance."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._waiting: list[str] = []
        self._start()

    def _start(self) -> None:
        if not self._waiting:
            self._waiting = self._chance.sample(sorted(LEADS), len(LEADS))
        self._legs = LEADS[self._waiting.pop()]
        self._next = self._tries = 0
        self.complaint: int | None = None  # None: whichever is at hand, until the first leg has filed one

    def forget(self) -> None:
        """A new town has opened: the report is not there any more."""
        self._start()

    @property
    def leg(self) -> Leg:
        return self._legs[self._next]

    @property
    def days(self) -> int:
        """How long to wait now: only before the first try."""
        return 0 if self._tries else self.leg.days

    def tried(self, town: Town, *, done: bool) -> None:
        """Go on to the next leg, or try this one again, or give it up."""
        self._tries += 1
        if done:
            if self.leg.act in ("file", "settle"):
                self.complaint = town.complaints[-1]
            self._next, self._tries = self._next + 1, 0
        if self._next == len(self._legs) or self._tries == TRIES:
            self._start()
