"""Files on the desk: seen by the handler, opened to an agency by decision, handed out by one view."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dengar.complaints.models import FileRelease, Thread
from dengar.complaints.operations import send
from dengar.files.models import Attachment
from dengar.files.operations import Upload
from dengar.kit.now import now
from dengar.ledger.models import Entry
from tests import trips
from tests.cast import WORDS
from tests.files import samples
from tests.web.desk.reading import agency, desk, seen

WHY = "Nomor berkas hanya ada di foto ini."


@pytest.fixture
def report(cast):
    trips.to_talking(cast)
    files = [Upload("IMG Sari.jpg", samples.picture()), Upload("rekaman.m4a", samples.m4a())]
    send(
        cast.complaint,
        Thread.COMPLAINANT,
        "Ini buktinya.",
        [*files, Upload("s.pdf", samples.pdf())],
        by=cast.sari,
        at=now(),
    )
    return cast


def release(cast, browser, **changes):
    given = {"agency": str(cast.dukcapil.pk), "reason": WHY, "looked": "on", **seen(cast), **changes}
    return browser.post(desk(cast, "berkas/1/"), given)


def test_the_report_lists_every_file_without_its_own_name(report, desk_of):
    page = desk_of("rina").get(desk(report))
    for said in ("lampiran-1", "lampiran-2", "lampiran-3", desk(report, "berkas/1/")):
        assert said in page.text
    assert "IMG Sari" not in page.text


def test_a_photo_is_shown_and_the_rest_handed_out(report, desk_of):
    rina = desk_of("rina")
    page = rina.get(desk(report, "berkas/1/"))
    assert f'src="{desk(report, "berkas/1/isi/")}"' in page.text
    for ordinal, type_, how in (
        (1, "image/jpeg", "inline"),
        (2, "audio/mp4", "inline"),
        (3, "application/pdf", "attachment"),
    ):
        answer = rina.get(desk(report, f"berkas/{ordinal}/isi/"))
        assert answer["Content-Type"] == type_
        assert answer["Content-Disposition"].startswith(f'{how}; filename="lampiran-{ordinal}.')
        assert answer["Content-Security-Policy"].endswith("sandbox")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Cache-Control"] == "no-store"
        assert samples.MARK.encode() not in answer.content


def test_an_agency_opens_a_file_only_while_it_is_released(report, desk_of):
    rina, hendra, path = desk_of("rina"), desk_of("hendra"), agency(report, "berkas/1/")
    assert hendra.get(path).status_code == 404
    assert "lampiran" not in hendra.get(agency(report)).text
    assert release(report, rina).status_code == 302
    assert "Disdukcapil boleh membukanya" in rina.get(desk(report)).text
    assert 'href="' + path in hendra.get(agency(report)).text
    assert hendra.get(path)["Content-Type"] == "image/jpeg"
    assert hendra.get(agency(report, "berkas/2/")).status_code == 404
    assert "Instansi yang mana?" not in rina.get(desk(report, "berkas/1/")).text  # there is none left
    assert desk_of("lutfi").get(path).status_code == 404
    rina.post(desk(report, "berkas/1/tutup/"), {"agency": str(report.dukcapil.pk)})
    assert hendra.get(path).status_code == 404


def test_the_page_of_a_release_says_what_identifies_and_takes_no_haste(report, desk_of):
    rina = desk_of("rina")
    assert "kode batang" in rina.get(desk(report, "berkas/1/")).text
    for changes in ({"looked": ""}, {"reason": ""}, {"agency": str(report.samsat.pk)}, {"agency": "x"}):
        refused = release(report, rina, **changes)
        assert refused.status_code == 422
    assert WHY in release(report, rina, looked="").text
    assert release(report, rina, seen="0").status_code == 409


def test_the_person_reads_who_let_whom_open_it_and_why(report, desk_of):
    release(report, desk_of("rina"))
    sari = Client()
    sari.post("/pantau/", {"number": report.complaint.number, "words": " ".join(WORDS)})
    page = sari.get("/pantau/berkas/").text
    for said in ("lampiran-1", "Disdukcapil", "Rina", WHY):
        assert said in page


@pytest.mark.parametrize("name", ["hendra", "budi", "siti", "ombi"])
def test_for_others_the_desk_s_pages_of_a_file_do_not_exist(report, desk_of, name):
    other = desk_of(name)
    for path in ("berkas/1/", "berkas/1/isi/"):
        assert other.get(desk(report, path)).status_code in (403, 404)
    assert not FileRelease.objects.exists()


def test_what_leads_nowhere_is_not_found(report, desk_of):
    rina = desk_of("rina")
    for path in ("berkas/9/", "berkas/0/isi/", f"berkas/{10**30}/isi/"):
        assert rina.get(desk(report, path)).status_code == 404
    for pk in ("", "x", "9" * 30, "987654"):
        assert rina.post(desk(report, "berkas/1/tutup/"), {"agency": pk}).status_code == 404


def test_the_handler_keeps_a_file_for_the_person(cast, desk_of, client: Client):
    rina, path = desk_of("rina"), desk(cast, "berkas/")
    assert path in rina.get(desk(cast)).text
    assert rina.get(path).status_code == 200
    assert rina.post(path, seen(cast)).status_code == 422
    photo = SimpleUploadedFile("IMG Sari.jpg", samples.picture())
    kept = rina.post(path, {**seen(cast), "attached": [photo]})
    assert (kept.status_code, kept.url) == (302, desk(cast, "#lampiran"))
    row = Attachment.objects.get()
    assert (row.officer, row.to_person) == (cast.officers["rina"], True)
    assert Entry.objects.filter(event="attachment_added").count() == 1
    assert not cast.complaint.messages.exists()
    client.post("/pantau/", {"number": cast.complaint.number, "words": " ".join(WORDS)})
    assert "lampiran-1" in client.get("/pantau/berkas/").text
    assert client.get("/pantau/berkas/1/").status_code == 200


def test_one_refused_file_takes_no_other_with_it(cast, desk_of):
    rina, path = desk_of("rina"), desk(cast, "berkas/")
    sent = [SimpleUploadedFile("a.jpg", samples.picture()), SimpleUploadedFile("surat.doc", b"word")]
    page = rina.post(path, {**seen(cast), "attached": sent})
    assert page.status_code == 422
    assert "“surat.doc”" in page.text
    assert "“a.jpg”" not in page.text
    assert "Yang bisa kami terima sudah disimpan." in page.text
    assert Attachment.objects.count() == 1


def test_a_stale_page_keeps_no_file(cast, desk_of):
    stale = seen(cast)
    trips.to_talking(cast)
    file = SimpleUploadedFile("a.jpg", samples.picture())
    assert desk_of("rina").post(desk(cast, "berkas/"), {**stale, "attached": [file]}).status_code == 409
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("name", ["hendra", "budi", "siti"])
def test_nobody_but_the_desk_keeps_one(cast, desk_of, name):
    file = SimpleUploadedFile("a.jpg", samples.picture())
    assert desk_of(name).post(desk(cast, "berkas/"), {**seen(cast), "attached": [file]}).status_code in (403, 404)
    assert not Attachment.objects.exists()
