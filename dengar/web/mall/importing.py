"""Settings as files: take them out, look at what a file would change, apply exactly that."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dengar.kit.errors import Refused
from dengar.kit.now import now
from dengar.web.audiences import ActorRequest
from dengar.web.kit.forms import KitForm, refuse
from dengar.web.mall.holding import held, hold
from dengar.web.mall.page import mall_of, settings_page
from dengar.web.mall.sheets import plans
from dengar.web.mall.sheets.cells import written
from dengar.web.mall.sheets.reading import MOST_BYTES, TooLarge, decoded
from dengar.web.mall.sheets.sheet import Plan, Sheet

FAULTS_SHOWN = 200


class SheetField(forms.FileField):
    """One CSV file. Cleaned to its text."""

    def __init__(self, **kwargs: Any) -> None:
        messages = {"required": _("Choose a file."), "empty": _("This file is empty.")}
        widget = forms.FileInput(attrs={"accept": ".csv,text/csv"})
        super().__init__(widget=widget, error_messages=messages, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> str:
        file = super().clean(data, initial)
        if file is None:
            return ""
        try:
            if file.size > MOST_BYTES:
                raise TooLarge
            return decoded(file.read())
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class UploadForm(KitForm):
    file = SheetField(label=_("CSV file"), help_text=_("At most 1 MB and 5,000 rows. Nothing changes yet."))


@settings_page
def overview(request: ActorRequest) -> HttpResponse:
    """All that can be taken out and in."""
    return render(request, "mall/files.html", _shown(request))


@settings_page
def export(request: ActorRequest, kind: str, *, empty: bool = False) -> HttpResponse:
    """All that is there, or the empty file with what belongs into it."""
    at = now()
    sheet = _sheet(request, kind)
    table = sheet.empty_table() if empty else sheet.table()
    name = f"{kind}-kosong" if empty else f"{kind}-{sheet.mall.slug}-{localdate(at).isoformat()}"
    answer = HttpResponse(written(table), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


@settings_page
def take(request: ActorRequest, kind: str) -> HttpResponse:
    """Choose a file; look at what it would change; apply it."""
    sheet = _sheet(request, kind)
    if request.method != "POST":
        return _ask(request, sheet, UploadForm())
    if "held" in request.POST:
        return _apply(request, sheet)
    form = UploadForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            text = form.cleaned_data["file"]
            plan = plans.look(sheet, text, by=request.actor, at=sheet.at)
            return _show(request, sheet, plan, hold(kind, text, request.actor))
        except Refused as refusal:
            refuse(form, refusal, "file")
    return _ask(request, sheet, form)


def _apply(request: ActorRequest, sheet: Sheet) -> HttpResponse:
    packed, mark = request.POST["held"], request.POST.get("mark", "")
    try:
        text = held(sheet.slug, packed, request.actor)
        plan, done = plans.apply(sheet, text, mark, by=request.actor, at=sheet.at)
    except Refused as refusal:
        form = UploadForm({})
        form.fields["file"].required = False  # it is this page that was refused, not the missing file
        refuse(form, refusal, "file")
        return _ask(request, sheet, form)
    if not done:
        return _show(request, sheet, plan, packed, moved=plan.mark != mark)
    counts = {"added": plan.count("add"), "changed": plan.count("change"), "ended": plan.count("end")}
    words = gettext("The file is applied: %(added)s added, %(changed)s changed, %(ended)s ended.")
    messages.success(request, words % counts)
    return redirect("mall:files")


def _sheet(request: ActorRequest, kind: str) -> Sheet:
    if kind not in plans.SHEETS:
        raise Http404
    return plans.SHEETS[kind](mall_of(request), now())


def _ask(request: ActorRequest, sheet: Sheet, form: UploadForm) -> HttpResponse:
    shown = _shown(request, sheet=sheet, form=form)
    return render(request, "mall/file.html", shown, status=form.status)


def _show(request: ActorRequest, sheet: Sheet, plan: Plan, packed: str, *, moved: bool = False) -> HttpResponse:
    shown = _shown(
        request,
        sheet=sheet,
        plan=plan,
        held=packed,
        moved=moved,
        faults=plan.faults[:FAULTS_SHOWN],
        more_faults=max(0, len(plan.faults) - FAULTS_SHOWN),
        added=plan.count("add"),
        changed=plan.count("change"),
        ended=plan.count("end"),
    )
    status = 409 if moved else 422 if plan.faults else 200
    return render(request, "mall/file-look.html", shown, status=status)


def _shown(request: ActorRequest, **more: Any) -> dict[str, Any]:
    return {"mall": mall_of(request), "kinds": list(plans.SHEETS.values()), "tab": "files", **more}
