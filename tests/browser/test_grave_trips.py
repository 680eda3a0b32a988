"""
Trips on which people need protection most: a bribe, an officer who was rude, a case of which nothing may appear.

By real pages alone, without script: the person on a small phone, the officers at a desk.
"""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from dengar.aftercare.models import Fairness
from dengar.kit import now as clock
from dengar.verify.checklist import QUESTIONS
from tests.browser.hands import Slips, fill, follow, form, open_own, press, send, tomorrow
from tests.browser.travel import At, call, carry_out, decide, listen, propose, state, tell, text, verify
from tests.publish.endings import enough_others, run
from tests.trips import LATER

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FOUR_WORDS = {"adil__voice": "3", "adil__respect": "4", "adil__neutrality": "3", "adil__motive": "4"}


def test_a_bribe_is_examined_and_the_overseer_knows(phone, at):
    slips, complaint = tell(phone, "Seorang petugas minta Rp100.000 supaya berkas saya didahulukan.")
    assert slips.number not in text(at("ombi"))
    desk = at("rina", f"/meja/laporan/{slips.number}/")
    call(desk)
    follow(desk, 'main a[href$="/periksa/"]')
    fill(form(desk), **dict.fromkeys(QUESTIONS, "yes"), klass="ordinary")
    desk.locator("input[name=hard][value=illegal_fee]").check()
    press(desk.locator("button[value=talk]"))
    assert desk.locator(".errors").count(), "money is never talked over together"
    assert state(complaint) == "received"
    assert desk.locator("input[name=hard][value=illegal_fee]").is_checked()
    send(form(desk), "button[value=examine]")
    assert state(complaint) == "examining"

    overseer = at("ombi")
    follow(overseer, f'main a[href$="{slips.number}/"]')
    assert "Rp100.000" in text(overseer), "whoever oversees reads what happened"
    assert "Rahmah" not in overseer.content()
    assert slips.number not in text(at("hendra"))
    assert slips.number not in text(at("budi"))

    tomorrow()
    day = (clock.now() + timedelta(days=7)).date().isoformat()
    back = {"p1_remedy": "Uang dikembalikan di loket", "p1_remedy_kind": "repayment", "p1_remedy_due": day}
    desk = at("rina")
    decide(desk, slips, ("Diminta uang di luar tarif", "proven"), ("Berkas diperlambat", "partly"), **back)
    open_own(phone, slips)
    page = text(phone)
    assert "Diminta uang di luar tarif" in page
    assert "Berkas diperlambat" in page
    assert page.count("Begini alasannya.") == 2, "every point has its reason"
    assert "Uang dikembalikan di loket" in page
    told = at("rina", f"/meja/laporan/{slips.number}/putuskan/disampaikan/")
    send(fill(form(told), how="call"))

    told.goto(f"/meja/laporan/{slips.number}/tindak/")
    told.locator("main textarea").first.fill("Dikembalikan tunai, kuitansi nomor 12.")
    send(form(told), "button[value^=remedy]")
    assert state(complaint) == "acted"
    open_own(phone, slips)
    assert "kuitansi nomor 12" in text(phone)
    send(form(phone, "/kirim/beres/"))
    assert state(complaint) == "closed_confirmed"


def test_a_rude_officer_is_heard_and_sees_the_hearing_alone(phone, at, cast):
    slips, complaint = tell(phone, "Petugas loket 4 membentak saya di depan anak saya.")
    desk = at("rina", f"/meja/laporan/{slips.number}/")
    call(desk)
    verify(desk, "talk")
    desk.goto(f"/meja/laporan/{slips.number}/instansi/")
    named = {name: str(cast.officers[who].pk) for name, who in (("respondent", "budi"), ("speaker", "hendra"))}
    told = {"title": "Cara melayani", "words": "Seseorang merasa tidak dilayani dengan sopan."}
    send(fill(form(desk), concern="person", agency=str(cast.dukcapil.pk), **named, **told))

    budi = at("budi")
    assert "Cara melayani" not in budi.content(), "nothing before the hearing is opened"
    of_no_report = budi.goto("/meja/laporan/2222-2222/").status
    assert budi.goto(f"/meja/laporan/{slips.number}/").status == of_no_report

    desk.goto(f"/meja/laporan/{slips.number}/pendengaran/")
    allegation = "Seseorang merasa dibentak di loket."
    send(fill(form(desk), officer=named["respondent"], allegation=allegation))
    budi.goto("/meja/")
    follow(budi, 'main a[href^="/pendengaran/"]')
    assert allegation in text(budi)
    for hidden in (slips.number, "Rahmah", "anak saya", "Cara melayani"):
        assert hidden not in budi.content()
    own = "Antrean panjang, saya sendirian. Suara saya meninggi."
    send(fill(form(budi, urlsplit(budi.url).path), statement=own, need="Satu teman di jam sibuk"))

    desk.goto(f"/meja/laporan/{slips.number}/pendengaran/")
    assert "Suara saya meninggi." in text(desk)
    press(desk.locator('main a[href*="/pendengaran/"]').last)
    send(fill(form(desk), words="Petugas sendirian di jam sibuk, suaranya meninggi."))
    budi.goto(budi.url)
    send(fill(form(budi, "/ringkasan/"), ringkasan__answer="right", ringkasan__voice="4", ringkasan__neutrality="4"))
    assert not budi.locator("input[name=ringkasan-answer]").count(), "he has said that the summary is right"

    agency = f"/instansi/{complaint.handles.get().code}/"
    listen(at, slips, how="read_back")
    propose(at, agency, "Dua petugas di jam sibuk, dan permintaan maaf tertulis")
    open_own(phone, slips)
    assert "Budi" not in phone.content()
    send(form(phone, "/kirim/setuju/"))
    carry_out(at, agency, "Surat maaf dititipkan, jadwal sudah diubah.")
    open_own(phone, slips)
    send(form(phone, "/kirim/beres/"))
    assert state(complaint) == "closed_confirmed"
    budi.goto(budi.url)
    assert not budi.locator("main textarea").count(), "it has ended; nothing can be added"
    send(fill(form(phone, "/kirim/adil/"), **FOUR_WORDS))
    assert Fairness.objects.filter(complaint=complaint, side="complainant").exists()


def test_a_secret_case_never_appears(phone, open_page, at, cast):
    enough_others(cast, LATER)
    told, secret = tell(phone, "Map saya dibuang.", secret=True)
    heard(at, told, phone)
    assert state(secret) == "closed_confirmed"
    other = open_page("/")
    open_one, _complaint = tell(other, "Nomor antrean saya dilewati.")
    heard(at, open_one, other)
    tomorrow(6 * 7)
    run(clock.now())
    reader = open_page("/kisah/")
    assert reader.locator('main a[href^="/kisah/"]').count() == 1, "what was settled appears; the secret one never"
    desk = at("rina", f"/meja/laporan/{told.number}/terbit/")
    assert not desk.locator("#id_told").count(), "and its person is never asked for a text"


def heard(at: At, slips: Slips, phone: Page) -> None:
    """Somebody listened; the person says that this was enough."""
    desk = at("rina", f"/meja/laporan/{slips.number}/")
    call(desk)
    verify(desk, "talk")
    open_own(phone, slips)
    send(form(phone, "/kirim/beres/"))
