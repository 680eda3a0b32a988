"""The pages of examination and decision."""

from datetime import timedelta

from dengar.close.models import Objection
from dengar.close.operations import object_to
from dengar.complaints.models import Complaint
from dengar.complaints.operations import recuse
from dengar.decide import queries
from dengar.kit.now import now
from dengar.verify.models import Verification
from tests.carry import LATER, to_decided, to_examining
from tests.cast import WORDS


def path(complaint: Complaint, more: str = "") -> str:
    return f"/meja/laporan/{complaint.number}/putuskan/{more}"


def point(n: int, **more: str) -> dict[str, str]:
    given = {"matter": f"Butir {n}", "finding": "proven", "reason": f"Karena {n}."} | more
    return {f"p{n}_{name}": value for name, value in given.items()}


def fields(complaint: Complaint, *points: dict[str, str], then: str = "decide", **more: object) -> dict[str, object]:
    data: dict[str, object] = {"seen": complaint.step, "count": max(1, len(points)), "then": then}
    for one in points:
        data |= one
    return {"official": "Kepala DPMPTSP", "unheard": "Tidak terjangkau.", **data, **more}


def test_one_more_point_keeps_everything_that_was_typed(cast, desk_of):
    rina, complaint = desk_of("rina"), to_examining(cast)
    assert "Butir 1" in rina.get(path(complaint)).text
    half = {"p1_matter": "Izin tertahan", "p1_remedy_due": "kapan-kapan"}
    response = rina.post(path(complaint), fields(complaint, half, then="add"))
    assert response.status_code == 200
    for kept in ("Izin tertahan", "kapan-kapan", "Kepala DPMPTSP", 'name="p2_matter"', 'name="count" value="2"'):
        assert kept in response.text
    assert 'role="alert"' not in response.text


def test_a_decision_with_two_points_is_recorded_and_shown(cast, desk_of):
    rina, complaint = desk_of("rina"), to_examining(cast)
    due = (now() + timedelta(days=3)).date().isoformat()
    two = (point(1), point(2, finding="not", remedy="DPMPTSP menulis surat", remedy_due=due, remedy_kind="explanation"))
    response = rina.post(path(complaint), {**fields(complaint, *two), "count": 3})
    assert response.status_code == 302
    seen = queries.decision(complaint)
    assert seen is not None
    assert [one.matter for one in seen.points] == ["Butir 1", "Butir 2"]
    shown = rina.get(path(complaint)).text
    assert "DPMPTSP menulis surat" in shown
    assert "Tidak terbukti" in shown


def test_a_point_without_a_reason_is_named_and_nothing_is_lost(cast, desk_of):
    rina, complaint = desk_of("rina"), to_examining(cast)
    wrong = (point(1, reason=""), point(2, remedy="Surat"), point(3, remedy_due="2026-02-31"))
    response = rina.post(path(complaint), fields(complaint, *wrong))
    assert response.status_code == 422
    for kept in ("Butir 3", "Karena 2.", "2026-02-31", "#id_p1_reason", "#id_p2_remedy_due", "#id_p3_remedy_due"):
        assert kept in response.text
    assert queries.decision(complaint) is None


def test_an_empty_form_and_a_past_day_are_refused(cast, desk_of):
    rina, complaint = desk_of("rina"), to_examining(cast)
    assert rina.post(path(complaint), fields(complaint, official="")).status_code == 422
    past = point(1, remedy="Surat", remedy_due="2020-01-01")
    assert rina.post(path(complaint), fields(complaint, past)).status_code == 422
    assert rina.post(path(complaint), fields(complaint, point(1), count="9" * 9)).status_code == 302


def test_of_two_at_once_the_second_is_told_and_keeps_its_words(cast, desk_of):
    rina, complaint = desk_of("rina"), to_examining(cast)
    stale = fields(complaint, point(1, reason="Alasan kedua."))
    to_decided(cast)
    response = rina.post(path(complaint), stale)
    assert response.status_code == 409
    assert "Alasan kedua." in response.text


def test_the_decision_is_told_by_a_person(cast, desk_of):
    rina = desk_of("rina")
    assert rina.get(path(cast.complaint, "disampaikan/")).status_code == 404
    to_decided(cast)
    complaint = Complaint.objects.get(pk=cast.complaint.pk)
    assert rina.post(path(complaint, "disampaikan/"), {"seen": complaint.step}).status_code == 422
    assert rina.post(path(complaint, "disampaikan/"), {"seen": complaint.step, "how": "call"}).status_code == 302
    again = rina.post(path(complaint, "disampaikan/"), {"seen": complaint.step, "how": "call"})
    assert again.status_code == 422


