"""The story of somebody who asked to be called."""

import pytest

from dengar.intake import queries
from dengar.intake.models import Story
from dengar.ledger.models import Entry
from tests.web.desk.reading import desk, seen

STORY = "Sudah tiga kali datang, tiga syarat."
TOLD = {"story": STORY, "when": "2026-11-19", "wish": "Satu daftar saja", "whom": "ward"}


def test_it_is_kept_once_it_was_read_back(cast, desk_of):
    rina, path = desk_of("rina"), desk(cast, "cerita/")
    assert path in rina.get(desk(cast)).text
    kept = rina.post(path, {**seen(cast), **TOLD})
    assert kept.status_code == 422
    assert STORY in kept.text
    assert not Story.objects.exists()

    assert rina.post(path, {**seen(cast), **TOLD, "read_back": "on"}).status_code == 302
    told = queries.told(cast.complaint)
    assert (told.story, told.when, told.wish, told.whom) == (STORY, "2026-11-19", "Satu daftar saja", "ward")
    assert Story.objects.get().officer == cast.officers["rina"]
    assert Entry.objects.filter(event="story_written", actor=cast.rina.ref).count() == 1
    page = rina.get(desk(cast)).text
    assert STORY in page
    assert "Untuk anak, atau orang yang saya rawat" in page


def test_it_is_written_once(cast, desk_of):
    rina, yusuf, path = desk_of("rina"), desk_of("yusuf"), desk(cast, "cerita/")
    rina.post(path, {**seen(cast), **TOLD, "read_back": "on"})
    again = yusuf.post(path, {**seen(cast), "story": "Lain lagi.", "whom": "self", "read_back": "on"})
    assert again.status_code == 422
    assert "Lain lagi." in again.text
    assert queries.told(cast.complaint).story == STORY
    assert path not in rina.get(desk(cast)).text


@pytest.mark.parametrize("changes", [{"story": " "}, {"when": "2099-01-01"}, {"whom": "x"}, {"seen": "99"}])
def test_bad_input_is_said_and_kept(cast, desk_of, changes):
    answer = desk_of("rina").post(desk(cast, "cerita/"), {**seen(cast), **TOLD, "read_back": "on", **changes})
    assert answer.status_code in (409, 422)
    assert "Satu daftar saja" in answer.text
    assert not Story.objects.exists()


def test_it_does_not_exist_for_the_agency(cast, desk_of):
    assert desk_of("hendra").get(desk(cast, "cerita/")).status_code in (403, 404)


def test_what_was_tried_before_and_what_it_cost_is_kept(cast, desk_of):
    rina = desk_of("rina")
    more = {"earlier": "Ke loket, disuruh menunggu.", "loss": "Dua hari kerja.", "whom": "other", "read_back": "on"}
    assert rina.post(desk(cast, "cerita/"), {**seen(cast), **TOLD, **more}).status_code == 302
    told = queries.told(cast.complaint)
    assert (told.earlier, told.loss) == (more["earlier"], more["loss"])
    assert Entry.objects.get(event="story_written").facts["proxy"]
    page = rina.get(desk(cast)).text
    assert more["earlier"] in page
    assert more["loss"] in page


@pytest.mark.parametrize(("whom", "asked"), [("self", False), ("other", True), ("ward", False)])
def test_verification_asks_whether_the_other_has_agreed(cast, desk_of, whom, asked):
    rina = desk_of("rina")
    rina.post(desk(cast, "cerita/"), {**seen(cast), **TOLD, "whom": whom, "read_back": "on"})
    assert ("Apakah orang itu sudah setuju?" in rina.get(desk(cast, "periksa/")).text) is asked
