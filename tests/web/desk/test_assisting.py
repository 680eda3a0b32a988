"""Assisted intake: the officer types, the person checks, and the words are on paper alone."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from dengar.complaints.models import Complaint
from dengar.complaints.operations import fits
from dengar.intake import queries
from dengar.intake.models import Draft, Story
from dengar.kit.now import now
from dengar.ledger.models import Entry
from dengar.vault.models import Person
from dengar.vault.operations import read_person
from tests.places import make_place
from tests.signing import sign_in

pytestmark = pytest.mark.django_db
PATH, SLIPS = "/meja/catat/", "/meja/lembar/"
STORY = "Saya sudah bayar, tapi katanya belum masuk."
SAID = {
    "channel": "counter",
    "mode": "confidential",
    "story": STORY,
    "wish": "Dicek, tidak bayar dua kali",
    "whom": "self",
    "name": "Bu Rahmah",
    "phone": "0812 0000 4321",
    "safe_hours": "morning",
    "read_back": "on",
    "token": "t" * 43,
}


@pytest.fixture
def place(db):
    return make_place()


@pytest.fixture
def desk(client, place):
    return sign_in(client, place.officers["budi"])


def words_in(page: str) -> tuple[str, ...]:
    return tuple(re.findall(r"<li>(\w+)</li>", page.split('<ol class="keys">')[1])[:5])


def test_what_was_read_back_is_filed_in_their_name(desk, place):
    page = desk.post(PATH, {**SAID, "agency": place.samsat.pk}, follow=True).text
    complaint = Complaint.objects.get()
    told = queries.told(complaint)
    assert (complaint.channel, complaint.mode, complaint.reach, complaint.agency) == (
        "counter",
        "confidential",
        "phone",
        place.samsat,
    )
    assert (told.story, told.wish) == (STORY, SAID["wish"])
    assert read_person(complaint.box).phone == SAID["phone"]
    assert Story.objects.get().officer == place.officers["budi"]
    assert Entry.objects.get(event="file").actor == f"officer:{place.officers['budi'].pk}"
    assert complaint.number in page


def test_the_words_are_on_paper_alone_and_open_it(desk):
    page = desk.post(PATH, SAID, follow=True).text
    screen, paper = page.split('<div class="on-paper">')
    assert '<ol class="keys">' not in screen
    assert fits(Complaint.objects.get(), words_in(paper))
    assert "no-store" in desk.get(SLIPS)["Cache-Control"]


def test_once_handed_over_nobody_can_print_them_again(desk):
    desk.post(PATH, SAID)
    cookie = desk.cookies["lembar"].value
    assert desk.post(SLIPS).url == "/meja/"
    desk.cookies["lembar"] = cookie
    assert desk.get(SLIPS).status_code == 302
    assert not Draft.objects.exists()


def test_whoever_typed_it_cannot_open_it(desk):
    desk.post(PATH, SAID)
    assert desk.get(f"/meja/laporan/{Complaint.objects.get().number}/").status_code in (403, 404)


def test_sent_twice_it_is_filed_once(desk):
    desk.post(PATH, SAID)
    desk.post(PATH, SAID)
    assert Complaint.objects.count() == 1


def test_without_a_name_nothing_is_kept_of_them(desk):
    desk.post(PATH, {**SAID, "mode": "anonymous"})
    assert not Person.objects.exists()
    assert Complaint.objects.get().reach == "page"


def test_a_letter_counts_from_the_day_it_came(desk):
    day = timezone.localdate(now()) - timedelta(days=3)
    letter = {**SAID, "channel": "letter", "came_on": day.isoformat(), "read_back": "", "phone": ""}
    desk.post(PATH, letter)
    complaint = Complaint.objects.get()
    assert timezone.localdate(complaint.received_at) == day
    assert (complaint.channel, complaint.reach) == ("letter", "desk")
    entry = Entry.objects.get(event="file")
    assert entry.recorded_at > entry.at, "when it came, and when it was written down"


@pytest.mark.parametrize(
    "changes",
    [
        {"read_back": ""},
        {"story": "  "},
        {"channel": "mail"},
        {"mode": ""},
        {"phone": "0812"},
        {"when": "2099-01-01"},
        {"channel": "letter", "came_on": "2099-01-01"},
        {"agency": "999"},
        {"story": "kata\x00kata"},
    ],
)
def test_bad_input_is_said_and_kept(desk, changes):
    answer = desk.post(PATH, {**SAID, **changes})
    assert answer.status_code == 422
    assert 'id="galat"' in answer.text
    assert SAID["wish"] in answer.text
    assert not Complaint.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("rina", 200), ("budi", 200), ("hendra", 403), ("nor", 403)])
def test_for_whoever_stands_at_the_counter(place, who, status):
    assert sign_in(Client(), place.officers[who]).get(PATH).status_code == status


@pytest.mark.parametrize("cookie", ["", "x", "x" * 500, "é"])
def test_a_foreign_token_prints_nothing(desk, cookie):
    desk.post(PATH, SAID)
    desk.cookies["lembar"] = cookie
    assert desk.get(SLIPS).status_code == 302


@pytest.mark.parametrize(("whom", "proxy"), [("self", False), ("other", True), ("ward", True)])
def test_what_was_tried_before_and_for_whom_it_is_are_kept(desk, place, whom, proxy):
    more = {"earlier": "Ke loket 2.", "loss": "Ongkos dua kali.", "whom": whom}
    assert desk.post(PATH, {**SAID, **more}).status_code == 302
    told = queries.told(Complaint.objects.get())
    assert (told.earlier, told.loss, told.whom) == ("Ke loket 2.", "Ongkos dua kali.", whom)
    assert Entry.objects.get(event="file").facts.get("proxy", False) is proxy
