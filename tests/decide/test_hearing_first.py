"""Both sides are heard before a decision, or the decision says why not."""

import pytest

from dengar.complaints.models import Thread
from dengar.complaints.operations import say
from dengar.decide import queries
from dengar.decide.models import Decision
from dengar.decide.operations import decide
from dengar.decide.operations.deciding import NotHeard
from dengar.ledger.models import Entry
from tests.carry import LATER, ORDERED, POINT, let_in, reach, to_examining

GIVEN = {"official": "Kepala DPMPTSP", "at": LATER}


def test_a_decision_without_hearing_needs_a_reason_that_the_person_reads(cast):
    to_examining(cast)
    assert queries.unheard(cast.complaint) == ["complainant", "agency"]
    with pytest.raises(NotHeard):
        decide(cast.complaint, [POINT], by=cast.rina, **GIVEN)
    assert not Decision.objects.exists()
    decide(cast.complaint, [POINT], unheard="Instansi tidak menjawab.", by=cast.rina, **GIVEN)
    found = queries.decision(cast.complaint)
    assert found.unheard == "Instansi tidak menjawab."
    assert Entry.objects.get(event="decide").facts["unheard"] == 2


def test_who_was_talked_with_or_wrote_was_heard(cast):
    reach(cast)
    let_in(cast)
    say(cast.complaint, Thread.AGENCY, "Edaran baru belum dibaca.", by=cast.hendra, at=LATER)
    to_examining(cast)
    assert queries.unheard(cast.complaint) == []
    decide(cast.complaint, [POINT], unheard="Tidak perlu.", by=cast.rina, **GIVEN)
    assert queries.decision(cast.complaint).unheard == "", "nothing is to be excused"


def test_a_remedy_says_of_which_kind_it_is(cast):
    to_examining(cast)
    decide(cast.complaint, [POINT, ORDERED], unheard="Tidak terjangkau.", by=cast.rina, **GIVEN)
    (point,) = queries.remedies(cast.complaint)
    assert point.row.get_remedy_kind_display() == "penjelasan"
