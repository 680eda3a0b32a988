"""
Take the pictures of docs/pictures/ from a running example mall: script/pictures.

Walks one invented complaint through the pages by a browser, as its people would, and takes a picture where it is worth
one. What stands there is typed here. CHROMIUM names another browser than that of the path.
"""

import base64
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import DESK, PHONE, SWITCHES
from tests.proofs._house import ROOT, House

FOLDER = ROOT / "docs" / "pictures"
LARGEST = 60_000  # bytes a picture
UNDER_THE_BAND = 60  # px; the example's band stays at the head of the window
PASSWORD = "empat kata untuk contoh"
NINE = timedelta(hours=1, minutes=12)  # 09.12 in the mall, in UTC
AS_WEBP = """async ([png, quality]) => {
  const image = await createImageBitmap(await (await fetch('data:image/png;base64,' + png)).blob());
  const canvas = new OffscreenCanvas(image.width, image.height);
  canvas.getContext('2d').drawImage(image, 0, 0);
  const bytes = new Uint8Array(await (await canvas.convertToBlob({type: 'image/webp', quality})).arrayBuffer());
  return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''));
}"""

STORY = (
    "Saya sudah tiga kali datang mengurus akta lahir anak saya. Setiap kali diminta syarat yang lain. "
    "Petugas di loket bilang berkas kurang, padahal kemarin sudah lengkap."
)
OTHERS = (
    ("stnk", "anonymous", "Di loket saya diminta uang lebih dari tarif yang ditempel. Tidak ada kuitansi."),
    ("klaim jht", "open", "Klaim saya sudah dua bulan. Setiap bertanya dijawab: tunggu saja."),
    ("ktp", "confidential", "Nomor antrean saya dilewati dua kali, lalu loketnya tutup."),
)


def shift_to_nine(clock: datetime) -> int:
    """Return the seconds from now to 09.12 in the mall on the next Tuesday."""
    day = clock.date() + timedelta(days=(1 - clock.weekday()) % 7 or 7)
    return int((datetime(day.year, day.month, day.day, tzinfo=UTC) + NINE - clock).total_seconds())


class Walk:
    """The browsers of everybody, one each, and what they wrote down: number, words, the agency's page."""

    def __init__(self, house: House, browser: Browser) -> None:
        self.house, self.browser = house, browser
        self.studio = browser.new_page()
        self.number, self.words, self.agency_page = "", "", ""

    def visitor(self, size: dict[str, int] = PHONE) -> Page:
        scale = 2 if size is PHONE else 1
        address = f"http://127.0.0.1:{self.house.port}"
        context = self.browser.new_context(
            base_url=address, viewport=size, device_scale_factor=scale, java_script_enabled=False, locale="id-ID"
        )
        return context.new_page()

    def officer(self, name: str) -> Page:
        page, email = self.visitor(DESK), f"{name}@contoh.example"
        page.goto("/masuk/")
        page.fill("#id_login", email)
        page.fill("#id_password", PASSWORD)
        page.locator("main form .btn").first.click()
        page.fill("#id_code", self.code(email))
        page.locator("main form .btn").first.click()
        page.wait_for_url("**/meja/")
        return page

    def code(self, email: str) -> str:
        """Return the six digits. The second factor goes by the machine's own clock, which nobody shifts."""
        shift = self.house.env.pop("DENGAR_NOW_SHIFT")
        digits = self.house.run("code", email).split()[0]
        self.house.env["DENGAR_NOW_SHIFT"] = shift
        return digits

    def take(self, page: Page, name: str, *, at: str = "") -> None:
        """Take the window's picture, scrolled to where the selector `at` is, and keep it as WebP."""
        page.mouse.wheel(0, -20_000)
        top = page.locator(at).first.bounding_box() if at else None
        if top:
            page.mouse.wheel(0, top["y"] - UNDER_THE_BAND)
        page.wait_for_timeout(300)
        png = base64.b64encode(page.screenshot()).decode()
        picture = b""
        for quality in (0.9, 0.75, 0.6, 0.45):
            picture = base64.b64decode(self.studio.evaluate(AS_WEBP, [png, quality]))
            if len(picture) <= LARGEST:
                break
        (FOLDER / f"{name}.webp").write_bytes(picture)
        print(f"{name}.webp  {len(picture)} bytes")


def press(page: Page, label: str) -> None:
    page.get_by_role("button", name=label).first.click()


def open_more(page: Page, label: str) -> None:
    page.locator("summary", has_text=label).first.click()


def file_complaint(page: Page, service: str, mode: str, story: str) -> None:
    """File on the phone, up to the receipt."""
    page.goto("/lapor/")
    page.fill("#id_service_text", service)
    press(page, "Cari layanan")
    page.locator("input[name=service]").first.check()
    press(page, "Lanjut")
    page.locator(f"input[name=mode][value={mode}]").check()
    press(page, "Lanjut")
    page.fill("#id_story", story)
    press(page, "Lanjut")
    page.get_by_label("Urusan saya diselesaikan").check()
    press(page, "Lanjut")
    if mode != "anonymous":
        page.locator("input[name=reach][value=phone]").check()
        page.fill("#id_name", "Rahmah")
        page.fill("#id_phone", "0812 0000 4321")
    press(page, "Lanjut")
    press(page, "Kirim aduan")
    page.wait_for_url("**/tanda-terima/")


def arrive(walk: Walk) -> Page:
    """Somebody comes, chooses who may know, and gets number and words."""
    phone = walk.visitor()
    phone.goto("/")
    walk.take(phone, "home")
    file_complaint(phone, "akte lahir", "confidential", STORY)
    walk.number = phone.locator(".number").first.inner_text().strip()
    walk.words = " ".join(re.findall(r"[a-z]+", phone.locator(".keys").inner_text()))
    walk.take(phone, "receipt")
    for service, mode, story in OTHERS:
        file_complaint(walk.visitor(), service, mode, story)
    return phone


