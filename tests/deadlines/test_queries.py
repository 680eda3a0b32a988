from datetime import UTC, date, datetime, time, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from dengar.deadlines import policies, queries
from dengar.deadlines.calendar import TermRule, Unit, derive
from dengar.deadlines.models import Holiday, HolidayKind, Opening, Term
from dengar.deadlines.operations import add_holiday
from dengar.kit.actors import HOUSE
from dengar.malls.models import Agency, Mall
from tests.deadlines.conftest import THURSDAY

TODAY = date(2026, 11, 19)


def put(mall: Mall, length: int, *, agency: Agency | None = None, klass: str = "", **more: object) -> Term:
    fields: dict[str, object] = {
        "kind": "class",
        "unit": Unit.WORKING_DAYS,
        "basis": "SOP",
        "valid_from": date(2026, 1, 1),
        **more,
    }
    return Term.objects.create(mall=mall, agency=agency, klass=klass, length=length, **fields)


def test_the_most_specific_term_wins(mall: Mall, land: Agency) -> None:
    def length() -> int | None:
        rule = queries.term(mall.pk, "class", agency_id=land.pk, klass="ordinary", on=TODAY)
        return rule.length if rule else None

    put(mall, 99, kind="answer")
    put(mall, 98, klass="serious")
    put(mall, 97, agency=Agency.objects.create(mall=mall, code="pajak", name="Pajak"), klass="ordinary")
    put(Mall.objects.create(slug="lain", name="Lain"), 96, klass="ordinary")
    assert length() is None
    put(mall, 1)
    assert length() == 1
    put(mall, 2, klass="ordinary")
    assert length() == 2
    put(mall, 3, agency=land)
    assert length() == 3
    put(mall, 4, agency=land, klass="ordinary")
    assert length() == 4


def test_a_term_holds_from_its_first_to_its_last_day(mall: Mall) -> None:
    put(mall, 14, valid_until=date(2026, 12, 31))
    put(mall, 10, valid_from=date(2027, 1, 1))
    lengths = {
        day: rule.length if (rule := queries.term(mall.pk, "class", on=day)) else None
        for day in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1))
    }
    assert list(lengths.values()) == [None, 14, 14, 10]


