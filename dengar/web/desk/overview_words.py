"""The measures of the figures in words for the coordinator. A code without words here is shown as it is."""

from collections.abc import Mapping
from typing import TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengar.agree.models import Extension
from dengar.complaints.models import Channel, Clock, Mode

Words = Mapping[str, str | Promise]
N = TypeVar("N")

KINDS: Words = {
    "complaint": pgettext_lazy("figures", "Complaints"),
    "settled": pgettext_lazy("figures", "Settled on the spot, says the officer"),
    "suggestion": pgettext_lazy("figures", "Suggestions"),
    "compliment": pgettext_lazy("figures", "Compliments"),
    "question": pgettext_lazy("figures", "Questions"),
    "past": pgettext_lazy("figures", "From older records"),
}
CHANNELS: Words = {channel.value: channel.label for channel in Channel}
MODES: Words = {mode.value: mode.label for mode in Mode}
TERMS: Words = {
    Clock.Kind.VERIFICATION.value: _("Checking the report"),
    Clock.Kind.ANSWER.value: _("First answer"),
    Clock.Kind.CLASS.value: pgettext_lazy("clock", "Target for the decision, by its class"),
    Clock.Kind.DECISION.value: pgettext_lazy("clock", "Last day for the decision"),
    Clock.Kind.TELLING.value: _("Telling the decision"),
    Clock.Kind.REOPENING.value: _("First step after opening again"),
}
ENDS: Words = {
    "closed_confirmed": pgettext_lazy("figures", "Settled, says the person"),
    "closed_unconfirmed": pgettext_lazy("figures", "Closed without certainty: nobody answered"),
    "withdrawn": pgettext_lazy("figures", "Withdrawn by the person"),
    "not_agreed": pgettext_lazy("figures", "Decided, and the person does not agree"),
    "forwarded": pgettext_lazy("figures", "Another body goes on with it"),
    "merged": pgettext_lazy("figures", "Goes on together with another report"),
    "answered": pgettext_lazy("figures", "Answered"),
    "incomplete": pgettext_lazy("figures", "What was missing did not come"),
    "not_a_complaint": pgettext_lazy("figures", "Not a complaint about a service"),
    "in_court": pgettext_lazy("figures", "A court decides it"),
    "outside_time": pgettext_lazy("figures", "Came after the time limit"),
}
MORE_TIME: Words = {why.value: why.label for why in Extension.Why}
SIDES: Words = {
    "complainant": pgettext_lazy("figures", "The people"),
    "agency": pgettext_lazy("figures", "The agencies"),
}
OUTCOMES: Words = {
    "for": _("The decision agreed with the person"),
    "partly": _("The decision agreed in part"),
    "against": _("The decision did not agree with the person"),
    "agreed": pgettext_lazy("figures", "Both sides agreed"),
    "other": pgettext_lazy("figures", "It went another way"),
}


def named(parts: Mapping[str, N], words: Words) -> list[tuple[str | Promise, N]]:
    """Return the parts with their words, in the order of the words; what has none comes last, by its code."""
    order = [*words, *sorted(parts.keys() - words.keys())]
    return [(words.get(code, code), parts[code]) for code in order if code in parts]
