import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from dengar.kit.keyring import KeyRing
from dengar.ledger import operations, promises, queries
from dengar.ledger.canonical import canonical
from dengar.ledger.leaves import hash_of, json_of
from dengar.ledger.models import Entry
from dengar.ledger.notes import public_key
from dengar.ledger.operations import Draft

NOON = datetime(2026, 11, 19, 4, 0, tzinfo=UTC)
SUBJECT = "0c" * 16
FILED = {"kind": "complaint", "channel": "web", "mode": "confidential", "secret": False, "agency": 3}


def filed(log, **changes):
    given = {"actor": "complainant", "at": NOON, "facts": FILED} | changes
    return operations.append(log, SUBJECT, "file", **given)


@pytest.mark.django_db
def test_an_entry_is_written_by_one_insert(log, django_assert_num_queries):
    before = datetime.now(UTC)
    with django_assert_num_queries(1):
        entry = filed(log)
    kept = Entry.objects.get()
    assert (kept.log, kept.subject, kept.event, kept.actor) == (log, SUBJECT, "file", "complainant")
    assert kept.at == NOON
    assert before <= kept.recorded_at <= datetime.now(UTC)
    assert kept.facts == FILED
    assert len(bytes(kept.salt)) == 16
    assert hash_of(bytes(kept.salt), json_of(kept)) == hash_of(entry.salt, json_of(entry))


@pytest.mark.django_db
def test_many_entries_are_written_by_one_insert(log, django_assert_num_queries):
    drafts = [Draft(SUBJECT, "file", "complainant", NOON, FILED), Draft(SUBJECT, "ask", "handler:1", NOON)]
    with django_assert_num_queries(1):
        entries = operations.append_all(log, drafts)
    assert [entry.event for entry in queries.timeline(log, SUBJECT)] == ["file", "ask"]
    assert all(entry.pk for entry in entries)
    assert len({bytes(entry.salt) for entry in entries}) == 2


@pytest.mark.django_db
def test_a_change_that_fails_leaves_no_entry(log):
    with transaction.atomic():
        filed(log)
        transaction.set_rollback(True)
    assert not Entry.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changes",
    [
        {"actor": "Sari"},
        {"actor": "0812345678"},
        {"at": NOON.replace(tzinfo=None)},
        {"facts": {**FILED, "story": "It never came"}},
        {"facts": {**FILED, "agency": "Disdukcapil"}},
        {"facts": {}},
    ],
)
def test_what_the_ledger_does_not_know_is_refused(log, changes):
    with pytest.raises(ValueError):
        filed(log, **changes)
    assert not Entry.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "subject"), [("", SUBJECT), ("a b", SUBJECT), ("mall", "7K2M-94R7"), ("mall", "0C" * 16)]
)
def test_a_log_and_a_subject_have_their_form(name, subject):
    with pytest.raises(ValueError):
        operations.append(name, subject, "pad", actor="house", at=NOON)


@pytest.mark.django_db
def test_a_timeline_is_told_in_the_order_of_what_happened_and_only_of_one(log, django_assert_num_queries):
    other = operations.new_subject()
    operations.append(log, SUBJECT, "ask", actor="handler:1", at=NOON + timedelta(hours=2))
    filed(log)
    operations.append(log, SUBJECT, "complete", actor="complainant", at=NOON + timedelta(hours=2))
    operations.append(log, other, "ask", actor="handler:1", at=NOON)
    operations.append("martapura", SUBJECT, "ask", actor="handler:1", at=NOON)
    with django_assert_num_queries(1):
        assert [entry.event for entry in queries.timeline(log, SUBJECT)] == ["file", "ask", "complete"]


@pytest.mark.django_db
def test_all_logs_are_named(log):
    for name in ("martapura", log, "banjarmasin", log):
        filed(name)
    assert list(queries.logs()) == ["banjarbaru", "banjarmasin", "martapura"]


@pytest.mark.django_db
def test_a_promise_can_be_checked_without_us(log, settings):
    entry = filed(log)
    made = promises.promise(entry)
    key = KeyRing(settings.KEYS_DIR, log).get("sign", made.key_id)
    public = public_key(key.secret)
    assert made.holds(public)
    assert made.leaf_hash == hash_of(bytes(Entry.objects.get().salt), json_of(Entry.objects.get())).hex()
    assert made == promises.promise(Entry.objects.get())
    assert made.text().splitlines()[1:3] == [log, made.leaf_hash]
    for change in ({"leaf_hash": "00" * 32}, {"log": "other"}, {"recorded_at": "2026"}, {"signature": "AAAA"}):
        assert not promises.Promise(**(vars(made) | change)).holds(public)
    assert not promises.Promise(**(vars(made) | {"signature": "!"})).holds(public)
    assert not made.holds(public_key(b"o" * 32))


@pytest.mark.django_db
def test_every_word_of_an_entry_is_under_its_leaf(log):
    entry = filed(log)
    whole = json_of(entry)
    for field, other in (
        ("log", "martapura"),
        ("subject", "0d" * 16),
        ("event", "settle"),
        ("actor", "handler:1"),
        ("at", NOON + timedelta(microseconds=1)),
        ("recorded_at", NOON),
        ("facts", {}),
    ):
        kept = getattr(entry, field)
        setattr(entry, field, other)
        assert json_of(entry) != whole
        setattr(entry, field, kept)
    assert json_of(entry) == whole
    assert canonical(json.loads(whole)) == whole
