import hmac
import secrets

import pytest

from dengar.kit import keyring
from dengar.kit.keyring import KeyRing
from dengar.kit.words import WORDS, parse_words
from dengar.vault import receipts
from dengar.vault.contacts import canonical_contact
from tests.vault.conftest import MALL

TOKEN = "a-drafts-token"
NUMBER = "7K2M-94R7"
FIVE = ("sungai", "rotan", "teduh", "jukung", "padi")


def test_the_same_draft_has_the_same_five_words(keys: KeyRing) -> None:
    words = receipts.receipt_words(MALL, TOKEN)
    assert len(words) == 5
    assert set(words) <= set(WORDS)
    assert receipts.receipt_words(MALL, TOKEN) == words
    assert parse_words(" ".join(words)) == words


def test_other_drafts_and_other_malls_have_other_words(keys: KeyRing) -> None:
    keyring.create(keys.root, "other")
    seen = {receipts.receipt_words(MALL, secrets.token_urlsafe()) for _ in range(500)}
    assert len(seen) == 500
    assert receipts.receipt_words("other", TOKEN) != receipts.receipt_words(MALL, TOKEN)


def test_an_older_receipt_key_still_gives_the_same_words(keys: KeyRing) -> None:
    first = keys.current("receipt")
    words = receipts.receipt_words(MALL, TOKEN)
    keyring.rotate(keys.root, MALL, "receipt")
    assert receipts.receipt_words(MALL, TOKEN) != words
    assert receipts.receipt_words(MALL, TOKEN, first.id) == words


def test_number_and_words_are_checked_with_the_key_they_were_kept_with(keys: KeyRing) -> None:
    key_id, kept = receipts.words_check(MALL, NUMBER, FIVE)
    assert key_id == keys.current("verify").id
    assert len(kept) == 32
    keyring.rotate(keys.root, MALL, "verify")
    again, digest = receipts.words_check(MALL, NUMBER, FIVE, key_id)
    assert again == key_id
    assert hmac.compare_digest(digest, kept)
    assert receipts.words_check(MALL, NUMBER, FIVE)[1] != kept


def test_other_words_or_another_number_do_not_pass(keys: KeyRing) -> None:
    kept = receipts.words_check(MALL, NUMBER, FIVE)
    assert receipts.words_check(MALL, "8K2M-94R7", FIVE) != kept
    assert receipts.words_check(MALL, NUMBER, FIVE[::-1]) != kept
    assert receipts.words_check(MALL, NUMBER, FIVE[:4]) != kept


@pytest.mark.parametrize(
    "written", ["0812-3456-7890", "+62 812 3456 7890", "(0812) 34567890", "６２", "62 812-3456-7890", " 081234567890 "]
)
def test_one_number_has_one_digest_however_it_is_written(keys: KeyRing, written: str) -> None:
    same = receipts.contact_hash(MALL, written) == receipts.contact_hash(MALL, "081234567890")
    assert same is (written != "６２")


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("0812-3456-7890", "+6281234567890"),
        ("0511 4772 569", "+625114772569"),
        ("+60 12-345 6789", "+60123456789"),
        ("０８１２３４５６７８９０", "+6281234567890"),
        (" Sari@Example.ORG ", "sari@example.org"),
        ("Warung Bu Ida", "warung bu ida"),
        ("12", "12"),
        ("", ""),
    ],
)
def test_contacts_are_written_in_one_way(written: str, canonical: str) -> None:
    assert canonical_contact(written) == canonical


def test_a_digest_names_its_key_and_not_the_contact(keys: KeyRing) -> None:
    digest = receipts.contact_hash(MALL, "081234567890")
    assert digest.startswith(keys.current("contact").id + ":")
    assert "81234567890" not in digest
    assert len(digest) <= 80


def test_capitals_make_no_difference(keys: KeyRing) -> None:
    assert receipts.words_check(MALL, NUMBER, [word.upper() for word in FIVE]) == receipts.words_check(
        MALL, NUMBER, FIVE
    )
