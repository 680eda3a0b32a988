"""The small forms on a report's page."""

from datetime import datetime, time, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengar.complaints.models import Contact, Thread
from dengar.web.desk.cases import CaseForm
from dengar.web.kit.forms import DayField, LineField, PickField, WordsField

WAYS = [(Contact.Way.CALL.value, Contact.Way.CALL.label), (Contact.Way.VISIT.value, Contact.Way.VISIT.label)]


class MessageForm(CaseForm):
    words = WordsField(label=_("Write a message"), rows=3)
    thread = PickField(
        label=_("To whom?"),
        choices=[
            (Thread.COMPLAINANT.value, _("the person; signed with your name")),
            (Thread.AGENCY.value, _("the agency's speaker")),
            (Thread.INTERNAL.value, _("a note within the desk")),
        ],
        initial=Thread.COMPLAINANT.value,
    )


class ContactForm(CaseForm):
    """An attempt to reach the person. Without a moment it is now."""

    prefix = "kontak"
    way = PickField(label=_("How?"), choices=WAYS, initial="call")
    outcome = PickField(label=_("How did it end?"), choices=Contact.Outcome.choices)
    day = DayField(label=_("When?"), help_text=_("Empty: just now."), required=False)
    clock = forms.TimeField(
        label=_("Time"),
        required=False,
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TimeInput(attrs={"type": "time", "class": "short"}),
        error_messages={"invalid": _("We cannot read this as a time. Please write it like 10:30.")},
    )

    def moment(self, at: datetime) -> datetime:
        """Return when it took place: as said, or `at`."""
        day, clock = self.cleaned_data["day"], self.cleaned_data["clock"]
        if day is None and clock is None:
            return at
        here = timezone.localtime(at)
        said = datetime.combine(day or here.date(), clock or time(12, 0), here.tzinfo)
        return at if clock is None and said > at and said - at < timedelta(days=1) else said


class LookForm(CaseForm):
    prefix = "buka"
    reason = LineField(label=_("Open it for what?"), help_text=_("The person reads this reason."), max_length=200)
