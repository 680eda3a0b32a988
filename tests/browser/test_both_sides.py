"""
From a report to a kept promise: each side on its own page, on a small phone, without script, by the pages' own forms.

Nothing here is written by an operation but the report itself; each step is what somebody clicks and types.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from dengar.complaints.models import Complaint
from tests.browser import hands
from tests.browser.own import unlock
from tests.browser.working import enter
from tests.cast import Cast, make_cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FRIDAY = "2099-11-27"  # far ahead, whatever the day of the test


@pytest.fixture
def cast(db) -> Cast:
    return make_cast()


@pytest.fixture
def as_(open_page, cast) -> Callable[[str], Page]:
    """Return a browser for each of the cast, signed in at the desk."""

    def open_as(name: str) -> Page:
        page = open_page("/")
        enter(page, cast, name, "/meja/")
        return page

    return open_as


def press(page: Page, name: str) -> None:
    hands.press(page.get_by_role("button", name=name))
    assert not page.locator(".errors").count(), page.locator(".errors").inner_text()


def state(cast: Cast) -> str:
    return Complaint.objects.get(pk=cast.complaint.pk).state


def begin(page: Page, cast: Cast) -> None:
    """Rina calls, verifies, starts the conversation and lets the agency in."""
    report = f"/meja/laporan/{cast.complaint.number}/"
    page.goto(report)
    page.locator("input[name=kontak-outcome][value=reached]").check()
    hands.press(page.locator("form[action$='/kontak/'] .btn"))
    page.goto(f"{report}periksa/")
    for tick in page.locator(".tick").all():
        tick.locator("input").first.check()
    page.locator("#id_klass").select_option("ordinary")
    hands.press(page.locator("button[value=talk]"))
    page.goto(f"{report}instansi/")
    page.fill("#id_title", "Syarat akta")
    page.fill("#id_words", "Syarat akta kelahiran berbeda-beda.")
    page.locator("#id_speaker").select_option(label="Hendra")
    hands.press(page.locator(".sticky .btn"))


def summarise(page: Page, cast: Cast, side: str, words: str, need: str) -> None:
    page.goto(f"/meja/laporan/{cast.complaint.number}/percakapan/exploration/")
    page.locator(f"input[name=side][value={side}]").check()
    page.fill("#id_summary", words)
    page.fill("#id_need", need)
    press(page, "Simpan, lanjut")


def test_from_a_report_to_a_kept_promise(cast, as_, open_page):
    rina = as_("rina")
    begin(rina, cast)
    summarise(rina, cast, "complainant", "Tiga kali datang, syarat berbeda.", "Akta sebelum 5 Desember")
    summarise(rina, cast, "agency", "Ada edaran baru.", "Satu daftar syarat")
    assert state(cast) == "talking"

    hendra = as_("hendra")
    hands.press(hendra.get_by_role("link", name="Syarat akta"))
    press(hendra, "Ya, betul")
    hendra.get_by_text("Tambah pilihan").click()
    hendra.fill("#id_usul-words", "Akta selesai Jumat, cukup fotokopi.")
    press(hendra, "Tambahkan")

    sari = open_page("/")
    unlock(sari, cast.complaint)
    press(sari, "Ya, betul")
    sari.get_by_text("Saya punya usul jalan keluar").click()
    sari.locator("#id_usul-words").fill("Berkas dijemput ke rumah.")
    press(sari, "Kirim usul")

    hendra.goto(hendra.url)
    hands.press(hendra.get_by_role("link", name="Usulkan jalan keluar"))
    hendra.fill("#id_words", "Akta selesai Jumat, cukup fotokopi surat nikah.")
    hendra.fill("#id_p1_what", "Akta diserahkan di loket 4")
    hendra.fill("#id_p1_due", FRIDAY)
    press(hendra, "Ajukan usul ini")
    assert state(cast) == "proposed"

    sari.goto("/pantau/kabar/")
    press(sari, "Saya setuju")
    assert state(cast) == "agreed"

    hendra.goto(hendra.url)
    hands.press(hendra.get_by_role("link", name="Catat yang sudah dikerjakan"))
    hendra.locator("textarea").first.fill("Diserahkan hari ini, tanda terima ada.")
    press(hendra, "Catat, lalu laporkan semuanya")
    assert state(cast) == "acted"

    sari.goto("/pantau/kabar/")
    press(sari, "Ya, sudah beres")
    assert state(cast) == "closed_confirmed"
    for name in ("voice", "respect", "neutrality", "motive"):
        sari.locator(f"input[name=adil-{name}][value='4']").check()
    press(sari, "Kirim jawaban")
    hendra.goto(hendra.url)
    hendra.locator("input[name=adil-voice][value='3']").check()
    press(hendra, "Kirim jawaban")
    assert set(cast.complaint.fairness.values_list("side", "voice")) == {("complainant", 4), ("agency", 3)}


def test_a_wish_by_voice_counts_after_a_colleague_has_called(cast, as_):
    rina, yusuf, nor = as_("rina"), as_("yusuf"), as_("nor")
    path = f"/meja/laporan/{cast.complaint.number}/wakil/"
    rina.goto(path)
    rina.locator("input[name=move][value=withdraw]").check()
    rina.locator("#id_read_back").check()
    press(rina, "Catat keinginan")
    yusuf.goto(path)
    yusuf.locator("input[name=telepon-upheld][value=yes]").check()
    press(yusuf, "Catat jawaban")
    asker = nor if cast.complaint.handler == cast.officers["yusuf"] else yusuf
    asker.goto(f"/meja/laporan/{cast.complaint.number}/cabut/")
    asker.locator("input[name=free][value=no]").check()
    press(asker, "Catat jawaban")
    assert state(cast) == "received"
    assert cast.complaint.withdrawals.get().free is False
