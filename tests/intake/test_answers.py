"""What is missing, and what is left behind. Pure."""

import pytest

from dengar.intake.answers import Answers, Told

WHOLE = Answers(about="unknown", mode="confidential", story="Tiga kali datang.", reach="page")


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({}, []),
        ({"about": ""}, ["about"]),
        ({"about": "service"}, ["about"]),
        ({"about": "service", "agency_id": 3}, []),
        ({"about": "service", "service_text": "akte"}, []),
        ({"about": "desk"}, []),
        ({"mode": ""}, ["mode"]),
        ({"story": " \n"}, ["story"]),
        ({"reach": ""}, ["contact"]),
        ({"reach": "phone"}, ["contact"]),
        ({"reach": "phone", "phone": "0812 0000 4321"}, []),
        ({"reach": "mail", "phone": "0812 0000 4321"}, ["contact"]),
        ({"reach": "desk"}, []),
        ({"mode": "anonymous", "reach": ""}, []),
    ],
)
def test_what_is_missing(changes, missing):
    assert WHOLE.changed(changes).missing() == missing


def test_nothing_answered_misses_all_but_wishes():
    assert Answers().missing() == ["about", "mode", "story", "contact"]


def test_without_a_name_no_contact_is_filed():
    typed = {"reach": "phone", "phone": "0812 0000 4321", "name": "Sari", "email": "sari@example.org"}
    kept = WHOLE.changed({**typed, "mode": "anonymous", "check_in": True}).to_file()
    assert (kept.reach, kept.name, kept.phone, kept.email, kept.check_in) == ("page", "", "", "", False)


def test_only_what_belongs_to_the_chosen_way_is_filed():
    typed = {"name": "Sari", "phone": "0812 0000 4321", "email": "sari@example.org"}
    assert WHOLE.changed({**typed, "reach": "phone"}).to_file().email == ""
    assert WHOLE.changed({**typed, "reach": "mail"}).to_file().phone == ""
    assert WHOLE.changed({**typed, "reach": "desk"}).to_file().name == ""


def test_a_day_is_filed_only_with_its_wish():
    assert WHOLE.changed({"wish_by": "5 Desember"}).to_file().wish_by == ""
    assert WHOLE.changed({"wish_by": "5 Desember", "wishes": ("by_date",)}).to_file().wish_by == "5 Desember"


def test_answers_survive_being_written_down():
    answers = WHOLE.changed({"wishes": ("solved", "heard"), "story": "Ø \N{ZERO WIDTH JOINER} “kutip”"})
    assert Answers.from_json(answers.to_json()) == answers
    assert Told.from_json(Told.of(answers).to_json()) == Told.of(answers)


def test_answers_of_an_older_release_can_be_read():
    assert Answers.from_json('{"story": "x", "gone": 1}').story == "x"
