"""What people and others really send. A sentence at the field, a summary, 422, and nothing typed is lost."""

from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from dengar.intake import queries
from dengar.intake.models import Draft
from dengar.kit.now import now
from tests.web.citizen.steps import CONTACT, PHONE, STORY, read, send, to_check

pytestmark = pytest.mark.django_db

HTML = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
MARKS = "a" + "\u0301" * 40
TURNED = "\u202eabc\u202c"


@pytest.fixture
def filing(client, place):
    to_check(client)
    return client


def refused(client, path, data, *sentences):
    answer = send(client, path, data)
    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert 'id="galat"' in page
    for sentence in sentences:
        assert page.count(sentence) >= 2, sentence  # in the summary and at the field
    return page


def kept():
    return queries.answers(Draft.objects.select_related("box").get())


@pytest.mark.parametrize(
    ("path", "data", "sentence"),
    [
        ("/lapor/", {}, "Pilih salah satu"),
        ("/lapor/", {"about": "service"}, "Pilih instansinya atau tulis layanannya"),
        ("/lapor/", {"about": "else"}, "Pilih salah satu jawaban"),
        ("/lapor/", {"about": "service", "agency": "77777"}, "Pilih salah satu jawaban"),
        ("/lapor/nama/", {}, "Pilih salah satu"),
        ("/lapor/nama/", {"mode": "royal"}, "Pilih salah satu jawaban"),
        ("/lapor/cerita/", {}, "masih kosong"),
        ("/lapor/cerita/", {"story": " \n\t"}, "masih kosong"),
        ("/lapor/cerita/", {"story": "x" * 8_001}, "8001"),
        ("/lapor/harapan/", {"wishes": ["solved", "gold"]}, "Pilih salah satu jawaban"),
        ("/lapor/harapan/", {"wishes": ["by_date"]}, "Tulis tanggalnya"),
        ("/lapor/kontak/", {}, "Pilih salah satu"),
        ("/lapor/kontak/", {"reach": "phone"}, "Ini masih kosong"),
        ("/lapor/kontak/", {"reach": "phone", "phone": "0812 000"}, "baru 7 angka"),
        ("/lapor/kontak/", {"reach": "phone", "phone": "nol delapan"}, "bukan bagian"),
        ("/lapor/kontak/", {"reach": "mail"}, "Ini masih kosong"),
        ("/lapor/kontak/", {"reach": "mail", "email": "sari(at)example"}, "alamat email"),
    ],
)
def test_what_is_missing_or_wrong_is_said_at_the_field(filing, path, data, sentence):
    before = kept()
    refused(filing, path, data, sentence)
    assert kept() == before


@pytest.mark.parametrize("day", ["31-02-2026", "kemarin", "2026-13-01", "0"])
def test_a_day_that_is_none(filing, day):
    page = refused(filing, "/lapor/cerita/", {"story": STORY, "when": day}, "tanggal")
    assert STORY in page


def test_a_day_that_has_not_come(filing):
    tomorrow = timezone.localdate(now()) + timedelta(days=2)
    page = refused(filing, "/lapor/cerita/", {"story": STORY, "when": tomorrow.isoformat()}, "belum tiba")
    assert tomorrow.isoformat() in page


def test_too_long_comes_back_whole(filing):
    long = "kata " * 1_700
    assert long.strip() in refused(filing, "/lapor/cerita/", {"story": long})


@pytest.mark.parametrize("text", [HTML, f"{TURNED} {HTML}", "é 漢字 عربى 😀"])
def test_hostile_and_foreign_texts_are_shown_as_text(filing, text):
    send(filing, "/lapor/cerita/?ubah=1", {"story": text}, "/lapor/periksa/")
    page = read(filing, "/lapor/periksa/")
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "\u202e" not in page
    assert text.replace("\u202e", "").replace("\u202c", "") in unescape(page)


def test_towers_of_marks_are_cut(filing):
    send(filing, "/lapor/cerita/", {"story": MARKS})
    assert len(kept().story) < 12


def test_nul_is_said_and_taken_out(filing):
    page = refused(filing, "/lapor/cerita/", {"story": "a\0b"})
    assert "\0" not in page
    assert "ab" in page
    assert send(filing, "/lapor/", {"about": "service", "service_text": "a\0kte", "cari": "1"}).status_code == 200


@pytest.mark.parametrize("field", ["name", "phone", "email"])
def test_long_lines_are_refused_or_do_not_matter(filing, field):
    reach = "mail" if field == "email" else "phone"
    refused(filing, "/lapor/kontak/", {**CONTACT, "reach": reach, field: "9" * 300})
    send(filing, "/lapor/kontak/", {"reach": "page", field: "9" * 300}, "/lapor/periksa/")


def test_ten_megabytes_are_too_much_and_earlier_answers_stay(filing):
    answer = send(filing, "/lapor/cerita/", {"story": "x" * 10_000_000})
    assert answer.status_code == 413
    assert kept().story == STORY
    assert kept().phone == PHONE


def test_many_fields_are_no_failure_of_ours(filing):
    assert send(filing, "/lapor/cerita/", {f"f{n}": "x" for n in range(500)}).status_code == 400