def test_a_second_examination_goes_to_somebody_else(cast, desk_of):
    to_decided(cast)
    object_to(cast.complaint, "Tidak benar.", Objection.Wish.EXAMINE, by=cast.sari, at=LATER)
    complaint = Complaint.objects.get(pk=cast.complaint.pk)
    rina = desk_of("rina")
    page = rina.get(path(complaint)).text
    assert "Yusuf" in page
    assert 'href="pengawas/"' not in page
    assert "<button" not in rina.get(path(complaint, "pengawas/")).text.split("<main")[1].split("</main>")[0]
    assert rina.post(path(complaint, "pengawas/"), {"seen": complaint.step}).status_code == 422
    assert rina.post(path(complaint), fields(complaint, point(1))).status_code == 422
    assert desk_of("ombi").get(path(complaint)).status_code == 404
    for name in ("yusuf", "nor"):
        recuse(complaint, cast.officers[name], by=getattr(cast, name), at=LATER)
    assert 'href="pengawas/"' in rina.get(path(complaint)).text
    assert rina.post(path(complaint, "pengawas/"), {"seen": complaint.step}).status_code == 302
    assert desk_of("ombi").post(path(complaint), fields(complaint, point(1))).status_code == 302


def test_a_second_examination_stands_on_the_desk_of_whoever_is_free(cast, desk_of):
    to_decided(cast)
    object_to(cast.complaint, "Tidak benar.", Objection.Wish.EXAMINE, by=cast.sari, at=LATER)
    complaint = Complaint.objects.get(pk=cast.complaint.pk)
    link = f'href="{path(complaint)}"'
    assert link not in desk_of("nor").get("/meja/").text
    refused = desk_of("nor").post(path(complaint, "ambil/"))
    assert refused.status_code == 409
    assert "Petugas pengaduan lain" in refused.text
    yusuf = desk_of("yusuf")
    assert link in yusuf.get("/meja/").text
    assert "giliran Anda" in yusuf.get(path(complaint)).text
    assert yusuf.post(path(complaint, "ambil/")).status_code == 302
    complaint.refresh_from_db()
    assert complaint.handler == cast.officers["yusuf"]
    assert link not in yusuf.get("/meja/").text.split("<aside")[1]
    assert yusuf.post(path(complaint), fields(complaint, point(1))).status_code == 302


def test_the_reports_page_leads_to_what_can_be_done_now(cast, desk_of):
    rina, home = desk_of("rina"), f"/meja/laporan/{cast.complaint.number}/"
    assert all(f"{home}{name}/" in rina.get(home).text for name in ("periksa", "teruskan", "tutup"))
    to_examining(cast)
    assert all(f"{home}{name}/" in rina.get(home).text for name in ("periksa", "putuskan", "tutup"))
    to_decided(cast)
    assert all(f"{home}{name}/" in rina.get(home).text for name in ("putuskan", "tindak"))


def test_a_decision_without_hearing_asks_why_and_loses_nothing(cast, desk_of):
    rina, complaint = desk_of("rina"), to_examining(cast)
    assert "Belum didengar" in rina.get(path(complaint)).text
    refused = rina.post(path(complaint), fields(complaint, point(1), unheard=""))
    assert refused.status_code == 422
    assert "Karena 1." in refused.text
    assert "#id_unheard" in refused.text


def test_a_point_says_which_allegation_it_is_about(cast, desk_of, client):
    rina, complaint = desk_of("rina"), to_examining(cast)
    assert 'name="p1_kind"' not in rina.get(path(complaint)).text, "nothing is alleged yet"
    Verification.objects.filter(complaint=complaint).update(kinds=["PB"])
    assert "Penundaan berlarut" in rina.get(path(complaint)).text
    refused = rina.post(path(complaint), fields(complaint, point(1, kind="PI")))
    assert refused.status_code == 422
    assert rina.post(path(complaint), fields(complaint, point(1, kind="PB"))).status_code == 302
    assert "Penundaan berlarut:" in rina.get(path(complaint)).text
    client.post("/pantau/", {"number": complaint.number, "words": " ".join(WORDS)})
    assert "Yang diperiksa: Penundaan berlarut" in client.get("/pantau/kabar/").text
