"""Ready texts in a form: one press puts one in, filled from the report; nothing typed is lost, without script too."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dengar.complaints import ready
from dengar.complaints.models import Complaint
from dengar.kit.now import now
from dengar.people.models import Officer
from dengar.web.audiences import ActorRequest
from dengar.web.kit.forms import WordsField
from dengar.web.kit.templatetags.kit import day

PRESSED = "ready"  # the name of the buttons


class ReadyWordsField(WordsField):
    """Words that may have begun as a ready text: a field that is still open is refused."""

    def validate(self, value: str) -> None:
        super().validate(value)
        if left := ready.unfilled(value):
            raise ValidationError(_("Still to be filled in: %(fields)s."), params={"fields": ", ".join(left)})


def texts(place: str) -> list[ready.Ready]:
    """Return the ready texts for one place, in the language of the page."""
    return [one for one in ready.answers(_language(), settings.ANSWERS_DIR) if one.place == place]


def inserted(request: ActorRequest, complaint: Complaint, place: str, field: str = "words") -> dict[str, Any] | None:
    """Return what the form shows after a text was put in: everything typed, and the text below; None if none was."""
    data = request.POST
    chosen = next((one for one in texts(place) if one.name == data.get(PRESSED)), None)
    if chosen is None:
        return None
    typed: dict[str, Any] = {name: value for name, value in data.items() if name != PRESSED}
    text = chosen.filled(_known(request, complaint), _language())
    typed[field] = f"{typed.get(field, '').rstrip()}\n\n{text}".lstrip("\n")
    return typed


def _known(request: ActorRequest, complaint: Complaint) -> Mapping[str, str]:
    officer = request.user.name if isinstance(request.user, Officer) else ""
    return {
        "officer": officer,
        "mall": complaint.mall.name,
        "agency": str(complaint.agency or ""),
        "service": str(complaint.service or ""),
        "date": day(now()),
    }


def _language() -> str:
    return "en" if (get_language() or "").startswith("en") else "id"
