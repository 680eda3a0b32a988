"""The settings of time limits, by their pages: another version, an agency's own, an end; each looked at first."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from dengar.complaints.models import Clock, Recusal
from dengar.deadlines.models import Term
from dengar.kit.now import now
from dengar.ledger.models import Entry
from dengar.malls.models import Mall
from tests.cast import Cast, file_one, make_cast
from tests.signing import sign_in

LIST = "/pengaturan/batas-waktu/"


@pytest.fixture
def cast(db) -> Cast:
    return make_cast()


@pytest.fixture
def nor(client, cast) -> Client:
    return sign_in(client, cast.officers["nor"])


def held(cast: Cast, kind: str = "answer", klass: str = "") -> Term:
    return Term.objects.filter(mall=cast.mall, kind=kind, klass=klass, agency=None).earliest("valid_from")


def later(days: int = 30) -> date:
    return localdate(now()) + timedelta(days=days)


def typed(**changes: object) -> dict[str, object]:
    said = {"length": "7", "unit": "working_days", "extension": "2", "basis": "SOP versi 4", "pauses": "on"}
    return {**said, "valid_from": later().isoformat(), **changes}


def stamp(cast: Cast) -> str:
    return Mall.objects.get(pk=cast.mall.pk).policy_stamp


def test_the_list_shows_every_term_with_its_basis_and_what_comes_later(nor, cast):
    page = nor.get(LIST).text
    assert "Jawaban pertama" in page
    assert "5 hari kerja" in page
    assert "SP4N-LAPOR!" in page
    assert "masih perlu dipastikan" in page
    term = held(cast)
    nor.post(f"{LIST}{term.pk}/", typed(apply="1", seen=stamp(cast)))
    page = nor.get(LIST).text
    assert "mulai" in page
    assert "7 hari kerja" in page
    assert "5 hari kerja" in page, "what holds today stands there still"


def test_looking_first_writes_nothing_and_says_who_keeps_their_day(nor, cast):
    filed = file_one(cast.mall, at=now(), agency=cast.dukcapil)
    before = list(Term.objects.order_by("pk").values())
    page = nor.post(f"{LIST}{held(cast).pk}/", typed())
    assert page.status_code == 200
    assert "7 hari kerja" in page.text
    assert filed.number in page.text
    assert "tetap" in page.text
    assert list(Term.objects.order_by("pk").values()) == before


def test_a_new_version_leaves_what_runs_alone(nor, cast):
    filed = file_one(cast.mall, at=now(), agency=cast.dukcapil)
    due = dict(filed.clocks.values_list("kind", "due_at"))
    term = held(cast)
    answer = nor.post(f"{LIST}{term.pk}/", typed(apply="1", seen=stamp(cast)))
    assert answer.url == LIST
    assert dict(filed.clocks.values_list("kind", "due_at")) == due
    term.refresh_from_db()
    assert term.valid_until == later() - timedelta(days=1)
    new = Term.objects.get(kind="answer", klass="", length=7)
    assert (new.valid_from, new.extension, new.pauses, new.confirmed) == (later(), 2, True, False)


def test_a_version_that_has_not_begun_is_put_right_in_its_place(nor, cast):
    nor.post(f"{LIST}{held(cast).pk}/", typed(apply="1", seen=stamp(cast)))
    new = Term.objects.get(kind="answer", klass="", length=7)
    page = f"{LIST}{new.pk}/"
    assert f'value="{later().isoformat()}"' in nor.get(page).text
    assert nor.post(page, typed(length="6", apply="1", seen=stamp(cast))).url == LIST
    new.refresh_from_db()
    assert new.length == 6
    refused = nor.post(page, typed(valid_from=later(5).isoformat()))
    assert refused.status_code == 422
    assert 'href="#id_valid_from' in refused.text


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"length": "lima"}, "length"),
        ({"length": "1001"}, "length"),
        ({"extension": "-1"}, "length"),
        ({"basis": ""}, "basis"),
        ({"unit": "weeks"}, "unit"),
        ({"valid_from": "2020-01-01"}, "valid_from"),
        ({"valid_from": ""}, "valid_from"),
    ],
)
def test_what_is_refused_is_said_at_the_field_and_keeps_what_was_typed(nor, cast, changes, field):
    answer = nor.post(f"{LIST}{held(cast).pk}/", typed(basis="Keputusan 7/2026") | changes)
    assert answer.status_code == 422
    assert f'href="#id_{field}' in answer.text
    if "basis" not in changes:
        assert 'value="Keputusan 7/2026"' in answer.text


def test_a_preview_that_somebody_overtook_is_told(nor, cast):
    seen, term = stamp(cast), held(cast)
    nor.post(f"{LIST}{held(cast, 'decision').pk}/", typed(apply="1", seen=seen))
    answer = nor.post(f"{LIST}{term.pk}/", typed(apply="1", seen=seen))
    assert answer.status_code == 422
    assert "baru saja mengubah ini" in answer.text
    assert 'value="SOP versi 4"' in answer.text
    assert Entry.objects.filter(event="policy_changed").count() == 1


def test_an_agency_has_its_own_and_gives_it_up(nor, cast):
    page = f"{LIST}{held(cast).pk}/instansi/"
    assert nor.get(page).status_code == 200
    own = typed(agency=cast.samsat.pk, valid_from=localdate(now()).isoformat())
    preview = nor.post(page, own)
    assert preview.status_code == 200
    assert "Samsat" in preview.text
    assert cast.complaint.number not in preview.text, "it is another agency's"
    assert nor.post(page, {**own, "apply": "1", "seen": stamp(cast)}).url == LIST
    term = Term.objects.get(agency=cast.samsat)
    assert "Samsat" in nor.get(LIST).text
    end = f"{LIST}{term.pk}/akhiri/"
    assert nor.get(end).status_code == 200
    assert nor.post(end, {"last_day": later().isoformat()}).status_code == 200
    assert nor.post(end, {"last_day": "2020-01-01"}).status_code == 422
    ended = nor.post(end, {"last_day": later().isoformat(), "apply": "1", "seen": stamp(cast)})
    assert ended.url == LIST
    term.refresh_from_db()
    assert term.valid_until == later()


def test_a_term_with_nothing_behind_it_cannot_end(nor, cast):
    answer = nor.post(f"{LIST}{held(cast, 'class', 'ordinary').pk}/akhiri/", {"last_day": later().isoformat()})
    assert answer.status_code == 422


def test_a_report_that_the_coordinator_must_not_know_of_is_in_no_number(nor, cast):
    Recusal.objects.create(complaint=cast.complaint, officer=cast.officers["nor"], at=now())
    page = nor.post(f"{LIST}{held(cast).pk}/", typed()).text
    assert cast.complaint.number not in page
    assert "0 aduan terbuka" in page


def test_this_year_is_counted_again_under_the_new_one(nor, cast):
    filed = file_one(cast.mall, at=now() - timedelta(hours=1), agency=cast.dukcapil)
    clock = filed.clocks.get(kind="answer")
    Clock.objects.filter(pk=clock.pk).update(stopped_at=clock.due_at, outcome="kept", started_at=now())
    page = nor.post(f"{LIST}{held(cast).pk}/", typed(length="1")).text
    assert "yang terlambat 0, dan dengan yang baru menjadi 1" in page


def test_pages_cost_the_same_with_many_reports(nor, cast):
    def count() -> int:
        with CaptureQueriesContext(connection) as made:
            assert nor.post(f"{LIST}{held(cast).pk}/", typed()).status_code == 200
        return len(made)

    count()
    one = count()
    for _ in range(10):
        file_one(cast.mall, at=now(), agency=cast.samsat)
    assert count() == one


def test_terms_of_another_mall_are_not_found(nor, cast):
    other = Mall.objects.create(slug="lain", name="Lain")
    row = Term.objects.create(mall=other, kind="answer", length=1, unit="hours", basis="x", valid_from=date(2026, 1, 1))
    for page in ("", "instansi/", "akhiri/"):
        assert nor.get(f"{LIST}{row.pk}/{page}").status_code == 404
        assert nor.post(f"{LIST}{row.pk}/{page}", typed()).status_code == 404


@pytest.mark.parametrize("who", ["rina", "hendra", "ombi"])
def test_others_are_told_no(client, cast, who):
    sign_in(client, cast.officers[who])
    assert client.get(LIST).status_code == 403
    assert client.post(f"{LIST}{held(cast).pk}/", typed()).status_code == 403


def test_the_pages_speak_english_too(nor, cast):
    nor.cookies["bahasa"] = "en"
    assert "Time limits of the mall" in nor.get(LIST).text
    assert "Look first" in nor.get(f"{LIST}{held(cast).pk}/").text
