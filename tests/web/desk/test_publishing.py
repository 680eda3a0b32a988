"""The desk prepares a text: what tells is marked and hidden, and what still tells needs a second look."""

import pytest

from dengar.complaints.operations import approve_brief
from dengar.publish import operations, queries
from dengar.publish.models import Publication, PublicText
from tests.publish.endings import ENDED, TEXT, offered, published, settle
from tests.web.desk.reading import desk, seen

PAGE = "terbit/"


@pytest.fixture
def rina(desk_of):
    return desk_of("rina")


def test_the_page_is_among_the_acts_once_it_ended(cast, rina):
    assert desk(cast, PAGE) not in rina.get(desk(cast, "")).text
    settle(cast)
    assert desk(cast, PAGE) in rina.get(desk(cast, "")).text


def test_the_suggested_text_hides_what_tells(cast, rina):
    settle(cast)
    words = "Pak Budi menelepon 0812 0000 4321 tanggal 19, kata Hendra."
    approve_brief(cast.complaint, title="Syarat akta", words=words, by=cast.rina, at=ENDED)
    page = rina.get(desk(cast, PAGE)).text
    assert "<mark>0812 0000 4321</mark>" in page
    assert "<mark>Hendra</mark>" in page
    assert "[nama] menelepon [nomor telepon] [tanggal], kata [nama]." in page


def test_the_person_is_asked(cast, rina):
    settle(cast)
    assert rina.post(desk(cast, PAGE), {**seen(cast), **TEXT}).status_code == 302
    assert queries.opened(cast.complaint, PublicText.objects.get())["title"] == TEXT["title"]
    assert "belum dijawab" in rina.get(desk(cast, PAGE)).text


def test_what_still_tells_needs_a_second_press(cast, rina):
    settle(cast)
    typed = {**seen(cast), **TEXT, "told": "Pak Budi berkata tidak."}
    page = rina.post(desk(cast, PAGE), typed)
    assert page.status_code == 422
    assert "<mark>Pak Budi</mark>" in page.text
    assert 'name="sure"' in page.text
    assert not PublicText.objects.exists()
    assert rina.post(desk(cast, PAGE), {**typed, "sure": "on"}).status_code == 302
    assert PublicText.objects.exists()


def test_blank_and_stale_pages_keep_what_was_typed(cast, rina):
    settle(cast)
    blank = rina.post(desk(cast, PAGE), {**seen(cast), **TEXT, "way": " "})
    assert (blank.status_code, TEXT["told"] in blank.text) == (422, True)
    stale = rina.post(desk(cast, PAGE), {**TEXT, "seen": 0})
    assert (stale.status_code, TEXT["told"] in stale.text) == (409, True)


def test_a_wish_is_read_and_another_text_offered(cast, rina):
    settle(cast)
    operations.answer(offered(cast), PublicText.Answer.CHANGE, wish="Samarkan loketnya.", by=cast.sari, at=ENDED)
    page = rina.get(desk(cast, PAGE)).text
    assert "Samarkan loketnya." in page
    assert "Tanyakan kepada orangnya" in page


@pytest.mark.parametrize("said", [PublicText.Answer.YES, PublicText.Answer.NO])
def test_an_answer_ends_the_asking(cast, rina, said):
    settle(cast)
    operations.answer(offered(cast), said, by=cast.sari, at=ENDED)
    assert "Tanyakan kepada orangnya" not in rina.get(desk(cast, PAGE)).text
    assert rina.post(desk(cast, PAGE), {**seen(cast), **TEXT}).status_code == 422


def test_the_rule_says_why_not(cast, rina):
    assert "Aduan ini belum selesai." in rina.get(desk(cast, PAGE)).text


def test_what_told_too_much_is_taken_down(cast, rina):
    row = published(cast)
    assert f"/kisah/{row.slug}/" in rina.get(desk(cast, PAGE)).text
    assert rina.post(desk(cast, f"{PAGE}turun/"), seen(cast)).status_code == 302
    assert Publication.objects.get().down_reason == "mistake"
    assert "Kami turunkan" in rina.get(desk(cast, PAGE)).text


def test_an_agency_has_no_part_in_it(cast, desk_of):
    settle(cast)
    for name in ("hendra", "lutfi", "budi"):
        assert desk_of(name).get(desk(cast, PAGE)).status_code in (403, 404)
