"""
Whatever happens in whatever order (entries, hours, two sequencers, failing writes, a new key): every entry
gets exactly one place, a tree only ever grows out of the one before, and the whole log holds.
"""

import secrets
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.conf import settings
from django.db import DatabaseError, transaction
from hypothesis import settings as trials
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from dengar.kit import keyring
from dengar.ledger import merkle, operations, queries, sealing
from dengar.ledger.models import Checkpoint, Entry, Head, Leaf
from dengar.ledger.operations import Draft
from tests.ledger.failing import failing

START = datetime(2026, 11, 19, 0, 0, tzinfo=UTC)


class History(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.log = secrets.token_hex(8)
        keyring.create(settings.KEYS_DIR, self.log)
        self.at = START
        self.written: set[int] = set()
        self.size = 0
        self.stale: Head | None = None

    @rule(count=st.integers(1, 70))
    def write(self, count):
        drafts = [Draft(operations.new_subject(), "ask", "handler:1", self.at) for _ in range(count)]
        self.written |= {entry.pk for entry in operations.append_all(self.log, drafts)}

    @rule(hours=st.integers(1, 30))
    def wait(self, hours):
        self.at += timedelta(hours=hours)

    @rule()
    def seal(self):
        rounds = 0
        while sealing.seal_due(self.at):
            rounds += 1
            assert rounds < 1_000

    @rule()
    def another_sequencer_reads_the_head(self):
        self.stale = Head.objects.filter(log=self.log).first()

    @precondition(lambda self: self.stale)
    @rule()
    def and_seals_later(self):
        with transaction.atomic():
            sealing.seal(self.stale, hour=sealing.last_hour(self.at), at=self.at)

    @precondition(lambda self: Head.objects.filter(log=self.log).exists())
    @rule(table=st.sampled_from(["ledger_entry", "ledger_leaf", "ledger_checkpoint"]))
    def seal_while_the_disk_is_full(self, table):
        head = Head.objects.get(log=self.log)
        with failing(table), suppress(DatabaseError), transaction.atomic():
            sealing.seal(head, hour=sealing.last_hour(self.at), at=self.at)

    @rule()
    def rotate(self):
        keyring.rotate(settings.KEYS_DIR, self.log, "sign")

    @invariant()
    def everything_holds(self):
        assert queries.first_mismatch(self.log) is None
        leaves = Leaf.objects.filter(log=self.log)
        sealed = set(leaves.values_list("entry_id", flat=True))
        waiting = set(Entry.objects.unsealed(self.log).values_list("pk", flat=True))
        assert sealed.isdisjoint(waiting)
        assert self.written <= sealed | waiting
        pads = Entry.objects.filter(log=self.log, event="pad").count()
        assert len(sealed | waiting) == len(self.written) + pads
        assert len(sealed) % sealing.STEP == 0
        assert len(sealed) >= self.size
        self.size = len(sealed)

    @invariant()
    def every_checkpoint_is_within_the_next(self):
        hashes = [
            bytes(leaf) for leaf in Leaf.objects.filter(log=self.log).order_by("index").values_list("hash", flat=True)
        ]
        points = list(Checkpoint.objects.filter(log=self.log).order_by("pk"))
        for old, new in pairwise(points):
            proof = merkle.consistency_proof(hashes[: new.size], old.size)
            assert merkle.extends(old.size, bytes(old.root), new.size, bytes(new.root), proof)


@pytest.mark.django_db
def test_the_log_holds_whatever_happens():
    run_state_machine_as_test(History, settings=trials(max_examples=12, stateful_step_count=20))
