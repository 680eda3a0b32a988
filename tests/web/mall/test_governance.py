"""Who governs complaints, written down by the coordinator."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate

from dengar.kit.actors import HOUSE
from dengar.kit.now import now
from dengar.ledger.models import Entry
from dengar.malls import operations
from dengar.malls.models import GovernanceKind, GovernanceRecord, LeadershipReview, ReviewDecision
from tests.signing import sign_in

HOME = "/pengaturan/tata-kelola/"
NONE = "belum ada</span>"  # the mark of a line without anything
DECREE = {"what": "Kepala Subbagian Umum", "number": "41/2026", "dated": "2026-01-02", "signed_by": "Wali Kota"}


def written() -> int:
    return Entry.objects.filter(event="governance_changed").count()


@pytest.fixture
def review(house) -> LeadershipReview:
    return operations.hold_review(house.mall, held_on=date(2026, 4, 1), led_by="Wali Kota", by=HOUSE, at=now())


@pytest.fixture
def decision(review) -> ReviewDecision:
    return operations.decide(review, what="Antrean dipisah", due_on=date(2026, 5, 1), by=HOUSE, at=now())


def test_every_kind_is_written_down_changed_and_ended(nor, house):
    assert nor.get(HOME).text.count(NONE) == len(GovernanceKind)
    for kind in GovernanceKind:
        page = f"{HOME}{kind}/baru/"
        assert nor.get(page).status_code == 200
        assert nor.post(page, {"what": f"Isi {kind}"}).url == HOME
    assert NONE not in nor.get(HOME).text
    row = GovernanceRecord.objects.get(kind="officer")
    page = f"{HOME}{row.pk}/"
    assert "Isi officer" in nor.get(page).text
    assert nor.post(page, DECREE | {"seen": 0, "ends_on": "2026-12-31"}).status_code == 302
    row.refresh_from_db()
    assert (row.what, row.dated, row.ends_on) == (DECREE["what"], date(2026, 1, 2), date(2026, 12, 31))
    assert written() == len(GovernanceKind) + 1


@pytest.mark.parametrize("wrong", [{"what": ""}, {"dated": "besok"}, {"number": "x" * 81}, {"what": "a\0b"}])
def test_a_refused_decree_keeps_what_was_typed(nor, wrong):
    answer = nor.post(f"{HOME}officer/baru/", DECREE | {"signed_by": "Wali Kota Contoh"} | wrong)
    assert answer.status_code == 422
    assert 'value="Wali Kota Contoh"' in answer.text
    assert "data-error" in answer.text
    assert written() == 0


def test_what_stands_already_and_what_ends_too_early_are_said_at_the_field(nor, house):
    assert nor.post(f"{HOME}officer/baru/", DECREE).status_code == 302
    assert "Ini sudah tercatat" in nor.post(f"{HOME}officer/baru/", DECREE).text
    row = GovernanceRecord.objects.get()
    typed = DECREE | {"seen": 0, "starts_on": "2026-02-02", "ends_on": "2026-02-01"}
    answer = nor.post(f"{HOME}{row.pk}/", typed)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text


def test_who_saw_an_older_page_is_told(nor, house):
    nor.post(f"{HOME}officer/baru/", DECREE)
    page = f"{HOME}{GovernanceRecord.objects.get().pk}/"
    assert nor.post(page, DECREE | {"seen": 0, "number": "42/2026"}).status_code == 302
    answer = nor.post(page, DECREE | {"seen": 0, "number": "43/2026"})
    assert answer.status_code == 409
    assert "42/2026" in answer.text
    assert 'value="43/2026"' in answer.text


def test_a_review_and_what_it_decided_is_written_down_and_followed(nor, house):
    typed = {"held_on": "2026-04-01", "led_by": "Wali Kota", "took_part": "Kepala Samsat", "looked_at": "Angka"}
    assert nor.get("/pengaturan/rapat/baru/").status_code == 200
    assert nor.post("/pengaturan/rapat/baru/", typed).url == HOME
    page = f"/pengaturan/rapat/{LeadershipReview.objects.get().pk}/"
    assert "1 April 2026" in nor.get(page).text
    assert nor.post(page, typed | {"led_by": "Sekretaris Daerah", "seen": 0}).status_code == 302
    assert nor.get(f"{page}keputusan/baru/").status_code == 200
    assert nor.post(f"{page}keputusan/baru/", {"what": "Antrean dipisah", "due_on": "2026-05-01"}).url == page
    assert "terlambat" in nor.get(page).text
    done = f"/pengaturan/keputusan/{ReviewDecision.objects.get().pk}/"
    assert "1 Mei 2026" in nor.get(done).text
    assert nor.post(done, {"owner": "Samsat", "done_on": "2026-05-09", "seen": 0}).url == page
    row = ReviewDecision.objects.get()
    assert (row.owner, row.done_on, row.due_on) == ("Samsat", date(2026, 5, 9), date(2026, 5, 1))
    assert written() == 4


def test_days_that_cannot_be_are_said_at_the_field(nor, review, decision):
    tomorrow = (localdate(now()) + timedelta(days=1)).isoformat()
    typed = {"led_by": "Wali Kota"}
    done = f"/pengaturan/keputusan/{decision.pk}/"
    for answer, words in (
        (nor.post("/pengaturan/rapat/baru/", typed | {"held_on": tomorrow}), "Hari ini belum tiba."),
        (nor.post("/pengaturan/rapat/baru/", typed | {"held_on": "2026-04-01"}), "Ini sudah tercatat"),
        (
            nor.post(f"/pengaturan/rapat/{review.pk}/keputusan/baru/", {"what": "X", "due_on": "2026-03-01"}),
            "sebelum hari rapatnya",
        ),
        (nor.post(done, {"done_on": tomorrow, "seen": 0}), "Hari ini belum tiba."),
        (nor.post(done, {"done_on": "2026-03-01", "seen": 0}), "sebelum hari rapatnya"),
    ):
        assert answer.status_code == 422
        assert words in answer.text
        assert 'aria-invalid="true"' in answer.text


def test_what_does_not_exist_or_is_elsewhere_is_not_found(nor, house):
    by = {"by": HOUSE, "at": now()}
    row = operations.record_governance(house.elsewhere, GovernanceKind.ROOM, what="Lantai 9", **by)
    there = operations.hold_review(house.elsewhere, held_on=date(2026, 4, 1), led_by="Bupati", **by)
    one = operations.decide(there, what="Sesuatu", due_on=date(2026, 5, 1), **by)
    for path in (
        f"tata-kelola/{row.pk}/",
        f"rapat/{there.pk}/",
        f"rapat/{there.pk}/keputusan/baru/",
        f"keputusan/{one.pk}/",
        "tata-kelola/parking/baru/",
        "rapat/0/",
    ):
        assert nor.get(f"/pengaturan/{path}").status_code == 404, path
    assert "Lantai 9" not in nor.get(HOME).text


@pytest.mark.parametrize("name", ["rina", "hendra"])
def test_others_write_nothing(client, house, decision, name):
    browser, before = sign_in(client, getattr(house, name)), written()
    for path in (
        "mal/",
        "tata-kelola/",
        "tata-kelola/officer/baru/",
        "rapat/baru/",
        f"rapat/{decision.review_id}/",
        f"rapat/{decision.review_id}/keputusan/baru/",
        f"keputusan/{decision.pk}/",
    ):
        assert browser.get(f"/pengaturan/{path}").status_code == 403, path
        assert browser.post(f"/pengaturan/{path}", DECREE).status_code == 403, path
    assert written() == before


@pytest.mark.parametrize(
    ("language", "said"), [("id", "Rapat pimpinan tentang aduan"), ("en", "Reviews of the leaders")]
)
def test_the_page_speaks_both_languages(nor, house, language, said):
    nor.cookies["bahasa"] = language
    assert said in nor.get(HOME).text
