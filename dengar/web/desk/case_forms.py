"""The small forms on a report's page."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengar.complaints.models import Complaint, Contact, Grant, Message, Mode, Thread
from dengar.complaints.operations import NoWords, hands_mark, record_contact, say
from dengar.complaints.operations.contact import NoNumber, NotYet, OnlyInWords, TooEarly, is_written_to
from dengar.kit.actors import Actor
from dengar.kit.now import now
from dengar.web.desk.cases import CaseForm, MarkedForm
from dengar.web.desk.ready import ReadyWordsField
from dengar.web.desk.telling import TellingForm
from dengar.web.kit.forms import EMPTY, DayField, LineField, PickField


class MessageForm(TellingForm):
    words = ReadyWordsField(label=_("Write a message"), rows=3)
    thread = PickField(
        label=_("To whom?"),
        choices=[
            (Thread.COMPLAINANT.value, _("the person; signed with your name")),
            (Thread.AGENCY.value, _("the agency's speaker")),
            (Thread.INTERNAL.value, _("a note within the desk")),
        ],
        initial=Thread.COMPLAINANT.value,
    )

    def __init__(self, data: Any, complaint: Complaint, **kwargs: Any) -> None:
        """Before an agency is let in, nobody of it could read a message."""
        super().__init__(data, complaint, **kwargs)
        thread: Any = self.fields["thread"]
        if not Grant.objects.current(now()).filter(complaint=complaint).exists():
            thread.choices = [one for one in thread.choices if one[0] != Thread.AGENCY]

    def crosses(self) -> bool:
        """Only the agency must not learn who the person is."""
        return bool(getattr(self, "cleaned_data", {}).get("thread") == Thread.AGENCY)


class ContactForm(CaseForm):
    """
    An attempt to reach the person. Without a moment it is now; a written one is the message itself, sent now.

    :ivar written: whether this person is written to; whoever is nameless has no telephone.
    """

    prefix = "kontak"
    way = PickField(label=_("How?"))
    words = ReadyWordsField(
        label=_("Your message"),
        help_text=_("Only for a signed message. The person reads it on their page, with your name."),
        rows=3,
        required=False,
    )
    outcome = PickField(label=_("How did it end?"), choices=Contact.Outcome.choices, required=False)
    day = DayField(label=_("When?"), help_text=_("Empty: just now."), required=False)
    clock = forms.TimeField(
        label=_("Time"),
        required=False,
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TimeInput(attrs={"type": "time", "class": "short"}),
        error_messages={"invalid": _("We cannot read this as a time. Please write it like 10:30.")},
    )

    at_field = {NotYet: "day", TooEarly: "day", NoNumber: "way", OnlyInWords: "words", NoWords: "words"}

    def __init__(self, data: Any, complaint: Complaint, **kwargs: Any) -> None:
        super().__init__(data, complaint, **kwargs)
        self.written = is_written_to(complaint)
        ways = [Contact.Way.WRITTEN] if self.written else []
        ways += [Contact.Way.VISIT] if complaint.mode == Mode.ANONYMOUS else [Contact.Way.CALL, Contact.Way.VISIT]
        way: Any = self.fields["way"]
        way.choices = [(one.value, one.label) for one in ways]
        way.initial = ways[0].value

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("way") == Contact.Way.WRITTEN:
            if given.get("day") or given.get("clock"):
                self.add_error("day", _("A message is sent now. Please leave day and time empty."))
        elif given.get("way") and not given.get("outcome") and "outcome" not in self.errors:
            self.add_error("outcome", EMPTY)
        return given

    def keep(self, by: Actor, at: datetime) -> Contact | Message:
        """Record the attempt, or send the message that is the contact."""
        given = self.cleaned_data
        if given["way"] == Contact.Way.WRITTEN:
            return say(self.complaint, Thread.COMPLAINANT, given["words"], by=by, at=at)
        way, outcome = Contact.Way(given["way"]), Contact.Outcome(given["outcome"])
        return record_contact(self.complaint, way, outcome, when=self._moment(at), by=by, at=at)

    def _moment(self, at: datetime) -> datetime:
        """Return when it took place: as said, or `at`. A day alone is its noon, where that can be."""
        day, clock = self.cleaned_data["day"], self.cleaned_data["clock"]
        if day is None and clock is None:
            return at
        here = timezone.localtime(at)
        said = datetime.combine(day or here.date(), clock or time(12, 0), here.tzinfo)
        if clock is None and said > at and said.date() == here.date():
            return at
        received = self.complaint.received_at
        same_day = said.date() == timezone.localtime(received).date()
        return received if same_day and said < received and clock is None else said


class LookForm(CaseForm):
    prefix = "buka"
    reason = LineField(label=_("Open it for what?"), help_text=_("The person reads this reason."), max_length=200)


class TakeForm(MarkedForm):
    """One button. The mark says in whose hands the page showed the report."""

    prefix = "pegang"

    def mark_now(self) -> str:
        return hands_mark(self.complaint)
