"""Promises and remedies carried out, with proof."""

from datetime import timedelta

import pytest

from dengar.act import queries
from dengar.act.models import FollowUp
from dengar.act.operations import (
    DoneAlready,
    NobodyThere,
    NoProof,
    NothingLate,
    RemindedToday,
    StillOpen,
    keep,
    remedy_done,
    remind,
    report_done,
)
from dengar.agree.models import Commitment
from dengar.complaints import queries as complaints
from dengar.complaints.models import Clock, Complaint, Grant
from dengar.complaints.operations import Gone, NotNow, NotYours
from dengar.decide.models import Point
from dengar.files.operations import Upload
from dengar.files.refusals import OtherType
from dengar.ledger.models import Entry
from dengar.notices.models import Notice
from tests.carry import LATER, ORDERED, POINT, let_in, to_agreed, to_decided
from tests.files import samples

IN_TIME = LATER + timedelta(days=1)
TOO_LATE = LATER + timedelta(days=9)


def test_a_promise_is_kept_with_proof_and_its_clock_stops(cast):
    to_agreed(cast)
    first, second = Commitment.objects.order_by("pk")
    keep(first, "Diserahkan di loket 4.", by=cast.hendra, at=IN_TIME)
    keep(second, "Foto di papan.", by=cast.rina, at=TOO_LATE)
    assert [Clock.objects.get(pk=one.clock_id).outcome for one in (first, second)] == ["kept", "late"]
    owed = queries.owed(cast.complaint)
    assert [one.proofs for one in owed] == [["Diserahkan di loket 4."], ["Foto di papan."]]
    assert not queries.anything_open(cast.complaint)
    entries = Entry.objects.filter(subject=cast.complaint.subject, event="promise_kept")
    assert entries.count() == 2
    assert "loket" not in str([entry.facts for entry in entries])


def test_files_show_that_it_was_done_and_the_person_may_open_them(cast):
    to_agreed(cast)
    uploads = [Upload("papan.jpg", samples.picture()), Upload("tanda-terima.pdf", samples.pdf())]
    done = keep(Commitment.objects.order_by("pk")[0], "Ini fotonya.", by=cast.hendra, at=IN_TIME, uploads=uploads)
    assert [row.ordinal for row in done.files.order_by("ordinal")] == [1, 2]
    for actor in (cast.sari, cast.hendra, cast.rina):
        assert len(complaints.attached(actor, cast.complaint, IN_TIME)) == 2
    assert complaints.attached(cast.lutfi, cast.complaint, IN_TIME) == []
    assert queries.owed(cast.complaint)[0].files == [1, 2]
    assert Entry.objects.filter(event="attachment_added", facts__side="agency").count() == 2


def test_a_file_that_is_not_taken_leaves_the_promise_open(cast, data_dir):
    to_agreed(cast)
    first = Commitment.objects.order_by("pk")[0]
    uploads = [Upload("papan.jpg", samples.picture()), Upload("a.exe", b"MZ")]
    with pytest.raises(OtherType):
        keep(first, "Ini fotonya.", by=cast.hendra, at=IN_TIME, uploads=uploads)
    with pytest.raises(NoProof):
        keep(first, "  ", by=cast.hendra, at=IN_TIME, uploads=uploads[:1])
    assert queries.owed(cast.complaint)[0].open
    assert not [path for path in (data_dir / "files").rglob("*") if path.is_file()]


def test_all_is_reported_done_when_nothing_is_open(cast):
    to_agreed(cast)
    with pytest.raises(StillOpen):
        report_done(cast.complaint, "Semua sudah.", by=cast.hendra, at=IN_TIME)
    for commitment in Commitment.objects.all():
        keep(commitment, "Sudah.", by=cast.hendra, at=IN_TIME)
    report_done(cast.complaint, "Semua sudah.", by=cast.hendra, at=IN_TIME)
    assert cast.complaint.state == "acted"
    assert Entry.objects.get(subject=cast.complaint.subject, event="report_done").facts["proof"] == 3
    assert [words for _row, words in queries.follow_ups(cast.complaint)] == ["Sudah.", "Sudah.", "Semua sudah."]


def test_what_the_person_promised_holds_nobody_up(cast):
    to_agreed(cast)
    first, second = Commitment.objects.order_by("pk")
    Commitment.objects.filter(pk=first.pk).update(bearer=Commitment.Bearer.COMPLAINANT)
    keep(second, "Sudah.", by=cast.hendra, at=IN_TIME)
    report_done(cast.complaint, "Semua sudah.", by=cast.hendra, at=IN_TIME)
    assert cast.complaint.state == "acted"


