"""The overview: what exists for whom, with what it costs."""

from datetime import date, timedelta

import pytest

from dengar.complaints.models import Concern, Grant
from dengar.complaints.operations import name_respondents, recuse
from dengar.figures import operations
from dengar.figures.models import Case, Cell
from dengar.figures.queries import NoAgency, Span, overview
from dengar.people.models import Recusal
from tests.cast import MONDAY_9AM, file_one
from tests.figures.history import a_year
from tests.figures.telling import seal
from tests.trips import LATER

pytestmark = pytest.mark.django_db
NEXT_WEEK = MONDAY_9AM + timedelta(days=7)


def fold() -> None:
    seal()
    while operations.fold_due():
        pass


def seen(cast, name="nor", at=NEXT_WEEK, **choices):
    return overview(cast.mall, getattr(cast, name), at, **{"weeks": 4, **choices})


def complaints(cast, name="nor", **choices) -> int:
    return seen(cast, name, **choices).reading.n("kind/complaint")


def beside(cast, name="nor") -> dict[str, int]:
    return {agency.name: one.n("kind/complaint") for agency, one in seen(cast, name).agencies}


def test_only_weeks_that_are_over_are_shown(cast):
    fold()
    assert seen(cast).span == Span(date(2026, 11, 2), date(2026, 11, 29))
    assert complaints(cast) == 1
    assert complaints(cast, at=NEXT_WEEK - timedelta(days=1)) == 0


def test_an_agencys_figures_are_its_own_and_agencies_stand_by_name(cast):
    file_one(cast.mall, agency=cast.samsat)
    file_one(cast.mall, agency=cast.samsat)
    file_one(cast.mall)
    fold()
    assert (complaints(cast), complaints(cast, agency=cast.samsat.pk)) == (4, 2)
    assert list(beside(cast).items()) == [("Disdukcapil", 1), ("Samsat", 2)]
    with pytest.raises(NoAgency):
        seen(cast, agency=999_999)


def test_what_goes_around_the_desk_only_the_overseer_counts(cast):
    file_one(cast.mall, around_desk=True, agency=cast.samsat)
    fold()
    assert (complaints(cast), complaints(cast, "ombi")) == (1, 2)
    assert (beside(cast)["Samsat"], beside(cast, "ombi")["Samsat"]) == (0, 1)


def named(cast, other):
    officers = [cast.officers["nor"]]
    name_respondents(other, Concern.PERSON, agency=cast.samsat, officers=officers, by=cast.rina, at=LATER)


def kept_out_of_one(cast, other):
    recuse(other, cast.officers["nor"], by=cast.nor, at=LATER)


def speaking(cast, other):
    held = {"officer": cast.officers["nor"], "agency": cast.samsat, "by": cast.officers["rina"]}
    Grant.objects.create(complaint=other, from_at=LATER, **held)


@pytest.mark.parametrize("conflict", [named, kept_out_of_one, speaking])
def test_what_must_not_exist_for_somebody_is_in_no_figure_of_theirs(cast, conflict):
    fold()
    before = seen(cast), seen(cast, agency=cast.samsat.pk)
    other = file_one(cast.mall, agency=cast.samsat)
    conflict(cast, other)
    fold()
    after = seen(cast), seen(cast, agency=cast.samsat.pk)
    for old, new in zip(before, after, strict=True):
        assert +new.reading.counts == +old.reading.counts
        assert [+one.counts for _agency, one in new.agencies] == [+one.counts for _agency, one in old.agencies]
    assert complaints(cast, "ombi") == 2


def test_whoever_keeps_out_of_an_agency_sees_none_of_its_figures(cast):
    other = file_one(cast.mall, agency=cast.samsat)
    name_respondents(other, Concern.UNIT, agency=cast.samsat, by=cast.rina, at=LATER)
    Recusal.objects.create(officer=cast.officers["nor"], agency=cast.samsat, from_at=LATER)
    fold()
    assert complaints(cast) == 1
    assert beside(cast) == {"Disdukcapil": 1}
    with pytest.raises(NoAgency):
        seen(cast, agency=cast.samsat.pk)
    assert complaints(cast, "ombi") == 2


def test_a_report_elsewhere_that_names_such_an_agency_is_left_out_too(cast):
    name_respondents(cast.complaint, Concern.UNIT, agency=cast.samsat, by=cast.rina, at=LATER)
    type(cast.complaint).objects.update(agency=cast.dukcapil)
    Recusal.objects.create(officer=cast.officers["nor"], agency=cast.samsat, from_at=LATER)
    fold()
    assert complaints(cast) == 0
    assert complaints(cast, "ombi") == 1


def test_it_says_until_when_is_counted_and_how_much_waits(cast):
    assert (seen(cast).sealed_at, seen(cast).waiting) == (None, 0)
    fold()
    assert (seen(cast).sealed_at, seen(cast).waiting) == (MONDAY_9AM, 0)
    file_one(cast.mall)
    seal(at=LATER)
    assert (seen(cast).sealed_at, seen(cast).waiting) == (MONDAY_9AM, 64)


def test_five_statements_however_much_there_is(cast, django_assert_num_queries):
    nor = cast.nor
    for n in (1, 60):
        a_year(cast.mall, [cast.dukcapil.pk, cast.samsat.pk], n, MONDAY_9AM)
        for agency in (0, cast.samsat.pk):
            with django_assert_num_queries(5):
                overview(cast.mall, nor, NEXT_WEEK, weeks=52, agency=agency)


def test_noise_of_another_mall_and_of_other_weeks_is_not_counted(cast):
    fold()
    before = seen(cast).reading
    cell = Cell.objects.filter(agency=0, measure="kind/complaint").get()
    for changed in ({"log": "lain"}, {"week": cell.week + timedelta(days=7)}, {"week": cell.week - timedelta(days=28)}):
        Cell.objects.create(**{**_values(cell), **changed})
    Case.objects.create(log="lain", subject=cast.complaint.subject, marks={})
    assert seen(cast).reading == before


def _values(cell: Cell) -> dict[str, object]:
    return {name: getattr(cell, name) for name in ("log", "agency", "week", "measure", "apart", "n")}
