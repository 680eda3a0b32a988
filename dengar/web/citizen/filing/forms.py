"""The questions of filing. Each form knows how its answers lie in a draft."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dengar.complaints.models import Mode, Reach
from dengar.intake.answers import DETAILS, LINE_MOST, STORY_MOST, Answers
from dengar.malls.models import Agency, Service
from dengar.web.citizen.filing import words
from dengar.web.kit.forms import (
    DayField,
    KitForm,
    LineField,
    ListField,
    MailField,
    PhoneField,
    PickField,
    PickSeveralField,
    TickField,
    WordsField,
)

NONE_OF_THESE = "none"


class StepForm(KitForm):
    """One step. `today` is the mall's local day."""

    def __init__(self, data: Any, *, answers: Answers, today: date, **kwargs: Any) -> None:
        self.answers, self.today = answers, today
        super().__init__(data, initial=self.initially(answers), **kwargs)

    def initially(self, answers: Answers) -> dict[str, Any]:
        return {name: getattr(answers, name) for name in self.base_fields if hasattr(answers, name)}

    def changes(self) -> dict[str, Any]:
        """Return what the draft keeps of a valid form."""
        return {name: value for name, value in self.cleaned_data.items() if hasattr(self.answers, name)}


class AboutForm(StepForm):
    """Step 1. What about: a service, unknown, or the complaint desk itself."""

    about = PickField(
        label=_("What is your complaint about?"),
        choices=[
            ("service", _("A service in this mall")),
            ("unknown", _("I do not know who is in charge")),
            ("desk", _("A complaint officer or the coordinator")),
        ],
        notes={
            "unknown": _("That does not matter. We find out."),
            "desk": _("It does not go through them. The overseer reads it."),
        },
    )
    agency = ListField(label=_("Agency"), required=False)
    service_text = LineField(
        label=_("The service that you came for"),
        help_text=_("Write it as you call it. It may stay empty."),
        required=False,
        max_length=LINE_MOST,
    )
    service = PickField(label=_("Is it one of these?"), required=False)
    there = TickField(label=_("It happened at this counter"), required=False)

    def __init__(
        self,
        data: Any,
        *,
        agencies: Iterable[Agency],
        matches: Iterable[Service] = (),
        agency_id: int | None = None,
        at_counter: bool = False,
        overseen: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.overseen = overseen
        if not overseen:  # nobody could read what goes around the desk; the page says whom to call instead
            about: Any = self.fields["about"]
            about.choices = [(value, words) for value, words in about.choices if value != "desk"]
        offered = [(str(agency.pk), str(agency)) for agency in agencies]
        listed: Any = self.fields["agency"]
        listed.choices = [("", _("– choose, or leave it open –")), *offered]
        self.matches = {str(service.pk): service for service in matches}
        found: Any = self.fields["service"]
        found.choices = [(pk, str(service)) for pk, service in self.matches.items()]
        found.choices += [(NONE_OF_THESE, _("None of these, keep my own words"))]
        found.notes = {pk: str(service.agency) for pk, service in self.matches.items()}
        if agency_id and not self.initial["agency"]:
            self.initial["agency"] = str(agency_id)
        self.initial["there"] = at_counter

    def initially(self, answers: Answers) -> dict[str, Any]:
        place = {"agency": str(answers.agency_id or ""), "service": str(answers.service_id or "")}
        return {"about": answers.about or "service", "service_text": answers.service_text, **place}

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        named = given.get("agency") or given.get("service_text") or given.get("service")
        if given.get("about") == "service" and not named and not self.errors:
            self.add_error("agency", _("Please choose an agency or write the service, or say that you do not know."))
        return given

    def changes(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given["about"] != "service":
            empty = {"agency_id": None, "service_id": None, "service_text": "", "counter": ""}
            return {"about": given["about"], **empty}
        service = self.matches.get(given["service"])
        agency_id = service.agency_id if service else int(given["agency"] or 0) or None
        return {
            "about": "service",
            "agency_id": agency_id,
            "service_id": service.pk if service else None,
            "service_text": given["service_text"],
        }


class ModeForm(StepForm):
    """Step 2. Who may know: asked before the story."""

    mode = PickField(
        label=_("Who may know who you are?"),
        help_text=_("We ask before you tell anything. You alone may change it later."),
        choices=[(str(mode), label) for mode, (label, _note) in words.MODES.items()],
        notes={str(mode): note for mode, (_label, note) in words.MODES.items()},
    )
    secret = TickField(
        label=_("Publish nothing at all about my complaint"),
        note=_("Not even as a summary without names"),
        required=False,
    )

    def initially(self, answers: Answers) -> dict[str, Any]:
        return {"mode": answers.mode or str(Mode.CONFIDENTIAL), "secret": answers.secret}


class StoryForm(StepForm):
    """Step 3. What happened, and when."""

    story = WordsField(
        label=_("What happened?"),
        help_text=_(
            "Tell it in your own words, in any language. It may be short; there is room for about five pages. If you"
            " remember: what was said, and what followed from it."
        ),
        max_length=STORY_MOST,
        rows=8,
    )
    when = DayField(label=_("On which day? If you remember"), required=False)
    whom = PickField(
        label=_("For whom do you complain?"),
        choices=list(words.WHOM.items()),
        notes={"other": _("Have you not asked them yet? Ask first: it is their matter.")},
        required=False,
    )

    def clean_whom(self) -> str:
        return self.cleaned_data["whom"] or "self"

    def clean_when(self) -> str:
        day: date | None = self.cleaned_data["when"]
        if day and day > self.today:
            raise forms.ValidationError(_("This day has not come yet. Please look at day, month and year."))
        return day.isoformat() if day else ""


class WishForm(StepForm):
    """Step 5. What would make it right."""

    wishes = PickSeveralField(
        label=_("What would make it right?"),
        help_text=_("Choose all that fit. It helps us to know what matters to you."),
        choices=list(words.WISHES.items()),
        required=False,
    )
    wish_by = LineField(label=_("Which day, and why?"), required=False, max_length=LINE_MOST)
    earlier = LineField(
        label=_("Have you told anybody before? Whom, and what came of it?"), required=False, max_length=LINE_MOST
    )
    loss = LineField(label=_("What did it cost you? Money, time, something else"), required=False, max_length=LINE_MOST)

    def clean_wishes(self) -> tuple[str, ...]:
        return tuple(self.cleaned_data["wishes"])

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if "by_date" in given.get("wishes", ()) and not given.get("wish_by") and not self.errors:
            self.add_error("wish_by", _("Please write the day, or take the tick away."))
        return given


class ContactForm(StepForm):
    """Step 6. How we reach the person."""

    reach = PickField(
        label=_("How may we reach you?"),
        choices=[(str(reach), label) for reach, (label, _note) in words.REACHES.items()],
        notes={str(reach): note for reach, (_label, note) in words.REACHES.items()},
    )
    name = LineField(
        label=_("What may we call you?"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    phone = PhoneField(label=_("Telephone number"), required=False)
    safe_hours = ListField(label=_("When is it safe to call?"), choices=list(words.HOURS.items()), required=False)
    discreet = TickField(label=_("If somebody else answers, say nothing about a complaint"), required=False)
    email = MailField(label=_("E-mail address"), required=False)
    needs = {str(Reach.PHONE): "phone", str(Reach.MAIL): "email"}

    def clean_safe_hours(self) -> str:
        return self.cleaned_data["safe_hours"] or "any"

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        needed = self.needs.get(given.get("reach", ""))
        asked = DETAILS.get(given.get("reach", ""), ())
        for field in {"name", "phone", "email"} & set(self.errors) - set(asked):
            del self.errors[field]  # of a choice that was not made: nobody asks for it
            given[field] = ""
        if needed and not given.get(needed) and needed not in self.errors:
            self.add_error(needed, _("This is still empty. Without it we cannot reach you this way."))
        return given
