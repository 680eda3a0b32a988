"""A talk of both sides together, on the pages of the desk, of the agency and of the person."""

from datetime import timedelta

import pytest
from django.test import Client

from dengar.kit.now import now
from dengar.talk.models import Apart, JointTalk
from dengar.talk.operations import answer_joint, ask_joint, end_joint, keep_apart
from tests import trips
from tests.cast import WORDS, Cast
from tests.web.desk.reading import agency, desk, seen

ROOM = "Ruang Seroja"


@pytest.fixture
def talking(cast) -> Cast:
    trips.to_talking(cast)
    return cast


@pytest.fixture
def asked(talking) -> Cast:
    ask_joint(talking.complaint, now() + timedelta(days=3), ROOM, by=talking.rina, at=now())
    return talking


def theirs(cast: Cast) -> Client:
    """The browser of the person whose report it is."""
    browser = Client()
    browser.post("/pantau/", {"number": cast.complaint.number, "words": " ".join(WORDS)})
    return browser


def answer(cast: Cast, said: str) -> dict[str, object]:
    """What a page posts that shows the talk which is open now."""
    talk = JointTalk.objects.get(complaint=cast.complaint, over_at=None).pk
    return {**seen(cast, "temu"), "temu-talk": talk, "jawab": said}


def asking(cast: Cast, **other: str) -> dict[str, object]:
    day = (now() + timedelta(days=3)).date().isoformat()
    return {**seen(cast), "day": day, "clock": "10.00", "place": ROOM, **other}


@pytest.mark.parametrize("wrong", [{"clock": "besok"}, {"day": "2020-01-02"}, {"clock": ""}, {"day": ""}])
def test_a_moment_that_cannot_be_is_said_and_the_room_is_kept(talking, desk_of, wrong):
    page = desk_of("rina").post(desk(talking, "temu/"), asking(talking, **wrong))
    assert page.status_code == 422
    assert ROOM in page.text


def test_both_are_asked_both_answer_and_one_may_still_say_no(talking, desk_of):
    rina, hendra, sari = desk_of("rina"), desk_of("hendra"), theirs(talking)
    assert rina.post(desk(talking, "temu/"), asking(talking)).status_code == 302
    for page in (agency(talking), "/meja/"):
        assert "Giliran Anda: jawab apakah mau bicara bersama." in hendra.get(page).text
    assert ROOM in hendra.get(agency(talking)).text
    assert hendra.post(agency(talking, "temu/"), answer(talking, "ya")).status_code == 302
    page = sari.get("/pantau/kabar/").text
    assert ROOM in page
    assert "Kalau Anda datang, instansi melihat siapa Anda." in page
    assert sari.post("/pantau/kirim/temu/", answer(talking, "ya")).status_code == 302
    assert "Kedua pihak sudah mau." in sari.get("/pantau/kabar/").text
    late = answer(talking, "ya")
    assert sari.post("/pantau/kirim/temu/", answer(talking, "tidak")).status_code == 302
    assert ROOM not in hendra.get(agency(talking)).text
    assert hendra.post(agency(talking, "temu/"), late).status_code == 409


def test_a_yes_on_an_old_page_is_no_yes_to_another_talk(asked, desk_of):
    old, sari = answer(asked, "ya"), theirs(asked)
    first = JointTalk.objects.get()
    end_joint(first, held=False, by=asked.rina, at=now())
    ask_joint(asked.complaint, now() + timedelta(days=5), "Ruang Melati", by=asked.rina, at=now())
    page = sari.post("/pantau/kirim/temu/", old)
    assert page.status_code != 302
    assert "Ruang Melati" in page.text
    assert desk_of("hendra").post(agency(asked, "temu/"), old).status_code == 409
    ended = desk_of("rina").post(desk(asked, "temu/akhiri/"), {**seen(asked), "talk": first.pk, "hasil": "batal"})
    assert ended.status_code == 409
    second = JointTalk.objects.get(over_at=None)
    assert (second.complainant, second.agency) == ("", "")


def test_the_handler_calls_it_off_and_cannot_say_that_it_was_held_before_it_was(asked, desk_of):
    rina, row = desk_of("rina"), JointTalk.objects.get()
    for who in (asked.sari, asked.hendra):
        answer_joint(row, True, by=who, at=now())
    page = {**seen(asked), "talk": row.pk}
    assert "Sudah terlaksana" not in rina.get(desk(asked, "temu/")).text
    assert rina.post(desk(asked, "temu/akhiri/"), {**page, "hasil": "terlaksana"}).status_code == 409
    assert rina.post(desk(asked, "temu/akhiri/"), {**page, "hasil": "batal"}).status_code == 302
    assert not JointTalk.objects.filter(over_at=None).exists()


def test_an_answer_by_voice_is_read_back_first(asked, desk_of):
    rina, path = desk_of("rina"), desk(asked, "temu/kata/")
    page = {"kata-seen": asked.complaint.step, "kata-talk": JointTalk.objects.get().pk, "jawab": "ya"}
    refused = rina.post(path, page)
    assert refused.status_code == 422
    assert "Bacakan" in refused.text
    assert rina.post(path, {**page, "kata-read_back": "on", "jawab": "mungkin"}).status_code == 409
    assert rina.post(path, {**page, "kata-read_back": "on"}).status_code == 302
    assert JointTalk.objects.get().complainant == "yes"
    assert "Orangnya mau" not in rina.get(desk(asked, "temu/")).text


def test_two_handlers_ask_at_once_and_the_second_is_told(asked, desk_of):
    page = desk_of("rina").post(desk(asked, "temu/"), asking(asked, place="Ruang Melati"))
    assert page.status_code == 422
    assert "Kedua pihak sudah ditanya." in page.text
    assert JointTalk.objects.count() == 1


def test_who_is_talked_with_alone_is_not_asked_and_the_page_says_so(asked, desk_of):
    keep_apart(asked.complaint, Apart.Why.FEAR, by=asked.rina, at=now())
    page = desk_of("rina").get(desk(asked, "temu/")).text
    assert "Kedua pihak ini tidak dipertemukan" in page
    assert 'name="place"' not in page
    assert ROOM not in desk_of("hendra").get(agency(asked)).text
