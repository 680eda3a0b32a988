"""
What the work costs a handler, counted on the real pages, in entries.

An entry is one field that the handler has to fill, or one choice that the page did not bring along already made. What
a page brings filled in and the handler leaves as it stands is no entry; nor is a button or a link (counted apart). The
walk leaves out all that may stay empty, so the figure is what has to be entered, no more.

The median case: confidential, about a known service, told in words; the person answers the first call, there is nothing
grave, both sides confirm their summaries on their own pages and bring one way out each; the agency proposes.
"""

import pytest
from playwright.sync_api import Locator, Page

from dengar.talk.models import Side
from dengar.verify.checklist import QUESTIONS
from tests.browser.hands import fill, follow, form, open_own, send
from tests.browser.travel import propose, state, tell
from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST = 12  # entries from receipt to agreement (issue 3)
MOST_PRESSES = 12  # buttons and links, on the same way
MOST_ON_THE_SPOT = 4


class Burden:
    """Counts what a handler enters and presses."""

    def __init__(self) -> None:
        self.entries: list[str] = []
        self.presses = 0

    def enter(self, form: Locator, **fields: str) -> Locator:
        """Fill in what the page does not say already; each is one entry."""
        for name, value in fields.items():
            if self._said(form, name.replace("__", "-")) != value:
                self.entries.append(name)
                fill(form, **{name: value})
        return form

    def _said(self, form: Locator, name: str) -> str:
        named = form.locator(f'[name="{name}"]')
        if named.first.get_attribute("type") == "radio":
            chosen = form.locator(f'[name="{name}"]:checked')
            return chosen.get_attribute("value") or "" if chosen.count() else ""
        return named.first.input_value()

    def press(self, form: Locator, button: str = ".btn") -> None:
        self.presses += 1
        send(form, button)

    def follow(self, page: Page, link: str) -> None:
        self.presses += 1
        follow(page, f"main {link}")

    def __str__(self) -> str:
        return f"{len(self.entries)} entries ({', '.join(self.entries)}), {self.presses} presses"


@pytest.fixture
def burden() -> Burden:
    return Burden()


def test_what_stands_on_the_page_already_is_no_entry(phone, burden):
    chosen = "<input type=radio name=c value=yes checked><input type=radio name=c value=no>"
    phone.set_content(f"<main><form><input name=a value=x><input name=b>{chosen}</form></main>")
    burden.enter(form(phone), a="x", b="y", c="yes")
    assert burden.entries == ["b"]
    burden.enter(form(phone), a="z", c="no")
    assert burden.entries == ["b", "a", "c"]


def test_from_receipt_to_agreement_the_handler_enters_little(phone, at, cast, burden):
    slips, complaint = tell(phone)
    desk = at("rina")
    burden.follow(desk, f'a[href$="{slips.number}/"]')
    reach_and_verify(desk, burden)
    assert state(complaint) == "talking"

    burden.follow(desk, 'a[href$="/percakapan/intake/"]')
    burden.enter(form(desk), side="complainant", summary="Tiga kali datang, tiga syarat.", need="Akta sebelum Jumat")
    burden.press(form(desk), "button[value=exploration]")
    open_own(phone, slips)
    send(form(phone, "/kirim/ringkasan/"))
    send(fill(form(phone, "/kirim/usul/"), usul__words="Berkas dijemput ke rumah"))
    desk.goto(f"/meja/laporan/{slips.number}/")
    let_in(desk, burden, cast)

    agency = at("hendra")
    follow(agency, 'main a[href^="/instansi/"]')
    here = f"/instansi/{complaint.handles.get().code}/"
    burden.follow(desk, 'a[href$="/percakapan/intake/"]')
    burden.enter(form(desk), side="agency", summary="Ada edaran baru.", need="Satu daftar syarat")
    burden.press(form(desk), "button[value=exploration]")
    agency.goto(here)
    send(form(agency, "/ringkasan/"))
    send(fill(form(agency, "/pilihan/"), usul__words="Akta selesai Jumat"))
    propose(at, here, "Akta selesai Jumat")
    open_own(phone, slips)
    send(form(phone, "/kirim/setuju/"))
    assert state(complaint) == "agreed"
    assert {row.side for row in complaint.options.all()} == {Side.COMPLAINANT, Side.AGENCY}
    assert len(burden.entries) <= MOST, str(burden)
    assert burden.presses <= MOST_PRESSES, str(burden)


def reach_and_verify(desk: Page, burden: Burden) -> None:
    """Open the name, call, record it; answer what the house does not know; start the conversation."""
    burden.press(burden.enter(form(desk, "/nama/"), buka__reason="Menelepon untuk mendengar"))
    burden.press(burden.enter(form(desk, "/kontak/"), kontak__way="call", kontak__outcome="reached"))
    burden.follow(desk, 'a[href$="/periksa/"]')
    burden.enter(form(desk), **dict.fromkeys(QUESTIONS, "yes"), klass="ordinary")
    burden.press(form(desk), "button[value=talk]")


def let_in(desk: Page, burden: Burden, cast: Cast) -> None:
    """Approve the neutral summary; the agency's speaker by the rule may read it."""
    burden.follow(desk, 'a[href$="/instansi/"]')
    about = {"concern": "unit", "agency": str(cast.dukcapil.pk), "speaker": str(cast.officers["hendra"].pk)}
    burden.enter(form(desk), **about, words="Syarat untuk akta disampaikan berbeda-beda.")
    if not desk.locator("#id_title").input_value():
        burden.enter(form(desk), title="Syarat akta")
    burden.press(form(desk))


def test_settled_on_the_spot_takes_four_entries(at, cast, burden):
    tini = at("tini")
    tini.goto("/meja/beres/")
    told = {"what": "Fotokopi diminta dua kali.", "done": "Fotokopi kedua dikembalikan."}
    burden.enter(form(tini), **told, agency=str(cast.dukcapil.pk), grave="no")
    burden.press(form(tini))
    tini.wait_for_url("**/lembar/")
    assert burden.entries == ["what", "done", "grave"], str(burden)  # her own agency stands there already


def test_who_sits_at_the_malls_own_counter_names_the_agency_too(at, cast, burden):
    rina = at("rina")
    rina.goto("/meja/beres/")
    told = {"what": "Fotokopi diminta dua kali.", "done": "Fotokopi kedua dikembalikan."}
    burden.enter(form(rina), **told, agency=str(cast.dukcapil.pk), grave="no")
    burden.press(form(rina))
    rina.wait_for_url("**/lembar/")
    assert len(burden.entries) == MOST_ON_THE_SPOT, str(burden)
    assert burden.presses == 1