def test_a_remedy_of_a_decision_is_carried_out(cast):
    to_decided(cast, POINT, ORDERED)
    let_in(cast)
    (owed,) = queries.owed(cast.complaint)
    assert owed.what == "DPMPTSP memberi jawaban tertulis."
    with pytest.raises(StillOpen):
        report_done(cast.complaint, "Sudah.", by=cast.rina, at=IN_TIME)
    remedy_done(Point.objects.get(remedy_due__isnull=False), "Surat nomor 5.", by=cast.hendra, at=IN_TIME)
    report_done(cast.complaint, "Sudah.", by=cast.hendra, at=IN_TIME)
    assert cast.complaint.state == "acted"


def test_a_point_without_a_remedy_cannot_be_done(cast):
    to_decided(cast, POINT)
    with pytest.raises(DoneAlready):
        remedy_done(Point.objects.get(), "Sudah.", by=cast.rina, at=IN_TIME)


def test_nothing_is_done_twice_or_without_proof(cast):
    to_agreed(cast)
    commitment = Commitment.objects.order_by("pk")[0]
    with pytest.raises(NoProof):
        keep(commitment, " ", by=cast.hendra, at=IN_TIME)
    keep(commitment, "Sudah.", by=cast.hendra, at=IN_TIME)
    with pytest.raises(DoneAlready):
        keep(commitment, "Sudah.", by=cast.hendra, at=IN_TIME)
    assert FollowUp.objects.count() == 1


def test_who_may_not_say_that_it_is_done(cast):
    to_agreed(cast)
    commitment = Commitment.objects.order_by("pk")[0]
    with pytest.raises(NotYours):
        keep(commitment, "Sudah.", by=cast.sari, at=IN_TIME)
    with pytest.raises(Gone):
        keep(commitment, "Sudah.", by=cast.lutfi, at=IN_TIME)
    with pytest.raises(NotNow):
        keep(commitment, "Sudah.", by=cast.hendra, at=IN_TIME, seen=0)


def reminders() -> list[tuple[str, str]]:
    rows = Notice.objects.filter(kind__in=["desk_promise", "desk_late"])
    return list(rows.order_by("pk").values_list("kind", "to"))


def test_the_desk_reminds_the_agency_of_what_is_late_once_a_day_in_its_batch(cast):
    to_agreed(cast)
    with pytest.raises(NothingLate):
        remind(cast.complaint, by=cast.rina, at=IN_TIME)
    remind(cast.complaint, by=cast.rina, at=TOO_LATE)
    hendra = f"officer:{cast.officers['hendra'].pk}"
    assert reminders() == [("desk_promise", hendra)]
    assert Notice.objects.get(kind="desk_promise").due_at.hour == 7  # 15.00 in the mall
    assert Entry.objects.get(event="reminded").facts == {"side": "agency"}
    with pytest.raises(RemindedToday):
        remind(cast.complaint, by=cast.yusuf, at=TOO_LATE + timedelta(hours=3))
    remind(cast.complaint, by=cast.rina, at=TOO_LATE + timedelta(days=1))
    assert len(reminders()) == 2


def test_the_agency_reminds_the_desk_of_what_the_mall_promised(cast):
    to_agreed(cast)
    with pytest.raises(NothingLate):
        remind(cast.complaint, by=cast.hendra, at=TOO_LATE)
    Commitment.objects.update(bearer="mall")
    Complaint.objects.update(handler=cast.officers["rina"])
    remind(cast.complaint, by=cast.hendra, at=TOO_LATE)
    assert reminders() == [("desk_late", f"officer:{cast.officers['rina'].pk}")]
    with pytest.raises(NothingLate):
        remind(cast.complaint, by=cast.rina, at=TOO_LATE)


def test_nobody_is_reminded_of_what_is_done_or_is_the_persons_own(cast):
    to_agreed(cast)
    first, second = Commitment.objects.order_by("pk")
    keep(first, "Diserahkan.", by=cast.hendra, at=IN_TIME)
    Commitment.objects.filter(pk=second.pk).update(bearer="complainant")
    for by in (cast.rina, cast.hendra):
        with pytest.raises(NothingLate):
            remind(cast.complaint, by=by, at=TOO_LATE)
    with pytest.raises(NotYours):
        remind(cast.complaint, by=cast.sari, at=TOO_LATE)
    assert not Entry.objects.filter(event="reminded").exists()


def test_a_reminder_that_nobody_could_read_is_refused(cast):
    to_agreed(cast)
    Grant.objects.update(until_at=LATER)
    with pytest.raises(NobodyThere):
        remind(cast.complaint, by=cast.rina, at=TOO_LATE)
    assert reminders() == []
    assert not Entry.objects.filter(event="reminded").exists()


def test_a_remedy_that_is_late_is_the_agencys(cast):
    to_decided(cast, POINT, ORDERED)
    let_in(cast)
    remind(cast.complaint, by=cast.rina, at=TOO_LATE)
    assert [kind for kind, _to in reminders()] == ["desk_promise"]
