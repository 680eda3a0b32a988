"""What a person attaches: while filing, and later on their page. Nothing is lost by what is refused."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dengar.complaints.models import Complaint, Message
from dengar.files import limits
from dengar.files.models import Attachment
from dengar.intake import operations
from dengar.intake.models import Draft
from dengar.kit.now import now
from dengar.ledger.models import Entry
from dengar.notices.models import Notice
from tests.cast import file_one
from tests.files import samples
from tests.web.citizen.steps import file, read, send, to_check

pytestmark = pytest.mark.django_db
FILES = "/lapor/bukti/"
MINE = "/pantau/berkas/"


def photo(n: int = 0, name: str = "IMG_1.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, samples.picture(size=(60 + n, 40)), "image/jpeg")


def other(name: str, data: bytes = b"MZ just a program") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "image/jpeg")


@pytest.fixture
def writing(client, place) -> Client:
    to_check(client)
    return client


def test_limits_are_told_before_anybody_chooses(writing):
    page = read(writing, FILES)
    for said in ("Langkah 4 dari 7", "boleh dilewati", "10 berkas", "10 MB", "40 MB", "tetap kami kerjakan"):
        assert said in page
    assert 'enctype="multipart/form-data"' in page
    assert "multiple" in page


def test_files_are_kept_at_once_and_shown_to_be_checked(writing):
    answer = send(writing, FILES, {"attached": [photo(1), photo(2, "surat.jpg")], "kirim": "1"}, FILES)
    assert answer.cookies["konsep"]["path"] == "/lapor/"
    page = read(writing, FILES)
    assert "lampiran-1" in page
    assert "surat.jpg" in page
    assert "lampiran-2 (foto)" in read(writing, "/lapor/periksa/")
    file(writing, about={"about": "unknown"})
    assert Attachment.objects.filter(box=Complaint.objects.get().box).count() == 2
    added = Entry.objects.filter(event="attachment_added", subject=Complaint.objects.get().subject)
    assert [entry.facts["side"] for entry in added] == ["complainant", "complainant"]


def test_going_on_sends_what_was_chosen(writing):
    send(writing, FILES, {"attached": [photo()], "cover": "on"}, "/lapor/harapan/")
    assert "lampiran-1 (foto). Tolong tutup nama dan NIK" in read(writing, "/lapor/periksa/")


def test_one_that_is_refused_costs_no_other(writing):
    answer = writing.post(FILES, {"attached": [photo(1), other("virus.jpg"), photo(2)], "cover": "on"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "“virus.jpg”: Jenis berkas ini belum kami terima." in page
    assert "lampiran-1" in page
    assert "lampiran-2" in page
    assert "checked" in page
    assert Attachment.objects.count() == 2
    assert "Saya sudah tiga kali datang" in read(writing, "/lapor/cerita/")


@pytest.mark.parametrize(
    ("upload", "sentence"),
    [
        (other("kosong.jpg", b""), "kosong"),
        (other("rusak.jpg", samples.picture()[:200]), "tidak terbaca"),
        (other("terkunci.pdf", samples.pdf(password="rahasia")), "kata sandi"),
        (other("<script>alert(1)</script>.jpg"), "belum kami terima"),
        (other("besar.jpg", b"\xff\xd8\xff\xe0" + bytes(limits.EACH_MOST)), "lebih besar dari 10 MB"),
        (other("film.mp4", samples.m4a(handler=b"vide")), "Ini video"),
    ],
)
def test_what_cannot_be_taken_is_told_in_a_sentence(writing, upload, sentence):
    answer = writing.post(FILES, {"attached": [upload, photo()]})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "<script>alert" not in answer.content.decode()
    assert Attachment.objects.count() == 1


def test_together_beyond_the_limit_the_rest_is_refused(writing, monkeypatch):
    monkeypatch.setattr("dengar.web.uploads.TOTAL_MOST", len(samples.wav()) + 1000)
    answer = writing.post(FILES, {"attached": [other("a.wav", samples.wav()), other("b.wav", samples.wav() + b"odd ")]})
    assert answer.status_code == 422
    assert "lebih besar dari 40 MB" in answer.content.decode()
    assert Attachment.objects.count() == 1


def test_more_at_once_than_is_read_is_told_in_a_page(writing, settings):
    settings.BODY_MAX = 1000
    answer = writing.post(FILES, {"attached": [photo()]})
    assert answer.status_code == 413
    assert "pilih lebih sedikit sekaligus" in answer.content.decode()


def test_no_upload_lies_open_in_a_temporary_file(writing, settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "gone")  # writing there would fail
    noisy = samples.picture("PNG", size=(60, 40)) + bytes(5_000_000)
    send(writing, FILES, {"attached": [other("besar.png", noisy)]}, "/lapor/harapan/")


def test_sent_twice_it_is_there_once(writing):
    for _time in range(2):
        send(writing, FILES, {"attached": [photo()]}, "/lapor/harapan/")
    assert Attachment.objects.count() == 1


def test_a_file_is_taken_back(writing):
    send(writing, FILES, {"attached": [photo(1), photo(2)]})
    send(writing, FILES, {"hapus": "1"}, FILES)
    assert [row.ordinal for row in Attachment.objects.all()] == [2]
    send(writing, FILES, {"hapus": "1"}, FILES)
    send(writing, FILES, {"hapus": "x" * 50}, "/lapor/harapan/")


def test_without_a_draft_nothing_breaks(client, place):
    assert client.get(FILES)["Location"] == "/lapor/?hilang=semua"
    send(client, FILES, {"attached": [photo()]}, "/lapor/?hilang=sebagian")
    assert Attachment.objects.count() == 1


def test_after_filing_the_step_leads_to_the_receipt(writing):
    send(writing, "/lapor/periksa/", {}, "/lapor/tanda-terima/")
    send(writing, FILES, {"attached": [photo()]}, "/lapor/tanda-terima/")
    assert not Attachment.objects.exists()


def test_a_forgotten_draft_takes_its_files_with_it(writing, data_dir, django_capture_on_commit_callbacks):
    send(writing, FILES, {"attached": [photo()]})
    with django_capture_on_commit_callbacks(execute=True):
        assert operations.forget_drafts(now() + operations.drafts.queries.KEPT)
    assert not Draft.objects.exists()
    assert not [path for path in (data_dir / "files").rglob("*") if path.is_file()]


def test_on_one_s_own_page_files_come_with_words(sari, cast):
    answer = sari.post(MINE, {"attached": [photo()], "berkas-attached": [photo()], "berkas-words": "Ini suratnya."})
    assert answer["Location"] == "/pantau/kabar/?kabar=berkas"
    page = read(sari, "/pantau/kabar/")
    assert "Ini suratnya." in page
    assert 'href="/pantau/berkas/1/"' in page
    assert Notice.objects.filter(kind="desk_message").exists()
    shown = sari.get("/pantau/berkas/1/")
    assert shown["Content-Type"] == "image/jpeg"
    assert shown["Content-Disposition"] == 'inline; filename="lampiran-1.jpg"'
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in shown["Content-Security-Policy"]
    assert "script-src" not in shown["Content-Security-Policy"]
    assert shown["Cache-Control"] == "no-store"
    assert samples.MARK.encode() not in shown.content


def test_on_one_s_own_page_a_file_needs_no_words_and_words_no_file(sari, cast):
    assert sari.post(MINE, {"berkas-words": "Tanpa berkas."}).status_code == 302
    assert sari.post(MINE, {"berkas-attached": [photo()]}).status_code == 302
    nothing = sari.post(MINE, {})
    assert nothing.status_code == 422
    assert "Belum ada yang ditulis" in nothing.content.decode()
    assert Message.objects.count() == 2


def test_on_one_s_own_page_what_is_refused_takes_nothing_with_it(sari, cast):
    answer = sari.post(MINE, {"berkas-attached": [other("virus.jpg"), photo()], "berkas-words": "Ini suratnya."})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "virus.jpg" in page
    assert "sudah terkirim" in page
    assert ">Ini suratnya.</textarea>" not in page  # it has been sent: once
    assert Message.objects.count() == 1
    assert Attachment.objects.count() == 1
    alone = sari.post(MINE, {"berkas-attached": [other("virus.jpg")]})
    assert alone.status_code == 422
    assert Message.objects.count() == 1


def test_words_that_are_too_long_come_back(sari, cast):
    answer = sari.post(MINE, {"berkas-attached": [photo()], "berkas-words": "kata " * 2000})
    assert answer.status_code == 422
    assert "kata kata" in answer.content.decode()
    assert "lampiran-1" in answer.content.decode()  # the file did not wait for them
    assert Message.objects.get().files.count() == 1


def test_a_file_of_somebody_else_does_not_exist(sari, cast):
    theirs = file_one(cast.mall)
    Attachment.objects.create(
        box=theirs.box, ordinal=1, kind="picture", about=b"", mac="0" * 64, original="0", shown="1", kept_at=now()
    )
    assert sari.get("/pantau/berkas/1/").status_code == 404
    assert sari.get(f"/pantau/berkas/{10**30}/").status_code == 404
    assert Client().get("/pantau/berkas/1/")["Location"] == "/pantau/"
