"""
Trips that begin at a counter, on the telephone or with a letter: nobody there, somebody who types for the person.

By real pages alone, without script: the person on a small phone, the officers at a desk.
"""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from dengar.complaints.models import Clock, Complaint
from dengar.kit import now as clock
from dengar.malls.models import Counter
from tests.browser.hands import Slips, fill, follow, form, open_own, press, send, slips_of
from tests.browser.travel import At, call, carry_out, decide, let_in, listen, propose, state, text, verify

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STORY = "Saya sudah bayar, tapi katanya belum masuk. Saya diminta bayar lagi."


def report(number: str) -> Complaint:
    return Complaint.objects.select_related("box").get(number=number)


def printed(page: Page) -> Slips:
    """Take both slips from the printer: the words are on paper alone."""
    assert not page.locator(".keys").first.is_visible(), "the screen never shows the words"
    page.emulate_media(media="print")
    slips = slips_of(page)
    page.emulate_media(media="screen")
    return slips


def test_an_empty_counter_said_by_one_press_is_carried_to_an_end(phone, at, cast):
    Counter.objects.create(mall=cast.mall, agency=cast.dukcapil, slug="loket-4", name="Loket 4")
    phone.goto("/l/loket-4/")
    press(phone.get_by_role("button", name="Loket ini kosong"))
    phone.wait_for_url("**/terkirim/")
    slips = slips_of(phone)
    phone.goto("/l/loket-4/")
    press(phone.get_by_role("button", name="Loket ini kosong"))
    phone.wait_for_url("**/terkirim/")
    assert phone.locator(".number").inner_text() == slips.number, "two presses, one report"
    complaint = report(slips.number)

    desk = at("rina")
    follow(desk, f'main a[href$="{slips.number}/"]')
    assert "Loket 4" in text(desk)
    send(fill(form(desk, "/pesan/"), words="Terima kasih, kami tanyakan hari ini.", thread="complainant"))
    verify(desk, "talk")
    agency = let_in(at, slips, cast)
    open_own(phone, slips)
    assert "kami tanyakan hari ini" in text(phone)
    listen(at, slips)
    phone.goto("/pantau/kabar/")
    send(form(phone, "/kirim/ringkasan/"))
    propose(at, agency, "Ada pengganti saat istirahat, jamnya ditempel")
    phone.goto("/pantau/kabar/")
    send(form(phone, "/kirim/setuju/"))
    carry_out(at, agency, "Jadwal ditempel di loket, foto terlampir.")
    phone.goto("/pantau/kabar/")
    send(form(phone, "/kirim/beres/"))
    assert state(complaint) == "closed_confirmed"


def take_down(page: Page, **fields: str | bool) -> None:
    """Type for somebody on the page of assisted intake, and come to the slips."""
    send(fill(form(page), story=STORY, **fields))
    page.wait_for_url("**/lembar/")


def by_voice(at: At, complaint: Complaint, move: str) -> None:
    """Rina records what the person says on the telephone; it counts after Yusuf has called back."""
    before = state(complaint)
    rina = at("rina", f"/meja/laporan/{complaint.number}/wakil/")
    send(fill(form(rina, "/wakil/"), move=move, read_back=True))
    assert state(complaint) == before, "nobody accepts for the other side, and nobody alone for the person"
    yusuf = at("yusuf")
    follow(yusuf, 'main a[href$="/wakil/"]')
    send(fill(form(yusuf, "/"), telepon__upheld="yes"))


def test_a_caller_without_e_mail_settles_by_telephone(at, cast):
    tini = at("tini")
    tini.goto("/meja/catat/")
    how = {"channel": "phone", "phone": "0812 0000 4321", "name": "Rahmah", "agency": str(cast.dukcapil.pk)}
    fill(form(tini), story=STORY, **how)
    press(tini.locator("main form .btn").last)
    assert tini.locator(".errors").count(), "it is read back first"
    assert tini.locator("#id_story").input_value() == STORY
    send(fill(form(tini), read_back=True))
    tini.wait_for_url("**/lembar/")
    number = tini.locator(".number").first.inner_text()
    complaint = report(number)
    assert complaint.channel == "phone"
    press(tini.get_by_role("button", name="Sudah"))
    assert tini.goto(f"/meja/laporan/{number}/").status in (403, 404), "sealed at once; she cannot read it again"

    desk = at("rina", f"/meja/laporan/{number}/")
    assert STORY in text(desk)
    call(desk)
    verify(desk, "talk")
    slips = Slips(number, "")
    agency = let_in(at, slips, cast)
    listen(at, slips, how="read_back")
    propose(at, agency, "Pembayaran dicari dan dicatat")
    by_voice(at, complaint, "agree")
    assert state(complaint) == "agreed"
    carry_out(at, agency, "Pembayaran ditemukan, kuitansi dicetak.")
    by_voice(at, complaint, "confirm")
    assert state(complaint) == "closed_confirmed"


def test_a_letter_counts_from_the_day_it_came_and_its_words_from_the_slip(phone, at):
    came = timezone.localdate(clock.now()) - timedelta(days=4)
    tini = at("tini", "/meja/catat/")
    take_down(tini, channel="letter", came_on=came.isoformat())
    slips = printed(tini)
    complaint = report(slips.number)
    assert timezone.localdate(complaint.received_at) == came
    assert Clock.objects.get(complaint=complaint, kind="receipt").started_at.date() == complaint.received_at.date()
    send(form(tini))
    assert tini.goto("/meja/lembar/").url.endswith("/meja/"), "handed over: nobody prints them again"

    open_own(phone, slips)
    assert slips.number in text(phone)
    phone.goto("/pantau/langkah/")
    send(form(phone, "/kirim/resmi/"))
    desk = at("rina")
    decide(desk, slips, ("Diminta bayar dua kali", "proven"))
    desk.goto(f"/meja/laporan/{slips.number}/putuskan/disampaikan/")
    send(fill(form(desk), how="visit"))
    phone.goto("/pantau/kabar/")
    send(form(phone, "/kirim/beres/"))
    assert state(complaint) == "closed_confirmed"


def test_what_was_noted_as_settled_becomes_a_complaint_in_the_persons_word(phone, at):
    tini = at("tini", "/meja/beres/")
    send(fill(form(tini), what="Fotokopi diminta dua kali.", done="Fotokopi kedua dikembalikan.", grave="no"))
    slips = printed(tini)
    send(form(tini))
    complaint = report(slips.number)
    assert state(complaint) == "settled_at_counter"
    open_own(phone, slips)
    assert "Fotokopi kedua dikembalikan." in text(phone), "the person reads what was noted"
    said = {"loket__says": "not_settled", "loket__words": "Belum dikembalikan.", "loket__phone": "0812 0000 4321"}
    send(fill(form(phone, "/kirim/loket/"), **said))
    assert state(complaint) == "talking"

    desk = at("rina")
    follow(desk, f'main a[href$="{slips.number}/"]')
    assert "Belum dikembalikan." in text(desk)
    call(desk)
    phone.goto("/pantau/kabar/")
    assert "Menelepon untuk mendengar" in text(phone)
    send(form(phone, "/kirim/beres/"))
    assert state(complaint) == "closed_confirmed"
