"""
Whole trips, from the home page to the end, by real pages alone and without script.

The person holds a small phone, the officers sit at a desk. Nobody calls an operation, save the house its chores.
"""

from datetime import timedelta

import pytest
from playwright.sync_api import Page

from dengar.aftercare.models import Fairness
from dengar.close import operations as close
from dengar.complaints.models import Clock, Complaint
from dengar.intake import queries as intake
from dengar.kit import now as clock
from dengar.ledger.models import Entry
from dengar.vault.models import Person
from tests.browser.filing import STORY
from tests.browser.hands import Slips, fill, follow, form, open_own, send, tomorrow
from tests.browser.travel import answer_fairness, call, decide, let_in, listen, state, tell, to_examining, verify

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_confidential_from_the_home_page_to_a_kept_promise(phone, at, cast):
    slips, complaint = tell(phone)
    assert (complaint.mode, intake.told(complaint).story) == ("confidential", STORY)
    desk = at("rina", f"/meja/laporan/{slips.number}/")
    call(desk)
    verify(desk, "talk")
    assert state(complaint) == "talking"
    agency = let_in(at, slips, cast)
    listen(at, slips)

    open_own(phone, slips)
    assert "Menelepon untuk mendengar" in phone.locator("main").inner_text(), "she reads who opened her name, and why"
    send(form(phone, "/kirim/ringkasan/"))
    send(fill(form(phone, "/kirim/usul/"), usul__words="Berkas dijemput ke rumah"))

    theirs = at("hendra", f"{agency}usul/")
    day = (clock.now() + timedelta(days=3)).date().isoformat()
    promise = {"p1_what": "Akta diserahkan di loket 4", "p1_bearer": "agency", "p1_due": day}
    send(fill(form(theirs), words="Akta selesai Jumat.", **promise), "button[value=propose]")
    assert state(complaint) == "proposed"

    open_own(phone, slips)
    send(form(phone, "/kirim/setuju/"))
    assert state(complaint) == "agreed"
    assert Clock.objects.get(complaint=complaint, kind="promise").stopped_at is None

    theirs.goto(f"{agency}tindak/")
    theirs.locator("main textarea").first.fill("Diserahkan di loket 4, Kamis pagi.")
    send(form(theirs), "button[value^=promise]")
    assert state(complaint) == "acted"

    open_own(phone, slips)
    send(form(phone, "/kirim/beres/"))
    assert state(complaint) == "closed_confirmed"
    answer_fairness(phone, "/kirim/adil/")
    theirs.goto(agency)
    answer_fairness(theirs, "/adil/")
    assert set(Fairness.objects.filter(complaint=complaint).values_list("side", flat=True)) == {"complainant", "agency"}
    assert Clock.objects.get(complaint=complaint, kind="promise").outcome == "kept"


def test_anonymous_by_written_words_alone(phone, at, cast):
    persons = Person.objects.count()
    slips, complaint = tell(phone, mode="anonymous")
    assert Person.objects.count() == persons
    desk = at("rina", f"/meja/laporan/{slips.number}/")
    assert not desk.locator('form[action$="/nama/"]').count(), "there is no name to open"
    send(fill(form(desk, "/pesan/"), words="Selamat pagi, saya Rina.", thread="complainant"))
    assert Clock.objects.get(complaint=complaint, kind="first_contact").outcome == "kept"
    verify(desk, "talk")
    let_in(at, slips, cast)
    open_own(phone, slips)
    assert "Selamat pagi, saya Rina." in phone.locator("main").inner_text()
    send(fill(form(phone, "/kirim/pesan/"), pesan__words="Terima kasih sudah membaca."))
    listen(at, slips)
    phone.goto("/pantau/kabar/")
    send(form(phone, "/kirim/ringkasan/"))
    desk.goto(f"/meja/laporan/{slips.number}/")
    assert "Terima kasih sudah membaca." in desk.locator("main").inner_text()
    phone.goto("/pantau/kabar/")
    send(form(phone, "/kirim/beres/"))
    assert state(complaint) == "closed_confirmed"
    actors = set(Entry.objects.filter(subject=complaint.subject).values_list("actor", flat=True))
    assert actors <= {"complainant", "house", f"handler:{cast.officers['rina'].pk}"}


