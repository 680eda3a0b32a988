"""Folding: nothing missed, nothing twice, and the same to the byte as a count from nothing."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from dengar.complaints.models import Concern, Kind, Mode
from dengar.complaints.operations import name_respondents
from dengar.figures import operations, proof
from dengar.figures.models import Case, Cell, Cursor
from dengar.ledger.models import Checkpoint
from dengar.malls.models import Mall
from tests import carry
from tests.cast import MONDAY_9AM, file_one
from tests.figures.telling import seal
from tests.trips import LATER, to_agreed

pytestmark = pytest.mark.django_db
EMPTY = proof._with_cells(proof._digest([]), [])


def fold_all(most: int = operations.BATCH) -> int:
    times, head = 0, seal()
    while operations.fold(operations.cursor_of("contoh"), head.size, most=most):
        times += 1
    return times


def lively(cast):
    """Several reports at several points of their journey."""
    to_agreed(cast)
    file_one(cast.mall, kind=Kind.SUGGESTION, agency=cast.samsat)
    file_one(cast.mall, mode=Mode.ANONYMOUS, around_desk=True)
    moved = file_one(cast.mall, at=MONDAY_9AM - timedelta(days=30), agency=cast.samsat)
    name_respondents(moved, Concern.UNIT, agency=cast.dukcapil, by=cast.rina, at=LATER)


def test_what_is_not_sealed_is_not_counted(cast):
    assert not operations.fold_due()
    assert not Case.objects.exists()
    seal()
    assert operations.fold_due()
    assert Case.objects.get().subject == cast.complaint.subject
    assert not operations.fold_due()


def test_the_mall_its_agency_and_the_week_count_a_report_once(cast):
    seal()
    operations.fold_due()
    found = Cell.objects.filter(measure="kind/complaint").values_list("agency", "week", "apart", "n")
    assert sorted(found) == [(of, MONDAY_9AM.date(), False, 1) for of in (0, cast.dukcapil.pk)]


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(most=some.integers(1, 200))
def test_any_batches_give_what_a_count_from_nothing_gives(cast, most):
    if Case.objects.count() < 4:
        lively(cast)
    Cursor.objects.all().delete()
    Case.objects.all().delete()
    Cell.objects.all().delete()
    assert fold_all(most) == -(-seal().size // most)
    here, there = proof.both("contoh")
    assert here == there != EMPTY
    operations.rebuild("contoh")
    assert proof.stored("contoh") == here
    assert not Cell.objects.filter(n__lte=0).exists()


def test_what_is_sealed_later_is_added_and_what_moves_to_another_agency_moves(cast):
    moved = file_one(cast.mall, agency=cast.samsat)
    fold_all()
    before = proof.stored("contoh")
    assert Cell.objects.filter(agency=cast.samsat.pk, measure="kind/complaint").get().n == 1
    name_respondents(moved, Concern.UNIT, agency=cast.dukcapil, by=cast.rina, at=LATER)
    fold_all()
    assert not Cell.objects.filter(agency=cast.samsat.pk).exists()
    assert Cell.objects.filter(agency=cast.dukcapil.pk, measure="kind/complaint").get().n == 2
    here, there = proof.both("contoh")
    assert here == there != before


def test_of_two_workers_at_once_one_wins(cast):
    head = seal()
    slow = operations.cursor_of("contoh")
    assert operations.fold(operations.cursor_of("contoh"), head.size)
    before = proof.stored("contoh")
    assert not operations.fold(slow, head.size)
    assert proof.stored("contoh") == before


def test_another_way_of_counting_counts_everything_anew(cast):
    lively(cast)
    fold_all()
    before = proof.stored("contoh")
    Mall.objects.update(time_zone="Asia/Jayapura")
    assert operations.fold_due()
    assert not Case.objects.exists()
    fold_all()
    Mall.objects.update(time_zone="Asia/Makassar")
    fold_all()
    assert proof.stored("contoh") == before


def test_the_figures_say_until_which_sealing_they_count(cast):
    fold_all()
    assert Cursor.objects.get().sealed_at == Checkpoint.objects.get().at


def told(*options: str) -> str:
    out = StringIO()
    call_command("figures", *options, stdout=out)
    return out.getvalue()


def test_the_command_counts_checks_and_counts_anew(cast):
    lively(cast)
    size = seal().size
    assert f"contoh: {size} catatan dihitung" in told()
    assert told("--check") == told("--rebuild") == told()
    Cell.objects.filter(measure="kind/complaint").update(n=7)
    with pytest.raises(CommandError, match="--rebuild"):
        told("--check")
    told("--rebuild")
    told("--check")


def test_a_mark_that_was_altered_is_found(cast):
    carry.to_talking(cast)
    seal()
    told()
    case = Case.objects.get()
    case.marks = {**case.marks, "reached": "2026-01-01T00:00:00.000000Z"}
    case.save()
    with pytest.raises(CommandError):
        told("--check")
