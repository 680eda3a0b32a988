"""The pages of promises and remedies carried out."""

from dengar.agree.models import Commitment
from dengar.complaints.models import Complaint
from tests.carry import ORDERED, POINT, let_in, to_agreed, to_decided


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
    response = hendra.get(path)
    assert 'value="all"' in response.text
    assert "Sudah, fotonya ada." in response.text
    assert hendra.post(path, {"seen": complaint.step, "done": "all", "all": "Semua."}).status_code == 302
    assert fresh(cast).state == "acted"


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
    assert rina.post(path, {"seen": complaint.step, "done": "all", "all": "Semua."}).status_code == 302
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
