"""What the environment may say is written down for the technician, and read in one place."""

import re
import tomllib

import pytest

from dengar.config.environment import KNOWN
from tests.house.sources import ROOT, sources


def test_the_manual_describes_every_variable_and_no_other():
    manual = (ROOT / "docs" / "operate.md").read_text(encoding="utf-8")
    described = set(re.findall(r"^\| `([A-Z_]+)` \|", manual, re.MULTILINE))
    assert described == set(KNOWN)


def test_the_environment_is_read_in_one_place():
    readers = {str(source) for source in sources() if re.search(r"\bos\.environ\b(?!\.setdefault)", source.text)}
    assert readers <= {"dengar/config/settings.py", "dengar/kit/now.py"}


@pytest.mark.parametrize(("lock", "extras"), [("base", []), ("dev", ["dev"])])
def test_the_locks_hold_what_the_project_asks_for_and_no_address(lock, extras):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = project["dependencies"] + [name for extra in extras for name in project["optional-dependencies"][extra]]
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    locked = {name.lower().replace("_", "-") for name in re.findall(r"^([\w.-]+)==", text, re.MULTILINE)}
    assert {re.split(r"[\[<>=]", name)[0].lower() for name in asked} <= locked, "run script/lock"
    assert "://" not in text
    assert text.count("--hash=sha256:") >= len(locked)


def test_the_documentation_leads_to_each_of_its_pages():
    navigation = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    pages = sorted(path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md"))
    assert not [page for page in pages if page not in navigation]
    index = (ROOT / "docs" / "decisions" / "index.md").read_text(encoding="utf-8")
    assert not [
        page for page in pages if page.startswith("decisions/0") and page.removeprefix("decisions/") not in index
    ]
