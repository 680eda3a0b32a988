"""The guide of the conversation: complete, alike in both languages, and proofread; a mall may have its own."""

import re
import shutil

import pytest
from django.core.management import CommandError, call_command

from dengar.config import fitness
from dengar.config.environment import Unfit
from dengar.talk.method import FIELDS, LABELLED, blame_in, guide, method
from dengar.talk.proofreading import faults
from tests.house.sources import ROOT

PACKAGED = ROOT / "content" / "method"


@pytest.fixture
def own(tmp_path, settings):
    """A mall's own copy, in use."""
    settings.METHOD_DIR = tmp_path / "method"
    shutil.copytree(PACKAGED, settings.METHOD_DIR)
    return settings.METHOD_DIR


def change(own, language: str, old: str, new: str) -> None:
    path = own / f"conversation.{language}.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_guide_that_comes_with_dengar_has_no_fault():
    assert faults(PACKAGED) == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_it_holds_all_of_the_method(language):
    whole = method(language)
    assert [one.phase for one in whole.phases] == list(FIELDS)
    assert len(whole.before.lines) >= 5
    assert len(whole.after.lines) >= 5
    assert len(whole.reframes) >= 8
    for one in whole.phases:
        assert {"person", "officer", "both"} & {prompt.to for prompt in one.prompts}
        assert set(one.labels) == set(LABELLED[one.phase])
    for phase in ("intake", "exploration", "turning", "options", "closing"):
        assert any(prompt.to == "officer" for one in whole.phases if one.phase == phase for prompt in one.prompts)


FAULTS = {
    "a section gone": ("id", "[after]", "[afters]", r"\[after\] needs"),
    "no toml": ("id", "[after]", "[after", "conversation.id.toml"),
    "a label gone": ("en", 'lawful = "Allowed by the rules?", ', "", "no label for lawful"),
    "a label that no page asks for": ("en", 'lawful = "All', 'mood = "Mood?", lawful = "All', "no page asks for"),
    "one language has a prompt less": ("en", '  { name = "Again"', '#  { name = "Again"', "languages differ"),
    "lines differ": ("en", '  "Choose a quiet place.",\n', "", r"\[before\]: 7 in one"),
    "blame": ("id", "Bagian mana yang paling mengganggu?", "Itu kesalahan Anda.", "blame nobody"),
    "a promise": ("en", "I am listening.", "I guarantee it.", "who does what by when"),
    "a man": ("id", "dari sisi Bapak/Ibu?", "dari sisi Bapak?", "Bapak/Ibu"),
    "too long to be said": ("id", "Silakan ceritakan dari awal", "Silakan " + "cerita " * 20, "words in one sentence"),
    "an unknown placeholder": ("id", "{agency}", "{wali}", "unknown placeholder"),
    "nothing for what is not known": ("id", ', plain = "Jadi yang terjadi: … Sudah tepat?"', "", "needs plain"),
    "a gap in what is sent": ("id", "Bagaimana rasanya bagi Bapak/Ibu?", "Rasanya …?", "no gap"),
    "an answer without a place": ("id", ', into = "emotion"', "", "needs into"),
    "a grave thing put in kinder words": ("id", '"pilih kasih"', '"minta uang"', "examined, not put in kinder"),
    "a cue in large letters": ("id", '"cuek"', '"Cuek"', "small letters"),
    "a cue twice": ("en", '"scapegoat"', '"on purpose"', "two places"),
    "an example without its cue": (
        "id",
        'hears = "Petugasnya tidak peduli."',
        'hears = "Begitulah."',
        "none of its cues",
    ),
    "blame offered instead of blame": ("en", 'says = "You want the same', 'says = "It is on purpose', "word of blame"),
    "an unknown key": ("id", 'to = "officer", says = "Apa yang menyulitkan', 'kata = "x", says = "Apa', "lacks"),
}


@pytest.mark.parametrize(("language", "old", "new", "words"), FAULTS.values(), ids=FAULTS)
def test_a_planted_fault_is_found_and_named(own, language, old, new, words):
    change(own, language, old, new)
    assert any(re.search(words, fault) for fault in faults(own)), faults(own)


def test_the_command_proofreads_and_says_what_is_wrong(own, capsys):
    call_command("method", "check")
    assert str(own) in capsys.readouterr().out
    change(own, "id", "Silakan ceritakan", "Silakan, pasti beres, ceritakan")
    with pytest.raises(CommandError, match=str(own)):
        call_command("method", "check")
    assert "pasti beres" in capsys.readouterr().err


def test_the_command_makes_a_copy_of_ones_own_once(tmp_path, settings):
    settings.METHOD_DIR = tmp_path / "sendiri"
    call_command("method", "copy")
    assert faults(settings.METHOD_DIR) == []
    with pytest.raises(CommandError):
        call_command("method", "copy")


def test_a_malls_own_guide_takes_the_place_of_the_packaged_one(own):
    change(own, "id", "Bagian mana yang paling mengganggu?", "Apa yang paling berat?")
    assert "Apa yang paling berat?" in str(guide("id", own))
    assert "Apa yang paling berat?" not in str(guide("id"))


def test_the_house_does_not_open_with_a_guide_that_cannot_be_used(own):
    fitness.check_guide()
    (own / "conversation.en.toml").unlink()
    with pytest.raises(Unfit, match="conversation.en.toml"):
        fitness.check_guide()


def test_blame_is_known_by_whole_words_in_either_language():
    assert blame_in("Petugasnya CUEK, lalu saya dipingpong. On purpose!") == {
        0: "cuek",
        2: "dipingpong",
        3: "on purpose",
    }
    assert blame_in("Kecuekan. Saya diminta uang, lalu diancam.") == {}
    assert all(one.cues for language in ("id", "en") for one in method(language).reframes)


def test_a_guide_without_cues_can_be_used(own):
    for language in ("id", "en"):
        path = own / f"conversation.{language}.toml"
        path.write_text(re.sub(r"(?m)^cues = .*\n", "", path.read_text(encoding="utf-8")), encoding="utf-8")
    assert faults(own) == []
    assert blame_in("cuek", own) == {}


def test_what_is_not_known_is_not_named():
    (content,) = (one for one in guide("id")[1].prompts if one.name == "Isi" and one.to == "person")
    assert "Akta kelahiran" in content.about({"service": "Akta kelahiran"}).says
    assert content.about({}).says == content.plain
