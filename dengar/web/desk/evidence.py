"""Files of a report: kept for the person, looked at by the handler, who alone decides whether an agency opens one."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from dengar.complaints import operations, queries
from dengar.complaints.models import Complaint, FileRelease
from dengar.complaints.operations.evidence import NoFile, NoReason, NotLetIn
from dengar.files.operations import Upload
from dengar.files.queries import File
from dengar.files.refusals import Unfit
from dengar.kit.now import now
from dengar.malls.models import Agency
from dengar.web.audiences import ActorRequest, officers
from dengar.web.citizen.filing.evidence import FILES_HINT
from dengar.web.desk.cases import HANDLING, SPEAKING, CaseForm, by_handle, by_number, posted, show
from dengar.web.evidence import hand_out
from dengar.web.kit.forms import FilesField, LineField, RowField, TickField, refuse_files


class ReleaseForm(CaseForm):
    """Which agency may open it, what for, and that somebody has looked at it."""

    agency = RowField(Agency.objects.none(), label=_("Which agency?"), empty_label=None)
    reason = LineField(
        label=_("What does it need this file for?"), help_text=_("The person reads this reason."), max_length=200
    )
    looked = TickField(
        label=_("I have looked at it: nothing in it tells who the person is, or it cannot be done without"),
        note=_("A voice, a face, a name, a NIK, a bar code, a queue number or a plate tells who it is."),
    )
    at_field = {NoReason: "reason", NotLetIn: "agency"}

    def __init__(self, data: Any, complaint: Complaint, file: File) -> None:
        super().__init__(data, complaint)
        may = FileRelease.objects.current().filter(attachment=file.row).values("agency")
        listed: Any = self.fields["agency"]
        listed.queryset = Agency.objects.filter(
            pk__in=[held.agency_id for held, _why in queries.granted(complaint, now())]
        ).exclude(pk__in=may)


class AttachForm(CaseForm):
    """What the person handed over, to be kept with their report."""

    attached = FilesField(label=_("Choose photos, papers or recordings, or take a photo now"), help_text=FILES_HINT)
    at_field = {NoFile: "attached"}


@officers(*HANDLING)
def attach(request: ActorRequest, number: str) -> HttpResponse:
    """Keep files for a person who cannot send them alone. What is good is kept, also where one is refused."""
    case = by_number(request, number)
    form = AttachForm(posted(request), case.complaint, files=request.FILES or None)
    refused: list[tuple[Upload, Unfit]] = []
    kept = False

    def keep(at: datetime) -> None:
        nonlocal kept
        given, by = form.cleaned_data, request.actor
        done = operations.attach_for_person(case.complaint, given["attached"], by=by, at=at, seen=given["seen"])
        refused.extend(done.refused)
        kept = len(refused) < len(given["attached"])

    if form.is_valid() and form.carry_out(keep):
        if not refused:
            return redirect(f"{case.page}#lampiran")
        refuse_files(form, "attached", refused)
    return show(request, "attach", case, form, _("Add files for the person"), kept=kept)


@officers(*HANDLING)
def file(request: ActorRequest, number: str, ordinal: int) -> HttpResponse:
    """The file, who may open it, and the decision about it."""
    case = by_number(request, number)
    found = _found(request, case.complaint, ordinal)
    form = ReleaseForm(posted(request), case.complaint, found)
    if form.is_valid() and form.carry_out(
        lambda at: operations.release_file(
            case.complaint,
            found.row,
            form.cleaned_data["agency"],
            form.cleaned_data["reason"],
            by=request.actor,
            at=at,
            seen=form.cleaned_data["seen"],
        )
    ):
        return redirect(request.path)
    return show(request, "file", case, form, found.label, file=found, releases=_releases(case.complaint, found))


@officers(*HANDLING)
def withhold(request: ActorRequest, number: str, ordinal: int) -> HttpResponse:
    """Close a file to an agency again."""
    case = by_number(request, number)
    found = _found(request, case.complaint, ordinal)
    if request.method == "POST":
        pk = request.POST.get("agency", "")
        agency = Agency.objects.filter(mall=case.complaint.mall_id, pk=int(pk)).first() if _is_key(pk) else None
        if agency is None:
            raise Http404
        operations.take_back_file(case.complaint, found.row, agency, by=request.actor, at=now())
    return redirect("desk:file", number, ordinal)


@require_safe
@officers(*HANDLING)
def content(request: ActorRequest, number: str, ordinal: int) -> HttpResponse:
    """What is in it, for the desk."""
    return hand_out(request.actor, by_number(request, number).complaint, ordinal)


@require_safe
@officers(*SPEAKING)
def content_of_agency(request: ActorRequest, handle: str, ordinal: int) -> HttpResponse:
    """What is in it, for the agency's speaker, if the handler released it or they gave it themselves."""
    case = by_handle(request, handle)  # says who is speaking
    return hand_out(request.actor, case.complaint, ordinal)


def _found(request: ActorRequest, complaint: Complaint, ordinal: int) -> File:
    found = queries.attachment(request.actor, complaint, ordinal, now())
    if found is None:
        raise Http404
    return found


def _releases(complaint: Complaint, file: File) -> list[tuple[Any, str]]:
    rows = file.row.releases.filter(until_at=None).select_related("agency", "by").order_by("from_at")
    return [(row, queries.read(complaint, row.reason, "release")) for row in rows]


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 16
