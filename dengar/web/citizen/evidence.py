"""One's own files after filing: what was sent, who may open it, and more of them with a message."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from dengar.complaints import queries
from dengar.complaints.models import Complaint, FileRelease, Thread
from dengar.complaints.operations import send
from dengar.kit.errors import Refused
from dengar.kit.now import now
from dengar.web.citizen.filing.evidence import FILES_HINT
from dengar.web.citizen.session import MineRequest, mine
from dengar.web.evidence import hand_out
from dengar.web.kit.forms import FilesField, KitForm, WordsField, refuse, refuse_files


class AddForm(KitForm):
    prefix = "berkas"
    attached = FilesField(label=_("Choose photos, papers or recordings, or take a photo now"), help_text=FILES_HINT)
    words = WordsField(
        label=_("What is it, and what does it show?"), help_text=_("May stay empty."), rows=3, required=False
    )


@dataclass(frozen=True)
class Opened:
    """Who let which agency open one file, when and why; `until` once it was closed again."""

    label: str
    agency: str
    who: str
    why: str
    at: datetime
    until: datetime | None


@require_http_methods(["GET", "HEAD", "POST"])
@mine
def files(request: MineRequest) -> HttpResponse:
    """Every file that is one's own to open, and room for more."""
    if request.method != "POST":
        return _show(request, AddForm())
    form = AddForm(request.POST, request.FILES)
    good, uploads = form.is_valid(), form.cleaned_data["attached"]
    if not good and not uploads:
        return _show(request, form)
    words = form.cleaned_data["words"] if good else ""  # words that cannot be sent yet hold no file up
    try:
        sent = send(request.complaint, Thread.COMPLAINANT, words, uploads, by=request.complainant, at=now())
    except Refused as refusal:
        refuse(form, refusal, "words")
        return _show(request, form)
    if good and not sent.refused:
        return redirect(f"{reverse('mine:page')}?kabar=berkas")
    if good and sent.message:  # what was written has been sent: it must not be sent again
        typed = request.POST.copy()
        typed[form.add_prefix("words")] = ""
        form = AddForm(typed)
    refuse_files(form, "attached", sent.refused)
    return _show(request, form, kept=sent.message is not None)


def _show(request: MineRequest, form: AddForm, *, kept: bool = False) -> HttpResponse:
    page = {
        "form": form,
        "kept": kept,
        "files": queries.attached(request.complainant, request.complaint, now()),
        "opened": _opened(request.complaint),
    }
    return render(request, "citizen/mine/files.html", page, status=form.status)


@require_safe
@mine
def file(request: MineRequest, ordinal: int) -> HttpResponse:
    """What is in one of them, as the officer sees it."""
    return hand_out(request.complainant, request.complaint, ordinal)


def _opened(complaint: Complaint) -> list[Opened]:
    rows = FileRelease.objects.filter(complaint=complaint).select_related("agency", "by", "attachment")
    return [
        Opened(
            f"lampiran-{row.attachment.ordinal}",
            str(row.agency),
            row.by.name,
            queries.read(complaint, row.reason, "release"),
            row.from_at,
            row.until_at,
        )
        for row in rows.order_by("-from_at", "-pk")
    ]
