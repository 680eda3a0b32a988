"""More time for a promise: asked for on one page, answered by the other side on the same page of its own."""

from datetime import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengar.act import queries as act
from dengar.act.queries import Owed
from dengar.agree import operations
from dengar.agree.models import Commitment, Extension
from dengar.agree.operations.extending import MAY_ASK, who_answers
from dengar.complaints.journey import State
from dengar.complaints.models import Complaint
from dengar.complaints.operations import NotNow
from dengar.complaints.operations.behalf import NotReadBack
from dengar.kit.actors import Actor
from dengar.talk.models import Side
from dengar.web.audiences import ActorRequest, officers
from dengar.web.desk.cases import HANDLING, SPEAKING, Case, CaseForm, by_handle, by_number, posted, show
from dengar.web.kit.forms import DayField, PickField, TickField, WordsField


class MoreTimeForm(CaseForm):
    """A new day, with its reason from a closed list and in words."""

    due = DayField(label=_("By which day instead?"))
    why = PickField(label=_("What is in the way?"), choices=Extension.Why.choices)
    words = WordsField(
        label=_("Please explain it in a sentence"), help_text=_("The other side reads this."), max_length=1000, rows=2
    )
    at_field = {operations.NotLater: "due", operations.NoReason: "words"}

    def apply(self, owed: Owed, by: Actor, at: datetime) -> None:
        given = self.cleaned_data
        why = Extension.Why(given["why"])
        operations.ask_extension(promise(owed), given["due"], why, given["words"], by=by, at=at, seen=given["seen"])


class ConsentForm(CaseForm):
    """Yes or no to a wish for more time; `which` is the wish that was read."""

    prefix = "jawab"
    given = PickField(
        label=_("Do you agree?"),
        choices=[
            ("yes", pgettext_lazy("more time", "Yes, the new day holds")),
            ("no", pgettext_lazy("more time", "No, the day stays as agreed")),
        ],
    )

    def apply(self, owed: Owed, by: Actor, at: datetime) -> None:
        if owed.waiting is None:
            raise NotNow
        given = self.cleaned_data["given"] == "yes"
        operations.answer_extension(owed.waiting.row, given=given, by=by, at=at, seen=self.cleaned_data["seen"])


class SpokenConsentForm(ConsentForm):
    """The same answer, given by voice and written down by the desk."""

    read_back = TickField(label=_("I read it back, and the person said yes"))
    at_field = {NotReadBack: "read_back", operations.OwnWish: "given"}

    def apply(self, owed: Owed, by: Actor, at: datetime) -> None:
        if owed.waiting is None:
            raise NotNow
        said = self.cleaned_data
        given, read_back = said["given"] == "yes", said["read_back"]
        operations.answer_extension_for(
            owed.waiting.row, given=given, read_back=read_back, by=by, at=at, seen=said["seen"]
        )


TimeForm = MoreTimeForm | ConsentForm


def owed_by(complaint: Complaint, pk: int) -> Owed:
    """Return a promise of the agreement in force; 404 for any other."""
    for one in act.owed(complaint):
        if isinstance(one.row, Commitment) and one.row.pk == pk:
            return one
    raise Http404


def promise(owed: Owed) -> Commitment:
    """Return the promise's row."""
    if not isinstance(owed.row, Commitment):
        raise TypeError("a remedy of a decision is no promise")
    return owed.row


def form_for(data: object, complaint: Complaint, owed: Owed, side: Side) -> TimeForm | None:
    """Return what this side may fill in now: the answer that waits for it, or a wish of its own; None for neither."""
    row = promise(owed)
    if complaint.state != State.AGREED or not owed.open:
        return None
    if owed.waiting and who_answers(row) == side:
        return ConsentForm(data, complaint)
    if owed.waiting and side == Side.DESK and who_answers(row) == Side.COMPLAINANT:
        return SpokenConsentForm(data, complaint)
    if side in MAY_ASK[Commitment.Bearer(row.bearer)]:
        return MoreTimeForm(data, complaint)
    return None


@officers(*HANDLING)
def more_time(request: ActorRequest, number: str, pk: int) -> HttpResponse:
    """Ask for more time for what mall or agency promised, or write down the person's spoken answer to such a wish."""
    case = by_number(request, number)
    return _more_time(request, case, pk, Side.DESK)


@officers(*SPEAKING)
def more_time_of_agency(request: ActorRequest, handle: str, pk: int) -> HttpResponse:
    """Ask for more time, or answer the person's wish for it."""
    return _more_time(request, by_handle(request, handle), pk, Side.AGENCY)


def _more_time(request: ActorRequest, case: Case, pk: int, side: Side) -> HttpResponse:
    owed = owed_by(case.complaint, pk)
    form = form_for(posted(request), case.complaint, owed, side)
    if form and form.is_valid() and form.carry_out(lambda at: form.apply(owed, request.actor, at)):
        return redirect(case.page)
    shown = form or CaseForm(None, case.complaint)
    answering = isinstance(form, ConsentForm)
    return show(
        request, "more_time", case, shown, _("More time for a promise"), owed=owed, usable=form, yes_no=answering
    )
