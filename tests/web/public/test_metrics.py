"""What /metrics says, to whom, and what it never says. Read by Prometheus' own library."""

import multiprocessing
import os
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection
from django.urls import get_resolver
from prometheus_client.parser import text_string_to_metric_families

from dengar.kit.now import now
from dengar.ledger import sealing
from dengar.ledger.merkle import EMPTY_ROOT
from dengar.ledger.models import Head
from dengar.malls.models import Mall
from dengar.notices.models import Notice
from dengar.web import counting
from tests.cast import MONDAY_9AM, file_one, make_cast

pytestmark = pytest.mark.django_db
TOKEN = "0123456789abcdef0123"


@pytest.fixture(autouse=True)
def open_to_this_machine(settings):
    settings.METRICS_TOKEN = ""


def figures(client, **headers):
    """Return what is said: name -> [(labels, value)]."""
    answer = client.get("/metrics", headers=headers)
    assert answer.status_code == 200
    found = {}
    for family in text_string_to_metric_families(answer.content.decode()):
        for sample in family.samples:
            found.setdefault(sample.name, []).append((sample.labels, sample.value))
    return found


def value(client, name):
    [(_labels, number)] = figures(client)[name]
    return number


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP"])
def test_who_comes_through_the_proxy_finds_nothing(client, header):
    assert client.get("/metrics", headers={header: "127.0.0.1"}).status_code == 404


def test_another_machine_finds_nothing(client):
    assert client.get("/metrics", REMOTE_ADDR="10.0.0.7").status_code == 404


def test_with_a_token_it_alone_opens(client, settings):
    settings.METRICS_TOKEN = TOKEN
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN[:-1]}x"}).status_code == 404
    assert client.get("/metrics", headers={"Authorization": TOKEN}).status_code == 404
    answer = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}, REMOTE_ADDR="10.0.0.7")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert not answer.cookies


def test_requests_are_counted_by_page_and_outcome(client):
    Mall.objects.create(slug="mpp", name="MPP")
    for path in ("/", "/", "/masuk/", "/meja/", "/tidak-ada/", "/sehat", "/static/nothing.css"):
        client.get(path)
    found = figures(client)
    counted = {(labels["route"], labels["outcome"]): number for labels, number in found["dengar_requests_total"]}
    assert counted[("people", "ok")] == 2
    assert counted[("account_login", "ok")] == 1
    assert counted[("none", "4xx")] == 1
    assert sum(counted.values()) == 5  # neither the watcher's question nor what is static
    ends = {
        labels["le"]: number for labels, number in found["dengar_request_seconds_bucket"] if labels["route"] == "people"
    }
    assert ends["+Inf"] == 2
    assert list(ends.values()) == sorted(ends.values())
    assert all(number > 0 for _labels, number in found["dengar_request_seconds_sum"])


def silent(*arguments):
    raise DatabaseError


def test_a_failure_is_counted(client):
    client.raise_request_exception = False
    with connection.execute_wrapper(silent):
        assert client.get("/").status_code == 500
    assert ({"route": "people", "outcome": "5xx"}, 1.0) in figures(client)["dengar_requests_total"]


def _another_process(folder):
    os.environ["DENGAR_DATA_DIR"] = folder
    counts = counting.Counts(Path(folder) / counting.FOLDER)
    for _ in range(3):
        counts.add("people", 200, 0.2)


def test_all_processes_are_counted_together_until_the_house_starts_anew(client, settings):
    Mall.objects.create(slug="mpp", name="MPP")
    client.get("/")
    process = multiprocessing.get_context("fork").Process(target=_another_process, args=(str(settings.DATA_DIR),))
    process.start()
    process.join(60)
    assert process.exitcode == 0
    assert ({"route": "people", "outcome": "ok"}, 4.0) in figures(client)["dengar_requests_total"]
    counting.start_anew()
    assert "dengar_requests_total" not in figures(client)


def test_a_disk_that_says_no_does_not_take_the_pages_away(client, settings, tmp_path):
    settings.DATA_DIR = tmp_path / "a-file"
    settings.DATA_DIR.write_text("")
    Mall.objects.create(slug="mpp", name="MPP")
    assert client.get("/").status_code == 200
    assert client.get("/metrics").status_code == 200


