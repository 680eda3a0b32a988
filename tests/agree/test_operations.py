from datetime import timedelta

import pytest

from dengar.agree import operations, queries
from dengar.close.models import Objection
from dengar.close.operations import object_to
from dengar.complaints import journey
from dengar.complaints.models import Complaint
from dengar.complaints.operations import Gone, NotNow, NotYours, advance, speak_for
from dengar.complaints.operations.behalf import SameOfficer
from dengar.decide.operations import Finding, decide
from dengar.kit.actors import complainant
from dengar.ledger.models import Entry
from dengar.verify.operations import record
from dengar.verify.operations.checking import HardFlagged
from tests.carry import findings
from tests.trips import LATER, both_needs, promise, to_agreed, to_proposed, to_talking, two_options


def test_one_side_proposes_the_other_agrees_and_it_binds(cast):
    agreement = to_proposed(cast)
    assert (agreement.agency_at, agreement.complainant_at) == (LATER, None)
    assert operations.accept(agreement, by=cast.sari, at=LATER) is True
    cast.complaint.refresh_from_db()
    assert cast.complaint.state == "agreed"
    commitment = agreement.commitments.get()
    assert commitment.clock.due_at.isoformat() == "2026-11-25T15:59:59+00:00", "its last day ends in WITA"
    assert cast.complaint.due_at == commitment.clock.due_at
    assert [one.what for one in queries.promises(cast.complaint)] == ["Akta selesai"]


def test_the_desk_proposes_and_both_have_to_accept(cast):
    agreement = to_proposed(cast, by=cast.rina)
    assert operations.accept(agreement, by=cast.hendra, at=LATER) is False
    cast.complaint.refresh_from_db()
    assert cast.complaint.state == "proposed"
    assert operations.accept(agreement, by=cast.sari, at=LATER) is True


def test_nobody_accepts_twice_and_the_desk_never(cast):
    agreement = to_proposed(cast)
    with pytest.raises(operations.AlreadyAccepted):
        operations.accept(agreement, by=cast.hendra, at=LATER)
    with pytest.raises(NotYours):
        operations.accept(agreement, by=cast.rina, at=LATER)


def test_what_both_need_and_two_options_come_first(cast):
    to_talking(cast)
    with pytest.raises(operations.NeedsUnknown):
        operations.propose(cast.complaint, "Rabu.", [promise()], by=cast.hendra, at=LATER)
    both_needs(cast)
    with pytest.raises(operations.TooFewOptions):
        operations.propose(cast.complaint, "Rabu.", [promise()], by=cast.hendra, at=LATER)
    two_options(cast)
    with pytest.raises(operations.NoPromise):
        operations.propose(cast.complaint, "Rabu.", [], by=cast.hendra, at=LATER)
    with pytest.raises(operations.PastDate):
        operations.propose(cast.complaint, "Rabu.", [promise(days=-1)], by=cast.hendra, at=LATER)
    with pytest.raises(operations.NoWords):
        operations.propose(cast.complaint, " \n", [promise()], by=cast.hendra, at=LATER)
    cast.complaint.refresh_from_db()
    assert cast.complaint.state == "talking"


def test_a_stranger_agency_is_refused_and_leaves_no_trace(cast):
    to_talking(cast)
    before = Entry.objects.count()
    with pytest.raises((Gone, NotYours, operations.NeedsUnknown)):
        operations.propose(cast.complaint, "Rabu.", [promise()], by=cast.lutfi, at=LATER)
    assert Entry.objects.count() == before


def test_declining_keeps_what_was_declined_and_makes_room(cast):
    agreement = to_proposed(cast)
    operations.decline(agreement, why="Terlalu lama.", by=cast.sari, at=LATER)
    agreement.refresh_from_db()
    assert agreement.declined_by == "complainant"
    assert queries.current(cast.complaint) is None
    again = operations.propose(cast.complaint, "Selasa.", [promise(days=1)], by=cast.hendra, at=LATER)
    assert queries.current(cast.complaint).row == again


def test_only_the_author_takes_a_proposal_back(cast):
    agreement = to_proposed(cast)
    with pytest.raises(operations.NotTheAuthor):
        operations.decline(agreement, by=cast.rina, at=LATER)


