from datetime import date, time, timedelta

import pytest

from dengar.deadlines import operations, queries
from dengar.deadlines.models import Holiday, HolidayKind, Opening, Term
from dengar.kit.actors import Actor, Role
from dengar.kit.errors import Refused
from dengar.ledger.models import Entry
from dengar.malls.models import Agency, Mall
from dengar.malls.operations import AgencyElsewhere, NotYourMall
from tests.deadlines.conftest import THURSDAY

TODAY = date(2026, 11, 19)
NEW_YEAR = date(2027, 1, 1)


@pytest.fixture
def made(mall: Mall) -> Actor:
    return Actor(Role.COORDINATOR, "coordinator:7", mall_id=mall.pk, officer_id=7)


def set_term(mall: Mall, by: Actor, **changes: object) -> Term:
    wanted: dict[str, object] = {
        "kind": "class",
        "klass": "ordinary",
        "length": 10,
        "unit": "working_days",
        "basis": "SOP versi 4, butir 9",
        "valid_from": NEW_YEAR,
        **changes,
    }
    return operations.set_term(mall, by=by, at=THURSDAY, **wanted)  # type: ignore[arg-type]


def length(mall: Mall, on: date, agency: Agency | None = None) -> int | None:
    rule = queries.term(mall.pk, "class", klass="ordinary", agency_id=agency.pk if agency else None, on=on)
    return rule.length if rule else None


def test_a_new_term_begins_where_the_old_one_ends(running: Mall, made: Actor) -> None:
    set_term(running, made)
    assert length(running, NEW_YEAR - timedelta(days=1)) == 14
    assert length(running, NEW_YEAR) == 10
    old, new = Term.objects.filter(kind="class", klass="ordinary").order_by("valid_from")
    assert (old.valid_until, new.valid_until) == (date(2026, 12, 31), None)


def test_every_change_is_in_the_register(running: Mall, made: Actor) -> None:
    term = set_term(running, made)
    entry = Entry.objects.get(event="policy_changed")
    assert (entry.log, entry.actor, entry.at) == (running.slug, "coordinator:7", THURSDAY)
    assert entry.facts["kind"] == "term"
    assert entry.facts["id"] == term.pk
    assert entry.facts["from"] == "2027-01-01"
    assert entry.facts["digest"] != entry.facts["old"]
    assert "SOP" not in str(entry.facts)


def test_a_change_that_has_not_begun_can_be_corrected(running: Mall, made: Actor) -> None:
    first = set_term(running, made)
    second = set_term(running, made, length=12)
    assert second.pk == first.pk
    assert length(running, NEW_YEAR) == 12
    assert Entry.objects.filter(event="policy_changed").count() == 2


def test_an_agency_may_have_its_own_and_give_it_up(running: Mall, made: Actor, land: Agency) -> None:
    own = set_term(running, made, agency=land, length=7, valid_from=TODAY)
    assert (length(running, TODAY, land), length(running, TODAY)) == (7, 14)
    operations.end_term(own, last_day=date(2026, 12, 31), by=made, at=THURSDAY)
    assert length(running, date(2026, 12, 31), land) == 7
    assert length(running, NEW_YEAR, land) == 14


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"length": -1}, operations.BadLength),
        ({"length": 1001}, operations.BadLength),
        ({"extension": -1}, operations.BadLength),
        ({"basis": "  "}, operations.NoBasis),
        ({"valid_from": TODAY - timedelta(days=1)}, operations.NotInThePast),
    ],
)
def test_bad_policy_is_refused_in_words(
    running: Mall, made: Actor, changes: dict[str, object], refusal: type[Refused]
) -> None:
    before = list(Term.objects.order_by("pk").values())
    with pytest.raises(refusal) as caught:
        set_term(running, made, **changes)
    assert str(caught.value)
    assert list(Term.objects.order_by("pk").values()) == before
    assert not Entry.objects.filter(event="policy_changed").exists()