def who_may_know(walk: Walk) -> None:
    phone = walk.visitor()
    phone.goto("/lapor/")
    phone.fill("#id_service_text", "akte lahir")
    press(phone, "Cari layanan")
    phone.locator("input[name=service]").first.check()
    press(phone, "Lanjut")
    walk.take(phone, "who-may-know")


def open_page(walk: Walk, phone: Page) -> None:
    """Open the complainant's page by number and words."""
    phone.goto("/pantau/")
    phone.fill("#id_number", walk.number)
    phone.fill("#id_words", walk.words)
    press(phone, "Buka")
    phone.wait_for_url("**/kabar/")


def verify(walk: Walk, rina: Page) -> None:
    """The complaint officer calls, verifies, and begins to talk."""
    walk.take(rina, "desk")
    report = f"/meja/laporan/{walk.number}/"
    rina.goto(report)
    rina.locator("form[action$='/nama/'] input[type=text]").fill("Menelepon untuk kontak pertama")
    press(rina, "Buka 10 menit")
    form = rina.locator("form[action$='/kontak/']")
    form.locator("input[value=call]").check()
    form.locator("input[value=reached]").check()
    form.locator("button").click()
    rina.goto(f"{report}periksa/")
    for question in rina.locator(".tick").all():
        question.locator("input").first.check()
    rina.select_option("#id_klass", "ordinary")
    walk.take(rina, "verification")
    rina.locator("button[value=talk]").click()
    rina.wait_for_url(f"**{report}")


def listen(walk: Walk, rina: Page) -> None:
    """Sum up both sides, and let the agency in with a neutral summary."""
    report = f"/meja/laporan/{walk.number}/"
    rina.goto(f"{report}instansi/")
    rina.fill("#id_title", "Syarat akta kelahiran disampaikan berbeda-beda")
    rina.fill("#id_words", "Seorang pemohon tiga kali melengkapi berkas, setiap kali dengan syarat yang lain.")
    rina.select_option("#id_speaker", label="Hendra")
    press(rina, "Catat")
    rina.wait_for_url(f"**{report}")
    sides = {
        "complainant": ("Tiga kali datang membawa berkas, tiga kali diminta syarat lain.", "Akta jadi bulan ini."),
        "agency": ("Ada edaran baru; belum semua petugas membacanya.", "Satu daftar syarat di semua loket."),
    }
    for side, (summary, need) in sides.items():
        rina.goto(f"{report}percakapan/exploration/")
        rina.locator(f"input[name=side][value={side}]").check()
        rina.fill("[name=summary]", summary)
        rina.fill("[name=need]", need)
        if side == "complainant":
            walk.take(rina, "conversation")
        press(rina, "Simpan, lanjut")


def propose(walk: Walk, phone: Page, hendra: Page) -> None:
    """Both sides confirm and give an option; the agency proposes."""
    open_page(walk, phone)
    walk.take(phone, "understood")
    press(phone, "Ya, betul")
    open_more(phone, "Saya punya usul")
    phone.fill("[name=usul-words]", "Daftar syarat ditempel di depan loket.")
    phone.locator("form[action$='/usul/'] button").click()
    hendra.locator("ol.work a").first.click()
    walk.agency_page = hendra.url
    press(hendra, "Ya, betul")
    open_more(hendra, "Tambah pilihan")
    hendra.fill("[name=usul-words]", "Akta dicetak besok pagi dari berkas yang sudah masuk.")
    hendra.locator("form[action$='/pilihan/'] button").click()
    hendra.get_by_role("link", name="Usulkan jalan keluar").click()
    hendra.fill("[name=words]", "Akta dicetak dari berkas yang ada. Syaratnya satu daftar, ditempel di semua loket.")
    promises = (("Mencetak dan menyerahkan akta", 2), ("Menempel satu daftar syarat di semua loket", 7))
    today = (datetime.now(tz=UTC) + timedelta(seconds=int(walk.house.env["DENGAR_NOW_SHIFT"]))).date()
    for n, (what, days) in enumerate(promises, start=1):
        if n > 1:
            press(hendra, "Tambah janji")
        hendra.fill(f"[name=p{n}_what]", what)
        hendra.fill(f"[name=p{n}_due]", (today + timedelta(days=days)).isoformat())
    press(hendra, "Ajukan usul ini")
    hendra.goto(walk.agency_page)
    walk.take(hendra, "agency")


def agree(walk: Walk, phone: Page, rina: Page) -> None:
    """The person reads the proposal; the complaint officer sees both sides; then it is agreed."""
    phone.goto("/pantau/kabar/")
    walk.take(phone, "proposal")
    rina.goto(f"/meja/laporan/{walk.number}/")
    walk.take(rina, "report")
    phone.locator("form[action$='/setuju/'] button").click()
    phone.goto("/pantau/kabar/")
    walk.take(phone, "who-looked", at="h2:has-text('Siapa yang membuka')")


@contextmanager
def example() -> Iterator[House]:
    """An example mall on a free port, at nine in the morning."""
    house = House(DENGAR_NOW_SHIFT=str(shift_to_nine(datetime.now(tz=UTC))))
    try:
        house.start("--migrate", "--example")
        yield house
    finally:
        house.close()


def main() -> None:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with example() as house, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        walk = Walk(house, browser)
        phone = arrive(walk)
        who_may_know(walk)
        rina = walk.officer("rina")
        verify(walk, rina)
        listen(walk, rina)
        propose(walk, phone, walk.officer("hendra"))
        agree(walk, phone, rina)
        browser.close()


if __name__ == "__main__":
    main()
