"""Promises and remedies carried out, with proof (look/08): by the desk, or by the agency under its handle."""

from datetime import datetime
from typing import Any

from django.forms import BoundField
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from dengar.act import operations, queries
from dengar.act.queries import Owed
from dengar.agree.models import Commitment
from dengar.complaints.journey import REPORT_DONE
from dengar.complaints.models import Complaint
from dengar.complaints.operations.timing import local_day
from dengar.complaints.visibility import standing
from dengar.decide.models import Point
from dengar.files.refusals import Unfit
from dengar.kit.actors import Actor
from dengar.kit.now import now
from dengar.web.audiences import ActorRequest, officers
from dengar.web.desk.cases import HANDLING, SPEAKING, Case, CaseForm, by_handle, by_number, posted, show
from dengar.web.kit.forms import FilesField, WordsField

WHOLE, REMIND = "all", "remind"


class ProofForm(CaseForm):
    """
    One proof for each promise or remedy that is open, and one for the whole.

    Only the words under the pressed button are sent on; what stands under the others is kept. One button more
    reminds the other side of what is late there, and needs no words.
    """

    attached = FilesField(
        label=_("Photos or papers that show it"),
        help_text=_("May stay empty. The person may open them. JPG, PNG, PDF or a sound recording, up to 10 MB each."),
    )
    at_field = dict.fromkeys(Unfit.__subclasses__(), "attached")

    def __init__(self, data: Any, complaint: Complaint, owed: list[Owed], files: Any = None) -> None:
        super().__init__(data, complaint, files=files)
        self.owed = [one for one in owed if one.open]
        self.pressed = str(self.data.get("done", "")) if self.is_bound else ""
        for one in self.owed:
            self.fields[one.key] = _proof(_("What was done, and how can it be seen?"))
        self.fields[WHOLE] = _proof(_("In a few sentences: what has been done"))

    @property
    def rows(self) -> list[tuple[Owed, BoundField]]:
        return [(one, self[one.key]) for one in self.owed]

    @property
    def whole(self) -> BoundField:
        return self[WHOLE]

    @property
    def last(self) -> bool:
        """Whether whatever is recorded next of agency or mall is the last: the same press reports the whole."""
        return sum(not one.by_the_person for one in self.owed) == 1

    @property
    def blocked(self) -> bool:
        """Whether something is open that the agency or the mall owes."""
        return any(not one.by_the_person for one in self.owed)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if self.pressed == REMIND:
            return given
        field = self.pressed if self.pressed in self.fields else WHOLE
        if field not in self.errors and not given.get(field):
            self.add_error(field, str(operations.NoProof.message))
        return given

    def apply(self, by: Actor, at: datetime) -> None:
        """Carry out what the pressed button says."""
        if self.pressed == REMIND:
            operations.remind(self.complaint, by=by, at=at, seen=self.cleaned_data["seen"])
            return
        row = next((one.row for one in self.owed if one.key == self.pressed), None)
        seen, proof = self.cleaned_data["seen"], self.cleaned_data[self.pressed if row else WHOLE]
        uploads = self.cleaned_data["attached"]
        match row:
            case Commitment():
                operations.keep(row, proof, by=by, at=at, seen=seen, uploads=uploads, report=True)
            case Point():
                operations.remedy_done(row, proof, by=by, at=at, seen=seen, uploads=uploads, report=True)
            case None:
                operations.report_done(self.complaint, proof, by=by, at=at, seen=seen, uploads=uploads)


def _proof(label: object) -> WordsField:
    return WordsField(label=label, required=False, max_length=2000, rows=2)


@officers(*HANDLING)
def act(request: ActorRequest, number: str) -> HttpResponse:
    """What is owed, for the desk."""
    return _act(request, by_number(request, number))


@officers(*SPEAKING)
def act_of_agency(request: ActorRequest, handle: str) -> HttpResponse:
    """What is owed, for the agency's speaker."""
    return _act(request, by_handle(request, handle))


def _act(request: ActorRequest, case: Case) -> HttpResponse:
    owed = queries.owed(case.complaint)
    form = ProofForm(posted(request), case.complaint, owed, request.FILES if request.method == "POST" else None)
    if form.is_valid() and form.carry_out(lambda at: form.apply(request.actor, at)):
        case.complaint.refresh_from_db(fields=["state"])  # the operation moved another copy of it
        return redirect(request.path if case.complaint.state in REPORT_DONE.source else case.page)
    done = [one for one in owed if not one.open]
    acting = form.is_bound or case.complaint.state in REPORT_DONE.source
    title = _("What was promised, and what is done") if acting else _("Nothing is waiting to be done here")
    late = _late(case.complaint, owed, request.actor, now()) if acting else {}
    return show(request, "act", case, form, title, done=done, acting=acting, **late)


def _late(complaint: Complaint, owed: list[Owed], by: Actor, at: datetime) -> dict[str, Any]:
    """Gather what is late, whom this reader may remind of it, and when that was done. At most two queries."""
    reader = standing(by, complaint, at)
    shown: dict[str, Any] = {"late": [one.key for one in owed if one.is_late(at)]}
    if not queries.overdue(owed, reader, at):
        return shown
    side = queries.REMINDS[reader]
    last = queries.reminded_at(complaint, side)
    today = last is not None and local_day(complaint, last) == local_day(complaint, at)
    return {**shown, "remind": side, "reminded": last, "reminded_today": today}
