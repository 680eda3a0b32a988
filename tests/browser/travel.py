"""
What people do again and again on a trip through the pages: tell, verify, listen, decide. Without script.

Nobody here calls an operation; `at` opens a desk's page as one of the cast (tests/browser/conftest.py).
"""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

from playwright.sync_api import Page

from dengar.complaints.models import Complaint
from dengar.kit import now as clock
from dengar.verify.checklist import QUESTIONS
from tests.browser.filing import STORY, go_on
from tests.browser.hands import Slips, fill, follow, form, press, send, slips_of
from tests.cast import Cast

At = Callable[[str, str], Page]


def tell(
    page: Page, story: str = STORY, *, mode: str = "confidential", phone: str = "0812 0000 4321", secret: bool = False
) -> tuple[Slips, Complaint]:
    """Take every step of filing, from the home page to the receipt."""
    page.goto("/")
    follow(page, 'a[href="/lapor/"]')
    page.locator("#id_service_text").fill("akte")
    page.get_by_role("button", name="Cari layanan").click()
    page.locator("input[name=service]").first.check()
    go_on(page)
    page.locator(f"input[name=mode][value={mode}]").check()
    page.locator("input[name=secret]").set_checked(secret)
    go_on(page)
    page.locator("#id_story").fill(story)
    go_on(page)
    page.wait_for_url("**/bukti/")
    go_on(page)  # no file
    page.get_by_label("Urusan saya diselesaikan").check()
    go_on(page)
    if mode == "anonymous":
        page.get_by_role("button", name="Lanjut tanpa nama").click()
    else:
        page.locator("input[name=reach][value=phone]").check()
        page.locator("#id_name").fill("Rahmah")
        page.locator("#id_phone").fill(phone)
        go_on(page)
    page.get_by_role("button", name="Kirim aduan").click()
    page.wait_for_url("**/tanda-terima/")
    slips = slips_of(page)
    return slips, Complaint.objects.select_related("box").get(number=slips.number)


def call(page: Page) -> None:
    """Open the name with a reason, talk, and record it."""
    send(fill(form(page, "/nama/"), buka__reason="Menelepon untuk mendengar"))
    assert "0812" in page.locator("main").inner_text()
    send(fill(form(page, "/kontak/"), kontak__way="call", kontak__outcome="reached"))


def verify(page: Page, then: str, **more: str | bool) -> None:
    follow(page, 'main a[href$="/periksa/"]')
    checks = dict.fromkeys(QUESTIONS, "yes")
    send(fill(form(page), **checks, klass="ordinary", **more), f"button[value={then}]")


def let_in(at: At, slips: Slips, cast: Cast) -> str:
    """Let Hendra in; return the address of what his agency sees."""
    desk = at("rina", f"/meja/laporan/{slips.number}/instansi/")
    fields = {"title": "Syarat akta", "words": "Syarat untuk akta disampaikan berbeda-beda."}
    speaker = str(cast.officers["hendra"].pk)
    send(fill(form(desk), concern="unit", agency=str(cast.dukcapil.pk), speaker=speaker, **fields))
    agency = at("hendra", "/meja/")
    follow(agency, 'main a[href^="/instansi/"]')
    text = agency.locator("main").inner_text()
    assert "Syarat akta" in text
    assert slips.number not in agency.content()
    assert "Rahmah" not in agency.content()
    assert "tiga kali" not in agency.content()
    return urlsplit(agency.url).path


def state(complaint: Complaint) -> str:
    complaint.refresh_from_db()
    return complaint.state


def listen(at: At, slips: Slips, *, how: str = "") -> None:
    """The five phases: summary and need of both sides, then options with their authors."""
    page = at("rina", f"/meja/laporan/{slips.number}/percakapan/intake/")
    mine = {"side": "complainant", "summary": "Tiga kali datang, tiga syarat.", "need": "Akta sebelum Jumat"}
    send(fill(form(page), **mine, how=how), "button[value=exploration]")
    theirs = {"side": "agency", "summary": "Ada edaran baru.", "need": "Satu daftar syarat"}
    send(fill(form(page), **theirs, how="read_back"), "button[value=turning]")
    send(form(page), "button[value=options]")
    send(fill(form(page), option="Akta diserahkan di loket 4", author="complainant"), 'button[value=""]')
    send(fill(form(page), option="Daftar syarat ditempel", author="agency"), "button[value=closing]")


def answer_fairness(page: Page, action: str) -> None:
    answers = {"adil__voice": "4", "adil__respect": "4", "adil__neutrality": "3", "adil__motive": "4"}
    send(fill(form(page, action), **answers))


def decide(page: Page, slips: Slips, *points: tuple[str, str], **more: str) -> None:
    """Decide every point: what was complained of, and what was found; `more` fields by their names."""
    page.goto(f"/meja/laporan/{slips.number}/putuskan/")
    page.locator("#id_official").fill("Kepala Disdukcapil")
    if page.locator("#id_unheard").count():
        page.locator("#id_unheard").fill("Instansi tidak menjawab.")
    for number, (matter, finding) in enumerate(points, start=1):
        if number > 1:
            press(page.get_by_role("button", name="Tambah butir"))
        fields = {f"p{number}_matter": matter, f"p{number}_finding": finding, f"p{number}_reason": "Begini alasannya."}
        fill(form(page), **fields)
    send(fill(form(page), **more), "button[value=decide]")


def to_examining(phone: Page, at: At) -> tuple[Slips, Complaint]:
    slips, complaint = tell(phone)
    desk = at("rina", f"/meja/laporan/{slips.number}/")
    verify(desk, "examine", reason="Perlu ketetapan.")
    assert state(complaint) == "examining"
    return slips, complaint


def propose(at: At, agency: str, what: str) -> None:
    """Hendra puts a way out on the table, with one promise of his agency."""
    theirs = at("hendra", f"{agency}usul/")
    day = (clock.now() + timedelta(days=3)).date().isoformat()
    promise = {"p1_what": what, "p1_bearer": "agency", "p1_due": day}
    send(fill(form(theirs), words=f"{what}.", **promise), "button[value=propose]")


def carry_out(at: At, agency: str, proof: str) -> None:
    """Hendra records the one promise as carried out, with proof: with the last one the whole is reported as done."""
    theirs = at("hendra", f"{agency}tindak/")
    theirs.locator("main textarea").first.fill(proof)
    send(form(theirs), "button[value^=promise]")


def text(page: Page) -> str:
    return page.locator("main").inner_text()
