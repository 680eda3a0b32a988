"""The person sees exactly what would appear, and says yes, no, or what else has to be hidden."""

import pytest

from dengar.publish import operations, queries
from dengar.publish.models import Publication, PublicText
from tests.publish.endings import ENDED, SHOWN, enough_others, offered, run, settle

HERE = "/pantau/terbit/"


@pytest.fixture
def story(cast) -> PublicText:
    settle(cast)
    return offered(cast, told="Seseorang bertemu [nama] beberapa kali.")


def answer(sari, story, **given):
    return sari.post(HERE, {"text": story.pk, "said": "", "wish": "", **given})


def test_the_page_leads_there_once_it_ended(sari, cast):
    assert HERE not in sari.get("/pantau/kabar/").text
    settle(cast)
    assert HERE in sari.get("/pantau/kabar/").text
    offered(cast)
    assert "Kami menunggu jawaban Anda" in sari.get("/pantau/kabar/").text


def test_the_exact_text_is_shown_with_what_was_hidden_marked(sari, story):
    page = sari.get(HERE).text
    assert "Boleh kisah ini kami terbitkan?" in page
    assert "Seseorang bertemu <mark>[nama]</mark> beberapa kali." in page


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"said": "yes"}, "yes"),
        ({"said": "no"}, "no"),
        ({"said": "yes", "wish": "Samarkan loketnya."}, "change"),
        ({"wish": "Samarkan loketnya."}, "change"),
        ({"said": "no", "wish": "Samarkan loketnya."}, "no"),
    ],
)
def test_an_answer_is_kept(sari, story, given, kept):
    assert answer(sari, story, **given).status_code == 302
    story.refresh_from_db()
    assert story.answer == kept
    assert sari.get(HERE).status_code == 200


def test_nothing_chosen_is_no_answer(sari, story):
    page = answer(sari, story)
    assert page.status_code == 422
    story.refresh_from_db()
    assert story.answer == ""


def test_a_text_that_was_changed_meanwhile_is_not_answered_unread(sari, cast, story):
    offered(cast, told="Teks yang baru.")
    page = answer(sari, story, said="yes", wish="")
    assert page.status_code == 422
    assert "Teks yang baru." in page.text
    assert queries.story_of(cast.complaint).answer == ""


def test_a_wish_is_not_lost_when_the_text_has_changed(sari, cast, story):
    offered(cast, told="Teks yang baru.")
    assert "Samarkan loketnya." in answer(sari, story, wish="Samarkan loketnya.").text


def test_the_yes_is_taken_back_on_the_same_page(sari, cast, story):
    enough_others(cast)
    operations.answer(story, PublicText.Answer.YES, by=cast.sari, at=ENDED)
    run(SHOWN)
    row = Publication.objects.get(complaint=cast.complaint)
    assert f"/kisah/{row.slug}/" in sari.get(HERE).text
    assert sari.post(f"{HERE}turun/").status_code == 302
    assert "Diturunkan atas permintaan." in sari.get(HERE).text
    again = sari.post(f"{HERE}turun/")
    assert again.status_code == 422


def test_nothing_at_all_may_appear(sari, cast):
    settle(cast)
    page = sari.get(HERE).text
    assert "berapa minggu lamanya" in page
    assert sari.post(f"{HERE}jangan/").status_code == 302
    cast.complaint.refresh_from_db()
    assert cast.complaint.secret
    assert "Tidak ada yang terbit" in sari.get(HERE).text


def test_the_page_is_there_in_every_state(sari, cast):
    assert "Untuk sekarang tidak ada." in sari.get(HERE).text


def test_nobody_else_comes_here(client, db):
    for path in (HERE, f"{HERE}turun/", f"{HERE}jangan/"):
        assert client.post(path).status_code == 302
