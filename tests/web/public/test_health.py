import os
import time

import pytest

from dengar.kit import keyring
from dengar.malls.models import Mall

pytestmark = pytest.mark.django_db


@pytest.fixture
def heartbeat(settings, tmp_path):
    settings.HEARTBEAT = tmp_path / "worker-seen"
    settings.HEARTBEAT.write_text("well\n")
    return settings.HEARTBEAT


@pytest.fixture
def mall(settings):
    keyring.create(settings.KEYS_DIR, "banjarbaru")
    return Mall.objects.create(slug="banjarbaru", name="MPP Banjarbaru")


def test_all_is_well(client, heartbeat, mall):
    answer = client.get("/sehat")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "database": "ok", "keys": "ok", "disk": "ok", "worker": "ok"}
    assert answer.headers["Cache-Control"] == "no-store"
    assert not answer.cookies


def test_a_missing_key_is_said_without_its_path(client, heartbeat, mall, settings):
    (settings.KEYS_DIR / "banjarbaru" / "wrap").unlink()
    answer = client.get("/sehat")
    assert answer.status_code == 503
    assert answer.json()["keys"] == "missing or unreadable"
    assert str(settings.KEYS_DIR) not in answer.content.decode()


def test_a_worker_that_never_came(client, mall, settings, tmp_path):
    settings.HEARTBEAT = tmp_path / "nothing"
    answer = client.get("/sehat")
    assert (answer.status_code, answer.json()["worker"]) == (503, "never seen")


def test_a_worker_that_fell_silent(client, heartbeat, mall):
    long_ago = time.time() - 600
    os.utime(heartbeat, (long_ago, long_ago))
    answer = client.get("/sehat")
    assert (answer.status_code, answer.json()["worker"]) == (503, "silent")


def test_a_worker_in_trouble_does_not_take_the_pages_away(client, heartbeat, mall):
    heartbeat.write_text("in trouble\n")
    answer = client.get("/sehat")
    assert (answer.status_code, answer.json()["worker"]) == (200, "in trouble")
