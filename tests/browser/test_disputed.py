"""A disputed case, from its second decision to the public page and away from it: by real pages, without script."""

import pytest

from dengar.decide import operations as decide_
from dengar.kit import now as clock
from dengar.publish.models import Publication
from tests.browser.hands import fill, follow, form, open_own, send, tomorrow
from tests.browser.travel import decide, let_in, state, to_examining
from tests.publish.endings import enough_others, run

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MATTER = "Syarat berbeda-beda."


def test_a_disputed_case_is_published_and_taken_down(phone, at, cast, open_page):
    slips, complaint = to_examining(phone, at)
    let_in(at, slips, cast)
    decide(at("rina", "/meja/"), slips, (MATTER, "not"))
    open_own(phone, slips)
    follow(phone, 'main a[href$="#keberatan"]')
    words = "Petugas Pak Budi tetap meminta syarat lain."
    send(fill(form(phone, "/kirim/keberatan/"), keberatan__wish="examining", keberatan__words=words))
    decide(at("yusuf", "/meja/"), slips, (MATTER, "not"))
    tomorrow(30)
    assert decide_.stand_due(clock.now())
    assert (state(complaint), complaint.close_reason) == ("closed_other", "not_agreed")

    desk = at("yusuf", f"/meja/laporan/{slips.number}/")
    follow(desk, 'main a[href$="/terbit/"]')
    assert "Petugas [nama] tetap meminta syarat lain." in desk.locator("[name=dispute]").input_value()
    send(form(desk))

    open_own(phone, slips)
    follow(phone, 'main a[href="/pantau/terbit/"]')
    assert MATTER in phone.locator("main").inner_text()
    send(fill(form(phone), said="yes"))

    enough_others(cast, at=clock.now())
    tomorrow(6 * 7)
    run(clock.now())
    public = open_page("/")
    follow(public, 'a[href="/kisah/"]')
    follow(public, 'main a[href^="/kisah/"]')
    told = public.locator("main").inner_text()
    for line in ("Jawaban instansi", MATTER, "Kata orangnya", "[nama]", "Ombudsman", "137"):
        assert line in told
    assert "Budi" not in told
    assert not public.context.cookies()

    open_own(phone, slips)
    follow(phone, 'main a[href="/pantau/terbit/"]')
    send(form(phone, "/terbit/turun/"))
    public.goto(f"/kisah/{Publication.objects.get().slug}/")
    assert "Diturunkan atas permintaan." in public.locator("main").inner_text()
    assert MATTER not in public.locator("main").inner_text()
