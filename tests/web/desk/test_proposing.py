"""The pages of proposals: words, promises, nothing typed lost, taken back by their author alone."""

from datetime import timedelta

import pytest

from dengar.agree.models import Agreement
from dengar.kit.now import now
from tests import trips
from tests.web.desk.reading import agency, desk, fresh, seen

SOON = (now() + timedelta(days=3)).date().isoformat()
WORDS = "Akta selesai Rabu, cukup fotokopi."


def promise(n: int, **more: str) -> dict[str, str]:
    given = {"what": f"Akta {n}", "bearer": "agency", "due": SOON} | more
    return {f"p{n}_{name}": value for name, value in given.items()}


def filled(cast, *promises, then="propose", **more):
    data = {**seen(cast), "count": max(1, len(promises)), "words": WORDS, "then": then}
    for one in promises:
        data |= one
    return data | more


@pytest.fixture
def ready(cast):
    trips.to_talking(cast)
    trips.both_needs(cast)
    trips.two_options(cast)
    return cast


def test_the_desk_proposes_with_several_promises(ready, desk_of):
    rina, path = desk_of("rina"), desk(ready, "usul/")
    page = rina.get(path)
    assert page.status_code == 200
    assert "Berkas dijemput" in page.text
    sent = rina.post(path, filled(ready, promise(1), promise(2, bearer="mall")))
    assert (sent.status_code, sent["Location"]) == (302, desk(ready, "usul/lihat/"))
    made = Agreement.objects.get()
    assert (made.side, made.complainant_at, made.agency_at) == ("desk", None, None)
    assert made.commitments.count() == 2
    assert "Akta 2" in rina.get(desk(ready, "usul/lihat/")).text


def test_the_agency_proposes_under_its_handle_and_has_accepted_its_own_words(ready, desk_of):
    sent = desk_of("hendra").post(agency(ready, "usul/"), filled(ready, promise(1)))
    assert (sent.status_code, sent["Location"]) == (302, agency(ready))
    assert Agreement.objects.get().agency_at is not None
    assert ready.complaint.number not in desk_of("hendra").get(agency(ready, "usul/")).text


def test_one_more_promise_keeps_what_was_typed(ready, desk_of):
    page = desk_of("rina").post(desk(ready, "usul/"), filled(ready, promise(1, due="kapan-kapan"), then="add"))
    assert page.status_code == 200
    for kept in (WORDS, "Akta 1", "kapan-kapan", 'name="p2_what"', 'name="count" value="2"'):
        assert kept in page.text
    assert 'role="alert"' not in page.text
    full = desk_of("rina").post(desk(ready, "usul/"), filled(ready, promise(1), then="add", count=9))
    assert 'name="p5_what"' in full.text
    assert 'name="p6_what"' not in full.text


@pytest.mark.parametrize(
    ("wrong", "at"),
    [
        ({"words": "  "}, "id_words"),
        ({"p1_what": ""}, "id_p1_what"),
        ({"p1_due": ""}, "id_p1_due"),
        ({"p1_due": "2020-01-01"}, "id_p1_due"),
        ({"p1_due": "31-02-2027"}, "id_p1_due"),
        ({"p1_what": "a" * 301}, "id_p1_what"),
        ({"p1_what": "a\x00b"}, "id_p1_what"),
        ({"p1_bearer": "everybody"}, "id_p1_bearer"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_the_rest_is_kept(ready, desk_of, wrong, at):
    page = desk_of("rina").post(desk(ready, "usul/"), filled(ready, promise(1), promise(2), **wrong))
    assert page.status_code == 422
    assert f'href="#{at}"' in page.text
    assert "Akta 2" in page.text
    assert not Agreement.objects.exists()


def test_needs_and_options_come_first(cast, desk_of):
    trips.to_talking(cast)
    page = desk_of("rina").post(desk(cast, "usul/"), filled(cast, promise(1)))
    assert page.status_code == 422
    assert WORDS in page.text


def test_a_stale_proposal_is_told_and_kept(ready, desk_of):
    old = filled(ready, promise(1))
    desk_of("hendra").post(agency(ready, "usul/"), filled(ready, promise(1)))
    page = desk_of("rina").post(desk(ready, "usul/"), old)
    assert page.status_code == 409
    assert WORDS in page.text
    assert Agreement.objects.count() == 1


def test_nothing_is_proposed_before_people_talk(cast, desk_of):
    page = desk_of("rina").get(desk(cast, "usul/"))
    assert page.status_code == 200
    assert "<textarea" not in page.text


def test_only_the_author_takes_a_proposal_back(ready, desk_of):
    desk_of("hendra").post(agency(ready, "usul/"), filled(ready, promise(1)))
    rina, path = desk_of("rina"), desk(ready, "usul/lihat/")
    assert "<textarea" not in rina.get(path).text
    assert rina.post(path, seen(ready)).status_code == 422
    desk_of("hendra").post(agency(ready, "tidak/"), seen(ready, "tolak", words="Keliru."))
    assert fresh(ready).state == "talking"

    rina.post(desk(ready, "usul/"), filled(ready, promise(1)))
    assert rina.post(path, {**seen(ready), "why": "Ada yang lebih baik."}).status_code == 302
    assert fresh(ready).state == "talking"
    assert rina.get(path).status_code == 200
    assert rina.post(path, seen(ready)).status_code == 409


def test_the_agency_answers_by_another_proposal_and_the_first_stays_visible(cast, desk_of):
    trips.to_proposed(cast, by=cast.rina)
    hendra = desk_of("hendra")
    assert "Jawab dengan usul lain" in hendra.get(agency(cast)).text
    assert hendra.post(agency(cast, "usul/"), filled(cast, promise(1))).status_code == 302
    page = hendra.get(agency(cast)).text
    assert "Usul sebelumnya" in page
    assert "Akta selesai Rabu." in page


def test_the_desk_writes_down_what_the_person_proposes_by_voice(ready, desk_of):
    rina, path = desk_of("rina"), desk(ready, "usul/")
    refused = rina.post(path, filled(ready, promise(1), author="complainant"))
    assert refused.status_code == 422
    assert rina.post(path, filled(ready, promise(1), author="complainant", read_back="on")).status_code == 302
    made = Agreement.objects.get()
    assert (made.side, made.complainant_at) == ("complainant", None)


def test_the_desk_cannot_answer_what_it_did_not_propose(cast, desk_of):
    trips.to_proposed(cast)
    page = desk_of("rina").post(desk(cast, "usul/"), filled(cast, promise(1)))
    assert page.status_code == 422
    assert WORDS in page.text
