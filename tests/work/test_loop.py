"""The round of chores: each in turn, a failing one alone, a missing database waited for."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.db.utils import OperationalError

from dengar.work import loop as loops
from dengar.work.loop import Chore, Loop

pytestmark = pytest.mark.django_db

START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


class Clock:
    def __init__(self):
        self.at = START

    def __call__(self):
        return self.at

    def pass_by(self, **span):
        self.at += timedelta(**span)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def heartbeat(tmp_path):
    alone = tmp_path / "worker"
    alone.mkdir()
    return alone / "worker-seen"


def pieces(*answers):
    """Return a chore that answers so, and then False; an exception is raised."""
    waiting = list(answers)

    def chore(at):
        answer = waiting.pop(0) if waiting else False
        if isinstance(answer, Exception):
            raise answer
        return answer

    return chore


def test_a_chore_goes_on_until_nothing_is_due(clock, heartbeat):
    assert Loop([Chore(pieces(True, True, True))], clock, heartbeat).round() == 3


def test_a_long_chore_does_not_starve_the_next(clock, heartbeat):
    loop = Loop([Chore(lambda at: True, every=timedelta(hours=1)), Chore(pieces(True))], clock, heartbeat)
    assert loop.round() == loops.PIECES + 1
    assert loop.round() == loops.PIECES  # and goes on at once in the next round, whatever its span


def test_a_chore_with_a_span_runs_once_in_it(clock, heartbeat):
    seen = []
    loop = Loop([Chore(lambda at: bool(seen.append(at)), every=timedelta(minutes=1))], clock, heartbeat)
    loop.round()
    clock.pass_by(seconds=59)
    loop.round()
    clock.pass_by(seconds=1)
    loop.round()
    assert seen == [START, START + timedelta(minutes=1)]


def test_a_failing_chore_does_not_stop_the_others_and_is_tried_again_later(clock, heartbeat, caplog):
    def broken(at):
        raise ZeroDivisionError

    loop = Loop([Chore(broken), Chore(pieces(True))], clock, heartbeat)
    assert loop.round() == 1
    assert not loop.is_well()
    assert heartbeat.read_text() == "in trouble broken\n"
    tries = 1
    for _second in range(60):
        clock.pass_by(seconds=1)
        before = len(caplog.records)
        loop.round()
        tries += len(caplog.records) > before
    assert tries == 4  # at 0, 5, 15 and 35 seconds
    assert len([record for record in caplog.records if record.exc_info]) == 1  # one trace, not four


def test_a_chore_that_works_again_says_so(clock, heartbeat, caplog):
    caplog.set_level(logging.INFO)
    loop = Loop([Chore(pieces(ValueError("once"), False))], clock, heartbeat)
    loop.round()
    clock.pass_by(minutes=1)
    loop.round()
    assert "works again" in caplog.text
    assert loop.is_well()


def test_the_house_waits_for_its_database_and_says_so_once(clock, heartbeat, caplog, monkeypatch):
    caplog.set_level(logging.INFO)
    ran = []
    loop = Loop([Chore(lambda at: bool(ran.append(at)))], clock, heartbeat)

    class Gone:
        in_atomic_block = True

        def cursor(self):
            raise OperationalError("connection refused")

    with monkeypatch.context() as patch:
        patch.setattr(loops, "connection", Gone())
        for _round in range(4):
            loop.round()
        assert not loop.is_well()
        assert ran == []
        assert loop._pause() > loops.PAUSE
    loop.round()
    assert len(ran) == 1
    assert loop.is_well()
    assert [record.message for record in caplog.records] == [
        "the database does not answer (OperationalError); waiting for it",
        "the database answers again",
    ]


@pytest.mark.django_db(transaction=True)
def test_a_missing_table_is_the_chores_own_fault(clock, heartbeat, caplog):
    def astray(at):
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM no_such_table")

    loop = Loop([Chore(astray)], clock, heartbeat)
    loop.round()
    assert "astray failed" in caplog.text


def test_the_heartbeat_is_written_in_every_round(clock, heartbeat):
    loop = Loop([], clock, heartbeat)
    loop.round()
    assert heartbeat.read_text() == "well\n"
    heartbeat.unlink()
    loop.round()
    assert heartbeat.exists()
    assert [path.name for path in heartbeat.parent.iterdir()] == [heartbeat.name]


def test_a_folder_that_cannot_be_written_stops_no_work(clock, tmp_path, caplog):
    loop = Loop([Chore(pieces(True))], clock, tmp_path / "gone" / "worker-seen")
    assert loop.round() == 1
    assert "heartbeat cannot be written" in caplog.text


def test_stop_finishes_the_piece_at_hand_and_no_more(clock, heartbeat):
    done = []
    loop = Loop([], clock, heartbeat)

    def chore(at):
        done.append(at)
        loop.stop.set()
        return True

    loop.chores = [Chore(chore), Chore(chore)]
    loop.run()
    assert len(done) == 1
