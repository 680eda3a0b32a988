"""What in a text tells, or was hidden, as pages mark it; and the words for each kind of it."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from dengar.kit.identifying import Kind
from dengar.kit.redaction import IN_PLACE, find, pieces
from dengar.web.kit.lines import Words

KIND_WORDS: dict[Kind, Words] = {
    Kind.EMAIL: _("an e-mail address"),
    Kind.NIK: _("a number of an identity card"),
    Kind.KK: _("a number of a family card"),
    Kind.ACCOUNT: _("an account number"),
    Kind.REGISTRATION: _("a file number"),
    Kind.PHONE: _("a telephone number"),
    Kind.PLATE: _("a number plate"),
    Kind.ADDRESS: _("an address"),
    Kind.DATE: _("a day"),
    Kind.NAME: _("a name"),
}

_HIDDEN = re.compile("(" + "|".join(re.escape(words) for words in IN_PLACE.values()) + ")")


@dataclass(frozen=True)
class Piece:
    """A piece of a text; `marked`: it tells, or it stands for what was hidden."""

    words: str
    marked: bool = False


def telling(text: str, names: Iterable[str] = (), kinds: Collection[Kind] = tuple(Kind)) -> list[Piece]:
    """Return a text in pieces, with what tells who somebody is marked, as far as it is one of `kinds`."""
    hits = [hit for hit in find(text, names) if hit.kind in kinds]
    return [Piece(words, kind is not None) for words, kind in pieces(text, hits)]


def hidden(text: str) -> list[Piece]:
    """Return a text in pieces, with what stands in the place of something hidden marked."""
    return [Piece(words, bool(_HIDDEN.fullmatch(words))) for words in _HIDDEN.split(text) if words]


def kinds_in(text: str, names: Iterable[str] = ()) -> list[Words]:
    """Return in words what tells in a text, each kind once, in the order of the text."""
    return [KIND_WORDS[kind] for kind in dict.fromkeys(hit.kind for hit in find(text, names))]
