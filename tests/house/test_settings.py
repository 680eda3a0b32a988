"""What the environment may say is written down for the technician, and read in one place."""

import re

from dengar.config.environment import KNOWN
from tests.house.sources import ROOT, sources


def test_the_manual_describes_every_variable_and_no_other():
    manual = (ROOT / "docs" / "operate.md").read_text(encoding="utf-8")
    described = set(re.findall(r"^\| `([A-Z_]+)` \|", manual, re.MULTILINE))
    assert described == set(KNOWN)


def test_the_environment_is_read_in_one_place():
    readers = {str(source) for source in sources() if re.search(r"\bos\.environ\b(?!\.setdefault)", source.text)}
    assert readers <= {"dengar/config/settings.py", "dengar/kit/now.py"}
