"""The glossary says all, and nothing that is not there."""

import ast
import re

from django.apps import apps

from dengar.complaints.journey import MOVES, State
from dengar.kit.actors import Role
from tests.house.sources import ROOT, sources

TEXT = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
ROWS = [line.split("|") for line in TEXT.splitlines() if line.startswith("|")]
NAMED = {name for row in ROWS for name in re.findall(r"`([^`]+)`", row[2])}


def names_in_code() -> set[str]:
    names = {part for source in sources() for part in source.path.with_suffix("").parts}
    for source in sources():
        for node in ast.walk(source.tree):
            match node:
                case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
                    names.add(name)
                case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name):
                    names.add(name)
    return names | set(State.values) | set(Role) | {move.name for move in MOVES}


def test_every_model_has_a_row():
    ours = {model.__name__ for model in apps.get_models() if model.__module__.startswith("dengar.")}
    assert not ours - NAMED


def test_every_state_move_and_role_has_a_row():
    assert not (set(State.values) | {move.name for move in MOVES} | set(Role)) - NAMED


def test_every_name_in_the_glossary_exists_in_the_code():
    assert not NAMED - names_in_code()


def test_the_page_of_the_journey_names_every_state_and_move():
    page = (ROOT / "docs" / "journey.md").read_text(encoding="utf-8")
    for name in [*State.values, *(move.name for move in MOVES)]:
        assert f"`{name}`" in page, name
