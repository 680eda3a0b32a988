import json

import pytest
from pytest_django import DjangoAssertNumQueries

from dengar.kit import keyring
from dengar.kit.keyring import KeyRing
from dengar.vault import operations, sealing
from dengar.vault.details import PersonDetails
from dengar.vault.models import Box, Person
from dengar.vault.sealing import Shredded, Tampered
from tests.vault.conftest import MALL, THURSDAY

SARI = PersonDetails(name="Sari Wahyuni", phone="0812-3456-7890", email="sari@example.org", safe_hours="pagi")


def test_a_box_is_one_insert(db: None, keys: KeyRing, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        box = operations.make_box(MALL, at=THURSDAY)
    assert box.wrap_key_id == keys.current("wrap").id
    assert Box.objects.get().made_at == THURSDAY


def test_a_person_is_kept_and_read(box: Box) -> None:
    operations.keep_person(box, SARI, at=THURSDAY)
    assert operations.read_person(box) == SARI
    assert operations.read_person(Box.objects.get(pk=box.pk)) == SARI


def test_a_person_kept_again_replaces_the_first(box: Box) -> None:
    operations.keep_person(box, SARI, at=THURSDAY)
    operations.keep_person(box, PersonDetails(phone="0511 000 1234"), at=THURSDAY)
    assert operations.read_person(box) == PersonDetails(phone="0511 000 1234")
    assert Person.objects.count() == 1


def test_nobody_is_kept_for_an_anonymous_complaint(box: Box) -> None:
    assert operations.read_person(box) is None
    operations.keep_person(box, SARI, at=THURSDAY)
    operations.keep_person(box, PersonDetails(safe_hours="pagi"), at=THURSDAY)
    assert operations.read_person(box) is None
    assert not Person.objects.exists()


def test_the_row_says_nothing_of_the_person(box: Box) -> None:
    operations.keep_person(box, SARI, at=THURSDAY)
    person = Person.objects.get()
    raw = bytes(person.sealed) + person.contact_mac.encode()
    for word in (b"Sari", b"0812", b"6281234567890", b"example", b"pagi", b"name"):
        assert word not in raw


def test_long_and_short_persons_look_alike(box: Box) -> None:
    lengths = set()
    for details in (PersonDetails(name="Al"), SARI, PersonDetails(name="Siti " * 20, email="a@b.id")):
        operations.keep_person(box, details, at=THURSDAY)
        lengths.add(len(Person.objects.get().sealed))
    assert len(lengths) == 1


def test_a_persons_row_moved_to_another_box_is_noticed(box: Box) -> None:
    operations.keep_person(box, SARI, at=THURSDAY)
    other = operations.make_box(MALL, at=THURSDAY)
    Person.objects.update(box=other)
    with pytest.raises(Tampered):
        operations.read_person(other)


def test_one_person_with_two_complaints_has_one_digest(box: Box) -> None:
    other = operations.make_box(MALL, at=THURSDAY)
    operations.keep_person(box, SARI, at=THURSDAY)
    operations.keep_person(other, PersonDetails(name="S.", phone="+62 812 3456 7890"), at=THURSDAY)
    assert Person.objects.values("contact_mac").distinct().count() == 1


def test_destroying_the_identity_leaves_the_words(box: Box) -> None:
    operations.keep_person(box, SARI, at=THURSDAY)
    sealed = sealing.seal_words(box, "cerita", "story")
    operations.destroy(box, "identity")
    for held in (box, Box.objects.get(pk=box.pk)):
        assert operations.read_person(held) is None
        assert sealing.open_words(held, sealed, "story") == "cerita"
        with pytest.raises(Shredded):
            operations.keep_person(held, SARI, at=THURSDAY)
    assert not Person.objects.exists()


def test_destroying_both_leaves_no_key(box: Box) -> None:
    operations.keep_person(box, SARI, at=THURSDAY)
    operations.destroy(box, "both")
    operations.destroy(box, "both")
    row = Box.objects.get()
    assert (row.identity_key, row.words_key) == (None, None)


def test_destroying_something_else_is_a_bug(box: Box) -> None:
    with pytest.raises(ValueError, match="nothing called"):
        operations.destroy(box, "everything")  # type: ignore[arg-type]


def test_rewrap_does_nothing_and_asks_nothing_while_there_is_one_key(
    box: Box, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        assert operations.rewrap(MALL) is False


def test_rewrap_takes_every_box_to_the_newest_key_and_what_was_sealed_still_opens(box: Box, keys: KeyRing) -> None:
    sealed = sealing.seal_words(box, "cerita", "story")
    operations.keep_person(box, SARI, at=THURSDAY)
    half = operations.make_box(MALL, at=THURSDAY)
    operations.destroy(half, "identity")
    newest = keyring.rotate(keys.root, MALL, "wrap")
    late = operations.make_box(MALL, at=THURSDAY)
    assert late.wrap_key_id == newest.id
    assert operations.rewrap(MALL) is True
    assert operations.rewrap(MALL) is False
    assert set(Box.objects.values_list("wrap_key_id", flat=True)) == {newest.id}
    again = Box.objects.get(pk=box.pk)
    assert sealing.open_words(again, sealed, "story") == "cerita"
    assert operations.read_person(again) == SARI
    assert Box.objects.get(pk=half.pk).identity_key is None


def test_rewrap_does_not_bring_back_a_key_destroyed_meanwhile(box: Box, keys: KeyRing) -> None:
    newest = keyring.rotate(keys.root, MALL, "wrap")
    seen = Box.objects.get(pk=box.pk)
    operations.destroy(box, "identity")
    assert operations._rewrap(seen, newest) is False
    assert Box.objects.get(pk=box.pk).identity_key is None
    assert operations.rewrap(MALL) is True
    assert Box.objects.get(pk=box.pk).identity_key is None


def test_contacts_move_to_a_new_key_and_still_tell_the_same_person(box: Box, keys: KeyRing) -> None:
    other, nobody = operations.make_box(MALL, at=THURSDAY), operations.make_box(MALL, at=THURSDAY)
    operations.keep_person(box, SARI, at=THURSDAY)
    operations.keep_person(nobody, PersonDetails(name="Tanpa nomor"), at=THURSDAY)
    newest = keyring.rotate(keys.root, MALL, "contact")
    operations.keep_person(other, SARI, at=THURSDAY)
    assert operations.rewrap(MALL) is True
    assert operations.rewrap(MALL) is False
    macs = set(Person.objects.values_list("contact_mac", flat=True))
    assert len(macs) == 2, "one person with a contact, and one without"
    assert all(mac.startswith(f"{newest.id}:") for mac in macs if mac)


def test_details_survive_the_way_through_bytes() -> None:
    odd = PersonDetails(name="Ni Luh “Ayu” \u202e", phone="", email="x@y.id", safe_hours="☎", discreet=False)
    assert PersonDetails.from_bytes(odd.to_bytes()) == odd
    assert set(json.loads(odd.to_bytes())) == {"name", "phone", "email", "safe_hours", "discreet"}
