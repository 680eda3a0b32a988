"""Calls that wait at the desk, and messages that nobody could deliver."""

import pytest

from dengar.complaints.models import Contact, Recusal
from dengar.ledger.models import Entry
from dengar.notices import operations
from dengar.notices.models import Carrier, Notice
from tests.cast import LAST_YEAR


@pytest.fixture
def call(cast) -> Notice:
    """Sari, who has a telephone only, is owed news."""
    operations.tell(f"complainant:{cast.complaint.subject}", "decided", mall="contoh", at=LAST_YEAR)
    notice = Notice.objects.get(kind="decided")
    Notice.objects.filter(pk=notice.pk).update(carrier=Carrier.PHONE)
    return notice


def test_a_call_waits_and_being_told_ends_it(cast, desk_of, call):
    rina = desk_of("rina")
    page = rina.get("/meja/").content.decode()
    assert "Kabari lewat telepon" in page
    assert f"/meja/beri-tahu/{call.pk}/" in page
    rina.post(f"/meja/beri-tahu/{call.pk}/", {"hasil": "sampai"})
    call.refresh_from_db()
    assert call.told_by == cast.rina.ref
    assert Contact.objects.get().outcome == "reached"
    assert Entry.objects.get(event="told_by_phone").facts == {"kind": "decided", "outcome": "reached"}
    assert f"/meja/beri-tahu/{call.pk}/" not in rina.get("/meja/").content.decode()


def test_twice_is_told_once(cast, desk_of, call):
    for name in ("rina", "yusuf"):
        assert desk_of(name).post(f"/meja/beri-tahu/{call.pk}/", {"hasil": "sampai"}).status_code == 302
    assert Contact.objects.count() == 1
    assert Entry.objects.filter(event="told_by_phone").count() == 1


def test_nobody_answered(cast, desk_of, call):
    desk_of("rina").post(f"/meja/beri-tahu/{call.pk}/", {"hasil": "belum"})
    call.refresh_from_db()
    assert (call.sent_at, call.attempts) == (None, 1)
    assert Contact.objects.get().outcome == "no_answer"


def test_a_dead_letter_is_shown_and_sent_again(cast, desk_of, call):
    operations.give_up(call, at=LAST_YEAR)
    rina = desk_of("rina")
    assert f"/meja/kirim-lagi/{call.pk}/" in rina.get("/meja/").content.decode()
    rina.post(f"/meja/kirim-lagi/{call.pk}/")
    call.refresh_from_db()
    assert call.given_up_at is None
    assert f"/meja/kirim-lagi/{call.pk}/" not in rina.get("/meja/").content.decode()


@pytest.mark.parametrize("path", ["beri-tahu", "kirim-lagi"])
def test_for_whoever_is_in_conflict_there_is_nothing(cast, desk_of, call, path):
    Recusal.objects.create(complaint=cast.complaint, officer=cast.officers["rina"], at=LAST_YEAR)
    assert desk_of("rina").post(f"/meja/{path}/{call.pk}/").status_code == 404
    assert desk_of("hendra").post(f"/meja/{path}/{call.pk}/").status_code in (403, 404)
    assert f"/{call.pk}/" not in desk_of("rina").get("/meja/").content.decode()
