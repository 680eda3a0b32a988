from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from dengar.kit.keyring import PURPOSES, KeyRing
from dengar.ledger.models import Entry
from dengar.ledger.notes import public_key, verifier_key
from dengar.ledger.sealing import origin

MALL = "banjarbaru"

pytestmark = pytest.mark.django_db


def keys(*arguments):
    out = StringIO()
    call_command("keys", *arguments, stdout=out)
    return out.getvalue()


def test_keys_are_made_named_and_written_in_the_ledger(settings):
    said = keys("make", MALL)
    ring = KeyRing(settings.KEYS_DIR, MALL)
    for purpose in PURPOSES:
        assert f"{purpose:8} {ring.current(purpose).id}\n" in said
    written = {entry.facts["purpose"]: entry.facts["key"] for entry in Entry.objects.filter(event="keys_made")}
    assert written == {purpose: ring.current(purpose).id for purpose in PURPOSES}
    assert keys("list", MALL) == said


def test_the_public_signing_key_is_shown_and_no_secret_is(settings):
    said = keys("make", MALL)
    ring = KeyRing(settings.KEYS_DIR, MALL)
    assert verifier_key(origin(MALL), public_key(ring.current("sign").secret)) in said
    lines = [line for purpose in PURPOSES for line in ring.path(purpose).read_text().split()]
    assert not any(secret in said for secret in lines[1::2])


def test_a_key_is_rotated_and_the_old_one_stays(settings):
    keys("make", MALL)
    old = KeyRing(settings.KEYS_DIR, MALL).current("sign")
    said = keys("rotate", MALL, "sign")
    new = KeyRing(settings.KEYS_DIR, MALL).current("sign")
    assert new.id != old.id
    assert f"sign     {new.id} {old.id}\n" in said
    assert Entry.objects.get(event="keys_rotated").facts == {"purpose": "sign", "key": new.id, "old": old.id}


def test_keys_are_never_overwritten(settings):
    keys("make", MALL)
    before = KeyRing(settings.KEYS_DIR, MALL).current("wrap")
    with pytest.raises(CommandError, match="not overwritten"):
        keys("make", MALL)
    assert KeyRing(settings.KEYS_DIR, MALL).current("wrap") == before
    assert Entry.objects.filter(event="keys_made").count() == len(PURPOSES)


@pytest.mark.parametrize("arguments", [("list", "nowhere"), ("rotate", "nowhere", "sign"), ("make", "../up")])
def test_what_cannot_be_done_is_said(arguments):
    with pytest.raises(CommandError, match="missing|not a mall"):
        keys(*arguments)
    assert not Entry.objects.exists()
