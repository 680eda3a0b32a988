"""Hearings: opened for whoever is named, answered on a page with no trace of the report, summed up and confirmed."""

import pytest

from dengar.close import operations as close
from dengar.complaints.models import Concern
from dengar.complaints.operations import name_respondents
from dengar.kit.now import now
from dengar.talk.models import Hearing
from tests import trips
from tests.cast import SARI
from tests.web.desk.reading import desk, fresh, seen

ALLEGATION = "Syarat untuk akta disampaikan berbeda-beda."
STATEMENT = "Ada surat edaran baru."


@pytest.fixture
def named(cast):
    """Budi is complained of; talks go on."""
    trips.to_talking(cast)
    name_respondents(
        cast.complaint, Concern.PERSON, agency=cast.dukcapil, officers=[cast.officers["budi"]], by=cast.rina, at=now()
    )
    return cast


@pytest.fixture
def heard(named, desk_of):
    data = {**seen(named), "officer": named.officers["budi"].pk, "allegation": ALLEGATION}
    assert desk_of("rina").post(desk(named, "pendengaran/"), data).status_code == 302
    return Hearing.objects.get()


def test_only_whoever_is_named_can_be_asked(named, desk_of):
    rina, path = desk_of("rina"), desk(named, "pendengaran/")
    assert "Budi" in rina.get(path).text
    other = {**seen(named), "officer": named.officers["lutfi"].pk, "allegation": ALLEGATION}
    refused = rina.post(path, other)
    assert refused.status_code == 422
    assert ALLEGATION in refused.text
    blank = rina.post(path, {**seen(named), "officer": named.officers["budi"].pk, "allegation": " "})
    assert blank.status_code == 422
    assert not Hearing.objects.exists()


def test_nobody_is_named_yet(cast, desk_of):
    trips.to_talking(cast)
    page = desk_of("rina").get(desk(cast, "pendengaran/"))
    assert page.status_code == 200
    assert 'name="allegation"' not in page.text


def test_the_page_holds_the_sentence_and_nothing_of_the_report(named, heard, desk_of):
    page = desk_of("budi").get(f"/pendengaran/{heard.pk}/")
    assert page.status_code == 200
    assert ALLEGATION in page.text
    hidden = (named.complaint.number, named.complaint.subject, named.complaint.handles.get().code, SARI.name)
    for word in (*hidden, "Syarat berbeda-beda.", "November", "Akta kelahiran", "datetime="):
        assert word not in page.text
    assert ALLEGATION in desk_of("budi").get("/meja/").text


@pytest.mark.parametrize("name", ["rina", "hendra", "lutfi", "nor"])
def test_nobody_else_finds_it(named, heard, desk_of, name):
    theirs, none = f"/pendengaran/{heard.pk}/", f"/pendengaran/{heard.pk + 1}/"
    answers = {path: desk_of(name).get(path) for path in (theirs, none)}
    assert {answer.status_code for answer in answers.values()} == {404}
    lengths = {len(answer.content.replace(path.encode(), b"")) for path, answer in answers.items()}
    assert len(lengths) == 1


def test_the_report_does_not_exist_for_whoever_is_heard(named, heard, desk_of):
    named.officers["budi"].memberships.update(role="handler", agency=None)
    budi = desk_of("budi")
    known, unknown = budi.get(desk(named)), budi.get("/meja/laporan/2222-2222/")
    assert known.status_code == unknown.status_code == 404
    assert len(known.content) == len(unknown.content)
    assert named.complaint.number not in budi.get("/meja/").text
    assert budi.get(f"/pendengaran/{heard.pk}/").status_code == 200


def test_the_whole_hearing(named, heard, desk_of):
    budi, rina = desk_of("budi"), desk_of("rina")
    path, theirs = desk(named, f"pendengaran/{heard.pk}/"), f"/pendengaran/{heard.pk}/"
    assert rina.post(path, {**seen(named), "words": "Terlalu dini."}).status_code == 422
    assert budi.post(theirs, {"statement": "", "need": "Satu daftar."}).status_code == 422
    assert budi.post(theirs, {"statement": STATEMENT, "need": "Satu daftar."}).status_code == 302
    assert STATEMENT in budi.get(theirs).text
    assert STATEMENT in rina.get(desk(named, "pendengaran/")).text

    early = budi.post(f"{theirs}ringkasan/", {"ringkasan-answer": "right"})
    assert early.status_code == 422
    assert rina.post(path, {**seen(named), "words": ""}).status_code == 422
    assert rina.post(path, {**seen(named), "words": "Edaran belum dibaca semua."}).status_code == 302
    assert "Edaran belum dibaca semua." in budi.get(theirs).text
    assert budi.post(f"{theirs}ringkasan/", {}).status_code == 422
    answer = {"ringkasan-answer": "right", "ringkasan-voice": "4"}
    assert budi.post(f"{theirs}ringkasan/", answer).status_code == 302
    heard.refresh_from_db()
    assert (heard.summary_answer, heard.voice, heard.neutrality) == ("right", 4, None)


def test_a_correction_leaves_the_earlier_statement_for_the_handler(named, heard, desk_of):
    budi, theirs = desk_of("budi"), f"/pendengaran/{heard.pk}/"
    for words in (STATEMENT, "Edaran itu salah dibaca."):
        assert budi.post(theirs, {"statement": words}).status_code == 302
    page = desk_of("rina").get(desk(named, "pendengaran/")).text
    assert STATEMENT in page
    assert "Edaran itu salah dibaca." in page


def test_after_an_end_the_page_says_that_it_is_closed_and_keeps_what_was_typed(named, heard, desk_of):
    budi, theirs = desk_of("budi"), f"/pendengaran/{heard.pk}/"
    assert budi.post(theirs, {"statement": STATEMENT}).status_code == 302
    close.confirm(fresh(named), by=named.sari, at=now())
    page = budi.get(theirs)
    assert "Pernyataan ini sudah ditutup" in page.text
    assert STATEMENT in page.text
    assert 'name="statement"' not in page.text
    refused = budi.post(theirs, {"statement": "Bukan begitu."})
    assert refused.status_code == 422
    assert "Bukan begitu." in refused.text
    assert heard.statements.count() == 1


def test_the_handlers_page_is_not_for_others(named, heard, desk_of):
    assert desk_of("hendra").get(desk(named, "pendengaran/")).status_code == 403
    assert desk_of("rina").get(desk(named, "pendengaran/999999/")).status_code == 404
