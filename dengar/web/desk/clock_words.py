"""What a clock is called on an officer's page. The rows' own words speak to the person: "contacting you"."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from dengar.complaints.models import Clock
from dengar.web.citizen.story import own_words

WORDS: Mapping[str, str | Promise] = {
    Clock.Kind.FIRST_CONTACT: pgettext_lazy("clock", "First personal contact"),
    Clock.Kind.LAPSE: pgettext_lazy("clock", "Waiting for the person's answer"),
}


def title(clock: Clock) -> str | Promise:
    """Return what an officer reads."""
    return WORDS.get(clock.kind) or own_words(clock)
