"""Step 4: photos, papers, recordings. Each is kept at once; one that is refused costs nothing else."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from dengar.files.queries import of_box, opened
from dengar.intake import operations, queries
from dengar.intake.models import Draft
from dengar.kit.now import now
from dengar.web.audiences import everyone
from dengar.web.citizen.filing import words
from dengar.web.citizen.filing.cookie import draft_of, remember, token_of
from dengar.web.citizen.filing.flow import lost, mall_of, place_of
from dengar.web.kit.forms import FilesField, KitForm, TickField, refuse_files

FILES_HINT = _(
    "JPG, PNG, PDF or a sound recording. At most 10 files of up to 10 MB each, together up to 40 MB. You may choose"
    " several at once."
)


class EvidenceForm(KitForm):
    """One field for all files, and the wish to have one's name covered in them."""

    attached = FilesField(label=_("Choose photos, papers or recordings, or take a photo now"), help_text=FILES_HINT)
    cover = TickField(label=_("Please cover my name and NIK in these photos"), required=False)


@everyone
@never_cache
def files(request: HttpRequest) -> HttpResponse:
    """What the person wants to show. It may be left out."""
    draft = draft_of(request, now())
    if draft and draft.filed_at:
        return redirect("filing:receipt")
    if request.method == "POST":
        return _keep(request, draft)
    return _show(request, draft, None) if draft else redirect(lost("semua"))


def _keep(request: HttpRequest, draft: Draft | None) -> HttpResponse:
    """Keep what was chosen, and lead on if nothing was refused and nothing else is to be done here."""
    at, token = now(), token_of(request)
    form = EvidenceForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, draft, form) if draft else redirect(lost("semua"))
    after = place_of(request, "files").after
    if draft is None:
        draft, token = operations.begin(mall_of(request), at=at)
        after = lost("sebagian")
    given, without = form.cleaned_data, _number(request.POST.get("hapus", ""))
    try:
        done = operations.attach(
            draft, given["attached"], by=operations.SOMEBODY, at=at, cover=given["cover"], without=without
        )
    except operations.FiledAlready:
        return redirect("filing:receipt")
    except operations.Forgotten:
        return redirect(lost("semua"))
    if done.refused:
        refuse_files(form, "attached", done.refused)
        return remember(_show(request, draft, form), token)
    stays = without or "kirim" in request.POST
    return remember(redirect(request.get_full_path() if stays else after), token)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0


def _show(request: HttpRequest, draft: Draft, form: EvidenceForm | None) -> HttpResponse:
    answers = queries.answers(draft)
    form = form or EvidenceForm(initial={"cover": answers.cover})
    page: dict[str, Any] = {
        "form": form,
        "place": place_of(request, "files"),
        "mode_words": words.in_short(answers.mode),
        "kept": opened(draft.box, of_box(draft.box)),
    }
    return render(request, "citizen/filing/files.html", page, status=form.status)
