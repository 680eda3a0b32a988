"""Talked with in writing, and brought together: by the pages' own forms, without script, phone beside desk."""

import pytest

from dengar.talk.models import JointTalk, Option
from dengar.talk.queries import latest, notes
from tests import trips
from tests.browser.hands import fill, form, send, tomorrow
from tests.browser.own import unlock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_whole_talk_in_writing_with_one_press_for_each_question_and_each_answer(cast, at, phone):
    trips.to_talking(cast)
    rina = at("rina", f"/meja/laporan/{cast.complaint.number}/percakapan/intake/")
    answers = {
        "intake": ("story", "Saya datang tiga kali, syaratnya selalu lain."),
        "exploration": ("emotion", "Lelah, dan takut terlambat."),
        "options": ("option", "Berkas dijemput petugas."),
    }
    unlock(phone, cast.complaint)
    for phase, (_into, words) in answers.items():
        rina.goto(f"/meja/laporan/{cast.complaint.number}/percakapan/{phase}/")
        send(form(rina), "button[name=kirim] >> nth=0")
        phone.goto("/pantau/kabar/")
        phone.get_by_role("link", name="Jawab").click()
        send(fill(form(phone, "/kirim/pesan/"), pesan__words=words))
        rina.goto(rina.url)
        send(form(rina), "button[name=ambil]")
    found = notes(latest(cast.complaint))
    assert {name: found[name] for name in ("story", "emotion")} == {
        "story": answers["intake"][1],
        "emotion": answers["exploration"][1],
    }
    assert Option.objects.get(complaint=cast.complaint).side == "complainant"


def test_both_come_together_because_both_want_to(cast, at, phone):
    trips.to_talking(cast)
    tomorrow(1 / 24)  # by then the agency is let in
    rina = at("rina", f"/meja/laporan/{cast.complaint.number}/percakapan/exploration/")
    rina.get_by_role("link", name="Bicara bersama").click()
    row = {"day": trips.LATER.date().replace(day=trips.LATER.day + 3).isoformat(), "clock": "10:00"}
    send(fill(form(rina), **row, place="Ruang Seroja, lantai 2"))
    hendra = at("hendra")
    hendra.get_by_role("link", name="Syarat akta").click()
    send(form(hendra, "/temu/"), "button[value=ya]")
    unlock(phone, cast.complaint)
    assert "Ruang Seroja" in phone.locator("main").inner_text()
    send(form(phone, "/kirim/temu/"), "button[value=ya]")
    assert "Kedua pihak sudah mau." in phone.locator("main").inner_text()
    tomorrow(4)
    rina.goto(f"/meja/laporan/{cast.complaint.number}/temu/")
    send(form(rina, "/temu/akhiri/"), "button[value=terlaksana]")
    assert JointTalk.objects.get().held
