"""What was tried to reach whoever has to say whether it is settled, on the handler's page."""

from datetime import timedelta

from dengar.complaints import journey
from dengar.complaints.models import Clock
from dengar.complaints.operations import advance, record_contact
from dengar.kit.now import now
from tests import trips
from tests.web.desk.reading import desk


def acted(cast):
    trips.to_agreed(cast)
    advance(cast.complaint, journey.REPORT_DONE, by=cast.hendra, at=trips.LATER)


def test_the_page_says_what_was_tried_and_what_is_missing(cast, desk_of):
    acted(cast)
    page = desk_of("rina").get(desk(cast)).text
    assert "0 dari 2" in page
    assert "Masih kurang: telepon, dan pesan dari Anda." in page
    assert "Giliran pengadu" in page
    record_contact(cast.complaint, "call", "no_answer", when=now(), by=cast.rina, at=now())
    page = desk_of("rina").get(desk(cast)).text
    assert "1 dari 2" in page
    assert "Masih kurang: pesan dari Anda, di halamannya." in page


def test_after_the_time_to_answer_it_is_the_handlers_turn(cast, desk_of):
    acted(cast)
    Clock.objects.filter(kind="lapse").update(due_at=now() - timedelta(days=1))
    page = desk_of("rina").get(desk(cast)).text
    assert "Giliran Anda: pengadu diam." in page


def test_nothing_is_counted_where_the_persons_word_is_not_awaited(cast, desk_of):
    trips.to_agreed(cast)
    assert "dari 2 usaha" not in desk_of("rina").get(desk(cast)).text
