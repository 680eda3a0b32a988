"""The page of figures: ranges, n, and nothing that ranks or can be guessed from."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dengar.complaints.models import Mode
from dengar.figures import operations
from dengar.kit.now import now
from tests.cast import file_one
from tests.figures.history import a_year
from tests.figures.telling import seal

PAGE = "/ringkasan/"


@pytest.fixture
def year(cast):
    a_year(cast.mall, [cast.dukcapil.pk, cast.samsat.pk], 120, now())
    return cast


def text(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))


def test_a_year_reads_as_ranges_with_n(year, desk_of):
    page = desk_of("nor").get(PAGE, {"minggu": "52"})
    said = text(page)
    assert "52 minggu dalam angka" in said
    assert "Dihitung sampai penutupan buku" in said
    assert re.search(r"tepat waktu antara \d+ dan \d+ dari 100 terhitung: \d+ dari 1\d\d", said)
    assert re.search(r"nilai tengah \d+, antara \d+ dan \d+ dari \d+ aduan", said)
    assert re.search(r"Orang yang mengadu antara \d+ dan \d+ dari 100 dari \d+ jawaban", said)
    assert "Banyak aduan belum tentu buruk" in said


def test_agencies_stand_by_the_alphabet_whatever_their_figures(year, desk_of):
    rows = re.findall(r'<th scope="row">([^<]+)</th>', desk_of("nor").get(PAGE).text)
    assert rows == ["Disdukcapil", "Samsat"]


def test_one_agency_has_a_page_without_modes_and_without_the_others(year, desk_of):
    said = text(desk_of("nor").get(PAGE, {"instansi": year.samsat.pk}))
    assert "Samsat." in said
    assert "siapa yang boleh tahu nama" not in said.partition("Bagaimana angka ini dibuat")[0]
    assert "Semua instansi" not in said


def test_too_little_is_no_figure(cast, desk_of):
    for _n in range(2):
        file_one(cast.mall, at=now() - timedelta(days=8), mode=Mode.ANONYMOUS)
    seal(at=now())
    operations.fold_due()
    said = text(desk_of("nor").get(PAGE))
    assert "belum cukup data: baru" in said
    assert "antara" not in said.partition("Bagaimana angka ini dibuat")[0].partition("Yang masuk")[2]
    assert "Tanpa nama tidak ditunjukkan" in said


def test_a_new_mall_is_told_that_nothing_is_counted_yet(cast, desk_of):
    said = text(desk_of("ombi").get(PAGE))
    assert "Belum ada yang dihitung" in said
    assert "belum berarti semuanya baik" in said


@pytest.mark.parametrize("asked", ["minggu=5", "minggu=x", "instansi=999999", "instansi=x", "minggu=" + "9" * 5000])
def test_what_is_not_there_is_not_found(cast, desk_of, asked):
    assert desk_of("nor").get(f"{PAGE}?{asked}").status_code == 404


def test_only_who_runs_or_oversees_the_mall_reads_it(cast, desk_of):
    for name, status in (("nor", 200), ("ombi", 200), ("rina", 403), ("hendra", 403), ("siti", 403), ("budi", 403)):
        assert desk_of(name).get(PAGE).status_code == status, name


def test_the_number_of_statements_does_not_grow(cast, desk_of):
    nor, counts = desk_of("nor"), []
    for n in (1, 80):
        a_year(cast.mall, [cast.dukcapil.pk, cast.samsat.pk], n, now())
        with CaptureQueriesContext(connection) as caught:
            nor.get(PAGE, {"minggu": "52"})
        counts.append(len(caught))
    assert counts[0] == counts[1] <= 5 + len(SESSION)


SESSION = ("session", "user", "second factor", "membership", "mall of the page", "mall")
