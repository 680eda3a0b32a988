"""
The page of a report offers exactly the moves that the table allows: in every state, to every role that can see it.

What each page behind a link can do stands here once more, by its address; the table says who may do it and when.
"""

import pytest
from django.utils import timezone

from dengar.complaints.journey import ENDS, State, moves_from
from dengar.complaints.models import NEVER, Complaint, Kind, Recusal
from dengar.complaints.visibility import standing
from dengar.kit.actors import Role
from tests import trips
from tests.cast import Cast, file_one
from tests.signing import sign_in
from tests.web.desk.reading import agency, desk, fresh

AT_DESK = {
    "periksa/": {"ask", "open_dialogue", "examine"},
    "usul/": {"propose"},
    "usul/lihat/": {"decline"},
    "putuskan/": {"decide"},
    "tindak/": {"report_done"},
    "jawab/": {"answer", "thank"},
    "teruskan/": {"forward"},
    "tutup/": {"dismiss"},
    "buka/": {"reopen"},
}
OF_AGENCY = {
    "usul/": {"propose", "decline"},  # a no may bring another proposal with it
    "setuju/": {"agree"},
    "tidak/": {"decline"},
    "tindak/": {"report_done"},
    "jawab/": {"answer", "thank"},
}
ANSWERED = {"jawab/"}  # a suggestion, compliment or question is answered; a complaint never is
ONLY_READ = {("putuskan/", State.DECIDED), ("putuskan/", State.ACTED)}
READERS = {
    "rina": Role.HANDLER,
    "nor": Role.COORDINATOR,
    "ombi": Role.HANDLER,
    "nor, where no handler is free": Role.HANDLER,
}
HANDLERS_WORK = ("percakapan/intake/", "wakil/", "kontak/", "pesan/", "pegang/", "instansi/", "cerita/")


def stand_in(cast: Cast, state: State) -> None:
    """Put the report where it shall stand, whatever way would lead there."""
    ended = timezone.now() if state in ENDS else None
    reason = "answered" if state == State.CLOSED_OTHER else ""
    Complaint.objects.filter(pk=cast.complaint.pk).update(
        state=state, closed_at=ended, close_reason=reason, due_at=NEVER
    )


def let_see(cast: Cast, reader: str) -> str:
    """Make the report one that this reader sees in the part that they have; return who signs in."""
    if reader == "ombi":
        Complaint.objects.update(around_desk=True)
    if reader.startswith("nor,"):
        for name in ("rina", "yusuf"):
            Recusal.objects.create(complaint=cast.complaint, officer=cast.officers[name], at=timezone.now())
    return reader.split(",")[0]


def offered(page: str, where: str, pages: dict[str, set[str]]) -> set[str]:
    return {end for end in pages if f'"{where}{end}"' in page}


def expected(state: State, role: Role, pages: dict[str, set[str]], kind: Kind) -> set[str]:
    allowed = {move.name for move in moves_from(state, role)}
    ends = {end for end, moves in pages.items() if moves & allowed}
    if kind == Kind.COMPLAINT:
        return ends - ANSWERED
    return ends & (ANSWERED | {"teruskan/", "buka/"})  # what was not complained of takes the short way


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("reader", READERS)
def test_the_desk_is_offered_what_the_table_allows(cast, client, reader, state):
    trips.to_proposed(cast, by=cast.sari)
    stand_in(cast, state)
    name = let_see(cast, reader)
    assert standing(getattr(cast, name), fresh(cast), timezone.now()) == READERS[reader]
    page = sign_in(client, cast.officers[name]).get(desk(cast)).text
    read = {end for end, where in ONLY_READ if where == state}
    assert offered(page, desk(cast), AT_DESK) == expected(state, READERS[reader], AT_DESK, Kind.COMPLAINT) | read
    if READERS[reader] is not Role.HANDLER:
        assert "Anda melihat saja" in page
        assert not [end for end in HANDLERS_WORK if f'"{desk(cast, end)}"' in page]


@pytest.mark.parametrize("state", [State.RECEIVED, State.CLOSED_OTHER])
@pytest.mark.parametrize("reader", ["rina", "nor"])
def test_a_question_takes_the_short_way(cast, client, reader, state):
    other = Cast(**{**vars(cast), "complaint": file_one(cast.mall, kind=Kind.QUESTION)})
    stand_in(other, state)
    page = sign_in(client, cast.officers[reader]).get(desk(other)).text
    assert offered(page, desk(other), AT_DESK) == expected(state, READERS[reader], AT_DESK, Kind.QUESTION)


@pytest.mark.parametrize("state", State)
def test_the_agency_is_offered_what_the_table_allows(cast, client, state):
    trips.to_proposed(cast, by=cast.sari)
    stand_in(cast, state)
    page = sign_in(client, cast.officers["hendra"]).get(agency(cast)).text
    assert offered(page, agency(cast), OF_AGENCY) == expected(state, Role.LIAISON, OF_AGENCY, Kind.COMPLAINT)


def test_the_list_of_pages_knows_every_move_of_an_officer():
    """A new move of the table must find its page here."""
    made_elsewhere = {"settle"}  # at the counter, before there is a report
    for role, pages in ((Role.HANDLER, AT_DESK), (Role.LIAISON, OF_AGENCY)):
        named = {move for moves in pages.values() for move in moves}
        assert {move.name for state in State for move in moves_from(state, role)} <= named | made_elsewhere
