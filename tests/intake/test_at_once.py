"""Filed by several threads at the same moment, it is one report. On SQLite with a database file of its own."""

import json
import os
import subprocess
import sys

import pytest
from django.db import connection

from dengar.deadlines import policies
from dengar.kit import keyring
from dengar.malls.models import Mall
from tests.intake.at_once import AT, file_at_once

pytestmark = pytest.mark.slow


@pytest.mark.django_db(transaction=True)
def test_many_at_once_file_one_report(keys_dir, tmp_path):
    told = on_this_database(keys_dir) if connection.vendor == "postgresql" else on_a_file(tmp_path)
    assert len(told["filed"]) == 1, told
    assert len(told["noted"]) == 1, told
    assert told["complaints"] == told["entries"] == 2, told


def on_this_database(keys_dir):
    policies.load(Mall.objects.create(slug="contoh", name="MPP Contoh"), at=AT)
    keyring.create(keys_dir, "contoh")
    return file_at_once()


def on_a_file(folder):
    environment = {**os.environ, "DENGAR_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "dengar.config.settings"}
    environment.pop("DATABASE_URL", None)
    ran = subprocess.run(
        [sys.executable, "-m", "tests.intake.at_once"], env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    return json.loads(ran.stdout.splitlines()[-1])
