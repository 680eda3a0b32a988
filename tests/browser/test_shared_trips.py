"""
Trips on which others come in: another body, five more people, a name that a remedy needs, words that hurt.

By real pages alone, without script: the person on a small phone, the officers at a desk.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page

from dengar.complaints.models import Complaint
from dengar.kit import now as clock
from tests.browser.hands import Slips, fill, follow, form, open_own, send, tomorrow
from tests.browser.travel import call, carry_out, decide, let_in, listen, propose, state, tell, text, verify
from tests.cast import WORDS, Cast
from tests.search.telling import another, read_all

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def in_days(days: int) -> str:
    return (clock.now() + timedelta(days=days)).date().isoformat()


def test_the_wrong_office_keeps_it_until_another_has_accepted(phone, at):
    slips, complaint = tell(phone, "Lampu lalu lintas di depan pasar mati sebulan.")
    desk = at("rina", f"/meja/laporan/{slips.number}/")
    call(desk)
    desk.goto(f"/meja/laporan/{slips.number}/periksa/")
    follow(desk, 'main a[href$="teruskan/"]')
    forward = f"/meja/laporan/{slips.number}/teruskan/"
    send(fill(form(desk), body="Dinas Perhubungan, Pak Joko"))
    desk.goto(forward)
    send(fill(form(desk), answer="no", words="Jalan itu milik provinsi."))
    assert state(complaint) == "received", "asked and refused: it stays with us"
    desk.goto(forward)
    send(fill(form(desk), body="Dinas PUPR Provinsi, Ibu Ani"))
    tomorrow(10)
    desk = at("rina")
    follow(desk, f'main a[href="{forward}"]')
    assert "Ibu Ani" in text(desk), "silence brings it back to the desk"
    send(fill(form(desk), answer="yes", words="Ibu Ani, nomor 12/PUPR/2026."))
    assert (state(complaint), complaint.close_reason) == ("closed_other", "forwarded")
    open_own(phone, slips)
    assert "Ibu Ani, nomor 12/PUPR/2026." in text(phone), "where it goes on, and whom to ask"
    assert phone.locator('main a[href$="#keberatan"]').count()


def test_a_lost_file_is_found_by_a_name_given_once_to_one_person(phone, at, cast):
    slips, complaint = tell(phone, "Berkas akta anak saya hilang di loket.")
    desk = at("rina", f"/meja/laporan/{slips.number}/")
    call(desk)
    verify(desk, "talk")
    agency = let_in(at, slips, cast)
    listen(at, slips, how="read_back")
    propose(at, agency, "Akta dicetak ulang")
    open_own(phone, slips)
    send(form(phone, "/kirim/setuju/"))
    send(fill(form(at("hendra", agency), "/minta-nama/"), minta__words="Mencetak ulang akta di Dukcapil."))

    custodian = at("siti", "/penjaga/")
    assert "Rahmah" not in custodian.content()
    assert slips.number not in custodian.content()
    follow(custodian, 'main a[href^="/penjaga/"]')
    means = {"consequence": "Orang ini akan tahu bahwa Anda mengadu.", "reason": "Akta tidak bisa dicetak tanpa nama."}
    send(fill(form(custodian), answer="put", last_day=in_days(14), **means))

    open_own(phone, slips)
    follow(phone, 'main a[href$="/nama/urusan/"]')
    assert means["consequence"] in text(phone)
    send(fill(form(phone), choice="one"))
    theirs = at("hendra", agency)
    assert not theirs.locator('form[action$="/nama/"]').count(), "it opens with the day's batch, not at once"
    tomorrow(1.1)
    theirs = at("hendra", agency)
    send(fill(form(theirs, "/nama/"), buka__reason="Mencetak ulang akta"))
    assert "Rahmah" in text(theirs)
    tomorrow(0.02)
    theirs = at("hendra", agency)
    assert "Rahmah" not in theirs.content()
    assert not theirs.locator('form[action$="/nama/"]').count(), "once is once"
    open_own(phone, slips)
    assert "Mencetak ulang akta" in text(phone)
    assert "Hendra" in text(phone), "the person reads who looked, and why"

    carry_out(at, agency, "Akta dicetak ulang dan diserahkan.")
    open_own(phone, slips)
    send(form(phone, "/kirim/beres/"))
    assert state(complaint) == "closed_confirmed"


STORIES = [
    "Sistem mati, semua yang antre akta disuruh pulang tanpa penjelasan pada hari Senin pagi.",
    "Semua yang antre akta disuruh pulang pada hari Senin pagi karena sistem mati, tanpa penjelasan.",
    "Hari Senin pagi sistem mati dan semua yang antre akta disuruh pulang tanpa penjelasan apa pun.",
    "Kami semua yang antre akta disuruh pulang tanpa penjelasan, katanya sistem mati, hari Senin pagi.",
    "Senin pagi semua yang antre akta disuruh pulang. Sistem mati, tanpa penjelasan sama sekali.",
    "Sistem mati hari Senin pagi. Semua yang antre akta disuruh pulang tanpa ada penjelasan.",
]


def six_alike(open_page: Callable[[str], Page], cast: Cast) -> list[tuple[Slips, Complaint]]:
    """Two of them file by the pages, four as any door would."""
    by_pages = [tell(open_page("/"), words, phone=f"0812 0000 43{n}0") for n, words in enumerate(STORIES[:2])]
    rows = [another(cast, words, at=clock.now()) for words in STORIES[2:]]
    read_all(clock.now())
    return [*by_pages, *((Slips(row.number, " ".join(WORDS)), row) for row in rows)]


def test_six_people_with_one_cause_go_on_together_and_keep_their_receipts(open_page, at, cast):
    (first, complaint), *others = six_alike(open_page, cast)
    desk = at("rina", f"/meja/laporan/{first.number}/")
    call(desk)
    follow(desk, 'main a[href$="/periksa/"]')
    follow(desk, 'main a[href$="/serupa/"]')
    for slips, _ in others:
        desk.locator(f'input[name=others][value^="{slips.number}"]').check()
    send(form(desk), "button[value=merge]")
    assert [(state(one), one.close_reason) for _, one in others] == [("closed_other", "merged")] * 5
    assert state(complaint) == "received"
    for slips, _ in others:
        phone = open_page("/")
        open_own(phone, slips)
        page = text(phone)
        assert slips.number in page, "every receipt stays good"
        assert "Keduanya kami kerjakan bersama." in page
        assert first.number not in phone.content(), "and tells nobody else's number"

    desk.goto(f"/meja/laporan/{first.number}/")
    verify(desk, "examine", reason="Satu sebab, banyak orang.")
    decide(desk, first, ("Disuruh pulang tanpa penjelasan", "proven"))
    objecting, (slips, one) = open_page("/"), others[0]
    open_own(objecting, slips)
    follow(objecting, 'main a[href$="#keberatan"]')
    wish = {"keberatan__wish": "examining", "keberatan__words": "Saya datang hari Selasa, bukan Senin."}
    send(fill(form(objecting, "/kirim/keberatan/"), **wish))
    assert state(one) == "examining", "whoever is not the same goes on alone"


def test_hard_words_bring_a_plan_and_the_complaint_goes_on(phone, at, cast):
    slips, complaint = tell(phone)
    desk = at("rina", f"/meja/laporan/{slips.number}/")
    call(desk)
    verify(desk, "talk")
    agency = let_in(at, slips, cast)
    conduct = f"/meja/laporan/{slips.number}/sikap/"
    desk.goto(f"/meja/laporan/{slips.number}/")
    follow(desk, f'main a[href="{conduct}"]')
    desk.locator("input[name=measures][value=written]").check()
    plan = {"conduct": "Tiga telepon dengan kata kasar, Senin dan Selasa.", "reason": "Agar tetap bisa bekerja."}
    send(fill(form(desk), review_on=in_days(14), **plan))
    open_own(phone, slips)
    assert plan["conduct"] not in text(phone), "nothing holds before a senior has approved it"

    senior = at("nor")
    follow(senior, f'main a[href="{conduct}"]')
    send(fill(form(senior), approved="yes"))
    phone.goto("/pantau/kabar/")
    page = text(phone)
    assert plan["conduct"] in page
    assert plan["reason"] in page
    send(fill(form(phone, "/kirim/cara/"), cara__words="Saya hanya dua kali menelepon."))

    listen(at, slips)
    phone.goto("/pantau/kabar/")
    send(form(phone, "/kirim/ringkasan/"))
    propose(at, agency, "Akta diserahkan di loket 4")
    phone.goto("/pantau/kabar/")
    send(form(phone, "/kirim/setuju/"))
    assert state(complaint) == "agreed", "the complaint goes on, plan or no plan"
    carry_out(at, agency, "Diserahkan di loket 4.")
    phone.goto("/pantau/kabar/")
    send(form(phone, "/kirim/beres/"))
    assert state(complaint) == "closed_confirmed"
