"""The page of what looks alike: a group of six in two presses, told apart, stale ticks, and what the person reads."""

import pytest
from django.test import Client

from dengar.complaints.models import Complaint, Link, Mode
from dengar.search.queries import alike
from tests.cast import SARI, WORDS, file_one
from tests.search.telling import another, read_all, tell
from tests.search.test_likeness import AKTA, AKTA_AGAIN, QUEUE
from tests.trips import LATER

SAME = "Kejadian yang sama di loket itu."


def path(complaint: Complaint) -> str:
    return f"/meja/laporan/{complaint.number}/serupa/"


@pytest.fixture
def six(cast) -> list[Complaint]:
    tell(cast.complaint, AKTA)
    others = [another(cast, AKTA_AGAIN) for _n in range(5)]
    read_all()
    return others


def ticked(*others: Complaint, then: str = "merge", **more: object) -> dict[str, object]:
    return {"seen": 0, "then": then, "others": [f"{one.number}.0" for one in others], "words": SAME, **more}


def test_a_group_of_six_is_merged_in_one_press(cast, desk_of, six):
    rina = desk_of("rina")
    assert "5 aduan serupa" in rina.get(f"/meja/laporan/{cast.complaint.number}/periksa/").text
    page = rina.get(path(cast.complaint)).text
    assert all(one.number in page for one in six)
    assert SARI.name not in page
    assert rina.post(path(cast.complaint), ticked(*six)).status_code == 302
    assert Complaint.objects.filter(close_reason="merged").count() == 5
    report = rina.get(f"/meja/laporan/{cast.complaint.number}/").text
    assert all(one.number in report for one in six)


def test_the_merged_persons_page_says_where_it_goes_on_and_nothing_of_the_other(cast, desk_of, six):
    desk_of("rina").post(path(cast.complaint), ticked(*six))
    person = Client()
    given = {"number": six[0].number, "words": " ".join(WORDS)}
    page = person.post("/pantau/", given, follow=True).text
    assert SAME in page
    assert "Aduan itu sedang dikerjakan" in page
    for hidden in (cast.complaint.number, AKTA, cast.complaint.subject):
        assert hidden not in page


def test_told_apart_they_are_shown_no_more(cast, desk_of, six):
    rina = desk_of("rina")
    rina.post(path(cast.complaint), ticked(six[0], then="apart"))
    left = {one.complaint.number for one in alike(cast.complaint, cast.rina, LATER)}
    assert left == {one.number for one in six[1:]}
    assert Complaint.objects.filter(state="received").count() == 6


def test_a_cluster_goes_on_separately(cast, desk_of, six):
    desk_of("rina").post(path(cast.complaint), ticked(*six, then="cluster", words=""))
    assert Link.objects.filter(kind="cluster").count() == 5
    assert Complaint.objects.filter(state="received").count() == 6


def test_another_one_is_added_by_its_number(cast, desk_of):
    other = file_one(cast.mall)
    rina = desk_of("rina")
    typed = other.number.lower().replace("-", " ")
    assert rina.post(path(cast.complaint), ticked(number=typed)).status_code == 302
    assert Link.objects.get().complaint == other


@pytest.mark.parametrize(
    "sent",
    [
        {"others": []},
        {"others": [], "number": "2222-2222"},
        {"others": ["2222-2222.0"]},
        {"words": ""},
        {"then": "something"},
        {"number": "x" * 21},
    ],
)
def test_what_is_refused_keeps_what_was_typed(cast, desk_of, six, sent):
    page = desk_of("rina").post(path(cast.complaint), {**ticked(six[0], number=""), "words": SAME, **sent})
    assert page.status_code == 422
    assert not Link.objects.exists()
    if sent.get("words") != "":
        assert SAME in page.text


def test_one_that_has_moved_on_is_not_merged_unseen(cast, desk_of, six):
    Complaint.objects.filter(pk=six[0].pk).update(step=1)
    page = desk_of("rina").post(path(cast.complaint), ticked(*six))
    assert page.status_code == 422
    assert "sudah berubah" in page.text
    Complaint.objects.filter(pk=cast.complaint.pk).update(step=1)
    assert desk_of("rina").post(path(cast.complaint), ticked(six[1])).status_code == 409
    assert not Link.objects.exists()


def test_only_the_handler_sees_what_looks_alike(cast, desk_of, six):
    nor = desk_of("nor")
    page = nor.get(path(cast.complaint))
    assert page.status_code == 200
    assert not any(one.number in page.text for one in six)
    assert nor.post(path(cast.complaint), ticked(*six)).status_code == 422
    assert desk_of("hendra").get(path(cast.complaint)).status_code == 403
    assert not Link.objects.exists()


def test_without_a_name_and_with_one_are_not_joined_by_number(cast, desk_of):
    nameless = tell(file_one(cast.mall, mode=Mode.ANONYMOUS), QUEUE)
    page = desk_of("rina").post(path(cast.complaint), ticked(number=nameless.number))
    assert page.status_code == 422
    assert "tanpa nama" in page.text
