"""docs/house.md shows the rooms that stand, and names tests that are there."""

import re

from tests.house.sources import ROOT

PAGE = (ROOT / "docs" / "house.md").read_text(encoding="utf-8")


def test_the_drawing_shows_every_room_and_no_other():
    drawing = PAGE.split("```")[1]
    rows = [re.split(r"\s{2,}", line.strip())[0] for line in drawing.splitlines() if not line.startswith(" --")]
    drawn = {room for row in rows for room in re.split(r"\s*\|\s*", row) if re.fullmatch(r"[a-z]+", room)}
    assert drawn == {path.parent.name for path in (ROOT / "dengar").glob("*/__init__.py")}


def test_every_file_that_it_names_is_there():
    named = re.findall(r"`((?:tests|docs|script|dengar)/[\w/.]+)`", PAGE)
    assert named
    assert not [name for name in named if not (ROOT / name).exists()]
