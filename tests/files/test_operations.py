"""Files are kept sealed, twice, counted, and gone when they have to be."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import transaction
from PIL import Image

from dengar.files import limits, operations, queries, refusals, store
from dengar.files.models import Attachment
from dengar.kit.actors import Actor, Role
from dengar.people.models import Officer
from dengar.vault.operations import destroy, make_box
from dengar.vault.sealing import Shredded, Tampered
from tests.cast import MONDAY_9AM
from tests.files import samples
from tests.files.conftest import keep

SOON = MONDAY_9AM + timedelta(hours=2)


def on_disk(data_dir):
    return sorted(path for path in (data_dir / "files").rglob("*") if path.is_file())


def photo(n: int = 0) -> bytes:
    return samples.picture(size=(60 + n, 40))


def test_a_file_is_kept_as_it_came_and_as_it_may_be_shown(box):
    row = keep(box, photo(), "IMG Sari.jpg")
    (file,) = queries.opened(box, queries.of_box(box))
    assert (file.label, file.about.name, file.about.type) == ("lampiran-1", "IMG Sari.jpg", "image/jpeg")
    assert file.about.size == len(photo())
    assert queries.original(box, row) == photo()
    assert Image.open(BytesIO(queries.content(box, row))).size == (40, 60)


def test_neither_the_database_nor_the_disk_tells_anything(box, data_dir):
    keep(box, photo(), "IMG Sari.jpg")
    row = Attachment.objects.values().get()
    assert b"Sari" not in bytes(row["about"])
    assert len(on_disk(data_dir)) == 2
    for path in on_disk(data_dir):
        data = path.read_bytes()
        assert samples.MARK.encode() not in data
        assert b"\xff\xd8\xff" not in data
        assert path.stat().st_mode & 0o077 == 0
        assert path.stat().st_mtime == MONDAY_9AM.timestamp()


def test_lengths_are_hidden(box, data_dir):
    keep(box, samples.wav())
    keep(box, samples.wav() + b"odd ")
    sizes = {path.stat().st_size for path in on_disk(data_dir)}
    assert len(sizes) == 1


def test_numbers_go_on_and_are_not_given_again(box):
    rows = [keep(box, photo(n)) for n in range(3)]
    operations.remove(rows[1])
    assert keep(box, photo(9)).ordinal == 4
    assert [row.ordinal for row in queries.of_box(box)] == [1, 3, 4]


def test_the_same_file_twice_is_one(box, data_dir, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert keep(box, photo()) == keep(box, photo(), "lagi.jpg")
    assert Attachment.objects.count() == 1
    assert len(on_disk(data_dir)) == 2


def test_an_officer_s_file_is_never_the_person_s(box):
    officer = Officer.objects.create_user(email="rina@example.go.id", name="Rina")
    mine = keep(box, photo())
    theirs = keep(box, photo(), by=Actor(Role.HANDLER, "handler:1", officer_id=officer.pk))
    assert mine != theirs
    assert (mine.officer_id, theirs.officer_id) == (None, officer.pk)


def test_a_file_cannot_take_the_place_of_another(box):
    one, other = keep(box, photo(1)), keep(box, photo(2))
    store.remove(other.shown)
    store.write(other.shown, store.read(one.shown), at=MONDAY_9AM)
    with pytest.raises(Tampered):
        queries.content(box, other)
    with pytest.raises(Tampered):
        queries.content(make_box("contoh", at=MONDAY_9AM), one)


def test_there_is_room_for_ten_files(box):
    for n in range(limits.COUNT_MOST):
        keep(box, photo(n))
    with pytest.raises(refusals.TooMany):
        keep(box, photo(99))
    officer = Officer.objects.create_user(email="rina@example.go.id", name="Rina")
    keep(box, photo(98), by=Actor(Role.HANDLER, "handler:1", officer_id=officer.pk))  # offices have their own room


def test_together_they_are_not_too_large(box, monkeypatch):
    monkeypatch.setattr(operations, "TOTAL_MOST", len(photo()) + 10)
    keep(box, photo())
    with pytest.raises(refusals.TooMuch):
        keep(box, photo(1))


def test_what_was_too_much_to_be_taken_in_is_refused(box, data_dir):
    with (
        pytest.raises(refusals.TooLarge),
        operations.prepared(box, [operations.Upload("besar.jpg", b"", limits.EACH_MOST + 1)], at=MONDAY_9AM),
    ):
        raise AssertionError("never comes here")


def test_what_fails_leaves_nothing_on_the_disk(box, data_dir):
    uploads = [operations.Upload("a.jpg", photo(), 1), operations.Upload("b.exe", b"MZ", 2)]
    with pytest.raises(refusals.OtherType), operations.prepared(box, uploads, at=MONDAY_9AM):
        raise AssertionError("never comes here")
    assert on_disk(data_dir) == []
    with pytest.raises(RuntimeError), operations.prepared(box, uploads[:1], at=MONDAY_9AM):
        raise RuntimeError
    assert on_disk(data_dir) == []


def test_a_file_taken_back_goes_from_the_disk(box, data_dir, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        operations.remove(keep(box, photo()))
    assert not Attachment.objects.exists()
    assert on_disk(data_dir) == []


def remove_in_vain(row):
    with transaction.atomic():
        operations.remove(row)
        raise RuntimeError


def test_a_file_taken_back_in_vain_is_still_there(box, data_dir, django_capture_on_commit_callbacks):
    row = keep(box, photo())
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(RuntimeError):
        remove_in_vain(row)
    assert queries.original(box, row) == photo()


def test_destroyed_words_take_the_files_with_them(box, data_dir):
    row = keep(box, photo())
    assert not operations.erase_due(SOON)
    destroy(box, "words")
    assert queries.opened(box, queries.of_box(box)) == []
    with pytest.raises(Shredded):
        queries.content(box, row)
    assert operations.erase_due(SOON)
    assert not operations.erase_due(SOON)
    assert on_disk(data_dir) == []
    row.refresh_from_db()
    assert row.erased_at == SOON
    with pytest.raises(Shredded):
        queries.content(box, row)


def test_what_no_row_names_is_swept_away_after_an_hour(box, data_dir):
    kept = keep(box, photo())
    lost = store.new_name()
    store.write(lost, b"sealed", at=MONDAY_9AM)
    part = data_dir / "files" / "ab" / "abc.part"
    part.parent.mkdir(exist_ok=True)
    part.write_bytes(b"half")
    operations.sweep(MONDAY_9AM + timedelta(minutes=59))
    assert store.read(lost) == b"sealed"
    operations.sweep(SOON + timedelta(days=3650))
    assert {path.name for path in on_disk(data_dir)} == {kept.original, kept.shown}


def test_a_draft_that_goes_takes_all_its_files(box, data_dir, django_capture_on_commit_callbacks):
    for n in range(3):
        keep(box, photo(n))
    with django_capture_on_commit_callbacks(execute=True):
        operations.forget(box)
    assert on_disk(data_dir) == []
    box.delete()
