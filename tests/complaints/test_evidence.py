"""Who may open which file: the person their own, the desk all, an agency what was released, nobody else any."""

import pytest

from dengar.complaints import queries
from dengar.complaints.models import Concern, FileRelease, Thread
from dengar.complaints.operations import (
    Gone,
    NotYours,
    end_grant,
    name_respondents,
    recuse,
    release_file,
    send,
    take_back_file,
)
from dengar.complaints.operations.evidence import NoReason, NotLetIn
from dengar.complaints.visibility import files_visible_to
from dengar.files.operations import Upload
from dengar.kit.actors import HOUSE, Actor, Role
from dengar.ledger.models import Entry
from tests import trips
from tests.cast import Cast, make_cast
from tests.files import samples
from tests.trips import LATER

WHY = "Nomor berkas hanya ada di foto ini."


@pytest.fixture
def cast(db) -> Cast:
    cast = make_cast()
    trips.to_talking(cast)
    return cast


def photo(n: int = 0) -> Upload:
    return Upload("IMG.jpg", samples.picture(size=(60 + n, 40)))


def given(cast, by=None, thread=Thread.COMPLAINANT, n=0):
    sent = send(cast.complaint, thread, "Lihat ini.", [photo(n)], by=by or cast.sari, at=LATER)
    return sent.message.files.get()


def labels(cast, actor):
    return [file.label for file in queries.attached(actor, cast.complaint, LATER)]


def test_at_first_the_person_and_the_desk_open_it_and_nobody_else(cast):
    given(cast)
    for actor in (cast.sari, cast.rina, cast.yusuf, cast.nor, HOUSE):
        assert labels(cast, actor) == ["lampiran-1"]
    for actor in (cast.hendra, cast.lutfi, cast.budi, cast.siti, cast.ombi, Actor(Role.RESPONDENT, "respondent:1")):
        assert labels(cast, actor) == []
        assert queries.attachment(actor, cast.complaint, 1, LATER) is None


def test_the_handler_s_decision_opens_one_file_to_one_agency(cast):
    one, other = given(cast), given(cast, n=1)
    made = release_file(cast.complaint, one, cast.dukcapil, WHY, by=cast.rina, at=LATER)
    assert release_file(cast.complaint, one, cast.dukcapil, WHY, by=cast.rina, at=LATER) == made
    assert labels(cast, cast.hendra) == ["lampiran-1"]
    assert labels(cast, cast.lutfi) == []
    assert other.releases.count() == 0
    entry = Entry.objects.get(event="attachment_released")
    assert entry.actor == f"handler:{cast.officers['rina'].pk}"
    assert WHY not in str(entry.facts)
    assert queries.read(cast.complaint, made.reason, "release") == WHY


def test_it_is_closed_again_at_once_and_both_stay_recorded(cast):
    row = given(cast)
    release_file(cast.complaint, row, cast.dukcapil, WHY, by=cast.rina, at=LATER)
    for _time in range(2):
        take_back_file(cast.complaint, row, cast.dukcapil, by=cast.rina, at=LATER)
    assert labels(cast, cast.hendra) == []
    assert FileRelease.objects.get().until_at == LATER
    assert Entry.objects.filter(event="attachment_withheld").count() == 1
    release_file(cast.complaint, row, cast.dukcapil, WHY, by=cast.rina, at=LATER)
    assert labels(cast, cast.hendra) == ["lampiran-1"]


def test_who_may_no_longer_see_the_report_may_open_nothing_of_it(cast):
    row = given(cast)
    release_file(cast.complaint, row, cast.dukcapil, WHY, by=cast.rina, at=LATER)
    end_grant(cast.complaint.grants.get(), by=cast.rina, at=LATER)
    assert labels(cast, cast.hendra) == []


def test_whoever_is_named_in_it_opens_nothing_any_more(cast):
    row = given(cast)
    release_file(cast.complaint, row, cast.dukcapil, WHY, by=cast.rina, at=LATER)
    name_respondents(
        cast.complaint, Concern.PERSON, officers=[cast.officers["hendra"]], agency=None, by=cast.rina, at=LATER
    )
    recuse(cast.complaint, cast.officers["yusuf"], by=cast.rina, at=LATER)
    assert labels(cast, cast.hendra) == labels(cast, cast.yusuf) == []


@pytest.mark.parametrize("name", ["hendra", "nor", "sari"])
def test_nobody_but_the_handler_decides(cast, name):
    row = given(cast)
    with pytest.raises(NotYours):
        release_file(cast.complaint, row, cast.dukcapil, WHY, by=getattr(cast, name), at=LATER)
    with pytest.raises(NotYours):
        take_back_file(cast.complaint, row, cast.dukcapil, by=getattr(cast, name), at=LATER)
    with pytest.raises(Gone):
        release_file(cast.complaint, row, cast.dukcapil, WHY, by=cast.lutfi, at=LATER)


def test_a_release_needs_a_reason_and_an_agency_that_is_let_in(cast):
    row = given(cast)
    with pytest.raises(NoReason):
        release_file(cast.complaint, row, cast.dukcapil, "  ", by=cast.rina, at=LATER)
    with pytest.raises(NotLetIn):
        release_file(cast.complaint, row, cast.samsat, WHY, by=cast.rina, at=LATER)


def test_what_the_desk_keeps_for_itself_the_person_does_not_open(cast):
    given(cast, by=cast.rina, thread=Thread.INTERNAL)
    given(cast, by=cast.rina, thread=Thread.COMPLAINANT, n=1)
    assert labels(cast, cast.sari) == ["lampiran-2"]


def test_what_the_agency_gave_it_opens_itself(cast):
    given(cast, by=cast.hendra, thread=Thread.AGENCY)
    assert labels(cast, cast.hendra) == ["lampiran-1"]
    assert labels(cast, cast.rina) == ["lampiran-1"]
    assert labels(cast, cast.sari) == []
    sides = Entry.objects.filter(event="attachment_added").values_list("facts", flat=True)
    assert [facts["side"] for facts in sides] == ["agency"]


def test_an_agency_does_not_learn_that_a_file_is_there_already(cast):
    given(cast)
    theirs = given(cast, by=cast.hendra, thread=Thread.AGENCY)
    assert theirs.ordinal == 2
    assert labels(cast, cast.hendra) == ["lampiran-2"]


def test_a_thread_that_is_not_theirs_takes_no_file(cast):
    with pytest.raises(NotYours):
        send(cast.complaint, Thread.COMPLAINANT, "", [photo()], by=cast.hendra, at=LATER)
    assert not files_visible_to(HOUSE, cast.complaint, LATER).exists()
