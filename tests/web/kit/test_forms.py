"""A form says what is there and what is needed, and loses nothing that was typed."""

import pytest
from django import forms
from django.http import QueryDict
from django.utils import translation

from dengar.kit.errors import Refused
from dengar.web.kit.forms import (
    DayField,
    KitForm,
    LineField,
    MailField,
    PhoneField,
    PickField,
    WordsField,
    in_summary,
    refuse,
)


class Told(KitForm):
    story = WordsField(label="Story", max_length=20)
    name = LineField(label="Name", max_length=10, required=False)
    phone = PhoneField(label="Phone", required=False)
    mail = MailField(label="Mail", required=False)
    day = DayField(label="Day", required=False)
    way = PickField(label="Way", choices=[("a", "A"), ("b", "B")], required=False)


def sentence(name: str, typed: str, language: str = "en") -> str:
    with translation.override(language):
        form = Told({"story": "cukup", name: typed})
        return " ".join(form.errors.get(name, []))


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("story", "", "This is still empty."),
        ("story", " \r\n ", "This is still empty."),
        ("story", "x" * 25, "This is 25 characters long. There is room for 20."),
        ("story", "a\x00b", "There was a character in here that cannot be kept."),
        ("phone", "0812 000", "This number has only 7 digits so far."),
        ("phone", "0812 0000 4321 0000 99", "This number has 18 digits."),
        ("phone", "0812 abc 4321", "“abc” is no part of a telephone number."),
        ("mail", "rina di kantor", "We cannot read this as an e-mail address."),
        ("day", "besok", "We cannot read this as a day."),
        ("day", "31-02-2026", "We cannot read this as a day."),
        ("way", "c", "Please choose one of the answers that are shown here."),
    ],
)
def test_a_refused_field_says_what_is_there_and_what_is_needed(name, typed, said):
    assert sentence(name, typed).startswith(said)


def test_the_same_in_indonesian():
    assert sentence("phone", "0812 000", "id").startswith("Nomor ini baru 7 angka. Biasanya 10 sampai 13 angka")


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("story", "satu\r\ndua", "satu\ndua"),
        ("name", "  Rina \n Sari ", "Rina Sari"),
        ("phone", "+62 (812) 0000-4321", "+62 (812) 0000-4321"),
        ("mail", " rina@contoh.go.id ", "rina@contoh.go.id"),
    ],
)
def test_what_is_kept(name, typed, kept):
    form = Told({"story": "cukup", name: typed})
    assert form.is_valid(), form.errors
    assert form.cleaned_data[name] == kept


@pytest.mark.parametrize("typed", ["24-11-2026", "24/11/2026", "2026-11-24"])
def test_a_day_is_read_in_three_ways(typed):
    form = Told({"story": "cukup", "day": typed})
    assert form.is_valid()
    assert form.cleaned_data["day"].isoformat() == "2026-11-24"


def test_a_line_end_counts_as_one_character():
    assert Told({"story": "x" * 10 + "\r\n" + "y" * 9}).is_valid()


def test_what_was_typed_comes_back_without_the_sign_that_cannot_be_stored():
    form = Told({"story": "a\x00b<b>"})
    assert not form.is_valid()
    assert "ab&lt;b&gt;" in str(form["story"])
    assert "\x00" not in str(form["story"])


def test_no_browser_cuts_or_checks_before_us():
    page = str(Told()["story"]) + str(Told()["name"])
    assert "maxlength" not in page
    assert "required" not in page


def test_the_control_names_its_hint_and_then_its_error():
    class Hinted(KitForm):
        story = WordsField(label="Story", help_text="Hint")

    assert 'aria-describedby="id_story_helptext id_story_error"' in str(Hinted({})["story"])


def test_the_summary_leads_to_the_control():
    form = Told(QueryDict("way=c"))
    assert [target for target, _ in in_summary(form)] == ["id_story", "id_way_0"]


def test_the_summary_says_what_each_sentence_is_about():
    class Asking(KitForm):
        story = WordsField(label="What happened?")
        name = LineField(label="Name")

    with translation.override("en"):
        said = [sentence for _, sentence in in_summary(Asking({}))]
    assert said == ["What happened? This is still empty.", "Name: This is still empty."]


def test_a_refusal_stands_in_the_summary_and_makes_422():
    class TooLate(Refused):
        message = "Too late."

    form = Told({"story": "cukup"})
    assert form.status == 200
    refuse(form, TooLate())
    assert list(in_summary(form)) == [("", "Too late.")]
    assert form.status == 422


def test_every_form_of_the_house_tidies_its_texts():
    """A plain CharField would let unseen signs through, and let a browser cut a pasted text."""
    import dengar.web.urls  # noqa: F401  # loads every form that a page uses

    seen = [KitForm]
    while seen:
        form = seen.pop()
        seen.extend(form.__subclasses__())
        for name, field in form.base_fields.items():
            plain = type(field) in (forms.CharField, forms.EmailField, forms.SlugField)
            hidden = field.widget.is_hidden or isinstance(field.widget, forms.PasswordInput)
            assert hidden or not plain, f"{form.__name__}.{name}"
