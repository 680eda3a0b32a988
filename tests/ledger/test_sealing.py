from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from dengar.kit import keyring
from dengar.kit.keyring import KeyRing, MissingKey
from dengar.ledger import merkle, notes, operations, queries, sealing
from dengar.ledger.leaves import hash_of, json_of
from dengar.ledger.models import Checkpoint, Entry, Head, Leaf
from dengar.ledger.operations import Draft
from tests.ledger.failing import failing

EIGHT = datetime(2026, 11, 19, 0, 0, tzinfo=UTC)  # 08.00 in Banjarbaru, on a Thursday
NOON = EIGHT + timedelta(hours=4)  # a fixed hour
MIDNIGHT = NOON + timedelta(hours=12)  # the next

pytestmark = pytest.mark.django_db


def write(log, count=1):
    drafts = [Draft(operations.new_subject(), "ask", "handler:1", EIGHT) for _ in range(count)]
    return operations.append_all(log, drafts)


def seal_all(at):
    rounds = 0
    while sealing.seal_due(at):
        rounds += 1
        assert rounds < 50
    return rounds


def known(log):
    """A log that the chore has seen before its hour came."""
    entries = write(log)
    assert not sealing.seal_due(EIGHT)
    return entries


@pytest.mark.parametrize(
    ("at", "hour"),
    [
        (EIGHT, EIGHT - timedelta(hours=8)),
        (NOON - timedelta(seconds=1), EIGHT - timedelta(hours=8)),
        (NOON, NOON),
        (MIDNIGHT - timedelta(seconds=1), NOON),
        (MIDNIGHT, MIDNIGHT),
    ],
)
def test_the_fixed_hours(at, hour):
    assert sealing.last_hour(at) == hour


def test_nothing_grows_the_minute_somebody_complains(log):
    known(log)
    write(log)
    assert not sealing.seal_due(NOON - timedelta(seconds=1))
    assert Head.objects.get().size == 0
    assert not Checkpoint.objects.exists()


def test_at_the_fixed_hour_everything_gets_its_place(log):
    entries = known(log) + write(log, 70)
    assert seal_all(NOON) == 1
    head = Head.objects.get()
    assert (head.size, head.sealed_at) == (128, NOON)
    assert not Entry.objects.unsealed(log).exists()
    assert Entry.objects.filter(event="pad").count() == 128 - 71
    assert {leaf.entry_id for leaf in Leaf.objects.all()} >= {entry.pk for entry in entries}
    hashes = [bytes(leaf.hash) for leaf in Leaf.objects.order_by("index")]
    assert bytes(head.root) == merkle.root_of(hashes)
    assert [leaf.index for leaf in Leaf.objects.order_by("index")] == list(range(128))


def test_the_checkpoint_is_signed_and_says_what_the_head_says(log, settings):
    known(log)
    seal_all(NOON)
    public = notes.public_key(KeyRing(settings.KEYS_DIR, log).current("sign").secret)
    point, head = Checkpoint.objects.get(), Head.objects.get()
    tree = notes.Tree.parse(notes.verify(point.note, head.origin, public))
    assert tree == notes.Tree(head.origin, 64, bytes(head.root))
    assert head.origin.endswith("/buku/banjarbaru")
    assert "://" not in head.origin


def test_nothing_is_sealed_when_nothing_is_new(log):
    known(log)
    seal_all(NOON)
    assert seal_all(MIDNIGHT) == 1  # looks once
    assert seal_all(MIDNIGHT) == 0
    assert Checkpoint.objects.count() == 1
    assert Head.objects.get().sealed_at == NOON


def test_later_entries_come_after_and_the_old_tree_stays_within_the_new(log):
    known(log)
    seal_all(NOON)
    old = Head.objects.get()
    write(log, 3)
    seal_all(NOON + timedelta(hours=1))
    assert Head.objects.get().size == 64  # not before the hour
    seal_all(MIDNIGHT)
    new = Head.objects.get()
    hashes = [bytes(leaf.hash) for leaf in Leaf.objects.order_by("index")]
    proof = merkle.consistency_proof(hashes, old.size)
    assert merkle.extends(old.size, bytes(old.root), new.size, bytes(new.root), proof)


