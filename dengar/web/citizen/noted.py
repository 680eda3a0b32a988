""" "Beres di tempat" on the person's page: what the officer noted, and three answers to it. Look 04d."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from dengar.close.models import Objection
from dengar.complaints.journey import State
from dengar.complaints.models import Complaint, Reach
from dengar.intake import queries as intake
from dengar.intake.models import Settlement
from dengar.web.citizen.mine_forms import SeenForm
from dengar.web.kit.forms import PhoneField, PickField, WordsField

RIGHT = "right"


@dataclass(frozen=True)
class Noted:
    """What was noted, by whom and when."""

    what: str
    done: str
    officer: str
    at: datetime
    call_waits: bool  # drawn, and nobody has asked the person yet
    called: Settlement | None  # who called, when, and what the person said


def noted(complaint: Complaint) -> Noted | None:
    """Return the officer's note; None where there is none. One SQL query."""
    found = intake.settlement(complaint)
    if found is None:
        return None
    row, what, done = found
    waits = row.call_back and not row.answer and complaint.state == State.SETTLED_AT_COUNTER
    return Noted(what, done, row.officer.name, row.at, waits, row if row.answer else None)


class NotedForm(SeenForm):
    """Right, not settled, or never happened. Whoever left no number may leave one now."""

    prefix = "loket"
    says = PickField(
        label=_("Is it really settled?"),
        choices=[
            (RIGHT, _("Right, it is settled")),
            (Objection.Says.NOT_SETTLED.value, _("It is not settled")),
            (Objection.Says.NEVER.value, _("It never happened")),
        ],
    )
    words = WordsField(
        label=_("What is not settled, or what really happened?"),
        help_text=_("May stay empty."),
        max_length=2000,
        rows=2,
        required=False,
    )
    phone = PhoneField(
        label=_("Telephone number, if you want to be called"),
        help_text=_("Without a number we write to you on this page."),
        required=False,
    )

    def __init__(self, *args: Any, complaint: Complaint, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {Objection.Says.NEVER.value: _("The coordinator reads it, not the officer who noted it")}
        names[Objection.Says.NOT_SETTLED.value] = _(
            "It becomes a complaint. We contact you within one working day at the latest"
        )
        says: Any = self.fields["says"]
        says.notes = names
        if complaint.reach != Reach.DESK:
            del self.fields["phone"]
