"""The table is right in itself: no room without a door, no door without a keeper, no one left waiting."""

import pytest
from django.utils.translation import override

from dengar.complaints.clocks import BY_MOVE
from dengar.complaints.journey import (
    BY_NAME,
    ENDS,
    IN_PUBLIC,
    MOVES,
    OPEN,
    REQUESTED,
    Reason,
    State,
    moves_from,
)
from dengar.kit.actors import Role
from dengar.ledger.events import EVENTS


def test_every_state_can_be_reached_from_a_new_report():
    reached = {State.RECEIVED} | {state for move in MOVES if not move.source for state in move.targets}
    while fresh := {to for move in MOVES if move.source & reached for to in move.targets} - reached:
        reached |= fresh
    assert reached == set(State)


def test_every_open_state_leads_to_an_end():
    leads = set(ENDS)
    while fresh := {state for move in MOVES if move.targets & leads for state in move.source} - leads:
        leads |= fresh
    assert leads == set(State)


def test_names_are_unique_and_every_move_has_someone_to_make_it():
    assert len(BY_NAME) == len(MOVES)
    assert all(move.by for move in MOVES)


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_state_move_and_reason_has_words(language):
    assert set(IN_PUBLIC) == set(State)
    with override(language):
        for words in [*IN_PUBLIC.values(), *State.labels, *Reason.labels, *(move.label for move in MOVES)]:
            assert str(words).strip()


@pytest.mark.parametrize("state", sorted(OPEN))
def test_the_complainant_has_a_move_in_every_open_state(state):
    own = moves_from(state, Role.COMPLAINANT)
    asked = [move for move in REQUESTED if state in move.source]
    assert asked, "withdrawing is possible in every open state"
    if state not in (State.INCOMPLETE, State.EXAMINING):
        assert own, "and beside it something that goes on"
    assert own or asked


@pytest.mark.parametrize("state", sorted(ENDS))
def test_no_end_is_final_for_the_complainant(state):
    assert {"object", "reopen"} <= {move.name for move in moves_from(state, Role.COMPLAINANT)}


def test_only_the_complainant_confirms():
    assert BY_NAME["confirm"].by == {Role.COMPLAINANT}


def test_no_role_inside_the_mall_closes_for_silence():
    assert BY_NAME["lapse"].by == BY_NAME["stand"].by == BY_NAME["withdraw"].by == {Role.HOUSE}


def test_every_move_is_an_event_of_the_ledger_in_its_room():
    for move in MOVES:
        assert EVENTS[move.name].door == move.room


def test_the_table_of_clocks_names_moves_of_the_table():
    assert set(BY_MOVE) <= set(BY_NAME)


def test_object_and_reopen_lead_where_the_person_chooses():
    assert BY_NAME["object"].targets == {State.TALKING, State.EXAMINING}
    with pytest.raises(ValueError, match="too many"):
        _ = BY_NAME["object"].target
