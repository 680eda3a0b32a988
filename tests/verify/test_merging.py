"""A group that told of one event: merged in one go, each receipt stays good, each person is told of the end."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from dengar.close.models import Objection
from dengar.close.operations import confirm, object_to
from dengar.complaints import queries
from dengar.complaints.models import Complaint, Link, Mode
from dengar.complaints.operations import NotNow, NotTogether, NotYours, link, recuse, tell_ends_due
from dengar.kit.actors import complainant
from dengar.ledger.models import Entry
from dengar.notices.models import Notice
from dengar.verify.operations import cluster, dismiss, merge
from dengar.verify.operations.answering import Ended, NoReply
from dengar.verify.operations.merging import Nobody
from tests import trips
from tests.cast import MONDAY_9AM, WORDS, file_one
from tests.trips import LATER

SAME = "Kejadian yang sama."


def five(cast, **choices: object) -> list[Complaint]:
    return [file_one(cast.mall, agency=cast.dukcapil, service=cast.akta, **choices) for _n in range(5)]


def merge_all(cast, others: list[Complaint], at=LATER) -> None:
    merge(cast.complaint, [(other, other.step) for other in others], SAME, by=cast.rina, at=at)


def told(complaint: Complaint) -> int:
    return Notice.objects.filter(to=f"complainant:{complaint.subject}", kind="merged_ended").count()


def tell_all(at) -> None:
    while tell_ends_due(at):
        pass


def test_a_group_of_six_goes_on_as_one_and_every_receipt_opens_its_own_page(cast):
    others = five(cast)
    merge_all(cast, others)
    cast.complaint.refresh_from_db()
    assert cast.complaint.state == "received"
    for other in others:
        assert (other.state, other.close_reason) == ("closed_other", "merged")
        opened = queries.by_receipt(other.number, WORDS)
        assert opened is not None
        assert queries.goes_on(opened) == cast.complaint
    assert Link.objects.filter(kind="duplicate", other=cast.complaint).count() == 5
    assert Entry.objects.filter(event="linked").count() == 5
    assert [one for one, _kind in queries.linked(cast.complaint, cast.rina, LATER)] == others


def test_all_of_them_or_none(cast):
    others = five(cast)
    dismiss(others[4], "in_court", "Sedang disidangkan.", by=cast.rina, at=LATER)
    with pytest.raises(NotNow), transaction.atomic():
        merge_all(cast, others)
    assert not Link.objects.exists()
    assert Complaint.objects.filter(close_reason="merged").count() == 0


def test_what_was_seen_is_what_is_merged(cast):
    (other, *_rest) = five(cast)
    with pytest.raises(NotNow):
        merge(cast.complaint, [(other, other.step + 1)], SAME, by=cast.rina, at=LATER)


def test_what_merging_refuses(cast):
    other, nameless = file_one(cast.mall), file_one(cast.mall, mode=Mode.ANONYMOUS)
    for others, words, by, refusal in (
        ([], SAME, cast.rina, Nobody),
        ([other], " ", cast.rina, NoReply),
        ([other], SAME, cast.nor, NotYours),
        ([nameless], SAME, cast.rina, NotTogether),
    ):
        with pytest.raises(refusal), transaction.atomic():
            merge(cast.complaint, [(one, None) for one in others], words, by=by, at=LATER)
    dismiss(cast.complaint, "in_court", "Sedang disidangkan.", by=cast.rina, at=LATER)
    with pytest.raises(Ended):
        merge(cast.complaint, [(other, None)], SAME, by=cast.rina, at=LATER)


def test_a_cluster_links_and_closes_nothing(cast):
    others = [(other, other.step) for other in five(cast)]
    for _twice in range(2):
        cluster(cast.complaint, others, by=cast.rina, at=LATER)
    cluster(others[0][0], [(cast.complaint, None)], by=cast.rina, at=LATER)  # the other way round is the same
    assert Link.objects.filter(kind="cluster").count() == 5
    assert Complaint.objects.filter(state="received").count() == 6
    assert queries.goes_on(others[0][0]) is None
    with pytest.raises(NotTogether):
        link(file_one(cast.mall, mode=Mode.ANONYMOUS), cast.complaint, Link.Kind.CLUSTER, by=cast.rina, at=LATER)


def test_nobody_sees_a_linked_report_that_does_not_exist_for_them(cast):
    (other, *_rest) = five(cast)
    cluster(cast.complaint, [(other, None)], by=cast.rina, at=LATER)
    recuse(other, cast.officers["yusuf"], by=cast.yusuf, at=LATER)
    assert queries.linked(cast.complaint, cast.yusuf, LATER) == []
    assert len(queries.linked(cast.complaint, cast.rina, LATER)) == 1


def test_the_database_links_nothing_with_itself(cast):
    row = {"complaint": cast.complaint, "other": cast.complaint, "kind": "cluster", "at": LATER}
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.create(**row, by=cast.officers["rina"])


def test_each_person_is_told_once_when_the_report_they_went_on_with_has_ended(cast):
    others = five(cast)
    merge_all(cast, others)
    tell_all(LATER)
    assert [told(other) for other in others] == [0] * 5
    trips.to_talking(cast)
    confirm(cast.complaint, by=cast.sari, at=LATER + timedelta(days=1))
    tell_all(LATER + timedelta(days=2))
    tell_all(LATER + timedelta(days=3))
    assert [told(other) for other in others] == [1] * 5
    object_to(cast.complaint, "Belum.", Objection.Wish.TALK, by=cast.sari, at=LATER + timedelta(days=4))
    confirm(cast.complaint, by=cast.sari, at=LATER + timedelta(days=5))
    tell_all(LATER + timedelta(days=6))
    assert [told(other) for other in others] == [2] * 5  # it ended again


def test_whoever_objects_goes_on_alone_and_is_told_no_more(cast):
    (other, *_rest) = five(cast)
    merge_all(cast, [other])
    object_to(other, "Bukan yang sama.", Objection.Wish.EXAMINE, by=complainant(other.pk), at=LATER)
    assert other.state == "examining"
    assert queries.goes_on(other) is None
    dismiss(cast.complaint, "in_court", "Sedang disidangkan.", by=cast.rina, at=LATER)
    tell_all(LATER)
    assert told(other) == 0


def test_what_is_merged_further_takes_its_own_along(cast):
    first, second, last = five(cast)[:3]
    merge(first, [(second, None)], SAME, by=cast.rina, at=MONDAY_9AM)
    merge(last, [(first, None)], SAME, by=cast.rina, at=LATER)
    assert queries.goes_on(second) == last
    tell_all(LATER)
    assert told(second) == 0  # it goes on: nothing has ended
    last.refresh_from_db()
    dismiss(last, "in_court", "Sedang disidangkan.", by=cast.rina, at=LATER)
    tell_all(LATER)
    assert (told(first), told(second)) == (1, 1)
