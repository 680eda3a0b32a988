"""The house as real processes: it answers, it stops as a whole, and it says why when it cannot start."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120  # seconds; a busy machine is slow, not wrong
pytestmark = pytest.mark.slow


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(folder, **more):
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return kept | {"DENGAR_DATA_DIR": str(folder), "PYTHONPATH": str(ROOT)} | more


def dengar(*arguments, folder, **more):
    """Run one command to its end."""
    command = [sys.executable, "-m", "dengar", *arguments]
    return subprocess.run(
        command, env=environment(folder, **more), cwd=folder, capture_output=True, text=True, timeout=PATIENCE
    )


@contextmanager
def house(folder, *arguments, **more):
    """Server and worker, as `script/server` starts them; yields the process and its port."""
    port = free_port()
    with (folder / "out").open("w") as out, (folder / "err").open("w") as err:
        process = subprocess.Popen(
            [sys.executable, "-m", "dengar", "serve", "--migrate", *arguments],
            env=environment(folder, PORT=str(port), **more),
            cwd=folder,
            stdout=out,
            stderr=err,
        )
        try:
            yield process, port
        finally:
            process.terminate()
            process.wait(PATIENCE)


def said(folder):
    return (folder / "out").read_text()


def wait_for(condition):
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.1)


def status(port, path="/sehat"):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return None


def children(pid):
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def is_alive(pid):
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


@pytest.fixture(scope="module", autouse=True)
def static_files():
    """What `script/setup` gathers; here without a house that was set up."""
    made = ROOT / "staticfiles" / "staticfiles.json"
    if not made.exists():
        subprocess.run([ROOT / "script" / "setup"], check=True, timeout=300)


def test_it_answers_and_says_its_address_once(tmp_path):
    with house(tmp_path, "--example") as (process, port):
        wait_for(lambda: "answers" in said(tmp_path))
        assert said(tmp_path).count(f"http://127.0.0.1:{port}/\n") == 1
        assert said(tmp_path).endswith(f"Dengar answers at http://127.0.0.1:{port}/\n")
        assert status(port) == 200
        assert status(port, "/") == 200
        assert status(port, "/tidak-ada/") == 404
        family = [process.pid, *children(process.pid)]
        assert len(family) == 3
    assert process.returncode == 0
    assert not any(is_alive(pid) for pid in family)


def test_when_one_part_ends_the_house_says_so_and_closes(tmp_path):
    with house(tmp_path) as (process, port):
        wait_for(lambda: status(port) == 200)
        for pid in children(process.pid):
            if "work" in Path(f"/proc/{pid}/cmdline").read_text().split("\0"):
                os.kill(pid, signal.SIGKILL)
        assert process.wait(PATIENCE) == 1
        assert status(port) is None
    assert "the worker ended by itself" in (tmp_path / "err").read_text()


def test_when_the_watcher_is_killed_nobody_stays_behind(tmp_path):
    with house(tmp_path) as (process, port):
        wait_for(lambda: status(port) == 200)
        family = children(process.pid)
        process.kill()
        wait_for(lambda: not any(is_alive(pid) for pid in family))


def test_a_port_that_is_taken_is_named(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        ended = dengar("serve", "--migrate", folder=tmp_path, PORT=str(port))
    assert ended.returncode == 1
    assert f"cannot listen on 127.0.0.1 port {port}" in ended.stderr


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"DENGAR_DATA_DIR": "/proc/nowhere"}, "the folder /proc/nowhere cannot be written"),
        ({"DATABASE_URL": "postgres://nobody:x@127.0.0.1:1/none"}, "The database does not answer as it should"),
        ({"DATABASE_URL": "mysql://a@b/c"}, "DATABASE_URL must be a postgres:// address"),
        ({"DENGAR_PORT": "80"}, "Unknown variable DENGAR_PORT"),
    ],
)
def test_what_is_wrong_is_one_clear_sentence(tmp_path, more, sentence):
    ended = dengar("serve", "--migrate", folder=tmp_path, **more)
    assert ended.returncode == 1
    assert sentence in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        (lambda key: key.unlink(), "is missing"),
        (lambda key: key.chmod(0o644), "may be read or changed by others"),
        (lambda key: key.write_text("nonsense\n"), "is damaged"),
    ],
)
def test_keys_that_are_not_right_keep_the_house_closed(tmp_path, harm, sentence):
    assert dengar("migrate", "-v0", folder=tmp_path).returncode == 0
    assert dengar("setup", "--example", folder=tmp_path).returncode == 0
    [mall] = (tmp_path / "keys").iterdir()
    harm(mall / "wrap")
    ended = dengar("serve", folder=tmp_path, PORT=str(free_port()))
    assert ended.returncode == 1
    assert sentence in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_file_that_is_no_database_is_named_as_such(tmp_path):
    (tmp_path / "dengar.sqlite3").write_text("this is a letter, and a long one, and no database at all\n" * 100)
    ended = dengar("serve", "--migrate", folder=tmp_path)
    assert ended.returncode == 1
    assert "file is not a database" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_what_is_written_is_readable_by_us_alone(tmp_path):
    (tmp_path / "data").mkdir(mode=0o755)
    assert dengar("migrate", "-v0", folder=tmp_path, DENGAR_DATA_DIR=str(tmp_path / "data")).returncode == 0
    made = [path for path in (tmp_path / "data").rglob("*") if path.is_file()]
    assert made
    assert not [path for path in made if path.stat().st_mode & 0o077]


def test_a_database_that_is_not_up_to_date_is_not_opened(tmp_path):
    ended = dengar("serve", folder=tmp_path, PORT=str(free_port()))
    assert ended.returncode == 1
    assert "Run: dengar migrate" in ended.stderr
