"""The lists of content/policies: whole in both languages, and what the law's summary says of each kind."""

from datetime import date

import pytest

from dengar.kit.content import BadList
from dengar.malls.standard import LANGUAGES
from dengar.verify import taxonomy
from dengar.verify.checklist import HARD
from dengar.verify.taxonomy import Advice

# domain.md 2.5, column "route"
ROUTES = {
    "PB": "talk", "TM": "talk", "TK": "talk", "PW": "formal", "PP": "talk", "PI": "forced_formal", "TP": "talk",
    "BP": "mixed", "DK": "mixed", "KK": "formal", "KL": "mixed",
}  # fmt: skip


def test_every_kind_is_there_with_its_route():
    assert {code: kind.advice for code, kind in taxonomy.kinds().items()} == ROUTES
    assert taxonomy.version() >= 1


@pytest.mark.parametrize("kind", taxonomy.kinds().values(), ids=str)
def test_a_kind_speaks_both_languages_and_names_its_basis(kind):
    for language in LANGUAGES:
        assert kind.names[language].strip() == kind.names[language] != ""
        assert kind.meanings[language].endswith(".")
    assert kind.basis
    assert not kind.flag or kind.flag in HARD


def test_what_was_not_seen_in_the_regulation_waits_to_be_confirmed():
    assert [code for code, kind in taxonomy.kinds().items() if not kind.confirmed] == ["KL"]


def test_the_service_standard_has_its_fourteen_components():
    assert len(taxonomy.components()) == 14
    assert all(names[language] for names in taxonomy.components().values() for language in LANGUAGES)
    assert max(map(len, taxonomy.components())) <= 24  # the column's width


def test_only_a_demand_for_reward_brings_a_flag_with_it():
    assert taxonomy.flags_of(["PI", "PW", "TP"]) == {"illegal_fee"}
    assert taxonomy.flags_of(["PW", "TP"]) == frozenset()
    assert taxonomy.advises_formal(["TP", "KK"])
    assert not taxonomy.advises_formal(["TP", "DK"])


def kind(**more: object) -> dict[str, object]:
    words = {language: {"name": "Berpihak", "means": "Begini."} for language in LANGUAGES}
    return {"code": "BP", "route": "mixed", "basis": "Begitu", "confirmed": True, **words, **more}


def test_a_kind_that_ended_keeps_its_name_and_is_offered_no_more():
    ended = taxonomy.kinds_in({"kind": [kind(until=date(2027, 1, 31))]})["BP"]
    assert ended.in_force(date(2027, 1, 31))
    assert not ended.in_force(date(2027, 2, 1))
    assert ended.names["id"] == "Berpihak"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"en": {}}, "name"),
        ({"route": "somehow"}, "somehow"),
        ({"route": "forced_formal"}, "BP"),
        ({"flag": "violence"}, "BP"),
    ],
)
def test_a_list_that_lacks_something_says_what(wrong, said):
    with pytest.raises(BadList, match=said):
        taxonomy.kinds_in({"kind": [kind(**wrong)]})


def test_a_code_stands_in_the_list_once():
    with pytest.raises(BadList, match="twice"):
        taxonomy.kinds_in({"kind": [kind(), kind()]})


def test_every_advice_has_a_kind():
    assert {kind.advice for kind in taxonomy.kinds().values()} == set(Advice)
