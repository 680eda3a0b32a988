"""
The guide of the conversation as data: what to do before and after, phases, prompts, what may be written under them.

The sentences are content/method/*.toml, in both languages; a mall may put a copy of its own into its data folder.
The code knows only the fields. `proofreading` says what a file must be like. Pure: no database, no Django.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from dengar.kit import folders

CONTENT = folders.CONTENT / "method"
LANGUAGES = ("id", "en")

# The seven questions of the feasibility test, asked of one option at a time.
QUESTIONS = ("lawful", "authority", "who", "until", "cost", "free", "otherwise")
ENOUGH = tuple(f"{name}_ok" for name in QUESTIONS)  # is the answer enough? One of VERDICTS
VERDICTS = ("yes", "no")
HEARD = ("heard", "agency_heard")  # "was I heard?", 1 to 4, as each side said it at the end of a talk
SCORES = ("1", "2", "3", "4")

# phase -> fields of free words. Only summary and need (rows of their own) and a promise are mandatory.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "intake": ("story",),
    "exploration": ("emotion", "interest", "agency_emotion"),
    "turning": ("blame", "frame", "forward"),
    "options": (),
    "closing": (*QUESTIONS, *ENOUGH, *HEARD),
}
LABELLED = {phase: tuple(name for name in names if name not in ENOUGH) for phase, names in FIELDS.items()}
OPTION = "option"  # where an answer to a question about ways out goes
TO = ("person", "officer", "both")
KNOWN = ("officer", "mall")  # placeholders that always have a value
PLACEHOLDERS = (*KNOWN, "service", "agency")


@dataclass(frozen=True)
class Prompt:
    """
    One sentence that a handler may say, with the word for what it does.

    :ivar to: to whom: one of TO.
    :ivar plain: the sentence where `says` names something that is not known in this report.
    :ivar written: the same question for somebody who is written to; empty: it cannot be sent.
    :ivar into: under which field of the phase (or OPTION) a written answer is put.
    """

    name: str
    says: str
    to: str = "both"
    plain: str = ""
    written: str = ""
    into: str = ""

    def about(self, known: Mapping[str, str]) -> "Prompt":
        """Return it for one report. `known`: placeholder -> its value there, empty where nothing is known."""
        named = {name: known.get(name, "") for name in PLACEHOLDERS}
        whole = all(named[name] for name in PLACEHOLDERS if f"{{{name}}}" in self.says)
        says, written = (text.format_map(named) for text in (self.says if whole else self.plain, self.written))
        return replace(self, says=says, written=written)


@dataclass(frozen=True)
class Guide:
    """What a handler sees in one phase, in one language."""

    phase: str
    title: str
    aim: str  # a line for the list of phases
    prompts: tuple[Prompt, ...]
    stuck: tuple[str, ...]  # what to say when it does not move
    labels: Mapping[str, str]  # field -> label

    def about(self, known: Mapping[str, str]) -> "Guide":
        """Return it for one report, as Prompt.about."""
        return replace(self, prompts=tuple(prompt.about(known) for prompt in self.prompts))


@dataclass(frozen=True)
class Sheet:
    """What to think of before a talk, or to do after it."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Reframe:
    """
    What one hears when somebody blames, and the need in it that one may offer instead.

    :ivar cues: words by which such blame is known in what somebody wrote; small letters.
    """

    hears: str
    says: str
    cues: tuple[str, ...] = ()

    def heard_in(self, words: str) -> str:
        """Return the first cue that stands in `words`, as whole words; empty if none does."""
        return next((cue for cue in self.cues if re.search(rf"(?<!\w){re.escape(cue)}(?!\w)", words.lower())), "")


@dataclass(frozen=True)
class Method:
    """The whole guide in one language."""

    before: Sheet
    phases: tuple[Guide, ...]
    after: Sheet
    reframes: tuple[Reframe, ...]


class BadGuide(Exception):
    """A file of the guide does not hold what it needs; the message says which and what."""


def blame_in(words: str, own: Path | None = None) -> dict[int, str]:
    """
    Return which examples of blame and need fit what was written: place among the reframes -> the cue found.

    Both languages are looked through, whichever the reader reads: people write in their own.
    """
    whole = [method(language, own).reframes for language in LANGUAGES]
    found = ((place, one.heard_in(words)) for reframes in whole for place, one in enumerate(reframes))
    return {place: cue for place, cue in found if cue}


def folder_of(own: Path | None = None) -> Path:
    """Return where the guide lies: the mall's own folder if there is one, else what came with Dengar."""
    if own is not None and own.is_dir():
        return own
    return CONTENT


@cache
def method(language: str, own: Path | None = None) -> Method:
    """
    Return the guide in `language` ("id" or "en"). It is read once; a changed file counts after a restart.

    :param own: the folder in which a mall may keep a guide of its own.
    :raises BadGuide: if the file is missing or lacks something.
    """
    return read(folder_of(own) / f"conversation.{language}.toml")


def guide(language: str, own: Path | None = None) -> tuple[Guide, ...]:
    """Return the five phases, in their order. As `method`."""
    return method(language, own).phases


def read(path: Path) -> Method:
    """
    Read one file.

    :raises BadGuide: if the file is missing or lacks something.
    """
    raw = load(path)
    try:
        return Method(
            before=_sheet(path.name, "before", raw.get("before")),
            phases=tuple(_phase(path.name, name, raw.get(name)) for name in FIELDS),
            after=_sheet(path.name, "after", raw.get("after")),
            reframes=tuple(_reframe(one) for one in raw.get("reframe", ())),
        )
    except (KeyError, TypeError) as error:
        raise BadGuide(f"{path.name}: [[reframe]] lacks {error}") from error


def load(path: Path) -> dict[str, Any]:
    """
    Return a file as it stands.

    :raises BadGuide: if it is missing or is no TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadGuide(f"{path.name}: {error}") from error


def _sheet(file: str, name: str, raw: object) -> Sheet:
    if not isinstance(raw, dict) or not raw.get("title") or not isinstance(raw.get("lines"), list):
        raise BadGuide(f"{file}: [{name}] needs a title and lines")
    return Sheet(str(raw["title"]), tuple(str(line) for line in raw["lines"]))


def _reframe(raw: Mapping[str, Any]) -> Reframe:
    return Reframe(str(raw["hears"]), str(raw["says"]), tuple(str(cue) for cue in raw.get("cues", ())))


def _phase(file: str, name: str, raw: object) -> Guide:
    if not isinstance(raw, dict):
        raise BadGuide(f"{file}: the phase [{name}] is missing")
    try:
        found = Guide(
            phase=name,
            title=str(raw["title"]),
            aim=str(raw["aim"]),
            prompts=tuple(Prompt(**{key: str(value) for key, value in one.items()}) for one in raw["prompts"]),
            stuck=tuple(str(line) for line in raw.get("stuck", ())),
            labels={key: str(value) for key, value in raw.get("labels", {}).items()},
        )
    except (AttributeError, KeyError, TypeError) as error:
        raise BadGuide(f"{file}: [{name}] lacks {error}") from error
    if missing := set(LABELLED[name]) - set(found.labels):
        raise BadGuide(f"{file}: [{name}] has no label for {', '.join(sorted(missing))}")
    return found
