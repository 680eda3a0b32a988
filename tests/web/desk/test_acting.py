"""The pages of promises and remedies carried out."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dengar.agree.models import Commitment
from dengar.complaints.models import Clock, Complaint
from dengar.kit.now import now
from tests.carry import ORDERED, POINT, let_in, to_agreed, to_decided
from tests.cast import WORDS
from tests.files import samples


def fresh(cast) -> Complaint:
    return Complaint.objects.get(pk=cast.complaint.pk)


def test_the_agency_proves_each_promise_and_reports_the_whole(cast, desk_of):
    to_agreed(cast)
    hendra, complaint = desk_of("hendra"), fresh(cast)
    path = f"/instansi/{complaint.handles.get().code}/tindak/"
    response = hendra.get(path)
    assert response.status_code == 200
    assert "Daftar syarat ditempel" in response.text
    assert complaint.number not in response.text
    assert 'value="all"' not in response.text

    for commitment in Commitment.objects.order_by("pk"):
        key = f"promise-{commitment.pk}"
        assert hendra.post(path, {"seen": complaint.step, "done": key, key: ""}).status_code == 422
        assert hendra.post(path, {"seen": complaint.step, "done": key, key: "Sudah, fotonya ada."}).status_code == 302
        if commitment != Commitment.objects.order_by("pk").last():
            assert "Catat sudah dikerjakan" not in hendra.get(path).text
            assert fresh(cast).state == "agreed"
    assert fresh(cast).state == "acted"  # the last one reports the whole: nothing waits without a clock
    assert fresh(cast).clocks.filter(stopped_at=None, kind="lapse").exists()


def test_a_proof_comes_with_a_photo_that_the_person_opens(cast, desk_of):
    to_agreed(cast)
    hendra, complaint = desk_of("hendra"), fresh(cast)
    path = f"/instansi/{complaint.handles.get().code}/tindak/"
    key = f"promise-{Commitment.objects.order_by('pk')[0].pk}"
    given = {"seen": complaint.step, "done": key, key: "Sudah ditempel."}
    bad = hendra.post(path, {**given, "attached": SimpleUploadedFile("a.exe", b"MZ")})
    assert bad.status_code == 422
    assert "belum kami terima" in bad.text
    assert "Sudah ditempel." in bad.text
    photo = SimpleUploadedFile("papan.jpg", samples.picture())
    assert hendra.post(path, {**given, "attached": photo}).status_code == 302
    assert "lampiran-1" in hendra.get(path).text
    sari = Client()
    sari.post("/pantau/", {"number": complaint.number, "words": " ".join(WORDS)})
    assert 'href="/pantau/berkas/1/"' in sari.get("/pantau/kabar/").text
    assert sari.get("/pantau/berkas/1/")["Content-Type"] == "image/jpeg"


def test_words_under_another_button_are_kept(cast, desk_of):
    to_agreed(cast)
    first, second = (f"promise-{pk}" for pk in Commitment.objects.order_by("pk").values_list("pk", flat=True))
    data = {"seen": fresh(cast).step, "done": first, first: "", second: "Belum dikirim."}
    response = desk_of("rina").post(f"/meja/laporan/{cast.complaint.number}/tindak/", data)
    assert response.status_code == 422
    assert "Belum dikirim." in response.text


def test_the_desk_records_a_remedy_and_cannot_skip_one(cast, desk_of):
    decision = to_decided(cast, POINT, ORDERED)
    rina, complaint = desk_of("rina"), fresh(cast)
    path = f"/meja/laporan/{complaint.number}/tindak/"
    skipped = rina.post(path, {"seen": complaint.step, "done": "all", "all": "Semua."})
    assert skipped.status_code == 422
    key = f"remedy-{decision.points.get(order=2).pk}"
    rina.post(path, {"seen": complaint.step, "done": key, key: "Surat nomor 5."})
    assert fresh(cast).state == "acted"


def test_a_stale_page_is_told_and_its_words_are_kept(cast, desk_of):
    to_agreed(cast)
    rina = desk_of("rina")
    key = f"promise-{Commitment.objects.order_by('pk')[0].pk}"
    response = rina.post(f"/meja/laporan/{cast.complaint.number}/tindak/", {"seen": 1, "done": key, key: "Sudah."})
    assert response.status_code == 409
    assert "Sudah." in response.text


def test_nothing_waits_before_an_agreement(cast, desk_of):
    let_in(cast)
    response = desk_of("rina").get(f"/meja/laporan/{cast.complaint.number}/tindak/")
    assert response.status_code == 200
    assert "<textarea" not in response.text
    code = cast.complaint.handles.get().code
    assert desk_of("lutfi").get(f"/instansi/{code}/tindak/").status_code == 404


def test_one_press_reminds_the_other_side_of_what_is_late_and_keeps_what_was_typed(cast, desk_of):
    to_agreed(cast)
    Clock.objects.filter(kind="promise").update(due_at=now() - timedelta(days=3))
    rina, hendra, complaint = desk_of("rina"), desk_of("hendra"), fresh(cast)
    path = f"/meja/laporan/{complaint.number}/tindak/"
    page = rina.get(path).text
    assert "tanggalnya sudah lewat" in page
    assert 'value="remind"' in page
    assert 'value="remind"' not in hendra.get(f"/instansi/{complaint.handles.get().code}/tindak/").text
    assert rina.post(path, {"seen": complaint.step, "done": "remind"}).status_code == 302
    again = rina.get(path).text
    assert "Terakhir diingatkan:" in again
    assert 'value="remind"' not in again
    key = f"promise-{Commitment.objects.order_by('pk')[0].pk}"
    twice = rina.post(path, {"seen": complaint.step, "done": "remind", key: "Menunggu foto."})
    assert twice.status_code == 422
    assert "Hari ini sudah ada pengingat." in twice.text
    assert "Menunggu foto." in twice.text


def test_nothing_reminds_before_the_day(cast, desk_of):
    to_agreed(cast)
    Clock.objects.filter(kind="promise").update(due_at=now() + timedelta(days=3))
    page = desk_of("rina").get(f"/meja/laporan/{cast.complaint.number}/tindak/").text
    assert 'value="remind"' not in page
    assert "tanggalnya sudah lewat" not in page
