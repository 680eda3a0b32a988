"""What everybody reads of how complaints are governed here, and what is missing."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils.timezone import localdate

from dengar.kit.actors import HOUSE
from dengar.kit.now import now
from dengar.malls import operations
from dengar.malls.models import GovernanceKind, GovernanceRecord, Mall
from dengar.people.models import Membership

BY_DECREE = {"what": "Kepala Subbagian Umum", "number": "41/2026", "signed_by": "Wali Kota"}


def page(path: str = "/tata-kelola/", language: str = "id") -> str:
    browser = Client()
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    answer = browser.get(path)
    assert answer.status_code == 200, path
    assert not answer.cookies
    return answer.text


def write(cast, kind: GovernanceKind, **said: object) -> GovernanceRecord:
    return operations.record_governance(cast.mall, kind, **said, by=HOUSE, at=now())


def sit(cast, days_ago: int):
    held_on = localdate(now()) - timedelta(days=days_ago)
    return operations.hold_review(
        cast.mall, held_on=held_on, led_by="Sekretaris Daerah", took_part="Kepala Samsat", by=HOUSE, at=now()
    )


def test_a_mall_that_has_told_nothing_shows_its_gaps(cast):
    shown = page()
    for kind in ("Pengelola aduan", "Pengganti", "Aturan kerja tertulis", "Ruang bicara tertutup", "Anggaran"):
        assert kind in shown
    assert (
        shown.count("belum ada") == len(GovernanceKind) + 2
    )  # and no review; and the first sentence says that gaps stand here
    assert "sekali tiap tiga bulan" in shown


def test_it_is_reached_from_the_foot_and_from_the_fear(cast):
    home = page("/")
    assert 'href="/tata-kelola/"' in home
    assert 'href="/tata-kelola/#lindung"' in home
    assert 'id="lindung"' in page()


def test_a_decree_stands_with_its_paper_and_what_it_lacks(cast):
    row = write(cast, GovernanceKind.OFFICER, **BY_DECREE, where="https://example.org/sk")
    shown = page()
    assert "Kepala Subbagian Umum" in shown
    assert "Wali Kota, 41/2026" in shown
    assert 'href="https://example.org/sk"' in shown
    assert "Belum diumumkan: tanggal keputusan." in shown
    said = BY_DECREE | {"dated": localdate(now()), "where": "di loket pengaduan"}
    operations.change_governance(row, **said, by=HOUSE, at=now(), seen=0)
    shown = page()
    assert "Belum diumumkan" not in shown
    assert "di loket pengaduan" in shown


@pytest.mark.parametrize("where", ["javascript:alert(1)", "data:text/html,x", '"><script>alert(1)</script>'])
def test_only_an_address_of_the_web_becomes_a_link(cast, where):
    write(cast, GovernanceKind.PROCEDURE, what="SOP", where=where)
    shown = page()
    assert 'href="javascript' not in shown
    assert 'href="data:text' not in shown
    assert "<script>alert" not in shown


def test_what_has_ended_no_longer_stands(cast):
    row = write(cast, GovernanceKind.ROOM, what="Lantai 3")
    assert "Lantai 3" in page()
    yesterday = localdate(now()) - timedelta(days=1)
    operations.change_governance(row, what="Lantai 3", ends_on=yesterday, by=HOUSE, at=now(), seen=0)
    assert "Lantai 3" not in page()


def test_liaisons_are_counted_and_those_without_are_named(cast):
    assert "2 dari 2 instansi." in page()
    Membership.objects.filter(agency=cast.samsat, role="liaison").update(until_at=now() - timedelta(days=1))
    shown = page()
    assert "1 dari 2 instansi." in shown
    assert "Belum: Samsat." in shown
    assert "kurang 1" in shown


def test_no_officers_name_stands_there(cast):
    shown = page()
    for officer in cast.officers.values():
        assert officer.name not in shown


def test_the_running_terms_stand_with_basis_and_doubt(cast):
    shown = page()
    assert "14 hari kerja" in shown
    assert "UU 25/2009 pasal 44" in shown
    assert "masih perlu dipastikan" in shown
    cast.mall.terms.update(confirmed=True)
    operations.renew_policy_stamp(cast.mall)
    assert "masih perlu dipastikan" not in page()


def test_reviews_stand_with_what_became_of_their_decisions(cast):
    review, today = sit(cast, 40), localdate(now())
    by = {"by": HOUSE, "at": now()}
    for what, due, done in (
        ("Tepat waktu", 10, 11),
        ("Terlambat", 10, 7),
        ("Belum juga", 5, None),
        ("Masih ada waktu", -5, None),
    ):
        one = operations.decide(review, what=what, due_on=today - timedelta(days=due), **by)
        if done is not None:
            operations.follow_decision(one, owner="", done_on=today - timedelta(days=done), seen=0, **by)
    shown = page()
    for words in ("dipimpin Sekretaris Daerah", "Kepala Samsat", "Dikerjakan, terlambat 3 hari", "Paling lambat"):
        assert words in shown
    assert "Belum dikerjakan, terlambat 5 hari" in shown
    assert shown.count("terlambat 3 hari") == 1


def test_a_quarter_without_a_review_is_a_gap_that_stands_there(cast):
    sit(cast, 300)
    sit(cast, 1)
    assert "tidak ada rapat yang dicatat" in page()


def test_it_costs_the_same_with_many(cast, django_assert_max_num_queries):
    for days in range(1, 8):
        review = sit(cast, days)
        operations.decide(review, what="Sesuatu", due_on=localdate(now()), by=HOUSE, at=now())
        write(cast, GovernanceKind.PROCEDURE, what=f"SOP {days}")
    page()
    with django_assert_max_num_queries(8):
        page()


@pytest.mark.parametrize(("language", "said"), [("id", "Yang ada kami tulis."), ("en", "What is there, we write.")])
def test_it_speaks_both_languages(cast, language, said):
    assert said in page(language=language)


def test_without_a_mall_there_is_no_page(db):
    assert not Mall.objects.exists()
    assert Client().get("/tata-kelola/").status_code == 404
    assert Client().get("/layanan/1/").status_code == 404
