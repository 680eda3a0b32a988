"""What a person answers while filing, and what is still missing. Pure: sealed and opened elsewhere."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

STORY_MOST = 8_000  # characters, about five pages
LINE_MOST = 200

STEPS = ("about", "mode", "story", "files", "wishes", "contact", "check")
WISHES = ("solved", "explained", "apology", "money", "never_again", "heard", "by_date")
WHOM = ("self", "other", "ward")  # for whom somebody complains: themselves, another with consent, whom they care for
SAFE_HOURS = {"any": "", "morning": "Pagi, 08.00–11.00", "afternoon": "Siang, 13.00–15.30"}  # as work.hours reads them
DETAILS = {"phone": ("name", "phone", "safe_hours", "discreet"), "mail": ("name", "email")}  # kept for each way


@dataclass(frozen=True)
class Answers:
    """
    All answers of one filing. Empty means not answered yet.

    :param about: "service", "unknown" (somebody has to find out whose it is), "desk" (it concerns the complaint
        desk or the coordinator, and goes to the overseer).
    :param service_text: the service as the person calls it.
    :param counter: slug of the counter whose address they came by, if they say that it was there.
    :param mode: complaints.models.Mode; the page offers the stricter one, "confidential".
    :param when: the day it happened, as "2026-11-19"; optional.
    :param called: they asked to be called and to tell it then; the story may be empty.
    :param wish: what would make it right, as said by voice, where no list was read out.
    :param whom: one of WHOM. :param earlier: whom they have told before, and what came of it. :param loss: what it
        cost them. All three as they say it.
    :param cover: they ask that their name and number be covered in what they attach.
    :param wishes: codes of WISHES. :param wish_by: by which day, and why, in their own words.
    :param reach: complaints.models.Reach; "page" where nobody is named.
    :param safe_hours: a key of SAFE_HOURS.
    """

    kind: str = "complaint"
    about: str = ""
    agency_id: int | None = None
    service_id: int | None = None
    service_text: str = ""
    counter: str = ""
    mode: str = ""
    secret: bool = False
    called: bool = False
    story: str = ""
    when: str = ""
    whom: str = "self"
    cover: bool = False
    wishes: tuple[str, ...] = ()
    wish_by: str = ""
    wish: str = ""
    earlier: str = ""
    loss: str = ""
    reach: str = ""
    name: str = ""
    phone: str = ""
    email: str = ""
    safe_hours: str = "any"
    discreet: bool = True
    check_in: bool = False

    @property
    def anonymous(self) -> bool:
        return self.mode == "anonymous"

    def missing(self) -> list[str]:
        """Return the steps that have to be answered before it can be filed, in their order."""
        place = self.about in ("unknown", "desk") or (
            self.about == "service" and bool(self.agency_id or self.service_text)
        )
        answered = {
            "about": place,
            "mode": bool(self.mode),
            "story": self.called or bool(self.story.strip()),
            "contact": self.anonymous or (bool(self.reach) and bool(getattr(self, CONTACT.get(self.reach, "reach")))),
        }
        return [step for step in STEPS if not answered.get(step, True)]

    def to_file(self) -> "Answers":
        """Return what is kept on filing: nothing that a choice made since has made pointless."""
        if self.anonymous:
            return replace(self, reach="page", name="", phone="", email="", check_in=False)
        kept = DETAILS.get(self.reach, ())
        gone = {name for names in DETAILS.values() for name in names} - set(kept)
        defaults: dict[str, Any] = {field.name: field.default for field in fields(self)}
        wish_by = self.wish_by if "by_date" in self.wishes else ""
        return replace(self, wish_by=wish_by, **{name: defaults[name] for name in gone})

    def changed(self, changes: Mapping[str, Any]) -> "Answers":
        """Return these answers with some changed. TypeError for an answer that does not exist."""
        return replace(self, **dict(changes))

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Answers":
        """Read what `to_json` wrote; answers that no longer exist are left out."""
        known = {field.name for field in fields(cls)}
        given = {name: value for name, value in json.loads(text).items() if name in known}
        return cls(**{**given, "wishes": tuple(given.get("wishes", ()))})


CONTACT = {"phone": "phone", "mail": "email"}  # what a way of reaching someone cannot do without


@dataclass(frozen=True)
class Told:
    """What stays of the answers as the person's own account."""

    story: str
    when: str = ""
    wishes: tuple[str, ...] = ()
    wish_by: str = ""
    service_text: str = ""
    whom: str = "self"
    earlier: str = ""
    loss: str = ""
    wish: str = ""
    cover: bool = False

    @classmethod
    def of(cls, answers: Answers) -> "Told":
        return cls(**{field.name: getattr(answers, field.name) for field in fields(cls)})

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Told":
        given = json.loads(text)
        return cls(**{**given, "wishes": tuple(given.get("wishes", ()))})
