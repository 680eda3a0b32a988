"""The chores as a whole, and the command that runs them."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import call_command

from dengar.kit import keyring
from dengar.kit.now import now
from dengar.ledger.models import Entry
from dengar.notices import operations
from dengar.notices.models import LAST_ATTEMPT, Notice
from dengar.vault.models import Box
from dengar.work import chores
from dengar.work.chores import CHORES
from dengar.work.loop import Loop
from tests.cast import MONDAY_9AM

pytestmark = pytest.mark.django_db


def test_what_was_given_up_stands_in_the_ledger(cast):
    Notice.objects.all().delete()
    operations.tell(f"complainant:{cast.complaint.subject}", "decided", mall="contoh", at=MONDAY_9AM)
    Notice.objects.update(attempts=LAST_ATTEMPT)
    cast.complaint.box.person.delete()
    assert chores.give_up_notices(MONDAY_9AM)
    entry = Entry.objects.get(event="notice_given_up")
    assert (entry.log, entry.subject, entry.actor) == ("contoh", cast.complaint.subject, "house")
    assert entry.facts == {"kind": "decided", "attempts": LAST_ATTEMPT}
    assert not chores.give_up_notices(MONDAY_9AM)


def test_what_is_about_no_complaint_has_a_subject_of_its_own(cast):
    Notice.objects.all().delete()
    operations.tell("officer:999999", "desk_promise", mall="contoh", at=MONDAY_9AM)
    chores.deliver_notices(MONDAY_9AM)
    assert chores.give_up_notices(MONDAY_9AM)
    assert Entry.objects.get(event="notice_given_up").subject != cast.complaint.subject


def test_after_a_rotation_all_boxes_are_wrapped_anew(cast, settings):
    key = keyring.rotate(settings.KEYS_DIR, "contoh", "wrap")
    assert chores.rewrap_boxes(MONDAY_9AM)
    assert not chores.rewrap_boxes(MONDAY_9AM)
    assert set(Box.objects.values_list("wrap_key_id", flat=True)) == {key.id}


def test_sessions_that_have_ended_are_forgotten():
    for hours in (-1, 1):
        session = SessionStore()
        session.set_expiry(now() + timedelta(hours=hours))
        session.create()
    chores.forget_sessions(now())
    assert Session.objects.count() == 1


def test_every_chore_runs_on_a_house_with_a_complaint(cast, tmp_path):
    loop = Loop(CHORES, lambda: MONDAY_9AM, tmp_path / "worker-seen")
    loop.round()
    assert loop.is_well()


def test_the_command_does_what_is_due_once(cast, settings, tmp_path, mailoutbox):
    settings.HEARTBEAT = tmp_path / "worker-seen"
    Notice.objects.update(due_at=MONDAY_9AM - timedelta(days=3650))
    call_command("work", "--once")
    assert settings.HEARTBEAT.read_text() == "well\n"
    assert [letter.to for letter in mailoutbox] == [["rina@example.go.id"]]


@pytest.mark.slow
def test_the_worker_stops_cleanly_when_asked(tmp_path):
    names = {name: value for name, value in os.environ.items() if not name.startswith(("DENGAR_", "DJANGO_"))}
    environment = names | {"DENGAR_DATA_DIR": str(tmp_path), "DATABASE_URL": ""}
    subprocess.run([sys.executable, "-m", "dengar", "migrate", "-v0"], env=environment, check=True)
    worker = subprocess.Popen([sys.executable, "-m", "dengar", "work"], env=environment, stderr=subprocess.PIPE)
    try:
        deadline = time.monotonic() + 30
        while not (tmp_path / "worker-seen").exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        assert (tmp_path / "worker-seen").read_text() == "well\n"
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(10) == 0
        assert worker.stderr.read() == b""
    finally:
        worker.kill()
        worker.stderr.close()
