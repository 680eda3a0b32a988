"""What was altered behind the program's back is found and named."""

import random
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from dengar.kit import keyring
from dengar.kit.keyring import KeyRing
from dengar.ledger import operations, queries, sealing
from dengar.ledger.leaves import hash_of, json_of
from dengar.ledger.models import Checkpoint, Entry, Head, Leaf
from dengar.ledger.operations import Draft
from dengar.ledger.queries import Mismatch
from tests.emptying import triggers_put_aside

EIGHT = datetime(2026, 11, 19, 0, 0, tzinfo=UTC)
NOON = EIGHT + timedelta(hours=4)
FACTS = {"role": "handler", "until": NOON, "reason": "0a" * 32}

pytestmark = pytest.mark.django_db


@pytest.fixture
def sealed(log):
    """A log of 128 leaves under two checkpoints. The triggers are put aside: here somebody has the password."""
    for at in (NOON, NOON + timedelta(hours=12)):
        drafts = [Draft(operations.new_subject(), "identity_opened", "handler:1", EIGHT, FACTS) for _ in range(40)]
        operations.append_all(log, drafts)
        sealing.seal_due(EIGHT)
        while sealing.seal_due(at):
            pass
    assert queries.first_mismatch(log) is None
    with triggers_put_aside():
        yield log


def leaf(index):
    return Leaf.objects.select_related("entry").get(index=index)


@pytest.mark.parametrize(
    "changes",
    [
        {"event": "file"},
        {"actor": "handler:2"},
        {"subject": "0" * 32},
        {"log": "other"},
        {"at": EIGHT - timedelta(days=1)},
        {"recorded_at": EIGHT},
        {"facts": {}},
        {"salt": b"0" * 16},
    ],
)
def test_an_entry_that_was_altered_is_named(sealed, changes):
    row = Leaf.objects.filter(entry__event="identity_opened").order_by("index")[17]  # not a pad
    Entry.objects.filter(pk=row.entry_id).update(**changes)
    assert queries.first_mismatch(sealed) == Mismatch("entry", row.index, row.entry_id)


def test_an_entry_that_can_no_longer_be_written_down_is_named_by_its_place(sealed):
    Entry.objects.filter(leaf__index=17).update(facts={"weight": 0.5})
    assert queries.first_mismatch(sealed) == Mismatch("entry", 17)


def test_every_flipped_bit_is_found(sealed):
    chance = random.Random(8785)
    for _ in range(40):
        index = chance.randrange(128)
        row = leaf(index)
        kept = bytes(row.hash)
        flipped = bytearray(kept)
        flipped[chance.randrange(32)] ^= 1 << chance.randrange(8)
        Leaf.objects.filter(pk=row.pk).update(hash=bytes(flipped))
        assert queries.first_mismatch(sealed) == Mismatch("entry", index, row.entry_id)
        Leaf.objects.filter(pk=row.pk).update(hash=kept)


def test_an_entry_that_was_altered_together_with_its_leaf_is_found_at_the_checkpoint(sealed):
    row = leaf(17)
    row.entry.actor = "handler:2"
    row.entry.save()
    Leaf.objects.filter(pk=row.pk).update(hash=hash_of(bytes(row.entry.salt), json_of(row.entry)))
    assert queries.first_mismatch(sealed) == Mismatch("checkpoint", 64)


def test_a_leaf_that_was_removed_is_named(sealed):
    leaf(100).delete()
    assert queries.first_mismatch(sealed) == Mismatch("leaf", 100)


def test_an_entry_that_was_removed_is_named(sealed):
    row = leaf(100)
    row.delete()
    row.entry.delete()
    assert queries.first_mismatch(sealed) == Mismatch("leaf", 100)


def test_a_log_whose_end_was_cut_off_is_found(sealed):
    Leaf.objects.filter(index__gte=64).delete()
    assert queries.first_mismatch(sealed) == Mismatch("leaf", 64)
    Checkpoint.objects.filter(size=128).delete()
    assert queries.first_mismatch(sealed) == Mismatch("head", 64)


def test_two_leaves_that_changed_places_are_found(sealed):
    first, second = leaf(3), leaf(4)
    for row, index in ((first, 999), (second, 3), (first, 4)):
        Leaf.objects.filter(pk=row.pk).update(index=index)
    assert queries.first_mismatch(sealed) == Mismatch("checkpoint", 64)


@pytest.mark.parametrize("changes", [{"root": b"r" * 32}, {"note": "words"}])
def test_a_checkpoint_that_was_altered_is_named(sealed, changes):
    Checkpoint.objects.filter(size=128).update(**changes)
    assert queries.first_mismatch(sealed) == Mismatch("checkpoint", 128)


def test_a_checkpoint_signed_by_another_key_is_named(sealed, settings):
    KeyRing(settings.KEYS_DIR, sealed).path("sign").unlink()
    other = keyring.create(settings.KEYS_DIR, "other").path("sign")
    other.rename(KeyRing(settings.KEYS_DIR, sealed).path("sign"))
    assert queries.first_mismatch(sealed) == Mismatch("checkpoint", 64)


@pytest.mark.parametrize("changes", [{"size": 64}, {"root": b"r" * 32}, {"frontier": b""}])
def test_a_head_that_was_altered_is_named(sealed, changes):
    Head.objects.update(**changes)
    assert queries.first_mismatch(sealed) == Mismatch("head", 128)


def test_a_head_that_was_removed_is_named(sealed):
    Head.objects.all().delete()
    assert queries.first_mismatch(sealed) == Mismatch("checkpoint", 64)
    Checkpoint.objects.all().delete()
    assert queries.first_mismatch(sealed) == Mismatch("head", 128)


def test_a_log_without_anything_holds(log):
    assert queries.first_mismatch(log) is None


def test_a_promise_that_was_not_kept_is_named(sealed):
    assert queries.overdue(sealed, NOON) is None
    entry = operations.append(sealed, operations.new_subject(), "ask", actor="handler:1", at=EIGHT)
    assert queries.overdue(sealed, entry.recorded_at + timedelta(hours=24)) is None
    assert queries.overdue(sealed, entry.recorded_at + timedelta(hours=24, seconds=1)) == entry


def verify(*names):
    out, err = StringIO(), StringIO()
    try:
        call_command("verify_ledger", *names, stdout=out, stderr=err)
    except CommandError as error:
        return f"{err.getvalue()}{error}"
    return out.getvalue()


def test_the_command_says_that_all_holds(sealed):
    assert verify() == verify(sealed) == "1 buku utuh\n"


def test_the_command_names_what_does_not_hold(sealed):
    entry = leaf(17).entry
    Entry.objects.filter(pk=entry.pk).update(actor="handler:2")
    said = verify()
    assert f"{sealed}: catatan {entry.pk} di tempat 17" in said
    assert said.endswith("1 dari 1 buku tidak utuh")


def test_checking_reads_in_three_queries(sealed, django_assert_num_queries):
    with django_assert_num_queries(3) as seen:
        queries.first_mismatch(sealed)
    assert all(query["sql"].startswith(("SELECT", "DECLARE")) for query in seen.captured_queries)