def test_withdrawing_takes_three_days_and_somebody_asks(phone, at):
    slips, complaint = tell(phone)
    open_own(phone, slips)
    follow(phone, 'main a[href$="/langkah/"]')
    send(fill(form(phone, "/kirim/cabut/"), cabut__words="Sudah lelah."))
    send(form(phone, "/kirim/lanjut/"))  # no, go on after all
    phone.goto("/pantau/langkah/")
    send(fill(form(phone, "/kirim/cabut/"), cabut__words="Sudah cukup."))
    desk = at("nor", f"/meja/laporan/{slips.number}/cabut/")
    send(fill(form(desk), free="yes"))
    assert close.withdraw_due(clock.now()) is False
    assert state(complaint) == "received"
    tomorrow(3.1)
    assert close.withdraw_due(clock.now()) is True
    assert (state(complaint), complaint.close_reason) == ("closed_other", "withdrawn")
    open_own(phone, slips)
    assert "Anda mencabut" in phone.locator("main").inner_text()


def test_the_formal_route_decides_every_point(phone, at):
    slips, complaint = tell(phone)
    open_own(phone, slips)
    phone.goto("/pantau/langkah/")
    send(form(phone, "/kirim/resmi/"))  # the person's own wish
    assert state(complaint) == "examining"
    desk = at("rina", "/meja/")
    decide(desk, slips, ("Syarat berbeda-beda", "proven"), ("Diminta datang lagi", "partly"))
    assert state(complaint) == "decided"
    assert [point.finding for point in complaint.decisions.get().points.all()] == ["proven", "partly"]
    open_own(phone, slips)
    text = phone.locator("main").inner_text()
    assert "Diminta datang lagi" in text
    assert "Begini alasannya." in text
    assert "Kepala Disdukcapil" in text
    desk.goto(f"/meja/laporan/{slips.number}/putuskan/disampaikan/")
    send(fill(form(desk), how="call"))
    assert Clock.objects.get(complaint=complaint, kind="telling").outcome == "kept"


def test_an_objection_after_closing_goes_to_another_officer(phone, at, cast):
    slips, complaint = to_examining(phone, at)
    decide(at("rina", "/meja/"), slips, ("Syarat berbeda-beda", "not"))
    open_own(phone, slips)
    send(form(phone, "/kirim/beres/"))
    assert state(complaint) == "closed_confirmed"
    tomorrow()
    open_own(phone, slips)
    follow(phone, 'main a[href$="#keberatan"]')
    send(fill(form(phone, "/kirim/keberatan/"), keberatan__wish="examining", keberatan__words="Masih salah."))
    assert state(complaint) == "examining"
    first = at("rina", f"/meja/laporan/{slips.number}/putuskan/")
    assert not first.locator("#id_official").count(), "whoever decided first does not decide again"
    decide(at("yusuf", "/meja/"), slips, ("Syarat berbeda-beda", "proven"))
    assert state(complaint) == "decided"
    rounds = complaint.decisions.order_by("round").values_list("officer__name", flat=True)
    assert list(rounds) == ["Rina", "Yusuf"]


def write(page: Page, kind: str, text: str) -> str:
    follow(page, 'a[href="/saran/"]')
    send(fill(form(page), kind=kind, text=text))
    return page.locator(".number").inner_text()


@pytest.mark.parametrize(
    ("kind", "reply", "reason"),
    [
        ("question", {"words": "Buka pukul 08.00 sampai 15.30."}, "answered"),
        ("suggestion", {"used": "yes", "words": "Kursi bersandaran dipasang pekan depan."}, "used"),
    ],
)
def test_a_question_is_answered_and_a_suggestion_thanked(phone, at, kind, reply, reason):
    number = write(phone, kind, "Kursi tunggu lantai 2: adakah yang bersandaran?")
    complaint = Complaint.objects.get(number=number)
    desk = at("rina", f"/meja/laporan/{number}/")
    follow(desk, 'main a[href$="/jawab/"]')
    send(fill(form(desk), **reply))
    assert (state(complaint), complaint.close_reason) == ("closed_other", reason)
    open_own(phone, Slips(number, ""))
    assert reply["words"] in phone.locator("main").inner_text()
