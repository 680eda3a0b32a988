"""Words that leave for the other side are read for what tells; the sender looks twice, and may still send them."""

from datetime import timedelta

import pytest

from dengar.complaints.models import Brief, Concern, Message, Thread
from dengar.complaints.operations import name_respondents, sight_mark
from dengar.kit.now import now
from dengar.talk.models import Hearing
from tests import trips
from tests.web.desk.reading import agency, desk, seen

TELLS = "Ibu Sari Wulandari, 0812 3456 7890, datang besok."
SURE = "Sudah saya periksa"


@pytest.fixture
def talking(cast):
    trips.to_talking(cast)
    return cast


def said(thread: Thread) -> int:
    return Message.objects.filter(thread=thread).count()


def test_a_message_of_an_agency_that_tells_needs_a_second_press(talking, desk_of):
    hendra, path = desk_of("hendra"), agency(talking, "pesan/")
    before = said(Thread.AGENCY)
    page = hendra.post(path, seen(talking, "pesan", words=TELLS))
    assert page.status_code == 422
    assert "<mark>Ibu Sari Wulandari</mark>, <mark>0812 3456 7890</mark>" in page.text
    assert SURE in page.text
    assert said(Thread.AGENCY) == before
    assert hendra.post(path, seen(talking, "pesan", words=TELLS, sure="on")).status_code == 302
    assert said(Thread.AGENCY) == before + 1


def test_a_message_that_tells_nothing_goes_at_once(talking, desk_of):
    words = "Kami bisa hari Jumat, 27 November, di Jl. Contoh 1."
    assert SURE not in desk_of("hendra").get(agency(talking)).text
    assert desk_of("hendra").post(agency(talking, "pesan/"), seen(talking, "pesan", words=words)).status_code == 302


def test_an_option_of_an_agency_is_read_too(talking, desk_of):
    page = desk_of("hendra").post(agency(talking, "pilihan/"), seen(talking, "usul", words=TELLS))
    assert page.status_code == 422
    assert SURE in page.text


@pytest.mark.parametrize(("thread", "status"), [("agency", 422), ("complainant", 302), ("internal", 302)])
def test_the_desk_looks_twice_at_what_goes_to_the_agency(talking, desk_of, thread, status):
    posted = {**seen(talking), "words": TELLS, "thread": thread}
    assert desk_of("rina").post(desk(talking, "pesan/"), posted).status_code == status


def test_a_proposal_and_its_promises_are_read_too(talking, desk_of):
    trips.both_needs(talking)
    trips.two_options(talking)
    day = (now() + timedelta(days=9)).date()
    typed = {"count": 1, "words": "Akta selesai.", "p1_what": TELLS, "p1_bearer": "agency", "p1_due": day}
    typed |= {**seen(talking), "then": "propose"}
    page = desk_of("hendra").post(agency(talking, "usul/"), typed)
    assert page.status_code == 422
    assert SURE in page.text
    assert desk_of("hendra").post(agency(talking, "usul/"), {**typed, "sure": "on"}).status_code == 302


def test_the_summary_that_an_agency_reads_is_read_first(talking, desk_of):
    rina, path = desk_of("rina"), desk(talking, "instansi/")
    marked = {**seen(talking), "mark": sight_mark(talking.complaint), "concern": "unit", "title": "Syarat akta"}
    typed = {**marked, "agency": talking.dukcapil.pk, "words": "Pelapor datang 19 November."}
    before = Brief.objects.count()
    page = rina.post(path, typed)
    assert page.status_code == 422
    assert "<mark>19 November</mark>" in page.text
    assert Brief.objects.count() == before
    assert rina.post(path, {**typed, "sure": "on"}).status_code == 302
    assert Brief.objects.count() == before + 1


def test_the_summary_tells_by_a_known_name_alone(talking, desk_of):
    budi = talking.officers["budi"]
    typed = {**seen(talking), "mark": sight_mark(talking.complaint), "concern": "person", "title": "Syarat akta"}
    typed |= {"agency": talking.dukcapil.pk, "respondent": budi.pk, "words": f"Kata {budi.name.lower()} lain lagi."}
    page = desk_of("rina").post(desk(talking, "instansi/"), typed)
    assert page.status_code == 422
    assert f"<mark>{budi.name.lower()}</mark>" in page.text


def test_the_sentence_that_whoever_is_heard_reads_is_read_first(talking, desk_of):
    budi = talking.officers["budi"]
    name_respondents(
        talking.complaint, Concern.PERSON, agency=talking.dukcapil, officers=[budi], by=talking.rina, at=now()
    )
    rina, path = desk_of("rina"), desk(talking, "pendengaran/")
    typed = {**seen(talking), "officer": budi.pk, "allegation": TELLS}
    page = rina.post(path, typed)
    assert page.status_code == 422
    assert "<mark>Ibu Sari Wulandari</mark>" in page.text
    assert not Hearing.objects.exists()
    assert rina.post(path, {**typed, "sure": "on"}).status_code == 302
    assert Hearing.objects.exists()
