"""Filing, page by page, in the browser: how to come to each page, and to each of its refusals."""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from playwright.sync_api import Page

from dengar.complaints.models import Complaint
from dengar.complaints.operations import rotate_words
from dengar.deadlines import policies
from dengar.intake.models import Draft
from dengar.kit import keyring
from dengar.kit.actors import complainant
from dengar.kit.now import now
from dengar.malls.models import Agency, Mall, Service
from tests.cast import WORDS
from tests.files import samples

STORY = "Saya sudah tiga kali datang mengurus akta anak saya. Setiap kali diminta syarat yang lain."
Come = Callable[[Page], None]


def open_for_filing() -> None:
    """What a mall needs beyond its front door: keys, terms, a service that words find."""
    mall = Mall.objects.get(slug="bjb")
    if not (settings.KEYS_DIR / mall.slug).exists():
        keyring.create(settings.KEYS_DIR, mall.slug)
    policies.load(mall, at=now() - timedelta(days=365))
    Service.objects.get_or_create(
        agency=Agency.objects.get(mall=mall, code="capil"),
        name="Akta kelahiran",
        defaults={"words": "akte, surat lahir"},
    )


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Lanjut").click()


def about(page: Page) -> None:
    open_for_filing()
    page.goto("/lapor/?loket=loket-4")


def about_found(page: Page) -> None:
    about(page)
    page.locator("#id_service_text").fill("akte anak")
    page.get_by_role("button", name="Cari layanan").click()


def about_refused(page: Page) -> None:
    about(page)
    go_on(page)


def mode(page: Page) -> None:
    about_found(page)
    page.locator("input[name=service]").first.check()
    go_on(page)


def story(page: Page) -> None:
    mode(page)
    go_on(page)


def story_refused(page: Page) -> None:
    story(page)
    go_on(page)


def files(page: Page) -> None:
    story(page)
    page.locator("#id_story").fill(STORY)
    go_on(page)


def attach(page: Page, *files: tuple[str, bytes], button: str = "Kirim berkas ini") -> None:
    """Choose files on the page, and press a button."""
    chosen = [{"name": name, "mimeType": "image/jpeg", "buffer": data} for name, data in files]
    page.locator("input[type=file]").set_input_files(chosen)
    page.get_by_role("button", name=button).click()


def files_kept(page: Page) -> None:
    files(page)
    attach(page, ("IMG_2031.jpg", samples.picture()), ("surat penolakan.pdf", samples.pdf()))


def files_refused(page: Page) -> None:
    files(page)
    attach(page, ("IMG_2031.jpg", samples.picture()), ("catatan.docx", b"PK\x03\x04 a letter"))


def wishes(page: Page) -> None:
    files(page)
    go_on(page)


def wishes_refused(page: Page) -> None:
    wishes(page)
    page.get_by_label("Selesai sebelum tanggal tertentu").check()
    go_on(page)


def contact(page: Page) -> None:
    wishes(page)
    page.get_by_label("Urusan saya diselesaikan").check()
    go_on(page)


def contact_refused(page: Page) -> None:
    contact(page)
    page.locator("input[name=reach][value=phone]").check()
    page.locator("#id_phone").fill("0812 000")
    go_on(page)


def without_name(page: Page) -> None:
    mode(page)
    page.locator("input[name=mode][value=anonymous]").check()
    go_on(page)
    page.wait_for_load_state("networkidle")
    page.goto("/lapor/kontak/")


def check(page: Page) -> None:
    contact(page)
    page.locator("input[name=reach][value=phone]").check()
    page.locator("#id_name").fill("Rahmah")
    page.locator("#id_phone").fill("0812 0000 4321")
    go_on(page)


def receipt(page: Page) -> None:
    check(page)
    page.get_by_role("button", name="Kirim aduan").click()
    page.wait_for_url("**/tanda-terima/")


def receipt_over(page: Page) -> None:
    receipt(page)
    Draft.objects.update(filed_at=now() - timedelta(hours=1))
    page.reload()


def receipt_changed(page: Page) -> None:
    receipt(page)
    complaint = Complaint.objects.latest("pk")
    rotate_words(complaint, WORDS, by=complainant(complaint.pk), at=now())
    page.reload()


def slips(page: Page) -> None:
    receipt(page)
    page.get_by_role("link", name="Cetak dua lembar").click()


def call(page: Page) -> None:
    open_for_filing()
    page.goto("/lapor/ditelepon/")


def call_refused(page: Page) -> None:
    call(page)
    page.locator("#id_phone").fill("0812 000")
    page.get_by_role("button", name="Minta ditelepon").click()


def call_asked(page: Page) -> None:
    call(page)
    page.locator("#id_phone").fill("0812 0000 4321")
    page.get_by_role("button", name="Minta ditelepon").click()
    page.wait_for_url("**/tanda-terima/")


def counter(page: Page) -> None:
    open_for_filing()
    page.goto("/l/loket-4/")


def counters(page: Page) -> None:
    open_for_filing()
    page.goto("/")
    page.get_by_role("link", name="Loket kosong").click()
    page.wait_for_url("**/l/")


def counter_empty(page: Page) -> None:
    counter(page)
    page.get_by_role("button", name="Loket ini kosong").click()
    page.wait_for_url("**/terkirim/")


def lost(page: Page) -> None:
    about(page)
    page.goto("/lapor/periksa/")


def note(page: Page) -> None:
    open_for_filing()
    page.goto("/saran/")


def note_refused(page: Page) -> None:
    note(page)
    page.get_by_role("button", name="Kirim").click()


def note_sent(page: Page) -> None:
    note(page)
    page.locator("#id_text").fill("Kursi tunggu lantai 2 tidak ada sandaran.")
    page.get_by_role("button", name="Kirim").click()


FILING: dict[str, Come] = {
    "filing, about": about,
    "filing, service found": about_found,
    "filing, about refused": about_refused,
    "filing, who may know": mode,
    "filing, story": story,
    "filing, story refused": story_refused,
    "filing, files": files,
    "filing, files kept": files_kept,
    "filing, files refused": files_refused,
    "filing, wishes": wishes,
    "filing, wishes refused": wishes_refused,
    "filing, contact": contact,
    "filing, contact refused": contact_refused,
    "filing, without a name": without_name,
    "filing, check": check,
    "filing, draft gone": lost,
    "which counter is empty": counters,
    "at a counter": counter,
    "at a counter, nobody there": counter_empty,
    "call me": call,
    "call me, refused": call_refused,
    "call me, receipt": call_asked,
    "receipt": receipt,
    "receipt, over": receipt_over,
    "receipt, words changed": receipt_changed,
    "receipt, slips": slips,
    "suggestion": note,
    "suggestion, refused": note_refused,
    "suggestion, sent": note_sent,
}
