"""
One report on an officer's page: found through the one policy, changed by one operation, told when stale.

A form about a report carries the step that the page showed (`seen`). Where somebody was quicker, the
page comes back with 409, says where the report stands now, and keeps every word that was typed. Where a
form replaces what others recorded without moving the report, it carries a mark of that too (ADR 17).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, cast

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengar.complaints import queries
from dengar.complaints.models import Complaint
from dengar.complaints.operations import Gone, NotNow
from dengar.complaints.speaking import as_speaker
from dengar.kit.actors import Role
from dengar.kit.errors import Refused
from dengar.kit.now import now
from dengar.web.audiences import ActorRequest
from dengar.web.desk.accounts import Account, account
from dengar.web.kit.forms import KitForm, refuse

# Who may stand as a complaint's handler (complaints.visibility.standing decides for each one).
HANDLING = (Role.HANDLER, Role.COORDINATOR, Role.OVERSEER)
# Who may speak for an agency: its liaisons, and a coordinator who was let in where none of them is free.
SPEAKING = (Role.LIAISON, Role.COORDINATOR)
OLD_PAGE = _("This page is too old. Please open it again; copy what you typed before.")


@dataclass(frozen=True)
class Case:
    """A report as its page shows it: to an agency under the agency's own handle, never the number."""

    complaint: Complaint
    name: str  # number or handle
    page: str  # path of the report's own page
    heading: str  # the approved summary's heading; empty before
    words: str

    def story(self) -> Account | None:
        """Return the person's own account; an agency never gets it. One SQL query."""
        return account(self.complaint) if self.name == self.complaint.number else None


def by_number(request: ActorRequest, number: str) -> Case:
    """Return a report of the mall's desk; 404 where it does not exist for this officer."""
    return _case(queries.one(request.actor, number, now()), number, f"/meja/laporan/{number}/")


def by_handle(request: ActorRequest, handle: str) -> Case:
    """
    Return a report under what an agency calls it; 404 without a grant.

    A coordinator who speaks for the agency there becomes its speaker for this request.
    """
    request.actor = as_speaker(request.actor, handle, now())
    return _case(queries.by_handle(request.actor, handle, now()), handle, f"/instansi/{handle}/")


def _case(complaint: Complaint | None, name: str, page: str) -> Case:
    if complaint is None:
        raise Http404
    heading, words = queries.brief(complaint) or ("", "")
    return Case(complaint, name, page, heading, words)


def posted(request: HttpRequest) -> Any:
    """Return what a form is bound to: everything that was posted, or None on the first look."""
    return request.POST if request.method == "POST" else None


class CaseForm(KitForm):
    """A form about one report. `at_field` says at which field a refusal is shown; else in the summary."""

    seen = forms.IntegerField(
        widget=forms.HiddenInput, label="", error_messages={"required": OLD_PAGE, "invalid": OLD_PAGE}
    )
    at_field: ClassVar[dict[type[Refused], str]] = {}
    moved = False  # somebody was quicker

    def __init__(self, data: Any, complaint: Complaint, **kwargs: Any) -> None:
        initial = {"seen": complaint.step, **kwargs.pop("initial", {})}
        super().__init__(data, initial=initial, **kwargs)
        self.complaint = complaint

    @property
    def status(self) -> int:
        return 409 if self.moved else super().status

    def carry_out(self, operation: Callable[[datetime], object]) -> bool:
        """
        Make the form's one change, `operation(at)`; False if it was refused and the page has to say why.

        :raises Http404: if the report does not exist for this officer (any more).
        """
        try:
            operation(now())
        except Gone:
            raise Http404 from None
        except Refused as refusal:
            self.complaint.refresh_from_db()
            if isinstance(refusal, NotNow):
                self._see_again()
            else:
                refuse(self, refusal, self.at_field.get(type(refusal)))
            return False
        return True

    def _see_again(self) -> None:
        """Keep what was typed, and let it be sent again from where the report stands now."""
        self.moved = True
        data = cast(QueryDict, self.data).copy()
        for name, value in self.anew().items():
            data[self.add_prefix(name)] = value
        self.data = data

    def anew(self) -> dict[str, str]:
        """Return what the page that comes back shows anew, by field; all else stays as it was typed."""
        return {"seen": str(self.complaint.step)}


class MarkedForm(CaseForm):
    """A form that replaces what others may have recorded meanwhile: `mark` says what its page showed of it."""

    mark = forms.CharField(widget=forms.HiddenInput, label="", error_messages={"required": OLD_PAGE})

    def __init__(self, data: Any, complaint: Complaint, **kwargs: Any) -> None:
        super().__init__(data, complaint, **kwargs)
        self.initial["mark"] = self.mark_now()

    def mark_now(self) -> str:
        """Return a mark of what is recorded now."""
        raise NotImplementedError

    def anew(self) -> dict[str, str]:
        return {**super().anew(), "mark": self.mark_now()}


def show(
    request: ActorRequest, template: str, case: Case, form: CaseForm, title: str | Promise, **more: object
) -> HttpResponse:
    """Answer with a page about a report and its form."""
    shown = {"case": case, "complaint": case.complaint, "form": form, "title": title, "story": case.story(), **more}
    return render(request, f"desk/{template}.html", shown, status=form.status)