def test_the_worker_and_its_chores(client, settings, tmp_path):
    settings.HEARTBEAT = tmp_path / "worker-seen"
    assert "dengar_worker_seen_timestamp_seconds" not in figures(client)
    settings.HEARTBEAT.write_text("in trouble seal_ledger read_texts\n")
    os.utime(settings.HEARTBEAT, (1000, 1000))
    found = figures(client)
    assert found["dengar_worker_seen_timestamp_seconds"] == [({}, 1000)]
    assert found["dengar_chore_failing"] == [({"chore": "seal_ledger"}, 1), ({"chore": "read_texts"}, 1)]
    settings.HEARTBEAT.write_text("well\n")
    assert "dengar_chore_failing" not in figures(client)


def test_backup_disk_version(client, settings):
    assert "dengar_backup_timestamp_seconds" not in figures(client)
    (settings.DATA_DIR / settings.BACKUP_MADE).touch()
    os.utime(settings.DATA_DIR / settings.BACKUP_MADE, (2000, 2000))
    found = figures(client)
    assert found["dengar_backup_timestamp_seconds"] == [({}, 2000)]
    assert 0 < found["dengar_disk_free_bytes"][0][1] < found["dengar_disk_size_bytes"][0][1]
    assert re.fullmatch(r"\d+\.\d+\.\d+", found["dengar_info"][0][0]["version"])


def test_notices_that_are_late_or_given_up(client, django_assert_max_num_queries):
    make_cast()
    Notice.objects.all().delete()

    def owe(**more):
        Notice.objects.create(mall="contoh", to="handlers:1", kind="desk_daily", made_at=MONDAY_9AM, **more)

    at = now()
    owe(due_at=at - timedelta(minutes=1))
    assert value(client, "dengar_notices_late") == 0
    owe(due_at=at - timedelta(minutes=6))
    owe(due_at=at - timedelta(minutes=6), given_up_at=at)
    assert value(client, "dengar_notices_late") == 1
    with django_assert_max_num_queries(5):
        assert value(client, "dengar_notices_given_up") == 1


def test_the_hour_up_to_which_all_is_sealed(client):
    make_cast()
    assert "dengar_ledger_sealed_until_timestamp_seconds" not in figures(client)
    sealing.seal_due(MONDAY_9AM)
    hour = sealing.last_hour(MONDAY_9AM + timedelta(days=1))
    while sealing.seal_due(MONDAY_9AM + timedelta(days=1)):
        pass
    assert value(client, "dengar_ledger_sealed_until_timestamp_seconds") == hour.timestamp()
    Head.objects.create(log="dua", origin="x", size=0, root=EMPTY_ROOT, looked_at=hour - timedelta(days=3))
    assert value(client, "dengar_ledger_sealed_until_timestamp_seconds") == (hour - timedelta(days=3)).timestamp()


def test_a_database_that_does_not_answer_is_said(client):
    with connection.execute_wrapper(silent):
        found = figures(client)
    assert found["dengar_database_up"] == [({}, 0)]
    assert "dengar_notices_late" not in found
    assert "dengar_disk_free_bytes" in found


def test_no_figure_moves_when_somebody_complains(client):
    """No page for people has a name here, nor an agency or a number; filing moves the count of all people's pages."""
    cast = make_cast()
    before = client.get("/metrics").content.decode()
    assert "dengar_notices_late" in before
    said = set(re.findall(r'"([^"]+)"', before)) | set(counting.routes())
    assert not [words for words in said if cast.complaint.number in words or "dukcapil" in words.lower()]
    people = {name for name, module in counting._walk(get_resolver().url_patterns, "") if "citizen" in module}
    assert len(people) > 40
    assert not people & set(counting.routes())
    assert not {"desk:assist", "assist", "settle"} & set(counting.routes())
    file_one(cast.mall, at=now(), agency=cast.dukcapil, service=cast.akta)
    steady = [line for line in before.splitlines() if "disk_free" not in line]
    assert steady == [line for line in client.get("/metrics").content.decode().splitlines() if "disk_free" not in line]
