"""Who speaks for an agency: the rule of journey.md, case by case."""

import pytest

from dengar.complaints import journey, queries
from dengar.complaints.models import Concern, Grant
from dengar.complaints.operations import (
    Gone,
    NotYours,
    approve_brief,
    end_grant,
    grant,
    leave,
    name_respondents,
    open_identity,
    recuse,
    speak_for,
)
from dengar.complaints.operations.granting import HeardOffSite, InConflict, NotTheirSpeaker, NotTheirTurn
from dengar.complaints.speaking import Why, as_speaker, speaker, speaks_for
from dengar.complaints.visibility import free_coordinators, standing, visible_to
from dengar.kit.actors import Role
from dengar.ledger.models import Entry
from dengar.people import operations as people
from dengar.people.models import Membership, Officer
from tests.cast import LAST_YEAR, Cast
from tests.trips import LATER

REASON = "Hendra cuti sampai Jumat."


def add(cast: Cast, name: str, role: str = "liaison", *, stand_in: bool = False, off_site: bool = False) -> Officer:
    officer = Officer.objects.create_user(email=f"{name}@example.go.id", name=name.title(), off_site=off_site)
    agency = cast.dukcapil if role == "liaison" else None
    Membership.objects.create(
        officer=officer, mall=cast.mall, role=role, agency=agency, stand_in=stand_in, from_at=LAST_YEAR
    )
    cast.officers[name] = officer
    return officer


@pytest.fixture
def staffed(cast) -> Cast:
    """Disdukcapil with everybody: Hendra, Aminah who stands in, Kadis outside; two coordinators in the mall."""
    add(cast, "kadis", off_site=True)
    add(cast, "aminah", stand_in=True)
    add(cast, "ida", "coordinator", stand_in=True)
    return cast


def ready(cast: Cast) -> Cast:
    """All that comes before a speaker is let in."""
    name_respondents(cast.complaint, Concern.UNIT, agency=cast.dukcapil, by=cast.rina, at=LATER)
    approve_brief(cast.complaint, title="Syarat akta", words="Syarat berbeda-beda.", by=cast.rina, at=LATER)
    return cast


def keep_out(cast: Cast, *names: str) -> None:
    """They may not know of this one report."""
    for name in names:
        recuse(cast.complaint, cast.officers[name], by=cast.rina, at=LATER)


def turn(cast: Cast) -> tuple[str | None, Why, list[str]]:
    found = speaker(cast.complaint, cast.dukcapil, LATER)
    return found.officer and found.officer.name.lower(), found.why, [one.name.lower() for one in found.others]


@pytest.mark.parametrize(
    ("out", "expected"),
    [
        ((), ("hendra", Why.LIAISON, ["aminah", "kadis"])),
        (("aminah",), ("hendra", Why.LIAISON, ["kadis"])),
        (("hendra",), ("aminah", Why.STAND_IN, ["kadis"])),
        (("hendra", "aminah"), ("kadis", Why.SUPERIOR, [])),
        (("kadis", "hendra"), ("aminah", Why.STAND_IN, [])),
        (("hendra", "aminah", "kadis"), ("nor", Why.COORDINATOR, [])),
        (("hendra", "aminah", "kadis", "nor"), ("ida", Why.COORDINATOR, [])),
        (("hendra", "aminah", "kadis", "nor", "ida"), (None, Why.NOBODY, [])),
    ],
)
def test_the_first_who_is_free_speaks(staffed, out, expected):
    keep_out(staffed, *out)
    assert turn(staffed) == expected


@pytest.mark.parametrize(
    ("out", "expected"),
    [
        ((), ("kadis", Why.SMALL, [])),
        (("hendra",), ("kadis", Why.SMALL, [])),
        (("kadis",), ("nor", Why.COORDINATOR, [])),
    ],
)
def test_a_small_agency_is_heard_through_its_superior_outside_alone(staffed, out, expected):
    Membership.objects.filter(officer__name__in=("Tini", "Aminah")).update(until_at=LATER)
    keep_out(staffed, *out)
    assert turn(staffed) == expected


def test_who_sits_outside_does_not_make_an_agency_large(cast):
    Membership.objects.filter(officer=cast.officers["tini"]).update(until_at=LATER)
    add(cast, "kadis", off_site=True)
    assert turn(cast)[0] == "kadis", "three accounts, but two of them in the mall"


def test_who_is_complained_of_does_not_speak_nor_who_works_under_them(staffed):
    Officer.objects.filter(name="Aminah").update(superior=staffed.officers["hendra"])
    hendra = [staffed.officers["hendra"]]
    name_respondents(staffed.complaint, Concern.PERSON, officers=hendra, by=staffed.rina, at=LATER)
    assert turn(staffed) == ("kadis", Why.SUPERIOR, [])


def test_where_the_coordinator_has_to_handle_it_another_one_speaks(staffed):
    keep_out(staffed, "hendra", "aminah", "kadis")
    both = [staffed.officers["rina"], staffed.officers["yusuf"]]
    name_respondents(staffed.complaint, Concern.PERSON, officers=both, by=staffed.rina, at=LATER)
    assert turn(staffed) == ("ida", Why.COORDINATOR, [])
    recuse(staffed.complaint, staffed.officers["ida"], by=staffed.nor, at=LATER)
    assert turn(staffed) == (None, Why.NOBODY, []), "nobody is on both sides"


