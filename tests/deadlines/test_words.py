from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from dengar.deadlines import words
from dengar.deadlines.calendar import Derivation, TermRule, Unit, derive
from tests.deadlines.test_calendar import MALL

WITA = ZoneInfo("Asia/Makassar")
RULE = TermRule("class", 14, Unit.WORKING_DAYS, "ordinary", "SOP versi 4", confirmed=True, pauses=True)


def derivation(*start: int, rule: TermRule = RULE, **more: object) -> Derivation:
    return derive(datetime(*start, tzinfo=WITA), rule, MALL, **more)  # type: ignore[misc, arg-type]


def test_the_calendar_of_the_receipt_is_the_one_that_was_drawn() -> None:
    with translation.override("id"):
        weeks = words.weeks(derivation(2026, 11, 19, 10, 42))
        assert words.headings() == ["Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min"]
    rows = [[(cell.text, cell.mark, cell.small) for cell in week] for week in weeks]
    assert rows[0] == [
        ("16 Nov", "", ""),
        ("17", "", ""),
        ("18", "", ""),
        ("19", "from", "awal"),
        ("20", "", "ke-1"),
        ("21", "off", "libur"),
        ("22", "off", "libur"),
    ]
    assert rows[2][1] == ("1 Des", "", "ke-8")
    assert rows[3] == [
        ("7", "", "ke-12"),
        ("8", "", "ke-13"),
        ("9", "due", "ke-14"),
        ("10", "", ""),
        ("11", "", ""),
        ("12", "off", "libur"),
        ("13", "off", "libur"),
    ]
    assert len(rows) == 4


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "id",
            [
                "Mulai Kamis, 17 Desember, yang tidak dihitung.",
                "Lalu 14 hari kerja.",
                "Dilewati: Sabtu (4 kali), Minggu (4 kali), Cuti Bersama Hari Raya Natal (Kamis, 24 Desember), "
                "Hari Raya Natal (Jumat, 25 Desember), Tahun Baru Masehi (Jumat, 1 Januari), "
                "Isra Mikraj Nabi Muhammad (Selasa, 5 Januari).",
                "Dasar: SOP versi 4.",
                "Libur yang diumumkan kemudian hanya bisa memundurkan tanggal.",
            ],
        ),
        ("en", ["It starts on Thursday, 17 December, which does not count.", "Then 14 working days."]),
    ],
)
def test_why_this_date(language: str, sentences: list[str]) -> None:
    with translation.override(language):
        said = words.why(derivation(2026, 12, 17, 9))
    assert said[: len(sentences)] == sentences


def test_a_basis_that_nobody_has_seen_says_so() -> None:
    with translation.override("id"):
        rule = TermRule("decision", 60, Unit.CALENDAR_DAYS, basis="UU 25/2009 pasal 50")
        assert words.basis(rule) == "Dasar, masih perlu dipastikan: UU 25/2009 pasal 50."
        assert "Setiap hari dihitung, hari libur juga." in words.why(derivation(2026, 11, 19, 9, rule=rule))


def test_waiting_is_named_and_shown() -> None:
    pauses = [(datetime(2026, 11, 20, 9, tzinfo=WITA), datetime(2026, 11, 24, 9, tzinfo=WITA))]
    with translation.override("id"):
        waited = derivation(2026, 11, 19, 9, pauses=pauses)
        assert "menunggu yang diminta (4 hari)" in words.why(waited)[2]
        assert words.weeks(waited)[1][0].small == "menunggu"


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (TermRule("receipt", 0, Unit.HOURS), "saat itu juga"),
        (TermRule("answer", 1, Unit.WORKING_DAYS), "1 hari kerja"),
        (TermRule("answer", 3, Unit.HOURS), "3 jam layanan"),
        (TermRule("decision", 60, Unit.CALENDAR_DAYS), "60 hari kalender"),
    ],
)
def test_lengths_in_words(rule: TermRule, said: str) -> None:
    with translation.override("id"):
        assert words.length(rule) == said


def test_every_unit_can_be_explained_in_both_languages() -> None:
    for language in ("id", "en"):
        with translation.override(language):
            for length in (0, 1, 2, 30):
                for unit in Unit:
                    explained = derivation(2026, 12, 23, 9, rule=TermRule("answer", length, unit, basis="SOP"))
                    assert len(words.why(explained)) >= 3
                    cells = [cell for week in words.weeks(explained) for cell in week]
                    assert [cell.date for cell in cells if cell.mark == "due"] == [explained.due_date]
                    assert all(cell.small for cell in cells if cell.mark)
