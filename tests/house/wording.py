"""Which words a source shows to people: what gettext would extract."""

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

# function -> (which argument is the msgid, which is the context)
CALLS = {
    "_": (0, None),
    "gettext": (0, None),
    "gettext_lazy": (0, None),
    "gettext_noop": (0, None),
    "ngettext": (0, None),
    "ngettext_lazy": (0, None),
    "pgettext": (1, 0),
    "pgettext_lazy": (1, 0),
    "npgettext": (1, 0),
    "npgettext_lazy": (1, 0),
}
# What `templatize` makes of a template is nearly Python: calls of these names, among lines of X.
TEMPLATE_CALL = re.compile(r"\b(n?p?gettext|_)\(")


class Word(NamedTuple):
    msgid: str
    context: str = ""
    plural: str = ""  # a catalogue that holds the singular alone is not asked for it

    def __str__(self) -> str:
        return f"[{self.context}] {self.msgid!r}" if self.context else repr(self.msgid)


def words_of_python(tree: ast.AST) -> Iterator[Word]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (name := _name(node.func)) in CALLS:
            word = _word(node, *CALLS[name], counts=name.startswith("n"))
            if word:
                yield word


def words_of_template(templatized: str) -> Iterator[Word]:
    """Read the output of django.utils.translation.templatize."""
    for match in TEMPLATE_CALL.finditer(templatized):
        yield from words_of_python(ast.parse(_whole_call(templatized[match.start() :]), mode="eval"))


def _whole_call(text: str) -> str:
    for end in (position for position, sign in enumerate(text) if sign == ")"):
        try:
            ast.parse(text[: end + 1], mode="eval")
        except SyntaxError:
            continue
        return text[: end + 1]
    raise ValueError(f"not a call: {text[:80]!r}")


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _word(call: ast.Call, msgid_at: int, context_at: int | None, *, counts: bool) -> Word | None:
    texts = dict(enumerate(_text(argument) or "" for argument in call.args))
    msgid, plural_at = texts.get(msgid_at), msgid_at + 1
    context = "" if context_at is None else texts.get(context_at, "")
    return Word(msgid, context, texts.get(plural_at, "") if counts else "") if msgid else None


def _text(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
