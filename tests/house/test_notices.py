"""Every kind of notice is sent somewhere: words that nobody ever reads promise what does not happen."""

import ast
from collections.abc import Iterator

from dengar.notices.kinds import KINDS
from tests.house.sources import sources

SENDERS = {"person", "desk", "somebody_else", "agency", "tell", "tell_all"}
TABLES = {"PERSON_AFTER", "REMINDER", "KIND"}  # what a sender takes its kind from
# Kinds of what is still to be built -> which part of the product sends them.
TO_COME = {
    "desk_due": "reminders to those who owe an answer",
    "desk_trouble": "made difficult: the person says so",
    "check_in": "after closing: how are you?",
}


def sent() -> set[str]:
    """Every text that stands in a call to a sender, or in a table from which one is chosen."""
    return {text for source in sources() for node in ast.walk(source.tree) if _sends(node) for text in _texts(node)}


def _sends(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name in SENDERS
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return name in TABLES
    return False


def _texts(node: ast.AST) -> Iterator[str]:
    for one in ast.walk(node):
        if isinstance(one, ast.Constant) and isinstance(one.value, str):
            yield one.value


def test_each_kind_is_sent_somewhere():
    assert set(KINDS) - sent() - set(TO_COME) == set()


def test_nothing_is_still_to_come_that_is_sent_already():
    assert set(TO_COME) & sent() == set()


def test_what_is_to_come_is_a_kind():
    assert set(TO_COME) <= set(KINDS)
