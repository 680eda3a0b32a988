"""The forms on the page that an agency's speaker sees. Each belongs to one act; none knows the number."""

from django import forms
from django.utils.translation import gettext_lazy as _

from dengar.complaints.operations import releasing
from dengar.talk.operations.conversing import NoOption
from dengar.talk.operations.summing import Incomplete
from dengar.web.citizen.mine_forms import FAIR
from dengar.web.desk.cases import OLD_PAGE, CaseForm
from dengar.web.desk.telling import TellingForm
from dengar.web.kit.forms import PickField, WordsField

FAIRNESS = ("voice", "respect", "neutrality", "motive")


class AcceptForm(CaseForm):
    prefix = "setuju"


class DeclineForm(TellingForm):
    prefix = "tolak"
    words = WordsField(
        label=_("What does not fit?"), help_text=_("May stay empty."), max_length=2000, rows=2, required=False
    )


class ConfirmForm(CaseForm):
    """`which`: the summary that was read, so that nobody confirms other words than they saw."""

    prefix = "benar"
    which = forms.IntegerField(
        widget=forms.HiddenInput, label="", error_messages={"required": OLD_PAGE, "invalid": OLD_PAGE}
    )


class CorrectForm(CaseForm):
    prefix = "betul"
    words = WordsField(
        label=_("Write how it should be"), help_text=_("The old summary is crossed out, not removed."), rows=3
    )
    need = WordsField(
        label=_("What does your agency need?"), help_text=_("Empty: as it stands above."), rows=2, required=False
    )
    at_field = {Incomplete: "words"}


class OptionForm(TellingForm):
    prefix = "usul"
    words = WordsField(
        label=_("What could be a way out?"), help_text=_("One thing your agency could do."), max_length=1000, rows=2
    )
    at_field = {NoOption: "words"}


class MessageForm(TellingForm):
    prefix = "pesan"
    words = WordsField(
        label=_("Message to the complaint officer"), help_text=_("The person does not read this thread."), rows=3
    )


class ReleaseForm(CaseForm):
    """A wish for the name, to put things right for this person."""

    prefix = "minta"
    words = WordsField(
        label=_("What is the name needed for?"),
        help_text=_("The custodian of names reads this, and the person does too."),
        max_length=600,
        rows=2,
    )
    at_field = {releasing.NoPurpose: "words", releasing.AskedAlready: "words"}


class FairnessForm(CaseForm):
    """The four questions that both sides are asked."""

    prefix = "adil"
    voice = PickField(label=_("You were listened to"), choices=FAIR, required=False)
    respect = PickField(label=_("You were respected"), choices=FAIR, required=False)
    neutrality = PickField(label=_("We took no side"), choices=FAIR, required=False)
    motive = PickField(label=_("We really wanted to help"), choices=FAIR, required=False)

    def answers(self) -> dict[str, int | None]:
        return {name: int(self.cleaned_data[name]) if self.cleaned_data[name] else None for name in FAIRNESS}
