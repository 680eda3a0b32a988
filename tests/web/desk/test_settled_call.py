"""The desk's page: another officer asks whether it is really settled."""

import pytest

from dengar.complaints.models import Complaint
from dengar.complaints.operations import open_identity
from dengar.intake.operations import settle, settling
from dengar.kit.now import now

PHONE = "0812 0000 4321"


@pytest.fixture
def made(cast, monkeypatch) -> Complaint:
    monkeypatch.setattr(settling, "ONE_IN", 1)
    return settle(cast.mall, "Antrean terlewat.", "Dipanggil lagi.", phone=PHONE, by=cast.rina, at=now())


def path(made: Complaint) -> str:
    return f"/meja/laporan/{made.number}/telepon/"


def test_it_is_a_task_of_another_officer_only(made, desk_of):
    yusuf, rina = desk_of("yusuf"), desk_of("rina")
    assert path(made) in yusuf.get("/meja/").text
    assert path(made) in yusuf.get(f"/meja/laporan/{made.number}/").text
    assert path(made) not in rina.get("/meja/").text
    assert "tanya-said" not in rina.get(path(made)).text
    refused = rina.post(path(made), {"tanya-seen": made.step, "tanya-said": "right"})
    assert refused.status_code == 422


def test_the_number_is_opened_with_a_reason_and_the_answer_recorded(cast, made, desk_of):
    yusuf = desk_of("yusuf")
    assert "4321" not in yusuf.get(path(made)).text
    open_identity(made, reason="Menelepon balik", by=cast.yusuf, at=now())
    assert "4321" in yusuf.get(path(made)).text
    kept = yusuf.post(path(made), {"tanya-seen": made.step, "tanya-words": "Masih menunggu."})
    assert kept.status_code == 422
    assert "Masih menunggu." in kept.text
    sent = {"tanya-seen": made.step, "tanya-said": "not_settled", "tanya-words": "Masih menunggu."}
    assert yusuf.post(path(made), sent).status_code == 302
    assert Complaint.objects.get(pk=made.pk).state == "talking"
    assert "Masih menunggu." in yusuf.get(f"/meja/laporan/{made.number}/").text
    assert path(made) not in yusuf.get("/meja/").text
    assert yusuf.post(path(made), sent).status_code in (409, 422)


def test_the_answer_stands_beside_the_note(made, desk_of):
    yusuf = desk_of("yusuf")
    assert yusuf.post(path(made), {"tanya-seen": made.step, "tanya-said": "right"}).status_code == 302
    page = yusuf.get(f"/meja/laporan/{made.number}/").text
    assert "Yusuf menelepon balik" in page
    assert "jawabannya: sudah beres" in page


def test_others_stay_out(made, desk_of):
    assert desk_of("hendra").get(path(made)).status_code == 403
    assert desk_of("ombi").get(path(made)).status_code == 404
