"""Evidence on a small phone without script, and on the handler's desk: kept, refused, opened to an agency."""

import pytest

from dengar.complaints.models import Complaint
from dengar.files.models import Attachment
from dengar.files.queries import of_box, opened
from tests.browser import filing, own, working
from tests.browser.conftest import DESK
from tests.browser.pages import front_door
from tests.cast import make_cast
from tests.files import samples

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(open_page):
    front_door()
    return open_page("about:blank")


def test_two_files_are_kept_one_is_refused_and_nothing_else_is_lost(page):
    filing.files(page)
    good = ("IMG_1.jpg", samples.picture()), ("rekaman.m4a", samples.m4a())
    page.get_by_label("Tolong tutup nama dan NIK").check()
    filing.attach(page, *good, ("catatan.docx", b"PK\x03\x04 a letter"), button="Lanjut")
    assert "catatan.docx" in page.locator(".errors").inner_text()
    assert page.locator(".rows li").count() == 2
    assert page.get_by_label("Tolong tutup nama dan NIK").is_checked()
    page.get_by_role("button", name="Hapus lampiran-1").click()
    assert page.locator(".rows li").count() == 1
    filing.attach(page, ("IMG_2.jpg", samples.picture(size=(80, 40))), button="Lanjut")
    page.wait_for_url("**/harapan/")
    page.go_back()
    assert page.locator(".rows li").count() == 2
    page.goto("/lapor/cerita/")
    assert page.locator("#id_story").input_value() == filing.STORY


def test_from_the_phone_to_the_desk(page):
    filing.files(page)
    filing.attach(page, ("IMG_1.jpg", samples.picture()), button="Lanjut")
    page.get_by_label("Urusan saya diselesaikan").check()
    filing.go_on(page)
    page.locator("input[name=reach][value=page]").check()
    filing.go_on(page)
    assert "lampiran-1 (foto)" in page.locator(".sum").inner_text()
    page.get_by_role("button", name="Kirim aduan").click()
    page.wait_for_url("**/tanda-terima/")
    box = Complaint.objects.get().box
    assert [file.about.name for file in opened(box, of_box(box))] == ["IMG_1.jpg"]


def test_more_of_it_later_on_one_s_own_page(page):
    own.files(page)
    page.locator("input[type=file]").set_input_files(
        [
            {"name": "baru.png", "mimeType": "image/png", "buffer": samples.picture("PNG")},
            {"name": "film.mp4", "mimeType": "video/mp4", "buffer": samples.m4a(handler=b"vide")},
        ]
    )
    page.locator("#id_berkas-words").fill("Ini yang kurang kemarin.")
    page.get_by_role("button", name="Kirim").last.click()
    assert "film.mp4" in page.locator(".errors").inner_text()
    assert Attachment.objects.count() == 3
    page.goto("/pantau/kabar/")
    assert "Ini yang kurang kemarin." in page.locator(".talk").inner_text()
    assert page.locator('a[href="/pantau/berkas/3/"]').count() == 1


def test_the_desk_shows_the_photo_and_opens_it_to_the_agency(open_page):
    front_door()
    page = open_page("/", size=DESK)
    cast = make_cast()
    own.with_files(cast)
    working.enter(page, cast, "rina", f"/meja/laporan/{cast.complaint.number}/berkas/1/")
    picture = page.locator("img.evidence")
    assert picture.evaluate("image => image.complete && image.naturalWidth") == 40
    page.get_by_role("button", name="Tutup lagi").click()
    page.locator("#id_agency").select_option(str(cast.dukcapil.pk))
    page.locator("#id_reason").fill("Nomornya hanya ada di foto ini.")
    page.locator("#id_looked").check()
    page.get_by_role("button", name="Izinkan instansi membukanya").click()
    assert "Nomornya hanya ada di foto ini." in page.locator(".rows").inner_text()
    agency = open_page("/", size=DESK)
    working.enter(agency, cast, "hendra", f"/instansi/{cast.complaint.handles.get().code}/")
    agency.get_by_role("link", name="lampiran-1").click()
    assert agency.locator("img").evaluate("image => image.naturalWidth") == 40
