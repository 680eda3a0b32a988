"""The story of somebody who asked to be called, written down by the officer who heard it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengar.intake import operations
from dengar.intake.answers import LINE_MOST, STORY_MOST, Told
from dengar.kit.now import now
from dengar.web.audiences import ActorRequest, officers
from dengar.web.citizen.filing.words import WHOM
from dengar.web.desk.cases import HANDLING, CaseForm, by_number, posted, show
from dengar.web.kit.forms import DayField, LineField, PickField, TickField, WordsField


class StoryForm(CaseForm):
    """What was told, in the person's words; it counts once it was read back."""

    story = WordsField(
        label=_("The story, in their own words"),
        help_text=_("Do not tidy it up. Do not write the names of others."),
        max_length=STORY_MOST,
        rows=6,
    )
    when = DayField(label=_("On which day? If they remember"), required=False)
    wish = LineField(label=_("What would make it right?"), required=False, max_length=LINE_MOST)
    earlier = LineField(
        label=_("Whom did they tell before, and what came of it?"), required=False, max_length=LINE_MOST
    )
    loss = LineField(label=_("What did it cost? Money, time, something else"), required=False, max_length=LINE_MOST)
    whom = PickField(label=_("For whom do they complain?"), choices=list(WHOM.items()), initial="self", required=False)
    read_back = TickField(label=_("I have read it back, and the answer was “right”"), required=False)
    at_field = {operations.NotReadBack: "read_back", operations.NothingTold: "story"}

    def told(self) -> Told:
        given: dict[str, Any] = self.cleaned_data
        day = given["when"].isoformat() if given["when"] else ""
        said = {name: given[name] for name in ("wish", "earlier", "loss")}
        return Told(given["story"], day, whom=given["whom"] or "self", **said)

    def clean_when(self) -> Any:
        day = self.cleaned_data["when"]
        if day and day > timezone.localdate(now()):
            self.add_error("when", _("This day has not come yet. Please look at day, month and year."))
        return day


@officers(*HANDLING)
def write(request: ActorRequest, number: str) -> HttpResponse:
    """Write down what was told by voice, read back and confirmed. Once: what comes later is a message."""
    case = by_number(request, number)
    form = StoryForm(posted(request), case.complaint)
    if form.is_valid() and form.carry_out(
        lambda at: operations.write_down(
            case.complaint,
            form.told(),
            read_back=form.cleaned_data["read_back"],
            by=request.actor,
            at=at,
            seen=form.cleaned_data["seen"],
        )
    ):
        return redirect(case.page)
    return show(request, "writing", case, form, _("Write down the story"), shut=case.story() is not None)