def test_the_second_of_two_at_once_is_told(cast):
    agreement = to_proposed(cast)
    stale = Complaint.objects.get(pk=cast.complaint.pk)
    operations.decline(agreement, by=cast.sari, at=LATER)
    agreement.complaint = stale
    with pytest.raises(NotNow):
        operations.decline(agreement, by=cast.hendra, at=LATER)


def test_a_page_that_is_too_old_is_refused(cast):
    agreement = to_proposed(cast)
    with pytest.raises(NotNow):
        operations.accept(agreement, by=cast.sari, at=LATER, seen=cast.complaint.step - 1)
    agreement.refresh_from_db()
    assert agreement.complainant_at is None


def test_an_examination_takes_the_proposal_off_the_table(cast):
    to_proposed(cast)
    advance(cast.complaint, journey.EXAMINE, by=cast.sari, at=LATER)
    assert queries.current(cast.complaint) is None
    advance(cast.complaint, journey.OPEN_DIALOGUE, by=cast.rina, at=LATER)
    operations.propose(cast.complaint, "Selasa.", [promise()], by=cast.hendra, at=LATER)
    assert cast.complaint.agreements.filter(declined_at=None).count() == 1


def test_a_spoken_acceptance_counts_after_another_officer_has_called_back(cast):
    agreement = to_proposed(cast)
    row, nobody = speak_for(cast.complaint, journey.AGREE, read_back=True, by=cast.rina, at=LATER)
    assert nobody is None
    with pytest.raises(SameOfficer):
        operations.accept_called_back(agreement, row, upheld=True, by=cast.rina, at=LATER)
    assert operations.accept_called_back(agreement, row, upheld=True, by=cast.yusuf, at=LATER) is True


def test_a_spoken_acceptance_that_is_denied_changes_nothing(cast):
    agreement = to_proposed(cast)
    row, _nobody = speak_for(cast.complaint, journey.AGREE, read_back=True, by=cast.rina, at=LATER)
    assert operations.accept_called_back(agreement, row, upheld=False, by=cast.yusuf, at=LATER) is False
    agreement.refresh_from_db()
    assert agreement.complainant_at is None


def test_words_are_sealed(cast):
    agreement = to_agreed(cast)
    assert b"Rabu" not in bytes(agreement.words)
    assert b"Akta" not in bytes(agreement.commitments.get().what)
    assert LATER + timedelta(0) == agreement.complainant_at


def test_where_both_sides_must_not_meet_nothing_is_proposed(cast):
    to_talking(cast)
    both_needs(cast)
    two_options(cast)
    record(cast.complaint, findings("violence", route="formal"), by=cast.rina, at=LATER)
    object_to(cast.complaint, "Saya mau bicara.", Objection.Wish.TALK, by=cast.sari, at=decided(cast))
    with pytest.raises(HardFlagged):
        operations.propose(cast.complaint, "Akta selesai Rabu.", [promise()], by=cast.rina, at=LATER)


def decided(cast):
    points = [Finding(matter="Syarat", finding="proven", reason="Daftar lama.")]
    decide(cast.complaint, points, official="Kepala Bidang", unheard="Tidak terjangkau.", by=cast.rina, at=LATER)
    return LATER


def test_nobody_from_outside_accepts_even_first(cast):
    agreement = to_proposed(cast, by=cast.rina)
    for stranger in (complainant(cast.complaint.pk + 1), cast.lutfi):
        with pytest.raises(Gone):
            operations.accept(agreement, by=stranger, at=LATER)
    agreement.refresh_from_db()
    assert (agreement.complainant_at, agreement.agency_at) == (None, None)


def test_declining_an_old_proposal_leaves_the_new_one_on_the_table(cast):
    old = to_proposed(cast)
    operations.decline(old, by=cast.sari, at=LATER)
    cast.complaint.refresh_from_db()
    new = operations.propose(cast.complaint, "Akta selesai Kamis.", [promise()], by=cast.hendra, at=LATER)
    with pytest.raises(NotNow):
        operations.decline(old, by=cast.sari, at=LATER)
    new.refresh_from_db()
    assert new.declined_at is None
    cast.complaint.refresh_from_db()
    assert cast.complaint.state == "proposed"