def test_the_rules_choice_needs_no_reason_and_another_does(staffed):
    ready(staffed)
    aminah, hendra = staffed.officers["aminah"], staffed.officers["hendra"]
    with pytest.raises(NotTheirTurn):
        grant(staffed.complaint, aminah, staffed.dukcapil, reason="  ", by=staffed.rina, at=LATER)
    made = grant(staffed.complaint, aminah, staffed.dukcapil, reason=REASON, by=staffed.rina, at=LATER)
    assert REASON.encode() not in bytes(made.reason), "sealed"
    assert queries.granted(staffed.complaint, LATER) == [(made, REASON)]
    assert grant(staffed.complaint, hendra, staffed.dukcapil, reason=REASON, by=staffed.rina, at=LATER).reason is None
    first, second = Entry.objects.filter(event="grant_begun").order_by("pk")
    assert len(first.facts["words"]) == 64
    assert "words" not in second.facts


def test_who_cannot_speak_is_refused_whatever_the_reason(staffed):
    ready(staffed)
    keep_out(staffed, "aminah")
    for name, refusal in {"lutfi": NotTheirSpeaker, "nor": NotTheirSpeaker, "aminah": InConflict}.items():
        with pytest.raises(refusal):
            grant(staffed.complaint, staffed.officers[name], staffed.dukcapil, reason=REASON, by=staffed.rina, at=LATER)
    Membership.objects.filter(officer__name__in=("Tini", "Aminah")).update(until_at=LATER)
    with pytest.raises(HeardOffSite):
        grant(staffed.complaint, staffed.officers["hendra"], staffed.dukcapil, reason=REASON, by=staffed.rina, at=LATER)
    assert not Grant.objects.exists()


def test_nobody_lets_themselves_in(cast):
    Membership.objects.create(
        officer=cast.officers["yusuf"], mall=cast.mall, role="liaison", agency=cast.dukcapil, from_at=LAST_YEAR
    )
    ready(cast)
    with pytest.raises(InConflict):
        grant(cast.complaint, cast.officers["yusuf"], cast.dukcapil, reason=REASON, by=cast.yusuf, at=LATER)


def coordinator_let_in(cast: Cast) -> str:
    """Nobody of the agency is free: Nor speaks for it. Return the agency's handle."""
    ready(cast)
    keep_out(cast, "hendra")
    grant(cast.complaint, cast.officers["nor"], cast.dukcapil, by=cast.rina, at=LATER)
    return cast.complaint.handles.get().code


def test_a_coordinator_who_speaks_sees_what_an_agency_sees_and_handles_nothing(cast):
    handle = coordinator_let_in(cast)
    assert turn(cast) == ("nor", Why.COORDINATOR, []), "who is let in keeps the turn"
    assert queries.one(cast.nor, cast.complaint.number, LATER) is None
    assert free_coordinators(cast.complaint, LATER) == []
    with pytest.raises(Gone):
        open_identity(cast.complaint, reason="Ingin tahu", by=cast.nor, at=LATER)
    with pytest.raises(Gone):
        speak_for(cast.complaint, journey.EXAMINE, read_back=True, by=cast.nor, at=LATER)
    part = as_speaker(cast.nor, handle, LATER)
    assert (part.role, part.agency_id) == (Role.LIAISON, cast.dukcapil.pk)
    assert speaks_for(cast.nor, LATER) == [part]
    assert queries.by_handle(part, handle, LATER) == cast.complaint
    assert standing(part, cast.complaint, LATER) is Role.LIAISON
    with pytest.raises(NotYours):
        open_identity(cast.complaint, reason="Ingin tahu", by=part, at=LATER)


def test_the_part_ends_with_the_grant_and_nobody_else_has_it(cast):
    handle = coordinator_let_in(cast)
    for other in (cast.rina, cast.lutfi, cast.ombi):
        assert as_speaker(other, handle, LATER) is other
    end_grant(Grant.objects.get(), by=cast.rina, at=LATER)
    assert as_speaker(cast.nor, handle, LATER) == cast.nor
    assert visible_to(cast.nor, LATER).get() == cast.complaint


def test_with_the_coordinators_role_ends_what_they_spoke_for(cast):
    coordinator_let_in(cast)
    add(cast, "ida", "coordinator")
    leave(cast.officers["nor"].memberships.get(), by=cast.ida, at=LATER)
    assert not Grant.objects.current(LATER).exists()
    assert turn(cast) == ("ida", Why.COORDINATOR, [])


def test_what_is_handed_over_goes_to_nobody_of_the_other_side(staffed):
    ready(staffed)
    grant(staffed.complaint, staffed.officers["hendra"], staffed.dukcapil, by=staffed.rina, at=LATER)
    yusuf = staffed.officers["yusuf"]
    Membership.objects.create(
        officer=yusuf, mall=staffed.mall, role="liaison", agency=staffed.dukcapil, from_at=LAST_YEAR
    )
    open_identity(staffed.complaint, reason="Menelepon", by=staffed.yusuf, at=LATER)
    leave(staffed.officers["hendra"].memberships.get(), to=yusuf, by=staffed.nor, at=LATER)
    assert not Grant.objects.current(LATER).exists()


def test_who_keeps_out_of_the_agency_does_not_speak_for_it(staffed):
    people.recuse(staffed.officers["hendra"], agency=staffed.dukcapil, by=staffed.nor, at=LATER)
    assert turn(staffed)[0] == "aminah"
