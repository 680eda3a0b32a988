"""What somebody felt, and what an officer thinks, reaches no page of the agency, the respondent or the public."""

import pytest
from django.test import Client

from dengar.agree import operations as agree
from dengar.complaints.models import Brief, Concern
from dengar.complaints.operations import name_respondents
from dengar.complaints.queries import read
from dengar.kit.now import now
from dengar.ledger.models import Entry
from dengar.talk import operations
from dengar.talk.models import Apart, Phase, SelfCheck
from tests import trips
from tests.cast import WORDS
from tests.house.pages import all_routes
from tests.web.desk.reading import agency, desk
from tests.web.pdf_words import words_of

FELT, OFFICERS, OWN, WHY = "qsedihsekali", "qtakutatasan", "qsayacuriga", "qiatakut"
MARKED = (FELT, OFFICERS, OWN, WHY)


@pytest.fixture
def planted(cast):
    """Marked words stand wherever feelings are noted; then both agree, and Budi is heard."""
    trips.to_talking(cast)
    emotions = {"emotion": f"Saya {FELT}.", "agency_emotion": f"Kami {OFFICERS}."}
    own = operations.Own(SelfCheck.Neutral.UNSURE, OWN)
    operations.hold(cast.complaint, Phase.EXPLORATION, notes=emotions, own=own, by=cast.rina, at=trips.LATER)
    operations.hold(cast.complaint, Phase.TURNING, notes={"blame": FELT}, by=cast.rina, at=trips.LATER)
    operations.keep_apart(cast.complaint, Apart.Why.FEAR, WHY, by=cast.rina, at=trips.LATER)
    trips.both_needs(cast)
    trips.two_options(cast)
    made = agree.propose(
        cast.complaint, "Akta selesai Rabu.", [trips.promise(at=now())], by=cast.hendra, at=trips.LATER
    )
    agree.accept(made, by=cast.sari, at=trips.LATER)
    cast.complaint.refresh_from_db()
    budi = [cast.officers["budi"]]
    name_respondents(cast.complaint, Concern.PERSON, agency=cast.dukcapil, officers=budi, by=cast.rina, at=trips.LATER)
    return cast


def pages(cast, browser: Client) -> list[tuple[str, bytes]]:
    """Every page without an argument, and those of the agency under its handle: what this browser gets."""
    paths = {f"/{path}" for path, _view in all_routes() if "<" not in path and not path.startswith("^")}
    paths |= {agency(cast, more) for more in ("", "usul/", "kesepakatan/", "tindak/")}
    found = []
    for path in sorted(paths):
        answer = browser.get(path)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        found.append((path, body))
    return found


@pytest.mark.parametrize("who", ["hendra", "lutfi", "budi", ""])
def test_feelings_are_on_no_page_of_the_agency_the_respondent_or_the_public(planted, desk_of, who):
    browser = desk_of(who) if who else Client()
    read_ = pages(planted, browser)
    assert who != "hendra" or any(b"Akta selesai Rabu." in body for _path, body in read_), "the search reads pages"
    for path, body in read_:
        assert not [word for word in MARKED if word.encode() in body], path


def test_not_even_the_persons_own_page_shows_what_officers_noted(planted):
    sari = Client()
    sari.post("/pantau/", {"number": planted.complaint.number, "words": " ".join(WORDS)})
    for path in ("/pantau/kabar/", "/pantau/kesepakatan/", "/pantau/langkah/"):
        answer = sari.get(path)
        assert answer.status_code == 200, path
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert not [word for word in MARKED if word.encode() in body], path


def test_no_pdf_of_the_agreement_says_them(planted, desk_of):
    sari = Client()
    sari.post("/pantau/", {"number": planted.complaint.number, "words": " ".join(WORDS)})
    for browser, path in (
        (sari, "/pantau/kesepakatan.pdf"),
        (desk_of("hendra"), agency(planted, "kesepakatan.pdf")),
        (desk_of("rina"), desk(planted, "kesepakatan.pdf")),
    ):
        said = words_of(browser.get(path).content)
        assert "Akta selesai Rabu." in said, "the search reads the sheet"
        assert not [word for word in MARKED if word in said], path


def test_they_are_not_in_the_record_the_summary_or_the_register(planted):
    record = planted.complaint.agreements.get()
    said = [read(planted.complaint, record.words, "agreement")]
    said += [read(planted.complaint, one.what, "promise") for one in record.commitments.all()]
    brief = Brief.objects.get(complaint=planted.complaint)
    said += [read(planted.complaint, brief.title, "brief:title"), read(planted.complaint, brief.words, "brief")]
    said += [str(entry.facts) for entry in Entry.objects.all()]
    assert not [word for word in MARKED if word in " ".join(said)]


def test_colleagues_at_the_desk_read_the_feelings_and_not_the_self_check(planted, desk_of):
    page = desk_of("yusuf").get(desk(planted, "percakapan/exploration/")).text
    assert FELT in page
    intake = desk_of("yusuf").get(desk(planted, "percakapan/intake/")).text
    assert OWN not in intake
    assert OWN in desk_of("rina").get(desk(planted, "percakapan/intake/")).text
