"""Reports that look like this one, or belong to it: let them go on together, mark one cause, or tell them apart."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengar.complaints import queries as complaints
from dengar.complaints.journey import ENDS
from dengar.complaints.models import Complaint
from dengar.complaints.operations import NotTogether, check_seen
from dengar.complaints.visibility import standing
from dengar.kit.actors import Actor, Role
from dengar.kit.codes import check_number
from dengar.kit.now import now
from dengar.search import operations as search
from dengar.search import queries
from dengar.verify import operations
from dengar.verify.operations.answering import Ended, NoOther, NoReply
from dengar.verify.operations.merging import Nobody
from dengar.web.audiences import ActorRequest, officers
from dengar.web.desk.accounts import account
from dengar.web.desk.cases import HANDLING, CaseForm, by_number, posted, show
from dengar.web.desk.work_list import plain_title
from dengar.web.kit.forms import LineField, PickSeveralField, WordsField
from dengar.web.kit.templatetags.kit import day

Others = list[tuple[Complaint, int | None]]


class AlikeForm(CaseForm):
    """Which of the reports are meant, and the words for their persons. The pressed button says what is done."""

    others = PickSeveralField(
        label=gettext_lazy("Which of them?"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("One of them has moved on. Please look again, then tick.")},
    )
    number = LineField(label=gettext_lazy("Number of another report"), required=False, max_length=20)
    words = WordsField(
        label=gettext_lazy("For their persons: why it goes on together"),
        help_text=gettext_lazy("Each of them reads this, and can object for 30 days. Name nobody."),
        required=False,
        max_length=1000,
        rows=3,
    )
    at_field = {Nobody: "others", NoOther: "number", NoReply: "words", Ended: "others", NotTogether: "others"}

    def __init__(self, data: Any, complaint: Complaint, found: list[queries.Alike]) -> None:
        words = _("Somebody else told us of the same event. We work on both together.")
        super().__init__(data, complaint, initial={"words": words})
        self.found = found
        picks: Any = self.fields["others"]
        picks.choices = [(_value(one.complaint), one.complaint.number) for one in found]

    def chosen(self, actor: Actor, at: datetime) -> Others:
        """
        Return the ticked reports with the step that the page showed, and the one whose number was written.

        :raises NoOther: if there is no such report for this officer.
        """
        seen = {_value(one.complaint): one.complaint for one in self.found}
        others: Others = [(seen[value], seen[value].step) for value in self.cleaned_data["others"]]
        if typed := self.cleaned_data["number"]:
            other = complaints.one(actor, check_number(typed).canonical, at)
            if other is None or other.pk == self.complaint.pk:
                raise NoOther
            if other not in [one for one, _step in others]:
                others.append((other, other.step))
        return others


def _value(complaint: Complaint) -> str:
    """Return what a tick sends: the report and the step that the page showed, so that a stale one is not offered."""
    return f"{complaint.number}.{complaint.step}"


@officers(*HANDLING)
def alike(request: ActorRequest, number: str) -> HttpResponse:
    """Show what looks alike, to the handler alone, and do with the ticked ones what the button says."""
    case = by_number(request, number)
    complaint, actor, at = case.complaint, request.actor, now()
    handles = standing(actor, complaint, at) is Role.HANDLER
    found = queries.alike(complaint, actor, at)
    form = AlikeForm(posted(request), complaint, found)
    if form.is_valid() and form.carry_out(lambda at: _do(form, actor, at)):
        return redirect(request.path)
    shown = {
        "handles": handles,
        "shut": complaint.state in ENDS,
        "rows": [_row(form, one) for one in found],
        "linked": complaints.linked(complaint, actor, at),
    }
    return show(request, "alike", case, form, _("Reports that look alike"), **shown)


def _do(form: AlikeForm, actor: Actor, at: datetime) -> None:
    """Do what the pressed button says; without a known one, nothing is done."""
    complaint = form.complaint
    check_seen(complaint, form.cleaned_data["seen"])
    others = form.chosen(actor, at)
    match form.data.get("then"):
        case "merge":
            operations.merge(complaint, others, form.cleaned_data["words"], by=actor, at=at)
        case "cluster":
            operations.cluster(complaint, others, by=actor, at=at)
        case "apart":
            search.tell_apart(complaint, [other for other, _step in others], by=actor, at=at)
        case _:
            raise Nobody


@dataclass(frozen=True)
class Row:
    """One report that looks alike, with its box to tick."""

    control: str
    number: str
    words: str
    note: str
    story: str


def _row(form: AlikeForm, one: queries.Alike) -> Row:
    other = one.complaint
    box = next(part for part in form["others"].subwidgets if part.data["value"] == _value(other))
    told = account(other)
    how = _("very alike") if one.very else _("alike")
    note = f"{plain_title(other)} · {day(other.received_at)} · {other.get_state_display()}"
    return Row(box.tag(), other.number, f"{other.number}: {how}", note, told.story if told else "")
