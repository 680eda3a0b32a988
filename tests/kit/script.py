"""
The rules as the page's script holds them. `python -m tests.kit.script` writes them into the script.
"""

import re

from dengar.kit.identifying import for_browser
from tests.house.sources import ROOT

SCRIPT = ROOT / "dengar" / "web" / "kit" / "static" / "kit" / "tells.js"
LINE = re.compile(r"^const RULES = .*;$", re.MULTILINE)


def written() -> str:
    """Return the script with the rules as they are now."""
    line = f"const RULES = {for_browser()};"
    return LINE.sub(lambda _match: line, SCRIPT.read_text(encoding="utf-8"))


if __name__ == "__main__":
    SCRIPT.write_text(written(), encoding="utf-8")
