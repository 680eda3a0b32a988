"""A name for a personal remedy: the person alone gives it, to one officer, once; a legal order needs two."""

from datetime import timedelta

import pytest

from dengar.complaints import releases
from dengar.complaints.models import Grant, Look, Mode, Release
from dengar.complaints.operations import (
    Gone,
    NotNow,
    NotYours,
    approve_order,
    ask_release,
    choose_release,
    open_identity,
    order_release,
    put_release,
    read_open_identity,
    recuse,
    refuse_release,
    releasing,
)
from dengar.complaints.operations.identity import OpenedOnce
from dengar.ledger.models import Entry
from dengar.notices.models import Notice
from tests.cast import SARI, Cast, make_cast
from tests.trips import LATER, to_talking

LAST = LATER.date() + timedelta(days=7)
NEXT_DAY = LATER + timedelta(days=1)
Choice = Release.Choice


def asked(cast: Cast, at=LATER) -> Release:
    return ask_release(cast.complaint, "Untuk menerbitkan akta.", by=cast.hendra, at=at)


def put(cast: Cast) -> Release:
    release = asked(cast)
    said = {"consequence": "Disdukcapil melihat nama Anda.", "reason": "Akta perlu nama."}
    put_release(release, **said, last_day=LAST, by=cast.siti, at=LATER)
    cast.complaint.refresh_from_db()
    return release


@pytest.fixture
def talked(cast) -> Cast:
    to_talking(cast)
    return cast


def look(cast: Cast, at=NEXT_DAY, by=None):
    return open_identity(cast.complaint, reason="Mencetak akta", by=by or cast.hendra, at=at)


def test_one_named_officer_opens_it_once_after_the_persons_choice(talked):
    release = put(talked)
    choose_release(release, Choice.ONE, by=talked.sari, at=LATER)
    with pytest.raises(NotYours):
        look(talked, at=LATER)  # the batch has not gone yet
    assert look(talked) == SARI
    assert read_open_identity(talked.complaint, by=talked.hendra, at=NEXT_DAY + timedelta(minutes=9))
    assert read_open_identity(talked.complaint, by=talked.hendra, at=NEXT_DAY + timedelta(minutes=11)) is None
    with pytest.raises(OpenedOnce):
        look(talked, at=NEXT_DAY + timedelta(minutes=5))
    with pytest.raises(NotYours):
        look(talked, at=NEXT_DAY + timedelta(hours=1))
    assert Look.objects.get().release == release
    assert Notice.objects.filter(kind="identity_opened").count() == 1
    events = set(Entry.objects.values_list("event", flat=True))
    assert {"release_asked", "release_answered", "release_chosen", "identity_released", "identity_opened"} <= events


@pytest.mark.parametrize("choice", [Choice.DESK, Choice.CAUSE, None])
def test_without_that_choice_nothing_opens(talked, choice):
    release = put(talked)
    if choice:
        choose_release(release, choice, by=talked.sari, at=LATER)
    with pytest.raises(NotYours):
        look(talked)
    assert not Look.objects.exists()


def test_the_choice_can_be_taken_back_until_the_name_has_been_opened(talked):
    release = put(talked)
    choose_release(release, Choice.ONE, by=talked.sari, at=LATER)
    choose_release(release, Choice.CAUSE, by=talked.sari, at=LATER)
    with pytest.raises(NotYours):
        look(talked)
    choose_release(release, Choice.ONE, by=talked.sari, at=LATER)
    look(talked)
    with pytest.raises(releasing.OpenedAlready):
        choose_release(release, Choice.CAUSE, by=talked.sari, at=NEXT_DAY)


def test_after_its_last_day_it_opens_nothing(talked):
    choose_release(put(talked), Choice.ONE, by=talked.sari, at=LATER)
    with pytest.raises(NotYours):
        look(talked, at=LATER + timedelta(days=9))


def test_another_officer_gets_nothing_by_it(talked):
    choose_release(put(talked), Choice.ONE, by=talked.sari, at=LATER)
    with pytest.raises(Gone):
        look(talked, by=talked.lutfi)