def test_a_policy_is_read_once_until_it_changes(
    running: Mall, land: Agency, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    queries.policy(running, land.pk, on=TODAY)
    with django_assert_num_queries(0):
        kept = queries.policy(running, land.pk, on=TODAY)
        assert queries.kept_calendar(running, land.pk) is kept.calendar
    add_holiday(Mall.objects.get(), day=TODAY, name="Hari jadi", by=HOUSE, at=THURSDAY)  # somebody else, elsewhere
    assert not queries.kept_calendar(Mall.objects.get(), land.pk).is_open(TODAY)


def test_a_policy_answers_for_all_clocks_in_three_statements(
    running: Mall, land: Agency, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(3):
        policy = queries.policy(running, land.pk, on=TODAY)
    with django_assert_num_queries(0):
        assert policy.rule("class", "ordinary") == TermRule(
            "class",
            14,
            Unit.WORKING_DAYS,
            "ordinary",
            "Golongan tidak berkadar pengawasan, 14 hari kerja, seperti yang diumumkan instansi",
            confirmed=True,
            pauses=True,
        )
        contact = policy.rule("first_contact", "ordinary")
        assert contact is not None
        assert contact.length == 1
        assert policy.rule("promise") is None
        assert policy.rule("class") is None, "a class is decided first"


def test_the_calendar_knows_collective_leave_and_the_time_zone(running: Mall) -> None:
    calendar = queries.calendar(running.pk)
    assert calendar.time_zone == "Asia/Makassar"
    assert calendar.holidays[date(2026, 12, 24)].startswith("Cuti Bersama")
    assert not calendar.is_open(date(2026, 12, 25))
    assert calendar.hours[0] == (time(8), time(15, 30))


def test_an_agency_with_hours_of_its_own_keeps_those_alone(running: Mall, land: Agency) -> None:
    Opening.objects.create(mall=running, agency=land, weekday=5, opens=time(8), closes=time(14))
    assert queries.calendar(running.pk, agency_id=land.pk).hours == {5: (time(8), time(14))}
    assert set(queries.calendar(running.pk).hours) == set(range(5))


def test_a_mall_without_any_policy_has_the_shipped_week(mall: Mall) -> None:
    calendar = queries.calendar(mall.pk)
    assert set(calendar.hours) == set(range(5))
    assert calendar.holidays == {}


def test_an_unknown_mall_is_a_bug(db: None) -> None:
    with pytest.raises(Mall.DoesNotExist):
        queries.calendar(404)


def test_a_decree_that_came_late_moves_dates_only_from_when_it_was_known(running: Mall) -> None:
    rule = TermRule("first_contact", 1, Unit.WORKING_DAYS)
    decreed = datetime(2026, 11, 20, 1, tzinfo=UTC)
    Holiday.objects.create(
        mall=running, date=date(2026, 11, 20), name="Pilkada", kind=HolidayKind.LOCAL, known_since=decreed
    )
    before = queries.calendar(running.pk, known=decreed - timedelta(seconds=1))
    assert derive(THURSDAY, rule, before).due_date == date(2026, 11, 20)
    assert derive(THURSDAY, rule, queries.calendar(running.pk, known=decreed)).due_date == date(2026, 11, 23)
    assert derive(THURSDAY, rule, queries.calendar(running.pk)).due_date == date(2026, 11, 23)


def test_settings_pages_see_what_is_and_what_will_be(running: Mall, land: Agency) -> None:
    put(running, 1, agency=land, valid_until=date(2026, 6, 30))
    put(running, 2, agency=land, valid_from=date(2027, 1, 1))
    lengths = [term.length for term in queries.terms(running.pk, on=TODAY) if term.agency_id]
    assert lengths == [2]
    dates = [holiday.date for holiday in queries.holidays(running.pk, since=TODAY)]
    assert dates[:2] == [date(2026, 12, 24), date(2026, 12, 25)]


def test_loading_again_changes_nothing_that_somebody_set(running: Mall) -> None:
    Term.objects.filter(kind="first_contact").update(length=2)
    Opening.objects.filter(weekday=4).delete()
    Holiday.objects.filter(date=date(2026, 12, 24)).update(known_until=THURSDAY)
    before = [list(model.objects.order_by("pk").values()) for model in (Term, Opening, Holiday)]
    policies.load(running, at=THURSDAY + timedelta(days=1))
    assert [list(model.objects.order_by("pk").values()) for model in (Term, Opening, Holiday)] == before


def test_loading_a_year_later_adds_the_holidays_of_another_year(running: Mall) -> None:
    assert Holiday.objects.filter(date__year=2027).exists()
    assert not Holiday.objects.filter(date__year=2028).exists()
    policies.load(running, at=THURSDAY + timedelta(days=365))
    assert Holiday.objects.filter(date__year=2028).exists()


def test_shipped_terms_say_their_basis_and_what_is_not_confirmed(running: Mall) -> None:
    shipped = Term.objects.filter(mall=running)
    assert not shipped.filter(basis="").exists()
    assert not shipped.filter(confirmed=True, basis__startswith="UU").exists(), "law is to be confirmed by the mall"
    assert not shipped.filter(confirmed=True, basis__startswith="Aturan Dengar").exists()


def test_shipped_holidays_are_the_real_ones(running: Mall) -> None:
    by_kind = {
        kind: Holiday.objects.filter(kind=kind, date__year=2025).count()
        for kind in (HolidayKind.NATIONAL, HolidayKind.COLLECTIVE)
    }
    assert by_kind == {HolidayKind.NATIONAL: 17, HolidayKind.COLLECTIVE: 11}
    assert Holiday.objects.get(date=date(2025, 8, 18)).name == "Cuti Bersama Hari Kemerdekaan Republik Indonesia"
