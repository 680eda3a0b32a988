"""Key words lost: from the person's phone to the officer's desk and back (look 04g)."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from dengar.complaints.models import Complaint, LostWords
from dengar.complaints.operations import fits, open_identity
from dengar.kit.now import now
from tests.cast import SARI, STORY
from tests.signing import sign_in

PATH = "/pantau/lupa/"


@pytest.fixture(autouse=True)
def nobody_has_guessed():
    cache.clear()


def ask(phone: Client, number: str):
    return phone.post(PATH, {"gave": "yes", "number": number}, follow=True)


def digits(page: str) -> str:
    return re.search(r"<b>(\d{3} \d{3})</b>", page)[1]


def test_the_whole_way(cast):
    phone, rina = Client(), sign_in(Client(), cast.officers["rina"])
    assert PATH in phone.get("/pantau/").text
    said = digits(ask(phone, cast.complaint.number).text)
    desk = f"/meja/laporan/{cast.complaint.number}/kata/"
    assert desk in rina.get("/meja/").text
    refused = rina.post(desk, {"seen": 0, "said": "yes", "digits": said})
    assert refused.status_code == 422
    assert said in refused.text
    open_identity(cast.complaint, reason="Kata kunci hilang", by=cast.rina, at=now())
    assert SARI.phone in rina.get(desk).text
    assert rina.post(desk, {"seen": 0, "said": "yes", "digits": ""}).status_code == 422
    assert rina.post(desk, {"seen": 0, "said": "yes", "digits": said}).status_code == 302
    assert desk not in rina.get("/meja/").text
    assert f"{PATH}kata/" in phone.get(PATH).text
    page = phone.post(f"{PATH}kata/")
    assert page["Cache-Control"] == "no-store"
    words = tuple(re.findall(r"<li>(\w+)</li>", page.text.split('<ol class="keys">')[1])[:5])
    assert fits(Complaint.objects.get(pk=cast.complaint.pk), words)
    assert phone.get("/pantau/kabar/").status_code == 200, "the page is open to them"
    shown = rina.get(f"/meja/laporan/{cast.complaint.number}/").text + rina.get(desk).text
    assert not any(f"<li>{word}</li>" in shown for word in words)


def test_the_page_never_tells_whether_there_is_such_a_report(cast):
    right, wrong = ask(Client(), cast.complaint.number), ask(Client(), "7K2M-94R7")
    for answer in (right, wrong):
        assert answer.status_code == 200
        assert STORY not in answer.text
    plain = [re.sub(r"\d{3} \d{3}|value=\"\w{64}\"", "", answer.text) for answer in (right, wrong)]
    assert plain[0] == plain[1]
    assert LostWords.objects.count() == 1


def test_without_a_phone_number_the_way_on_is_said(cast):
    answer = Client().post(PATH, {"gave": "no", "number": ""})
    assert answer.status_code == 422
    assert "Anda boleh menulis lagi" in answer.text


@pytest.mark.parametrize("given", [{}, {"gave": "yes", "number": ""}, {"gave": "yes", "number": "7K2M"}])
def test_what_is_missing_is_said_and_what_was_typed_stays(cast, given):
    answer = Client().post(PATH, given)
    assert answer.status_code == 422
    assert given.get("number", "") in answer.text
    assert not LostWords.objects.exists()


def test_another_phone_gets_nothing(cast):
    ask(Client(), cast.complaint.number)
    LostWords.objects.update(answer="theirs", officer=cast.officers["rina"], answered_at=now())
    other = Client()
    assert other.post(f"{PATH}kata/").status_code == 302
    assert not LostWords.objects.filter(taken_at__isnull=False).exists()


def test_asking_often_gets_slower_and_one_may_start_again(cast):
    phone = Client()
    ask(phone, cast.complaint.number)
    assert digits(phone.get(PATH).text)
    assert 'name="number"' in phone.post(PATH, {"ulang": "1"}, follow=True).text
    answers = [Client().post(PATH, {"gave": "yes", "number": cast.complaint.number}).status_code for _n in range(6)]
    assert 422 in answers


def test_who_was_not_the_one_who_asked(cast):
    ask(Client(), cast.complaint.number)
    open_identity(cast.complaint, reason="Kata kunci hilang", by=cast.rina, at=now())
    rina, desk = sign_in(Client(), cast.officers["rina"]), f"/meja/laporan/{cast.complaint.number}/kata/"
    assert rina.post(desk, {"seen": 0, "said": "no"}).status_code == 302
    assert LostWords.objects.get().answer == "denied"
    assert 'name="said"' not in rina.get(desk).text


def test_others_stay_out(cast):
    for name, status in (("hendra", 403), ("ombi", 404)):
        desk = f"/meja/laporan/{cast.complaint.number}/kata/"
        assert sign_in(Client(), cast.officers[name]).get(desk).status_code == status
