"""The mall's own page in settings: what everybody reads of it."""

import pytest

from dengar.kit.actors import HOUSE
from dengar.kit.now import now
from dengar.ledger.models import Entry
from dengar.malls import operations
from dengar.malls.models import Mall

PAGE = "/pengaturan/mal/"
TYPED = {"name": "MPP Contoh", "city": "Contoh", "address": "Jalan 1", "phone": "0511 000 1234", "desk": "Lantai 1"}


def changed() -> int:
    return Entry.objects.filter(event="place_changed", facts__kind="mall").count()


def test_it_is_changed_and_said_and_in_the_register(nor, house):
    page = nor.get(PAGE)
    assert "WITA" in page.text
    assert "Asia/Makassar" in page.text
    answer = nor.post(PAGE, TYPED | {"seen": 0}, follow=True)
    assert "Sudah diubah" in answer.text
    house.mall.refresh_from_db()
    assert {name: getattr(house.mall, name) for name in TYPED} == TYPED
    assert changed() == 1
    assert "Lantai 1" in nor.get("/bantuan/").text


@pytest.mark.parametrize("wrong", [{"name": ""}, {"phone": "12"}, {"name": "x" * 121}, {"desk": "y" * 121}])
def test_a_refusal_keeps_what_was_typed(nor, house, wrong):
    answer = nor.post(PAGE, TYPED | {"seen": 0, "address": "Jalan saya"} | wrong)
    assert answer.status_code == 422
    assert 'value="Jalan saya"' in answer.text
    assert "data-error" in answer.text
    assert changed() == 0


def test_who_saw_an_older_page_reads_what_stands_now_and_may_send_again(nor, house):
    by = {"by": HOUSE, "at": now()}
    operations.change_mall(house.mall, **TYPED | {"desk": "Lantai 2"}, seen=0, **by)
    answer = nor.post(PAGE, TYPED | {"seen": 0})
    assert answer.status_code == 409
    assert "Isi yang sekarang" in answer.text
    assert "Lantai 2" in answer.text
    assert 'value="Lantai 1"' in answer.text
    assert nor.post(PAGE, TYPED | {"seen": 1}).status_code == 302
    assert Mall.objects.get(pk=house.mall.pk).desk == "Lantai 1"


@pytest.mark.parametrize("seen", ["", "-1", "x", None])
def test_a_form_without_what_it_saw_changes_nothing(nor, house, seen):
    answer = nor.post(PAGE, TYPED | ({} if seen is None else {"seen": seen}))
    assert answer.status_code == 422
    assert changed() == 0
