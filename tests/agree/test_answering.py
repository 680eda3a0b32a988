"""A proposal answered by another one: in one step, by each side, and nothing of the earlier one is lost."""

import pytest

from dengar.agree import operations, queries
from dengar.complaints.models import OnBehalf
from dengar.complaints.operations import NotNow
from dengar.complaints.operations.behalf import NotReadBack
from tests.trips import LATER, promise, to_proposed, to_talking


def test_the_person_answers_a_proposal_by_another_one_in_one_step(cast):
    earlier = to_proposed(cast)
    made = operations.counter(earlier, "Cukup fotokopi.", [promise()], by=cast.sari, at=LATER)
    cast.complaint.refresh_from_db()
    assert cast.complaint.state == "proposed"
    assert (made.side, made.complainant_at, made.agency_at) == ("complainant", LATER, None)
    assert queries.current(cast.complaint).row == made
    (kept,) = queries.earlier(cast.complaint)
    assert (kept.words, kept.row.side, kept.row.declined_by) == ("Akta selesai Rabu.", "agency", "complainant")
    assert [one.what for one in kept.promises] == ["Akta selesai"]
    assert operations.accept(made, by=cast.hendra, at=LATER), "the author has accepted its own words"


def test_the_agency_answers_the_person(cast):
    earlier = to_proposed(cast, by=cast.sari)
    made = operations.put_forward(cast.complaint, "Kamis saja.", [promise(days=3)], by=cast.hendra, at=LATER)
    earlier.refresh_from_db()
    assert (earlier.declined_by, made.side) == ("agency", "agency")


def test_the_desk_replaces_only_what_it_proposed_itself(cast):
    own = to_proposed(cast, by=cast.rina)
    made = operations.counter(own, "Lebih baik begini.", [promise()], by=cast.rina, at=LATER)
    again = operations.counter(made, "Kami usul Kamis.", [promise()], by=cast.hendra, at=LATER)
    with pytest.raises(operations.NotTheAuthor):
        operations.counter(again, "Jumat.", [promise()], by=cast.rina, at=LATER)
    cast.complaint.refresh_from_db()
    assert queries.current(cast.complaint).row == again


def test_an_answer_without_words_leaves_the_table_as_it_was(cast):
    earlier = to_proposed(cast)
    with pytest.raises(operations.NoWords):
        operations.counter(earlier, "  ", [promise()], by=cast.sari, at=LATER)
    earlier.refresh_from_db()
    assert earlier.declined_at is None


def test_what_the_person_proposes_by_voice_is_theirs_and_not_accepted_yet(cast):
    to_proposed(cast)
    given = (cast.complaint, "Diantar ke rumah.", [promise()])
    with pytest.raises(NotReadBack):
        operations.propose_for(*given, read_back=False, by=cast.rina, at=LATER)
    cast.complaint.refresh_from_db()
    made = operations.propose_for(*given, read_back=True, by=cast.rina, at=LATER)
    assert (made.side, made.complainant_at, made.agency_at) == ("complainant", None, None)
    assert OnBehalf.objects.get().move == "propose"
    assert operations.accept(made, by=cast.hendra, at=LATER) is False, "the person has not accepted by it"


def test_an_old_page_puts_nothing_on_the_table(cast):
    to_talking(cast)
    with pytest.raises(NotNow):
        operations.put_forward(cast.complaint, "Rabu.", [promise()], by=cast.sari, at=LATER, seen=99)
