"""Ready texts: both languages say the same, and a field that is open is never lost."""

import pytest

from dengar.complaints import ready
from dengar.complaints.ready import BadAnswers, Ready, answers, read, unfilled


def test_both_languages_have_the_same_texts_at_the_same_places():
    kinds = [[(one.name, one.place) for one in answers(language)] for language in ("id", "en")]
    assert kinds[0] == kinds[1]
    assert {place for _name, place in kinds[0]} == set(ready.PLACES)
    for one, other in zip(answers("id"), answers("en"), strict=True):
        assert len(unfilled(one.text)) == len(unfilled(other.text)), one.name


def test_what_is_known_is_filled_in_and_the_rest_stays_open():
    text = Ready("a", "A", "message", "Saya {petugas}, tentang {layanan}. Perlu {yang kurang}.")
    assert text.filled({"officer": "Rina", "service": ""}, "id") == "Saya Rina, tentang {layanan}. Perlu {yang kurang}."
    assert unfilled(text.filled({"officer": "Rina", "service": "akta"}, "id")) == ["{yang kurang}"]


@pytest.mark.parametrize("words", ["tanpa kurung", "{}", "{\n}", "a } b { c"])
def test_what_is_no_field_is_not_taken_for_one(words):
    assert unfilled(words) == []


@pytest.mark.parametrize(
    "text",
    [
        "answer = 3",
        "[[answer]]\nname = 'a'",
        "[[answer]]\nname = 'a'\ntitle = 'A'\nplace = 'nowhere'\ntext = 'x'",
        "[[answer]]\nname = 'a'\ntitle = 'A'\nplace = 'reply'\ntext = ' '",
        2 * "[[answer]]\nname = 'a'\ntitle = 'A'\nplace = 'reply'\ntext = 'x'\n",
        "no toml",
    ],
)
def test_a_file_that_lacks_something_says_so(tmp_path, text):
    (tmp_path / "answers.id.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadAnswers):
        read(tmp_path / "answers.id.toml")


def test_a_malls_own_texts_take_the_place_of_the_shipped_ones(tmp_path):
    text = "[[answer]]\nname = 'a'\ntitle = 'A'\nplace = 'reply'\ntext = 'Halo.'"
    (tmp_path / "answers.id.toml").write_text(text, encoding="utf-8")
    assert [one.text for one in answers("id", tmp_path)] == ["Halo."]
    assert len(answers("id", tmp_path / "none")) > 3
