"""Agencies, services and counters as files: taken out, looked at, applied wholly or not at all."""

import csv
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from dengar.kit.actors import HOUSE
from dengar.kit.now import now
from dengar.ledger.models import Entry
from dengar.malls import operations
from dengar.malls.models import Agency, Counter, Service
from dengar.web.mall.sheets.cells import guarded, unguarded, written
from dengar.web.mall.sheets.reading import MOST_BYTES

AGENCIES, SERVICES, COUNTERS = "instansi", "layanan", "loket"


def upload(client, kind: str, text: str | bytes):
    data = text.encode() if isinstance(text, str) else text
    return client.post(f"/pengaturan/impor/{kind}/", {"file": SimpleUploadedFile("daftar.csv", data)})


def apply(client, kind: str, looked):
    hidden = dict(re.findall(r'name="(held|mark)" value="([^"]*)"', looked.text))
    return client.post(f"/pengaturan/impor/{kind}/", hidden)


def out(client, kind: str) -> bytes:
    return client.get(f"/pengaturan/ekspor/{kind}.csv").content


def entries() -> int:
    return Entry.objects.filter(event="place_changed").count()


def test_the_front_page_of_files_names_them_all(nor, house):
    page = nor.get("/pengaturan/impor/").text
    assert all(f"/pengaturan/ekspor/{kind}.csv" in page for kind in (AGENCIES, SERVICES, COUNTERS))


@pytest.mark.parametrize("kind", [AGENCIES, SERVICES, COUNTERS])
def test_what_is_taken_out_and_brought_back_changes_nothing(nor, house, kind):
    before = entries()
    looked = upload(nor, kind, out(nor, kind))
    assert looked.status_code == 200
    assert "Isi berkas sama dengan yang sudah ada." in looked.text
    assert entries() == before


def test_a_file_opens_in_excel_and_holds_no_formula(nor, house):
    operations.add_agency(house.mall, name="=1+1", by=HOUSE, at=now())
    data = out(nor, AGENCIES)
    assert data.startswith("\ufeff".encode())
    cells = [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";") for cell in row]
    assert "'=1+1" in cells
    assert not [cell for cell in cells if cell[:1] in set("=+-@")]
    assert "Isi berkas sama dengan yang sudah ada." in upload(nor, AGENCIES, data).text


def test_it_is_looked_at_first_and_applied_as_it_was_seen(nor, house):
    before = entries()
    looked = upload(
        nor,
        SERVICES,
        "instansi;nama;kata sehari-hari\ndisdukcapil;Kartu keluarga;KK\ndisdukcapil;Akta kelahiran;akte, akta lahir",
    )
    assert "1 akan ditambah, 1 diubah, 0 diakhiri" in looked.text
    assert (Service.objects.count(), entries()) == (1, before)
    assert apply(nor, SERVICES, looked).status_code == 302
    assert set(Service.objects.values_list("name", "words")) == {
        ("Kartu keluarga", "KK"),
        ("Akta kelahiran", "akte, akta lahir"),
    }
    assert entries() == before + 2


def test_one_wrong_row_and_nothing_of_the_file_comes_in(nor, house):
    before = Counter.objects.count()
    looked = upload(nor, COUNTERS, "nama;instansi;lantai\nLoket 2;disdukcapil;1\nLoket 3;tidak-ada;1\n;;2\n")
    assert looked.status_code == 422
    rows = re.findall(r'<tr><th scope="row" class="n">(\d+)</th><td>([^<]*)</td>', looked.text)
    assert {row for row, _column in rows} == {"3", "4"}
    assert ("3", "instansi") in rows
    assert 'name="held"' not in looked.text
    assert Counter.objects.count() == before


def test_a_last_day_ends_and_a_missing_row_does_not(nor, house):
    looked = upload(nor, AGENCIES, "kode;hari terakhir\ndisdukcapil;2030-01-31\n")
    assert "1 diakhiri" in looked.text
    apply(nor, AGENCIES, looked)
    assert str(Agency.objects.get(code="disdukcapil").ends_on) == "2030-01-31"
    assert Agency.objects.filter(mall=house.mall).count() == 1


def test_what_has_changed_in_between_is_told_and_looked_at_again(nor, house):
    looked = upload(nor, SERVICES, "instansi;nama;kata sehari-hari\ndisdukcapil;Akta kelahiran;surat lahir\n")
    at = now()
    operations.change_service(house.service, name="Akta kelahiran", words="akta", ends_on=None, by=HOUSE, at=at)
    again = apply(nor, SERVICES, looked)
    assert again.status_code == 409
    assert Service.objects.get().words == "akta"
    assert apply(nor, SERVICES, again).status_code == 302
    assert Service.objects.get().words == "surat lahir"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"PK\x03\x04 a workbook", "buku kerja"),
        ("nama\nKantor Ünique".encode("utf-16"), "UTF-8"),
        (b"nama\n" + b"x" * MOST_BYTES, "1 MB"),
        (b"nama\n" + b"Loket\n" * 5_001, "5.000"),
        (b"apa;saja\n1;2\n", "Baris pertama"),
        (b'nama\n"tidak ditutup\n', "tanda kutip"),
        (b"nama\n", "di bawah"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_in_words(nor, house, data, says):
    answer = upload(nor, COUNTERS, data)
    assert answer.status_code == 422
    assert says in answer.text


def test_a_form_of_somebody_else_is_not_applied(nor, house, client):
    looked = upload(nor, COUNTERS, "nama\nLoket 9\n")
    answer = nor.post(
        "/pengaturan/impor/instansi/", dict(re.findall(r'name="(held|mark)" value="([^"]*)"', looked.text))
    )
    assert answer.status_code == 422
    assert not Counter.objects.filter(name="Loket 9").exists()


def test_the_empty_file_explains_itself_and_changes_nothing(nor, house):
    empty = nor.get("/pengaturan/impor/loket/kosong.csv").content
    assert upload(nor, COUNTERS, empty).status_code == 422
    looked = upload(nor, COUNTERS, empty + b'"";"Loket 7"\r\n')
    assert looked.status_code == 200
    assert looked.text.count("ditambah</span>") == 1
    assert nor.get("/pengaturan/impor/orang/").status_code == 404


@given(st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), max_size=20))
def test_a_cell_comes_back_as_it_was(text):
    assert unguarded(guarded(text)) == text
    read = next(csv.reader(io.StringIO(written([[guarded(text)]]).decode("utf-8-sig"), newline=""), delimiter=";"))
    assert read == [guarded(text)]
