"""
The guide of the conversation as data: phases, prompts, and what may be written under them.

The prompts are content/method/*.toml, written in both languages by whoever teaches the method;
the code knows only the fields. Pure: no database, no Django.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CONTENT = Path(__file__).resolve().parents[2] / "content" / "method"
PACKAGED = Path(__file__).resolve().parents[1] / "content" / "method"  # where a wheel carries it

# phase -> fields of free words. Only summary and need (rows of their own) and a promise are mandatory.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "intake": ("story",),
    "exploration": ("emotion",),
    "turning": ("blame", "frame", "forward"),
    "options": (),
    "closing": ("lawful", "authority", "who", "until", "cost", "free", "otherwise"),
}


@dataclass(frozen=True)
class Prompt:
    """One sentence that a handler may say, with the word for what it does."""

    name: str
    says: str


@dataclass(frozen=True)
class Guide:
    """What a handler sees in one phase, in one language."""

    phase: str
    title: str
    aim: str  # a line for the list of phases
    prompts: tuple[Prompt, ...]
    stuck: tuple[str, ...]  # what to say when it does not move
    labels: Mapping[str, str]  # field -> label


class BadGuide(Exception):
    """A file of content/method does not hold what a guide needs; the message says which and what."""


@cache
def guide(language: str) -> tuple[Guide, ...]:
    """
    Return the five phases in `language` ("id" or "en"), in their order.

    :raises BadGuide: if the file is missing or lacks something.
    """
    folder = CONTENT if CONTENT.is_dir() else PACKAGED
    path = folder / f"conversation.{language}.toml"
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BadGuide(f"{path.name}: {error}") from error
    return tuple(_phase(path.name, name, raw.get(name)) for name in FIELDS)


def _phase(file: str, name: str, raw: object) -> Guide:
    if not isinstance(raw, dict):
        raise BadGuide(f"{file}: the phase [{name}] is missing")
    try:
        found = Guide(
            phase=name,
            title=str(raw["title"]),
            aim=str(raw["aim"]),
            prompts=tuple(Prompt(str(one["name"]), str(one["says"])) for one in raw["prompts"]),
            stuck=tuple(str(line) for line in raw.get("stuck", ())),
            labels={key: str(value) for key, value in raw.get("labels", {}).items()},
        )
    except (KeyError, TypeError) as error:
        raise BadGuide(f"{file}: [{name}] lacks {error}") from error
    if missing := set(FIELDS[name]) - set(found.labels):
        raise BadGuide(f"{file}: [{name}] has no label for {', '.join(sorted(missing))}")
    return found
