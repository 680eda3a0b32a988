"""
Ready texts for officers, as data: the sentences are content/answers/*.toml, in both languages.

A mall may put a copy of its own into its data folder. A field in braces is filled from the report where its value is
known; what is left has to be filled by the officer before it can be sent. Pure: no database, no Django.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dengar.kit import folders

CONTENT = folders.CONTENT / "answers"
PLACES = ("message", "reply")
OPEN = re.compile(r"\{[^{}\n]{1,60}\}")
# What a field is called in each language -> which value of the report it stands for.
KNOWN: Mapping[str, Mapping[str, str]] = {
    "id": {"petugas": "officer", "mpp": "mall", "instansi": "agency", "layanan": "service", "tanggal": "date"},
    "en": {"officer": "officer", "mall": "mall", "agency": "agency", "service": "service", "date": "date"},
}


@dataclass(frozen=True)
class Ready:
    """One text with its fields still open."""

    name: str
    title: str
    place: str
    text: str

    def filled(self, known: Mapping[str, str], language: str) -> str:
        """
        Return the text for one report.

        :param known: "officer", "mall", "agency", "service", "date" -> its value; a missing or empty one stays open.
        """
        text = self.text
        for field, name in KNOWN[language].items():
            if value := known.get(name, ""):
                text = text.replace(f"{{{field}}}", value)
        return text


class BadAnswers(Exception):
    """A file of content/answers does not hold what it needs; the message says which and what."""


def unfilled(words: str) -> list[str]:
    """Return the fields that are still open, with their braces, each once, in their order."""
    return list(dict.fromkeys(OPEN.findall(words)))


@cache
def answers(language: str, own: Path | None = None) -> tuple[Ready, ...]:
    """
    Return all texts in `language` ("id" or "en"), in the file's order. Read once; a change counts after a restart.

    :param own: the folder in which a mall may keep texts of its own.
    :raises BadAnswers: if the file is missing or lacks something.
    """
    folder = own if own is not None and own.is_dir() else CONTENT
    return read(folder / f"answers.{language}.toml")


def read(path: Path) -> tuple[Ready, ...]:
    """
    Read one file.

    :raises BadAnswers: if it is missing, is no TOML, lacks something, or names a text twice.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        found = tuple(
            Ready(str(one["name"]), str(one["title"]), str(one["place"]), str(one["text"]).strip())
            for one in raw["answer"]
        )
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadAnswers(f"{path.name}: {error}") from error
    except (KeyError, TypeError) as error:
        raise BadAnswers(f"{path.name}: an [[answer]] lacks {error}") from error
    if len({one.name for one in found}) != len(found):
        raise BadAnswers(f"{path.name}: a name stands there twice")
    if wrong := [one.name for one in found if one.place not in PLACES or not one.text]:
        raise BadAnswers(f"{path.name}: no text, or no such place: {', '.join(wrong)}")
    return found
