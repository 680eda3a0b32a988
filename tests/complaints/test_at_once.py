"""Several people at the same moment: one wins, the others are told, nothing is half written. On both databases."""

import json
import os
import subprocess
import sys

import pytest
from django.db import connection

from tests.complaints.at_once import everything

pytestmark = pytest.mark.slow
ONE_WINS = ("propose", "agency accepts", "accept or decline", "withdraw", "report_done", "fairness")


@pytest.mark.django_db(transaction=True)
def test_of_several_at_once_one_wins_and_the_others_are_told(tmp_path):
    told = everything() if connection.vendor == "postgresql" else on_a_file(tmp_path)
    failed = {act: results for act, results in told.items() if "failed" in str(results)}
    assert not failed
    for act in ONE_WINS:
        results = told.get(act, ["ok", "refused: x", "refused: x", "refused: x"])
        assert results.count("ok") == 1, (act, results)
    assert told["grants"] == told["withdrawals"] == 1, told
    assert told["entries"] == []
    assert told["say"] == ["ok"] * 4, "words are never refused"


def on_a_file(folder):
    environment = {
        **os.environ,
        "DENGAR_DATA_DIR": str(folder),
        "DENGAR_KEYS_DIR": str(folder / "keys"),
        "DJANGO_SETTINGS_MODULE": "dengar.config.settings",
    }
    environment.pop("DATABASE_URL", None)
    ran = subprocess.run(
        [sys.executable, "-m", "tests.complaints.at_once"], env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    return json.loads(ran.stdout.splitlines()[-1])