def test_only_the_custodian_decides_and_only_once(talked):
    release = asked(talked)
    for other in (talked.rina, talked.nor, talked.hendra):
        with pytest.raises(NotYours):
            refuse_release(release, reason="Tidak perlu.", by=other, at=LATER)
    with pytest.raises(releasing.NoReason):
        refuse_release(release, reason=" ", by=talked.siti, at=LATER)
    refuse_release(release, reason="Nama tidak diperlukan.", by=talked.siti, at=LATER)
    with pytest.raises(releasing.DecidedAlready):
        refuse_release(release, reason="Lagi.", by=talked.siti, at=LATER)
    talked.complaint.refresh_from_db()
    with pytest.raises(NotNow):
        choose_release(release, Choice.ONE, by=talked.sari, at=LATER)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"consequence": " "}, releasing.NoConsequence),
        ({"reason": ""}, releasing.NoReason),
        ({"last_day": None}, releasing.NoDay),
        ({"last_day": LATER.date() - timedelta(days=1)}, releasing.NoDay),
    ],
)
def test_what_the_custodian_has_to_say(talked, change, refusal):
    said = {"consequence": "Terlihat.", "reason": "Perlu.", "last_day": LAST} | change
    with pytest.raises(refusal):
        put_release(asked(talked), **said, by=talked.siti, at=LATER)
    assert Release.objects.get().answer == ""


def test_a_nameless_person_is_asked_alike_and_has_to_say_first_who_they_are(db):
    cast = make_cast(mode=Mode.ANONYMOUS)
    to_talking(cast)
    release = put(cast)
    with pytest.raises(releasing.TellUsFirst):
        choose_release(release, Choice.ONE, by=cast.sari, at=LATER)
    choose_release(release, Choice.CAUSE, by=cast.sari, at=LATER)
    assert Release.objects.get().choice == "cause"


def test_an_agency_asks_once_a_week_and_not_for_what_it_may_know(talked):
    asked(talked)
    with pytest.raises(releasing.AskedAlready):
        asked(talked, at=LATER + timedelta(days=6))
    with pytest.raises(NotYours):
        ask_release(talked.complaint, "Perlu.", by=talked.rina, at=LATER)
    with pytest.raises(Gone):
        ask_release(talked.complaint, "Perlu.", by=talked.lutfi, at=LATER)
    with pytest.raises(releasing.NoPurpose):
        ask_release(talked.complaint, " ", by=talked.hendra, at=LATER)


def test_a_legal_order_opens_nothing_before_a_second_officer_has_approved_it(talked):
    release = asked(talked)
    order_release(release, reason="Penetapan 12/2026", last_day=LAST, untold=False, by=talked.siti, at=LATER)
    with pytest.raises(NotYours):
        look(talked)
    with pytest.raises(releasing.SecondPerson):
        approve_order(release, by=talked.siti, at=LATER)
    with pytest.raises(Gone):
        approve_order(release, by=talked.rina, at=LATER)
    approve_order(release, by=talked.nor, at=LATER)
    with pytest.raises(releasing.DecidedAlready):
        approve_order(release, by=talked.nor, at=LATER)
    talked.complaint.refresh_from_db()
    assert look(talked) == SARI
    assert Notice.objects.filter(kind="name_ordered").count() == 1


def test_an_order_that_forbids_telling_is_recorded_and_not_told(talked):
    release = asked(talked)
    order_release(release, reason="Penetapan 12/2026", last_day=LAST, untold=True, by=talked.siti, at=LATER)
    approve_order(release, by=talked.nor, at=LATER)
    talked.complaint.refresh_from_db()
    look(talked)
    assert not Notice.objects.filter(kind__in=["name_ordered", "identity_opened"]).exists()
    assert Entry.objects.filter(event="identity_opened").count() == 1


def test_for_whoever_is_in_conflict_the_request_does_not_exist(talked):
    release = asked(talked)
    recuse(talked.complaint, talked.officers["siti"], by=talked.rina, at=LATER)
    assert not releases.to_decide(talked.siti, LATER).exists()
    with pytest.raises(Gone):
        refuse_release(release, reason="Tidak perlu.", by=talked.siti, at=LATER)


def test_second_officers_see_orders_alone(talked):
    release = asked(talked)
    assert list(releases.to_decide(talked.siti, LATER)) == [release]
    assert not releases.to_decide(talked.nor, LATER).exists()
    assert not releases.to_decide(talked.rina, LATER).exists()


def test_whoever_speaks_for_the_agency_approves_no_order_of_it(talked):
    release = asked(talked)
    order_release(release, reason="Penetapan 12/2026", last_day=LAST, untold=False, by=talked.siti, at=LATER)
    rows = Grant.objects.filter(complaint=talked.complaint)
    rows.update(officer=talked.officers["nor"])
    assert not releases.to_decide(talked.nor, LATER).exists()
    with pytest.raises(Gone):
        approve_order(release, by=talked.nor, at=LATER)
