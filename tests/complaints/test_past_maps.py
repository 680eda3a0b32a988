"""A map is read whole, and what is wrong in it is said with table and key; a row says what is wrong by column."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from dengar.complaints.past import maps
from dengar.complaints.past.maps import MapFault
from dengar.complaints.past.places import Places
from dengar.complaints.past.rows import STILL_OPEN, Reader
from tests.cast import MONDAY_9AM

WHOLE = """
source = "buku"
[file]
time_zone = "Asia/Makassar"
[columns]
key = "no"
received_at = "masuk"
closed_at = ["selesai", "diubah"]
status = "status"
channel = "lewat"
agency = "instansi"
service = "layanan"
text = ["judul", "isi"]
name = "nama"
[dates]
received_at = ["%d/%m/%Y %H:%M", "%d/%m/%Y"]
closed_at = ["%d/%m/%Y", "iso"]
[values.status]
"tutup" = "closed"
"jalan" = "open"
[values.channel]
"loket" = "counter"
[values.agency]
"Dukcapil" = "disdukcapil"
"?" = ""
[values.service]
"akta" = "disdukcapil/Akta"
"STNK" = "samsat/STNK"
[otherwise]
service = ""
"""
HEADING = ["no", "masuk", "selesai", "diubah", "status", "lewat", "instansi", "layanan", "judul", "isi", "nama"]
ROW = ["7", "01/03/2024 10:30", "02/03/2024", "", "tutup", "loket", "Dukcapil", "akta", "Akta", "Lama.", "Sari"]
PLACES = Places({"disdukcapil": 1, "samsat": 2}, {"disdukcapil/Akta": (1, 10), "samsat/STNK": (2, 20)})


@pytest.fixture
def written(tmp_path: Path):
    def write(text: str) -> Path:
        path = tmp_path / "map.toml"
        path.write_text(text)
        return path

    return write


def reader(path: Path) -> Reader:
    return Reader(maps.read(path, zone="Asia/Jakarta"), PLACES, HEADING, at=MONDAY_9AM)


def row(**changes: str) -> list[str]:
    return [changes.get(name, cell) for name, cell in zip(HEADING, ROW, strict=True)]


def test_a_row_becomes_a_case_in_the_maps_time_zone(written):
    case, faults = reader(written(WHOLE)).case(ROW)
    assert not faults
    assert case.key == "7"
    assert case.received_at == datetime(2024, 3, 1, 2, 30, tzinfo=UTC)
    assert case.closed_at == datetime(2024, 3, 1, 16, 0, tzinfo=UTC)
    assert (case.channel, case.kind, case.mode, case.ended) == ("counter", "complaint", "confidential", "unknown")
    assert (case.agency_id, case.service_id) == (1, 10)
    assert (case.text, case.person.name) == ("Akta\nLama.", "Sari")


def test_what_is_left_open_is_left_open(written):
    case, _faults = reader(written(WHOLE)).case(row(instansi="?", layanan="lain", isi="", judul="Akta"))
    assert (case.agency_id, case.service_id, case.text) == (None, None, "Akta")


def test_an_end_without_an_hour_on_the_same_day_is_no_contradiction(written):
    case, _faults = reader(written(WHOLE)).case(row(selesai="01/03/2024"))
    assert case.closed_at == case.received_at


def test_of_several_columns_for_a_moment_the_first_that_is_not_empty_counts(written):
    case, _faults = reader(written(WHOLE)).case(row(selesai="", diubah="2024-03-05T10:00:00+07:00"))
    assert case.closed_at == datetime(2024, 3, 5, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "changes, column, reason",
    [
        ({"no": " "}, "no", "is empty"),
        ({"masuk": "kemarin"}, "masuk", "is not written as the map says"),
        ({"masuk": "01/03/2044"}, "masuk", "cannot be: too long ago, or not come yet"),
        ({"selesai": ""}, "selesai, diubah", "is empty"),
        ({"selesai": "28/02/2024"}, "selesai, diubah", "lies before the moment when it came in"),
        ({"instansi": "Sekolah Sari"}, "instansi", "holds a value that the map does not know"),
        ({"instansi": ""}, "instansi", None),
        ({"layanan": "STNK"}, "layanan", "is a service of another agency"),
        ({"isi": "x" * 20_001}, "judul, isi", "is too long"),
        ({"nama": "Sar\udce9"}, "nama", "holds characters that are not of the encoding which the map names"),
        ({"status": "jalan", "masuk": "?"}, "status", STILL_OPEN),
    ],
)
def test_what_is_wrong_is_said_by_column_and_without_the_value(written, changes, column, reason):
    case, faults = reader(written(WHOLE)).case(row(**changes))
    if reason is None:
        assert case is not None
        return
    assert case is None
    assert [(one.column, one.reason) for one in faults] == [(column, reason)]


def test_everything_that_is_wrong_with_a_row_is_said_at_once(written):
    _case, faults = reader(written(WHOLE)).case(row(masuk="?", lewat="merpati"))
    assert [one.column for one in faults] == ["masuk", "lewat"]


def test_a_row_of_another_width_is_no_case(written):
    _case, (fault,) = reader(written(WHOLE)).case(ROW[:-1])
    assert fault.reason == "the row has 10 cells, and the heading has 11"


@pytest.mark.parametrize(
    "old, new, said",
    [
        ('source = "buku"', 'source = "Buku Lama"', "source: give the older records a short name"),
        ("[file]", "[files]", "files: the map knows no such table or key."),
        ('"Asia/Makassar"', '"WITA"', '[file] time_zone: "WITA" is none.'),
        ("[file]", '[file]\nencoding = "latin9000"', '[file] encoding: "latin9000" is none.'),
        ("[file]", '[file]\ndelimiter = ";;"', "[file] delimiter: has to be one character."),
        ('key = "no"\n', "", "[columns] key is missing: no case can do without it."),
        ('key = "no"', 'key = ["no", "judul"]', "[columns] key: one column only."),
        ('key = "no"', 'kye = "no"', "[columns] kye: a case has no such field."),
        ('channel = "lewat"\n', "", "[columns] channel or [constants] channel is missing"),
        ("[dates]", '[constants]\nstatus = "closed"\n[dates]', "[constants] status: it has a column too."),
        ('"tutup" = "closed"', '"tutup" = "done"', '[values.status] "tutup": "done" is not one of open, closed.'),
        ("[otherwise]", '[otherwise]\nkind = "complaint"', "[otherwise] kind: [columns] names no column for it."),
        ('["%d/%m/%Y", "iso"]', '"dd/mm/yyyy"', '[dates] closed_at: "dd/mm/yyyy" is no format of a date.'),
        ("[dates]", "[dates]\nreceived_at = 7", "is not TOML"),
        ('name = "nama"', "name = 7", "[columns] name: has to be a heading of the file, or a list of headings."),
    ],
)
def test_what_is_wrong_in_a_map_is_said_with_table_and_key(written, old, new, said):
    assert old in WHOLE
    with pytest.raises(MapFault) as told:
        maps.read(written(WHOLE.replace(old, new, 1)), zone="Asia/Jakarta")
    assert any(said in fault for fault in told.value.faults), told.value.faults


def test_without_a_zone_the_malls_own_counts(written):
    text = WHOLE.replace('time_zone = "Asia/Makassar"', "")
    case, _faults = reader(written(text)).case(ROW)
    assert case.received_at == datetime(2024, 3, 1, 3, 30, tzinfo=UTC)
