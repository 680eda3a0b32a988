"""Found by number, handle and words, only by whom it exists for; read anew when texts change."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dengar.complaints.models import Thread
from dengar.complaints.operations import NotYours, approve_brief, recuse, say
from dengar.intake.models import Story
from dengar.ledger.models import Entry
from dengar.search.operations import TooLittle, search
from dengar.search.queries import MOST
from dengar.vault.operations import destroy
from dengar.work.chores import CHORES
from tests import trips
from tests.cast import MONDAY_9AM, SARI, file_one
from tests.search.telling import another, read_all, tell
from tests.search.test_likeness import AKTA, QUEUE
from tests.trips import LATER


def numbers(cast, text: str, name: str = "rina") -> list[str]:
    return [row.number for row in search(cast.mall, text, by=getattr(cast, name), at=LATER).rows]


def test_words_are_found_by_their_stems_once_the_house_has_read_them(cast):
    tell(cast.complaint, AKTA)
    assert numbers(cast, "persyaratan akta") == []
    read_all()
    for text in ("persyaratan akta", "BERKASNYA", "diurus, anaknya"):
        assert numbers(cast, text) == [cast.complaint.number], text
    for text in ("paspor", "akta paspor", "aktual"):
        assert numbers(cast, text) == [], text


def test_a_number_and_a_handle_are_found_as_people_type_them(cast):
    trips.to_talking(cast)
    handle = cast.complaint.handles.get().code
    for text in (cast.complaint.number, cast.complaint.number.replace("-", " ").lower(), handle, handle.lower()):
        assert numbers(cast, text) == [cast.complaint.number], text


def test_what_is_written_later_is_read_again(cast):
    read_all()
    complaint, rina = cast.complaint, cast.rina
    say(complaint, Thread.COMPLAINANT, "Rekamannya ada.", by=cast.sari, at=LATER)
    approve_brief(complaint, title="Jadwal", words="Kertas antrean dicabut.", by=rina, at=LATER)
    say(complaint, Thread.INTERNAL, "Curiga kepada tetangga.", by=rina, at=LATER)
    assert numbers(cast, "rekaman") == []
    read_all()
    for text in ("rekaman", "jadwal", "mencabut kertas"):
        assert numbers(cast, text) == [complaint.number], text
    assert numbers(cast, "tetangga") == []  # within the desk: not searched


def test_nobody_is_found_by_name_telephone_or_mail(cast):
    tell(cast.complaint, f"Telepon saya {SARI.phone}, NIK 6371012345670001. Loketnya kosong.")
    read_all()
    assert numbers(cast, "loket") == [cast.complaint.number]
    for text in (SARI.name, "Wulandari", "sari example"):
        assert numbers(cast, text) == []
    for text in (SARI.phone, "6371012345670001", "yang di", "??", ""):
        with pytest.raises(TooLittle):
            numbers(cast, text)


@pytest.mark.parametrize("name", ["hendra", "lutfi", "budi", "siti", "sari"])
def test_who_has_no_desk_does_not_search(cast, name):
    with pytest.raises(NotYours):
        numbers(cast, "loket", name)
    assert not Entry.objects.filter(event="searched").exists()


def test_what_does_not_exist_for_an_officer_is_not_found_in_any_way(cast):
    tell(cast.complaint, AKTA)
    trips.to_talking(cast)
    read_all()
    ways = ("akta", cast.complaint.number, cast.complaint.handles.get().code)
    assert all(numbers(cast, text, "yusuf") for text in ways)
    recuse(cast.complaint, cast.officers["yusuf"], by=cast.yusuf, at=LATER)
    for name in ("yusuf", "ombi"):
        assert [numbers(cast, text, name) for text in ways] == [[], [], []]


def test_a_search_is_recorded_without_its_words(cast):
    tell(cast.complaint, AKTA)
    read_all()
    numbers(cast, "persyaratan")
    numbers(cast, cast.complaint.number)
    rows = Entry.objects.filter(event="searched").order_by("pk")
    assert [(row.actor, row.facts) for row in rows] == [
        (cast.rina.ref, {"way": "words", "found": 1}),
        (cast.rina.ref, {"way": "number", "found": 1}),
    ]


def test_a_search_asks_as_often_however_much_it_finds(cast):
    def asked(text: str) -> int:
        with CaptureQueriesContext(connection) as made:
            numbers(cast, text)
        return len(made)

    tell(cast.complaint, AKTA)
    read_all()
    few = asked("akta syarat")
    for _n in range(4):
        another(cast, AKTA)
    read_all()
    assert asked("akta syarat") == few
    assert len(numbers(cast, "akta syarat")) == 5


def test_the_latest_comes_first_and_more_is_said(cast):
    for _n in range(MOST + 1):
        tell(file_one(cast.mall, at=MONDAY_9AM - timedelta(days=1)), QUEUE)
    last = tell(file_one(cast.mall), QUEUE)
    read_all()
    found = search(cast.mall, "antrean", by=cast.rina, at=LATER)
    assert found.rows[0] == last
    assert (len(found.rows), found.more) == (MOST, True)


def test_destroyed_words_are_found_no_more_and_stop_nothing(cast):
    tell(cast.complaint, AKTA)
    read_all()
    destroy(cast.complaint.box, "words")
    other = another(cast, AKTA)
    read_all()
    assert numbers(cast, "akta") == [other.number]


def test_a_damaged_text_is_one_line_in_the_log_and_stops_nothing(cast, caplog):
    tell(cast.complaint, AKTA)
    Story.objects.update(sealed=b"\x01damaged")
    other = another(cast, AKTA)
    read_all()
    assert numbers(cast, "akta") == [other.number]
    assert "cannot be read" in caplog.text
    assert "syarat" not in caplog.text


def test_the_house_does_it_by_itself():
    assert {"read_texts", "renew_tokens"} <= {chore.name for chore in CHORES}