@pytest.mark.parametrize("changes", [{"kind": "tea"}, {"unit": "weeks"}])
def test_unknown_kinds_and_units_are_bugs(running: Mall, made: Actor, changes: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        set_term(running, made, **changes)


def test_two_versions_never_overlap(running: Mall, made: Actor) -> None:
    set_term(running, made)
    with pytest.raises(operations.ChangeWaiting):
        set_term(running, made, valid_from=TODAY)
    set_term(running, made, klass="serious", valid_from=TODAY)
    with pytest.raises(operations.ChangeWaiting):
        set_term(running, made, klass="serious", valid_from=TODAY, length=61)


def test_a_term_with_nothing_behind_it_cannot_end(running: Mall, made: Actor) -> None:
    for kind, klass in (("decision", ""), ("class", "ordinary")):
        with pytest.raises(operations.LeavesGap):
            operations.end_term(
                Term.objects.get(kind=kind, klass=klass), last_day=date(2026, 12, 31), by=made, at=THURSDAY
            )
    suggestion = Term.objects.get(kind="answer", klass="suggestion")
    with pytest.raises(operations.NotInThePast):
        operations.end_term(suggestion, last_day=TODAY - timedelta(days=1), by=made, at=THURSDAY)
    operations.end_term(suggestion, last_day=TODAY, by=made, at=THURSDAY)
    with pytest.raises(operations.ChangedMeanwhile):
        operations.end_term(Term.objects.get(pk=suggestion.pk), last_day=TODAY, by=made, at=THURSDAY)


def test_a_local_holiday_is_added_once(running: Mall, made: Actor) -> None:
    day = date(2026, 11, 20)
    holiday = operations.add_holiday(running, day=day, name=" Hari  jadi kota ", by=made, at=THURSDAY)
    assert (holiday.name, holiday.kind, holiday.known_since) == ("Hari jadi kota", HolidayKind.LOCAL, THURSDAY)
    assert not queries.calendar(running.pk).is_open(day)
    with pytest.raises(operations.HolidayKnown):
        operations.add_holiday(running, day=day, name="Lagi", by=made, at=THURSDAY)
    with pytest.raises(operations.NoHolidayName):
        operations.add_holiday(running, day=day + timedelta(days=3), name=" ", by=made, at=THURSDAY)
    assert Entry.objects.get(event="policy_changed").facts["from"] == "2026-11-20"


def test_a_coming_holiday_can_be_dropped_and_set_again(running: Mall, made: Actor) -> None:
    leave = Holiday.objects.get(date=date(2026, 12, 24))
    later = THURSDAY + timedelta(hours=1)
    operations.drop_holiday(leave, by=made, at=later)
    assert queries.calendar(running.pk).is_open(date(2026, 12, 24))
    assert not queries.calendar(running.pk, known=THURSDAY).is_open(date(2026, 12, 24)), "what we thought then"
    with pytest.raises(operations.ChangedMeanwhile):
        operations.drop_holiday(leave, by=made, at=later)
    operations.add_holiday(running, day=date(2026, 12, 24), name="Cuti bersama", by=made, at=later)
    assert not queries.calendar(running.pk).is_open(date(2026, 12, 24))


def test_a_holiday_that_has_passed_stays(running: Mall, made: Actor) -> None:
    with pytest.raises(operations.HolidayPassed):
        operations.drop_holiday(Holiday.objects.get(date=date(2026, 8, 17)), by=made, at=THURSDAY)


def test_an_estimate_is_renamed_once_it_is_certain(running: Mall, made: Actor) -> None:
    estimate, later = Holiday.objects.get(date=date(2026, 12, 24)), THURSDAY + timedelta(hours=1)
    new = operations.rename_holiday(estimate, name=" Cuti  bersama ", kind=HolidayKind.COLLECTIVE, by=made, at=later)
    assert (new.name, new.date, new.known_since) == ("Cuti bersama", estimate.date, later)
    assert not queries.calendar(running.pk).is_open(new.date)
    assert queries.calendar(running.pk, known=THURSDAY).holidays[new.date] == estimate.name, "what we called it then"
    with pytest.raises(operations.ChangedMeanwhile):
        operations.rename_holiday(estimate, name="Lagi", kind=HolidayKind.LOCAL, by=made, at=later)
    with pytest.raises(operations.NoHolidayName):
        operations.rename_holiday(new, name=" ", kind=HolidayKind.LOCAL, by=made, at=later)
    passed = Holiday.objects.get(date=date(2026, 8, 17))
    with pytest.raises(operations.HolidayPassed):
        operations.rename_holiday(passed, name="Lain", kind=HolidayKind.LOCAL, by=made, at=later)
    assert Entry.objects.get(event="policy_changed").facts["reason"] == "renamed"


def test_what_was_decided_on_another_policy_is_told(running: Mall, made: Actor, land: Agency) -> None:
    running.refresh_from_db()
    seen = running.policy_stamp
    operations.add_holiday(running, day=date(2026, 11, 20), name="Hari jadi", by=made, at=THURSDAY, seen=seen)
    suggestion = Term.objects.get(kind="answer", klass="suggestion")
    for late in (
        lambda: operations.add_holiday(running, day=date(2026, 11, 23), name="Lagi", by=made, at=THURSDAY, seen=seen),
        lambda: operations.set_hours(running, {}, agency=land, by=made, at=THURSDAY, seen=seen),
        lambda: set_term(running, made, seen=seen),
        lambda: operations.end_term(suggestion, last_day=TODAY, by=made, at=THURSDAY, seen=seen),
    ):
        with pytest.raises(operations.ChangedMeanwhile):
            late()
    assert Entry.objects.filter(event="policy_changed").count() == 1


def test_an_agency_has_hours_of_its_own_and_gives_them_up(running: Mall, made: Actor, land: Agency) -> None:
    six_days = dict.fromkeys(range(6), (time(8), time(14)))
    operations.set_hours(running, six_days, agency=land, by=made, at=THURSDAY)
    assert queries.calendar(running.pk, agency_id=land.pk).hours == six_days
    assert set(queries.calendar(running.pk).hours) == set(range(5))
    operations.set_hours(running, {}, agency=land, by=made, at=THURSDAY)
    assert set(queries.calendar(running.pk, agency_id=land.pk).hours) == set(range(5))
    assert Entry.objects.filter(event="policy_changed").count() == 2


def test_hours_that_make_no_sense_are_refused(running: Mall, made: Actor) -> None:
    with pytest.raises(operations.NeverOpen):
        operations.set_hours(running, {}, by=made, at=THURSDAY)
    with pytest.raises(operations.ClosesBeforeOpening):
        operations.set_hours(running, {0: (time(8), time(8))}, by=made, at=THURSDAY)
    assert Opening.objects.filter(mall=running).count() == 5


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.COORDINATOR, Role.HOUSE)])
def test_only_who_runs_the_mall_changes_policy(running: Mall, role: Role) -> None:
    by = Actor(role, f"{role}:1", mall_id=running.pk)
    with pytest.raises(NotYourMall):
        set_term(running, by)
    with pytest.raises(NotYourMall):
        operations.add_holiday(running, day=NEW_YEAR, name="x", by=by, at=THURSDAY)
    with pytest.raises(NotYourMall):
        operations.set_hours(running, {0: (time(8), time(9))}, by=by, at=THURSDAY)


def test_the_coordinator_of_another_mall_changes_nothing_here(running: Mall, land: Agency) -> None:
    other = Mall.objects.create(slug="lain", name="Lain")
    neighbour = Actor(Role.COORDINATOR, "coordinator:9", mall_id=other.pk)
    with pytest.raises(NotYourMall):
        set_term(running, neighbour)
    with pytest.raises(NotYourMall):
        operations.drop_holiday(Holiday.objects.get(date=date(2026, 12, 25)), by=neighbour, at=THURSDAY)
    with pytest.raises(AgencyElsewhere):
        set_term(other, neighbour, agency=land)
