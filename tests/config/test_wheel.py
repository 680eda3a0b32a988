"""
The wheel holds everything: built from the sources alone, installed apart from them, and opened.

Its libraries are those of the tests, lent by a .pth file: installing them anew would only cost time.
"""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import urllib.request
import zipfile
from contextlib import contextmanager

import pytest

from tests.config.test_serving import PATIENCE, ROOT, children, free_port, is_alive, status, wait_for

pytestmark = pytest.mark.slow
SOURCES = ["pyproject.toml", "setup.py", "MANIFEST.in", "README.md", "LICENSE", "dengar", "content", "deploy"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Built from a copy without anything that was compiled or gathered before."""
    place = tmp_path_factory.mktemp("sources")
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
        else:
            shutil.copy(ROOT / name, place / name)
    target = tmp_path_factory.mktemp("dist")
    pip("wheel", "--no-deps", "--no-build-isolation", "--no-index", "--no-cache-dir", "-w", target, place)
    [made] = target.glob("dengar-*.whl")
    return made


@pytest.fixture(scope="module")
def program(wheel, tmp_path_factory):
    """Return the console command of a fresh environment in which the wheel was installed."""
    place = tmp_path_factory.mktemp("venv")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", place], check=True, timeout=PATIENCE)
    pip("--python", place / "bin" / "python", "install", "--no-deps", "--no-index", wheel)
    [libraries] = place.glob("lib/python*/site-packages")
    (libraries / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return place / "bin" / "dengar"


def pip(*words):
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr


class Mall:
    """One installation of the wheel; nothing in its environment leads to the sources."""

    def __init__(self, program, folder):
        folder.mkdir()
        self.program, self.folder, self.port = program, folder, free_port()
        self.env = {"PATH": os.environ["PATH"], "DENGAR_DATA_DIR": str(folder / "data"), "PORT": str(self.port)}

    def run(self, *words):
        done = subprocess.run(
            [self.program, *map(str, words)], env=self.env, cwd=self.folder, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    @contextmanager
    def open(self):
        process = subprocess.Popen([self.program, "serve"], env=self.env, cwd=self.folder)
        try:
            wait_for(lambda: status(self.port) == 200)
            yield process
        finally:
            process.terminate()
            process.wait(PATIENCE)

    def get(self, path):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20) as answer:
            return answer.read().decode()


def test_it_is_set_up_opened_copied_and_restored_away_from_its_sources(program, tmp_path):
    mall = Mall(program, tmp_path / "mall")
    mall.run("migrate", "-v0")
    assert "/undangan/" in mall.run("setup", "--name", "MPP Uji", "--slug", "uji", "--coordinator-email", "n@x.example")
    with mall.open() as process:
        page = mall.get("/")
        assert "MPP Uji" in page
        assert "Sampaikan" in page or "Lapor" in page  # the compiled translations
        [style] = re.findall(r'href="(/static/kit/kit\.[0-9a-f]+\.css)"', page)
        assert "{" in mall.get(style)
        family = [process.pid, *children(process.pid)]
    assert not any(is_alive(pid) for pid in family)
    mall.run("work", "--once")
    mall.run("backup", mall.folder / "copy", "--keys", mall.folder / "keys")
    other = Mall(program, tmp_path / "other")
    other.run("restore", mall.folder / "copy", "--keys", mall.folder / "keys")
    assert "1 " in other.run("verify_ledger")
    with other.open():
        assert "MPP Uji" in other.get("/")


def test_it_holds_what_the_repository_holds(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    patterns = ["*.py", "*/templates/**/*.html"]
    wanted = {str(path.relative_to(ROOT)) for pattern in patterns for path in (ROOT / "dengar").rglob(pattern)}
    wanted |= {f"dengar/{path.relative_to(ROOT)}" for name in ("content", "deploy") for path in files(ROOT / name)}
    wanted |= {str(po.relative_to(ROOT).with_suffix(".mo")) for po in (ROOT / "dengar").rglob("*.po")}
    assert not wanted - names
    assert not [name for name in names if name.startswith(("tests", "bench", "setup"))]


def files(folder):
    return [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"]


def test_without_a_folder_it_writes_nowhere(program, tmp_path):
    done = subprocess.run(
        [program, "migrate"], env={"PATH": os.environ["PATH"]}, cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "DENGAR_DATA_DIR" in done.stderr
    assert "Traceback" not in done.stderr
