"""May others read how it ended (look/04f)? The person sees exactly what would appear, and answers; silence is no."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from dengar.complaints.models import Complaint
from dengar.complaints.operations import NotNow
from dengar.kit.errors import Refused
from dengar.kit.now import now
from dengar.publish import operations, queries, rule
from dengar.publish.models import PublicText
from dengar.web.citizen.session import MineRequest, mine
from dengar.web.kit import marking
from dengar.web.kit.forms import KitForm, PickField, WordsField, refuse

YES, NO, CHANGE = PublicText.Answer.YES, PublicText.Answer.NO, PublicText.Answer.CHANGE


class AnswerForm(KitForm):
    """`text`: which wording was read; another one in its place is told, never answered unread."""

    text = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    said = PickField(
        label=_("Your answer"),
        choices=[(YES.value, pgettext_lazy("publish", "Yes, you may")), (NO.value, pgettext_lazy("publish", "No"))],
        required=False,
    )
    wish = WordsField(
        label=_("Does anything else have to be hidden?"),
        help_text=_("May stay empty. After a change we ask you again."),
        max_length=1000,
        rows=2,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not self.errors and not given["said"] and not given["wish"]:
            self.add_error("said", ValidationError(_("Please choose one.")))
        return given

    def answer(self) -> PublicText.Answer:
        """No is no; a wish is neither yes nor no, until the text is another one."""
        given = self.cleaned_data
        if given["said"] == NO:
            return NO
        return CHANGE if given["wish"] else YES


@require_http_methods(["GET", "HEAD", "POST"])
@mine
def asked(request: MineRequest) -> HttpResponse:
    """Show the exact text, and keep the answer to it."""
    story = queries.story_of(request.complaint)
    form = AnswerForm(request.POST or None, initial={"text": story.pk if story else None})
    if form.is_valid():
        try:
            _answer(story, form, request)
        except Refused as refusal:
            refuse(form, refusal, "wish" if isinstance(refusal, operations.NoWish) else None)
        else:
            return redirect(f"{reverse('mine:publish')}?kabar=terbit")
    return show(request, form)


def _answer(story: PublicText | None, form: AnswerForm, request: MineRequest) -> None:
    if story is None or form.cleaned_data["text"] != story.pk:
        raise NotNow
    operations.answer(story, form.answer(), wish=form.cleaned_data["wish"], by=request.complainant, at=now())


@require_POST
@mine
def take_back(request: MineRequest) -> HttpResponse:
    """Take the yes back."""
    return _do(request, operations.take_back)


@require_POST
@mine
def keep_out(request: MineRequest) -> HttpResponse:
    """Let nothing of it appear, facts neither."""
    return _do(request, operations.keep_out)


def _do(request: MineRequest, act: Callable[..., None]) -> HttpResponse:
    try:
        act(request.complaint, by=request.complainant, at=now())
    except Refused as refusal:
        form = AnswerForm(request.POST)
        form.is_valid()
        refuse(form, refusal)
        return show(request, form)
    return redirect(f"{reverse('mine:publish')}?kabar=terbit")


def show(request: MineRequest, form: AnswerForm) -> HttpResponse:
    """Show where it stands with publishing."""
    complaint = request.complaint
    story = queries.story_of(complaint)
    text = queries.opened(complaint, story) if story else {}
    publication = queries.publication_of(complaint)
    shown = {
        "complaint": complaint,
        "form": form,
        "story": story,
        "parts": [(words, marking.hidden(text[name])) for name, words in queries.PARTS.items() if text.get(name)],
        "case": queries.shown(publication) if publication else None,
        "may_appear": rule.outcome(complaint.state, complaint.close_reason) is not None,
        "from_week": _from_week(complaint),
        "done": request.GET.get("kabar") == "terbit",
    }
    return render(request, "citizen/mine/publish.html", shown, status=form.status)


def _from_week(complaint: Complaint) -> object:
    """The first Monday on which it may appear."""
    if complaint.closed_at is None:
        return None
    return rule.monday(complaint.closed_at, complaint.mall.time_zone) + timedelta(weeks=rule.WEEKS + 1)