def test_entries_are_shuffled_within_their_batch(log):
    known(log)
    entries = write(log, 63)
    seal_all(NOON)
    places = [entry.leaf.index for entry in Entry.objects.filter(pk__in=[e.pk for e in entries]).order_by("pk")]
    assert places != sorted(places)


def test_a_late_worker_still_seals(log):
    known(log)
    assert seal_all(MIDNIGHT + timedelta(hours=5)) == 1
    assert Head.objects.get().size == 64


def test_more_than_one_batch_takes_more_than_one_round(log, monkeypatch):
    monkeypatch.setattr(sealing, "BATCH", 128)
    known(log)
    write(log, 300)
    assert seal_all(NOON) == 3
    assert list(Checkpoint.objects.order_by("size").values_list("size", flat=True)) == [128, 256, 320]
    assert queries.first_mismatch(log) is None


def test_each_mall_has_its_own_log(log, settings):
    keyring.create(settings.KEYS_DIR, "martapura")
    known(log)
    write("martapura", 2)
    sealing.seal_due(EIGHT)
    assert seal_all(NOON) == 2
    assert {head.log: head.size for head in Head.objects.all()} == {log: 64, "martapura": 64}
    assert queries.first_mismatch(log) is queries.first_mismatch("martapura") is None


def test_an_entry_that_is_committed_late_is_not_lost(log):
    """On PostgreSQL an id may become visible after higher ones: no high-water mark may be kept."""
    first, second = write(log, 2)
    sealing.seal_due(EIGHT)
    head = Head.objects.get()
    Leaf.objects.create(log=log, index=0, entry=second, hash=hash_of(bytes(second.salt), json_of(second)))
    assert list(Entry.objects.unsealed(log)) == [first]
    assert head.size == 0


def test_the_second_of_two_sequencers_writes_nothing(log):
    known(log)
    stale = Head.objects.get()
    assert sealing.seal(stale, hour=NOON, at=NOON)
    write(log)
    assert not sealing.seal(stale, hour=NOON, at=NOON)
    assert Head.objects.get().size == 64
    assert Entry.objects.filter(event="pad").count() == 63
    assert queries.first_mismatch(log) is None


def test_a_second_root_for_one_size_is_refused_by_the_database(log):
    known(log)
    seal_all(NOON)
    point = Checkpoint.objects.get()
    with pytest.raises(DatabaseError, match="append-only|one_per_size"), transaction.atomic():
        Checkpoint.objects.create(log=log, size=point.size, root=b"o" * 32, note="", at=NOON)


@pytest.mark.parametrize("table", ["ledger_entry", "ledger_leaf", "ledger_checkpoint"])
def test_a_crash_between_any_two_writes_leaves_nothing_half_done(log, table):
    known(log)
    with failing(table), pytest.raises(DatabaseError, match="the disk is full"), transaction.atomic():
        sealing.seal_due(NOON)
    head = Head.objects.get()
    assert (head.size, head.sealed_at, bytes(head.root)) == (0, None, merkle.EMPTY_ROOT)
    assert not Leaf.objects.exists()
    assert not Checkpoint.objects.exists()
    assert Entry.objects.count() == 1
    assert seal_all(NOON) == 1
    assert queries.first_mismatch(log) is None


def test_without_its_key_a_log_is_not_sealed_and_nothing_is_lost(log, settings):
    known(log)
    path = KeyRing(settings.KEYS_DIR, log).path("sign")
    kept = path.rename(path.with_suffix(".away"))
    with pytest.raises(MissingKey):
        sealing.seal_due(NOON)
    assert Head.objects.get().size == 0
    kept.rename(path)
    assert seal_all(NOON) == 1


def test_after_a_rotation_old_checkpoints_still_hold(log, settings):
    known(log)
    seal_all(NOON)
    keyring.rotate(settings.KEYS_DIR, log, "sign")
    write(log)
    seal_all(MIDNIGHT)
    assert Checkpoint.objects.count() == 2
    assert queries.first_mismatch(log) is None
