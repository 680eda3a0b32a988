"""The forms on the complainant's page. Each belongs to one move or one row of the journey."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengar.close.models import Objection
from dengar.web.kit.forms import KitForm, PickField, WordsField

FAIR = [
    ("4", pgettext_lazy("fairness", "Yes")),
    ("3", pgettext_lazy("fairness", "Mostly")),
    ("2", pgettext_lazy("fairness", "A little")),
    ("1", pgettext_lazy("fairness", "No")),
]


class SeenForm(KitForm):
    """A form that remembers which step of the journey the page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)


class JointForm(KitForm):
    """An answer to the one talk together that the page showed."""

    prefix = "temu"
    talk = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)


class MessageForm(KitForm):
    prefix = "pesan"
    words = WordsField(label=_("Write a message"), rows=3)


class CompleteForm(SeenForm):
    prefix = "lengkap"
    words = WordsField(label=_("Your answer"), rows=4)


class CorrectForm(KitForm):
    prefix = "betul"
    words = WordsField(
        label=_("Write how it should be"), help_text=_("The old summary is crossed out, not removed."), rows=3
    )


class OptionForm(KitForm):
    prefix = "usul"
    words = WordsField(
        label=_("What could be a way out?"),
        help_text=_("One thing. For example: the papers are brought to my house."),
        max_length=1000,
        rows=2,
    )


class DeclineForm(SeenForm):
    prefix = "tolak"
    words = WordsField(
        label=_("What does not fit?"), help_text=_("May stay empty."), max_length=2000, rows=2, required=False
    )


class ObjectForm(SeenForm):
    prefix = "keberatan"
    wish = PickField(label=_("Which way?"), choices=Objection.Wish.choices)
    words = WordsField(label=_("What is not right yet?"), rows=3)


class ConductForm(KitForm):
    prefix = "cara"
    words = WordsField(label=_("What is not right about it?"), rows=3)


class WithdrawForm(SeenForm):
    prefix = "cabut"
    words = WordsField(label=_("Why?"), help_text=_("May stay empty."), max_length=2000, rows=2, required=False)


class OwnWishForm(SeenForm):
    """Is the withdrawal free? Asked on the page while it waits."""

    prefix = "bebas"
    free = PickField(
        label=_("Is it your own wish?"),
        choices=[
            ("yes", pgettext_lazy("own wish", "Yes, my own wish")),
            ("no", pgettext_lazy("own wish", "No, somebody wants it of me")),
        ],
        notes={"no": _("Then your report goes on.")},
    )


class FairnessForm(KitForm):
    prefix = "adil"
    voice = PickField(label=_("You were listened to"), choices=FAIR, required=False)
    respect = PickField(label=_("You were respected"), choices=FAIR, required=False)
    neutrality = PickField(label=_("We took no side"), choices=FAIR, required=False)
    motive = PickField(label=_("We really wanted to help"), choices=FAIR, required=False)

    def answers(self) -> dict[str, int | None]:
        return {name: int(value) if value else None for name, value in self.cleaned_data.items()}


class HeardForm(KitForm):
    prefix = "ditelepon"
    called = PickField(
        label=_("Did somebody really call you?"),
        choices=[("yes", pgettext_lazy("called", "Yes")), ("no", pgettext_lazy("called", "No"))],
    )
